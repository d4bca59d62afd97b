-- One row: the job on which a worker has something to do and that no other holds: confirmed ones first, then the longest untouched.
-- Parameters: :worker (who asks), :now (moment).
-- Columns: id, worker (who held it before, if it was not finished).
SELECT job.id, job.worker
FROM job
WHERE
  job.id IN (
    SELECT undecided.id FROM job AS undecided WHERE undecided.decision IS NULL
    UNION
    SELECT job_file.job_id FROM job_file WHERE job_file.promised IS NOT NULL AND job_file.became IS NULL
  )
  AND (job.worker IS NULL OR job.worker = :worker OR job.worker_until < :now)
  AND (
    (
      job.decision IS NULL AND job.judged_revision IS NULL
      AND EXISTS (SELECT 1 FROM job_file WHERE job_file.job_id = job.id AND job_file.left_out IS NULL)
    )
    OR (
      job.decision = 'confirm'
      AND EXISTS (
        SELECT 1 FROM job_file
        WHERE job_file.job_id = job.id AND job_file.promised IS NOT NULL AND job_file.became IS NULL
      )
    )
  )
ORDER BY job.decision IS NULL, coalesce(job.worker_until, ''), job.id
LIMIT 1
