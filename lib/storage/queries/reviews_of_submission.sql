-- One row: what a person did with a submission, oldest first.
-- Parameters: :submission (row id).
-- Columns: id, submission_id, action, reason, actor, at.
SELECT review.id, review.submission_id, review.action, review.reason, review.actor, review.at
FROM review
WHERE review.submission_id = :submission
ORDER BY review.id
