-- One row: a file of a job, in the order in which it was sent; also those that were left out.
-- Parameters: :job (row id).
-- Columns: position, file, sha256, archive, left_out, read_at, plan_id, agency_id, agency_name, period (month number),
-- verdict, promised, became, submission_id, version, n_values, findings, was_returned (1: the ledger has recorded
-- before that just this file went back), waits (1: its figures are in force and provisional).
SELECT
  job_file.position, job_file.file, job_file.sha256, job_file.archive, job_file.left_out, job_file.read_at,
  job_file.plan_id, job_file.agency_id, agency.name AS agency_name, job_file.period, job_file.verdict,
  job_file.promised, job_file.became, job_file.submission_id, submission.version, submission.n_values,
  job_file.findings,
  EXISTS (
    SELECT 1 FROM submission AS earlier
    WHERE earlier.sha256 = job_file.sha256 AND earlier.outcome = 'refused'
      AND earlier.id <> coalesce(job_file.submission_id, 0)
  ) AS was_returned,
  coalesce(latest_return.provisional, 0) AS waits
FROM job_file
LEFT JOIN agency ON agency.id = job_file.agency_id
LEFT JOIN submission ON submission.id = job_file.submission_id
LEFT JOIN latest_return
  ON latest_return.plan_id = submission.plan_id AND latest_return.period = submission.period
  AND latest_return.agency_id = submission.agency_id AND latest_return.submission_id = submission.id
WHERE job_file.job_id = :job
ORDER BY job_file.position
