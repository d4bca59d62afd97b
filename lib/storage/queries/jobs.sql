-- One row: a job with how far its files are, those first on which something is still to be decided or done, then newest first.
-- Of the jobs that have ended only the newest are looked at.
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
WHERE job.id IN (
  SELECT asked.id FROM job AS asked WHERE asked.id = :job
  UNION
  SELECT newest.id FROM (SELECT job.id FROM job ORDER BY job.id DESC LIMIT :limit) AS newest WHERE :job IS NULL
  UNION
  SELECT undecided.id FROM job AS undecided WHERE undecided.decision IS NULL AND :job IS NULL
  UNION
  SELECT unended.job_id FROM job_file AS unended
  WHERE unended.promised IS NOT NULL AND unended.became IS NULL AND :job IS NULL
)
GROUP BY job.id
ORDER BY
  (
    (job.decision IS NULL AND count(*) FILTER (WHERE job_file.left_out IS NULL) > 0)
    OR (job.decision = 'confirm' AND count(job_file.became) < count(job_file.promised))
  ) DESC,
  job.id DESC
LIMIT :limit
