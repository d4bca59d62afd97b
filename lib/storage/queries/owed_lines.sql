-- One row: an indicator that an agency owes at a period, and whether it is answered.
-- Parameters: :plan (row id), :period (month number), :first_day, :last_day (of the period).
-- Columns: agency_id, kind (of the agency), indicator_id, indicator_code, ordinal, indicator_name, answered (0 or 1).
SELECT DISTINCT
  assignment.agency_id, agency.kind, indicator.id AS indicator_id, indicator.code AS indicator_code,
  indicator.ordinal, indicator.name AS indicator_name, CASE WHEN figure.answer IS NULL THEN 0 ELSE 1 END AS answered
FROM indicator
JOIN assignment ON assignment.indicator_id = indicator.id
JOIN agency ON agency.id = assignment.agency_id
LEFT JOIN figure
  ON figure.period = :period AND figure.agency_id = assignment.agency_id AND figure.indicator_id = indicator.id
WHERE indicator.plan_id = :plan
  AND indicator.retired_at IS NULL
  AND assignment.first_period <= :period
  AND (assignment.last_period IS NULL OR assignment.last_period >= :period)
  AND (:period % 12 + 1)
    % CASE indicator.frequency WHEN 'quarter' THEN 3 WHEN 'half_year' THEN 6 WHEN 'year' THEN 12 ELSE 1 END = 0
  AND (agency.valid_from IS NULL OR agency.valid_from <= :last_day)
  AND (agency.valid_to IS NULL OR agency.valid_to >= :first_day)
ORDER BY indicator.ordinal, assignment.agency_id
