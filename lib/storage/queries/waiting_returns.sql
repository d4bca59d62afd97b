-- One row: a return in force that waits for its review, oldest period first, then in the order of arrival.
-- Parameters: :plan (row id).
-- Columns: submission_id, agency_code, agency_name, period (month number), version, file, received_on, uploaded_by, reason,
-- n_values, checked_by (of the newest look-through; null without one).
SELECT
  submission.id AS submission_id, agency.code AS agency_code, agency.name AS agency_name,
  submission.period, submission.version, submission.file, submission.received_on, submission.uploaded_by,
  submission.reason, submission.n_values, checked.actor AS checked_by
FROM latest_return
JOIN submission ON submission.id = latest_return.submission_id
JOIN agency ON agency.id = latest_return.agency_id
LEFT JOIN review AS checked ON checked.id = (
  SELECT max(review.id) FROM review WHERE review.submission_id = submission.id AND review.action = 'check'
)
WHERE latest_return.plan_id = :plan AND latest_return.provisional = 1
ORDER BY latest_return.period, submission.id
