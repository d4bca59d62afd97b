-- One row: an indicator of a plan with the sums over the agencies that owe it at a period.
-- Parameters: :plan (row id), :period (month number), :first_day, :last_day (of the period).
-- Columns: indicator_id; expected, reported (agencies); a, b (Σ over recognised figures with both; an `in_period`
-- measure is summed over the year by `lib.domain.aggregate` instead); value (Σ of counts and amounts; meaningless for
-- shares); with_value, without_ab (agencies); silent_b (Σ of the last known b of silent agencies), silent_unknown
-- (silent agencies without one); met, in_progress, not_met, nothing_arising (b = 0 too; «đạt» without evidence counts
-- as in progress), not_applicable, not_recognised (agencies); sole_value (the value, given without a and b, of the
-- only agency that owes it), sole_second (its second source); unmatched (figures and «đạt» without two named sources that
-- agree); second_a (Σ of second source × b / 100 when every figure with b has one, else null);
-- provisional (agencies whose answer waits for its review).
WITH owed AS (
  SELECT DISTINCT indicator.id AS indicator_id, assignment.agency_id
  FROM indicator
  JOIN assignment ON assignment.indicator_id = indicator.id
  JOIN agency ON agency.id = assignment.agency_id
  WHERE indicator.plan_id = :plan
    AND indicator.retired_at IS NULL
    AND assignment.first_period <= :period
    AND (assignment.last_period IS NULL OR assignment.last_period >= :period)
    AND (agency.valid_from IS NULL OR agency.valid_from <= :last_day)
    AND (agency.valid_to IS NULL OR agency.valid_to >= :first_day)
),
answered AS (
  SELECT
    owed.indicator_id, owed.agency_id, figure.recognised, figure.value, figure.second_value,
    CASE
      WHEN figure.answer = 'figure' AND figure.b = 0 THEN 'nothing_arising'
      WHEN figure.answer = 'met' AND figure.has_evidence = 0 THEN 'in_progress'
      ELSE figure.answer
    END AS answer,
    figure.a, figure.b, figure.provisional, figure.sources_agree,
    CASE WHEN figure.answer IS NULL THEN (
      SELECT past.b FROM figure AS past
      WHERE past.indicator_id = owed.indicator_id AND past.agency_id = owed.agency_id
        AND past.period < :period AND past.b IS NOT NULL
      ORDER BY past.period DESC LIMIT 1
    ) END AS last_b
  FROM owed
  LEFT JOIN figure
    ON figure.indicator_id = owed.indicator_id AND figure.agency_id = owed.agency_id AND figure.period = :period
)
SELECT
  indicator_id,
  count(*) AS expected,
  count(answer) AS reported,
  coalesce(sum(a) FILTER (WHERE answer = 'figure' AND recognised = 1 AND b > 0), 0) AS a,
  coalesce(sum(b) FILTER (WHERE answer = 'figure' AND recognised = 1 AND b > 0), 0) AS b,
  coalesce(sum(CAST(value AS REAL)) FILTER (WHERE answer = 'figure' AND recognised = 1), 0) AS value,
  count(*) FILTER (WHERE answer = 'figure' AND recognised = 1 AND value IS NOT NULL) AS with_value,
  count(*) FILTER (WHERE answer = 'figure' AND recognised = 1 AND value IS NOT NULL AND b IS NULL) AS without_ab,
  coalesce(sum(last_b) FILTER (WHERE answer IS NULL), 0) AS silent_b,
  count(*) FILTER (WHERE answer IS NULL AND last_b IS NULL) AS silent_unknown,
  count(*) FILTER (WHERE answer = 'met' AND recognised = 1) AS met,
  count(*) FILTER (WHERE answer = 'in_progress' AND recognised = 1) AS in_progress,
  count(*) FILTER (WHERE answer = 'not_met' AND recognised = 1) AS not_met,
  count(*) FILTER (WHERE answer = 'nothing_arising' AND recognised = 1) AS nothing_arising,
  count(*) FILTER (WHERE answer = 'not_applicable' AND recognised = 1) AS not_applicable,
  count(*) FILTER (WHERE answer IS NOT NULL AND recognised = 0) AS not_recognised,
  CASE WHEN count(*) = 1 THEN max(CASE WHEN answer = 'figure' AND recognised = 1 AND b IS NULL THEN value END) END
    AS sole_value,
  CASE WHEN count(*) = 1 THEN max(CASE WHEN answer = 'figure' AND recognised = 1 AND b IS NULL THEN second_value END) END
    AS sole_second,
  count(*) FILTER (
    WHERE recognised = 1 AND sources_agree = 0 AND ((answer = 'figure' AND (value IS NOT NULL OR a IS NOT NULL)) OR answer = 'met')
  ) AS unmatched,
  CASE WHEN count(*) FILTER (WHERE answer = 'figure' AND recognised = 1 AND b > 0 AND second_value IS NULL) = 0
    THEN sum(CAST(second_value AS REAL) * b / 100.0) FILTER (WHERE answer = 'figure' AND recognised = 1 AND b > 0)
  END AS second_a,
  coalesce(sum(provisional), 0) AS provisional
FROM answered
GROUP BY indicator_id
