-- One row: the current figure of one agency on one indicator of a plan at one period.
-- Parameters: :plan, :agency (row ids), :first, :last (month numbers).
-- Columns: those of `figure`.
SELECT
  figure.period, figure.agency_id, figure.indicator_id, figure.answer, figure.a, figure.b, figure.value,
  figure.second_value, figure.has_evidence, figure.recognised, figure.submission_id, figure.provisional, figure.sources_agree
FROM indicator
JOIN figure ON figure.indicator_id = indicator.id AND figure.agency_id = :agency AND figure.period BETWEEN :first AND :last
WHERE indicator.plan_id = :plan
ORDER BY figure.indicator_id, figure.period
