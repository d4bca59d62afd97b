-- Makes one row of `latest_return` per agency and period of a plan that has an accepted file that was neither undone nor
-- returned: the newest. It is provisional while a review that it needs has not accepted it.
-- Parameters: :plan (row id), :first_agency, :last_agency (row ids), :first, :last (month numbers).
INSERT INTO latest_return (plan_id, period, agency_id, submission_id, version, received_on, provisional)
SELECT
  submission.plan_id, submission.period, submission.agency_id, submission.id, submission.version, submission.received_on,
  CASE WHEN submission.needs_review = 1 AND NOT EXISTS (
    SELECT 1 FROM review WHERE review.submission_id = submission.id AND review.action = 'accept'
  ) THEN 1 ELSE 0 END
FROM submission
JOIN (
  SELECT sent.agency_id, sent.period, max(sent.version) AS version
  FROM submission AS sent
  WHERE sent.plan_id = :plan
    AND sent.agency_id BETWEEN :first_agency AND :last_agency
    AND sent.period BETWEEN :first AND :last
    AND sent.outcome = 'accepted'
    AND NOT EXISTS (SELECT 1 FROM decision WHERE decision.submission_id = sent.id AND decision.action = 'undo')
    AND NOT EXISTS (SELECT 1 FROM review WHERE review.submission_id = sent.id AND review.action = 'return')
  GROUP BY sent.agency_id, sent.period
) AS newest
  ON submission.agency_id = newest.agency_id AND submission.period = newest.period AND submission.version = newest.version
WHERE submission.plan_id = :plan AND submission.outcome = 'accepted'
  AND submission.agency_id BETWEEN :first_agency AND :last_agency AND submission.period BETWEEN :first AND :last
