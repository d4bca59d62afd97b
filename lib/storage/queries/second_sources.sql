-- One row: a figure in force whose return names a second source, with all that tells whether its two sources agree.
-- Parameters: :plan (row id), :first_agency, :last_agency (row ids), :first, :last (month numbers).
-- Columns: period, agency_id, indicator_id; kind (of the indicator), answer, a, b, value, second_value, source_system,
-- second_source.
SELECT
  figure.period, figure.agency_id, figure.indicator_id, indicator.kind, figure.answer, figure.a, figure.b, figure.value,
  figure.second_value, line.source_system, line.second_source
FROM indicator
JOIN figure ON figure.indicator_id = indicator.id
JOIN line ON line.submission_id = figure.submission_id AND line.indicator_id = figure.indicator_id
WHERE indicator.plan_id = :plan
  AND figure.period BETWEEN :first AND :last
  AND figure.agency_id BETWEEN :first_agency AND :last_agency
  AND line.second_source IS NOT NULL
