-- One row: the kept standing of one agency on one indicator of a plan at a period (totals left out).
-- Parameters: :plan (row id), :period (month number).
-- Columns: those of `standing`.
SELECT standing.*
FROM indicator
JOIN standing ON standing.period = :period AND standing.indicator_id = indicator.id AND standing.agency_id > 0
WHERE indicator.plan_id = :plan AND indicator.retired_at IS NULL
ORDER BY indicator.ordinal, standing.agency_id
