-- One row: a change of status of one line of a plan, oldest first.
-- Parameters: :plan (row id), :agency (row id; 0: the plan's totals), :indicator (row id, or null for all),
-- :first, :last (month numbers).
-- Columns: id, at, cause, period, indicator_code, was, was_conclusive, became, became_conclusive, submission_id,
-- decision_id, agency_name (whose return or figure it was; null for a change of the catalog), actor (who sent it in,
-- decided or reviewed, null likewise), reason (of the decision, the review or the file).
SELECT
  status_change.id, status_change.at, status_change.cause, status_change.period, indicator.code AS indicator_code,
  status_change.was, status_change.was_conclusive, status_change.became, status_change.became_conclusive,
  status_change.submission_id, status_change.decision_id,
  coalesce(sender.name, judged.name) AS agency_name,
  coalesce(decision.actor, review.actor, submission.uploaded_by) AS actor,
  CASE WHEN review.id IS NOT NULL THEN review.reason ELSE coalesce(decision.reason, submission.reason) END AS reason
FROM indicator
JOIN status_change
  ON status_change.indicator_id = indicator.id AND status_change.agency_id = :agency
  AND status_change.period BETWEEN :first AND :last
LEFT JOIN submission ON submission.id = status_change.submission_id
LEFT JOIN agency AS sender ON sender.id = submission.agency_id
LEFT JOIN decision ON decision.id = status_change.decision_id
LEFT JOIN review ON review.id = status_change.review_id
LEFT JOIN agency AS judged ON judged.id = decision.agency_id
WHERE indicator.plan_id = :plan AND (:indicator IS NULL OR indicator.id = :indicator)
ORDER BY status_change.id
