-- One row: what one accepted file of an agency and period says of one indicator, newest first; the line's columns are
-- null where the file left it blank.
-- Parameters: :plan, :agency, :indicator (row ids), :period (month number).
-- Columns: submission_id, version, file, sha256, received_on, received_at, uploaded_by, reason, needs_review, sheet, refs (cells by
-- column, JSON), answer, a, b, value.
SELECT
  submission.id AS submission_id, submission.version, submission.file, submission.sha256, submission.received_on,
  submission.received_at, submission.uploaded_by, submission.reason, submission.needs_review,
  line.sheet, line.refs, line.answer, line.a, line.b, line.value
FROM submission
LEFT JOIN line ON line.submission_id = submission.id AND line.indicator_id = :indicator
WHERE submission.plan_id = :plan
  AND submission.agency_id = :agency
  AND submission.period = :period
  AND submission.outcome = 'accepted'
ORDER BY submission.version DESC
