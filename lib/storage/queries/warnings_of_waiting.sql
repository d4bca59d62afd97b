-- One row: a warning of a return in force that waits for its review, with how often it was found there.
-- Parameters: :plan (row id).
-- Columns: submission_id, code, count.
SELECT finding.submission_id, finding.code, count(*) AS count
FROM latest_return
JOIN finding ON finding.submission_id = latest_return.submission_id AND finding.severity = 'warning'
WHERE latest_return.plan_id = :plan AND latest_return.provisional = 1
GROUP BY finding.submission_id, finding.code
ORDER BY finding.submission_id, finding.code
