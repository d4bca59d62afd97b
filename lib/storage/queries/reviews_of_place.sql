-- One row: what a person did with a submission of an agency and period, oldest first.
-- Parameters: :plan, :agency (row ids), :period (month number).
-- Columns: id, submission_id, action, reason, actor, at.
SELECT review.id, review.submission_id, review.action, review.reason, review.actor, review.at
FROM submission
JOIN review ON review.submission_id = submission.id
WHERE submission.plan_id = :plan AND submission.agency_id = :agency AND submission.period = :period
ORDER BY review.id
