-- One row: the kept status and figure of one agency on one indicator of a plan at one period, oldest first.
-- Parameters: :plan (row id), :first, :last (month numbers), :day (ISO: the day on which it is read, which decides
-- whether the target's date has passed).
-- Columns: indicator_id, agency_id, period, status, absence, value (decimal text).
SELECT
  standing.indicator_id, standing.agency_id, standing.period,
  CASE WHEN standing.target_year IS NULL OR :day >= standing.target_year || '-12-31' THEN standing.status
    ELSE standing.status_before_date
  END AS status,
  standing.absence, standing.value
FROM indicator
JOIN standing ON standing.indicator_id = indicator.id
WHERE indicator.plan_id = :plan
  AND standing.agency_id > 0
  AND standing.period BETWEEN :first AND :last
ORDER BY standing.period
