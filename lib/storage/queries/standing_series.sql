-- One row: the kept standing of one indicator and agency (0: the plan's total) at one period, oldest first.
-- Parameters: :indicator, :agency (row ids), :first, :last (month numbers).
-- Columns: those of `standing`.
SELECT standing.*
FROM standing
WHERE standing.indicator_id = :indicator AND standing.agency_id = :agency AND standing.period BETWEEN :first AND :last
ORDER BY standing.period
