-- One row: a break in force in the series of one indicator of a plan: the newest word on its period marks it.
-- Parameters: :plan (row id).
-- Columns: indicator_id, period (month number), reason, actor, at.
SELECT series_break.indicator_id, series_break.period, series_break.reason, series_break.actor, series_break.at
FROM series_break
JOIN indicator ON indicator.id = series_break.indicator_id
WHERE indicator.plan_id = :plan
  AND series_break.action = 'mark'
  AND series_break.id = (
    SELECT max(newest.id) FROM series_break AS newest
    WHERE newest.indicator_id = series_break.indicator_id AND newest.period = series_break.period
  )
ORDER BY series_break.indicator_id, series_break.period
