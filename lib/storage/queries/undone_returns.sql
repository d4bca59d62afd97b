-- One row: a decision that undid a file of an agency and period.
-- Parameters: :plan, :agency (row ids), :period (month number).
-- Columns: submission_id, id, action, reason, note, actor, at.
SELECT
  decision.submission_id, decision.id, decision.action, decision.reason, decision.note, decision.actor, decision.at
FROM submission
JOIN decision ON decision.submission_id = submission.id AND decision.action = 'undo'
WHERE submission.plan_id = :plan AND submission.agency_id = :agency AND submission.period = :period
