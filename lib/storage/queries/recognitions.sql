-- One row: a decision on whether one figure is recognised, oldest first.
-- Parameters: :agency, :indicator (row ids), :period (month number).
-- Columns: id, action, reason, note, actor, at.
SELECT decision.id, decision.action, decision.reason, decision.note, decision.actor, decision.at
FROM decision
WHERE decision.period = :period
  AND decision.agency_id = :agency
  AND decision.indicator_id = :indicator
  AND decision.action IN ('not_recognise', 'recognise')
ORDER BY decision.id
