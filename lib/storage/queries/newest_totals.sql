-- One row: the newest kept total of one indicator of a plan at or before a period.
-- Parameters: :plan (row id), :period (month number).
-- Columns: those of `standing`.
SELECT standing.*
FROM indicator
JOIN standing ON standing.indicator_id = indicator.id AND standing.agency_id = 0
WHERE indicator.plan_id = :plan
  AND indicator.retired_at IS NULL
  AND standing.period = (
    SELECT max(earlier.period) FROM standing AS earlier
    WHERE earlier.indicator_id = indicator.id AND earlier.agency_id = 0 AND earlier.period <= :period
  )
