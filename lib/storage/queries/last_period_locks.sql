-- One row: the newest decision to lock or unlock a period of a plan.
-- Parameters: :plan (row id), :first, :last (month numbers).
-- Columns: action, period, reason, actor, at.
SELECT period_lock.action, period_lock.period, period_lock.reason, period_lock.actor, period_lock.at
FROM period_lock
WHERE period_lock.plan_id = :plan
  AND period_lock.period BETWEEN :first AND :last
  AND period_lock.id = (
    SELECT max(newest.id) FROM period_lock AS newest
    WHERE newest.plan_id = period_lock.plan_id AND newest.period = period_lock.period
  )
ORDER BY period_lock.period
