-- One row: a filled cell of one line, as typed, in the accepted files of an agency and period.
-- Parameters: :plan, :agency (row ids), :period (month number), :row (the line's key in the form: its indicator's code).
-- Columns: submission_id, column_key, ref, raw.
SELECT cell.submission_id, cell.column_key, cell.ref, cell.raw
FROM submission
JOIN cell ON cell.submission_id = submission.id AND cell.row_key = :row
WHERE submission.plan_id = :plan
  AND submission.agency_id = :agency
  AND submission.period = :period
  AND submission.outcome = 'accepted'
ORDER BY cell.submission_id, cell.sheet, cell.ref
