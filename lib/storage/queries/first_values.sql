-- One row: the first figure in force that an agency gave on an indicator of a plan, with its place in the file.
-- Parameters: :plan (row id).
-- Columns: indicator_id, agency_id, period, value, file, sheet, refs (cells by column, JSON).
WITH first_period AS (
  SELECT figure.indicator_id, figure.agency_id, min(figure.period) AS period
  FROM figure
  JOIN indicator ON indicator.id = figure.indicator_id
  WHERE indicator.plan_id = :plan AND figure.value IS NOT NULL AND figure.recognised = 1
  GROUP BY figure.indicator_id, figure.agency_id
)
SELECT
  figure.indicator_id, figure.agency_id, figure.period, figure.value, submission.file, line.sheet, line.refs
FROM first_period
JOIN figure
  ON figure.indicator_id = first_period.indicator_id AND figure.agency_id = first_period.agency_id
  AND figure.period = first_period.period
JOIN submission ON submission.id = figure.submission_id
JOIN line ON line.submission_id = figure.submission_id AND line.indicator_id = figure.indicator_id
