-- One row: the newest accepted, not undone file of an agency for a plan and period; none if there is none.
-- Parameters: :plan, :agency (row ids), :period (month number).
-- Columns: id, version, received_on.
SELECT submission.id, submission.version, submission.received_on
FROM submission
WHERE submission.plan_id = :plan
  AND submission.agency_id = :agency
  AND submission.period = :period
  AND submission.outcome = 'accepted'
  AND NOT EXISTS (SELECT 1 FROM decision WHERE decision.submission_id = submission.id AND decision.action = 'undo')
ORDER BY submission.version DESC
LIMIT 1
