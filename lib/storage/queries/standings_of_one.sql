-- One row: the kept standing of one agency (0: the plan's total) on one indicator of a plan at a period.
-- Parameters: :plan, :agency (row ids), :period (month number).
-- Columns: those of `standing`.
SELECT standing.*
FROM indicator
JOIN standing ON standing.period = :period AND standing.indicator_id = indicator.id AND standing.agency_id = :agency
WHERE indicator.plan_id = :plan AND indicator.retired_at IS NULL
ORDER BY indicator.ordinal
