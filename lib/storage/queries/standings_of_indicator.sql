-- One row: the kept standing of one agency on one indicator at a period (the total left out).
-- Parameters: :indicator (row id), :period (month number).
-- Columns: those of `standing`.
SELECT standing.*
FROM standing
WHERE standing.period = :period AND standing.indicator_id = :indicator AND standing.agency_id > 0
ORDER BY standing.agency_id
