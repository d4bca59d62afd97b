-- One row: the status and figure of a kept standing that a return made, of one agency (0: the plan's total) or of all.
-- Parameters: :plan (row id), :first_agency, :last_agency (row ids), :first, :last (month numbers), :day (ISO: the day
-- on which it is read, which decides whether the target's date has passed).
-- Columns: indicator_id, agency_id, period, status, absence, conclusive, value (decimal text).
SELECT
  standing.indicator_id, standing.agency_id, standing.period,
  CASE WHEN standing.target_year IS NULL OR :day >= standing.target_year || '-12-31' THEN standing.status
    ELSE standing.status_before_date
  END AS status,
  standing.absence, standing.conclusive, standing.value
FROM indicator
JOIN standing ON standing.indicator_id = indicator.id
WHERE indicator.plan_id = :plan
  AND standing.agency_id BETWEEN :first_agency AND :last_agency
  AND standing.period BETWEEN :first AND :last
  AND (standing.agency_id > 0 OR standing.reported IS NOT NULL)
