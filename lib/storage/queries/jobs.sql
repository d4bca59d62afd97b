-- One row: a job with how far its files are, those first on which something is still to be decided or done, then newest first.
-- Parameters: :job (row id; null: every job), :limit (most rows).
-- Columns: id, dropped_at, worker, worker_until, resumed_at, judged_revision, decision, decided_by, decided_at,
-- received_on, reason, n_files, n_returns, n_read, n_judged, n_promised, n_ended.
SELECT
  job.id, job.dropped_at, job.worker, job.worker_until, job.resumed_at, job.judged_revision, job.decision,
  job.decided_by, job.decided_at, job.received_on, job.reason,
  count(*) AS n_files,
  count(*) FILTER (WHERE job_file.left_out IS NULL) AS n_returns,
  count(job_file.read_at) AS n_read,
  count(job_file.verdict) AS n_judged,
  count(job_file.promised) AS n_promised,
  count(job_file.became) AS n_ended
FROM job
JOIN job_file ON job_file.job_id = job.id
WHERE :job IS NULL OR job.id = :job
GROUP BY job.id
ORDER BY
  (
    (job.decision IS NULL AND count(*) FILTER (WHERE job_file.left_out IS NULL) > 0)
    OR (job.decision = 'confirm' AND count(job_file.became) < count(job_file.promised))
  ) DESC,
  job.id DESC
LIMIT :limit
