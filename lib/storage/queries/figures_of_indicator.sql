-- One row: the current figure of one agency on one indicator at one period.
-- Parameters: :indicator (row id), :first, :last (month numbers).
-- Columns: those of `figure`.
SELECT
  figure.period, figure.agency_id, figure.indicator_id, figure.answer, figure.a, figure.b, figure.value,
  figure.second_value, figure.has_evidence, figure.recognised, figure.submission_id, figure.provisional, figure.sources_agree
FROM figure
WHERE figure.indicator_id = :indicator AND figure.period BETWEEN :first AND :last
ORDER BY figure.agency_id, figure.period
