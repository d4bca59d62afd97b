-- One row: an agency × period in which it owes something of a plan, with what came in.
-- Parameters: :plan (row id), :first, :last (month numbers of the board's window).
-- Columns: agency_id, code, name, kind, period (month number); n_owed, n_answered (indicators); received_on (day of the
-- first accepted file that was neither undone nor returned), version (of the newest such file), n_refused (files refused
-- by the checks or returned by a person).
WITH RECURSIVE months (period) AS (
  SELECT CAST(:first AS INTEGER)
  UNION ALL
  SELECT months.period + 1 FROM months WHERE months.period < :last
),
owed AS (
  SELECT DISTINCT months.period, assignment.agency_id, assignment.indicator_id
  FROM indicator
  JOIN assignment ON assignment.indicator_id = indicator.id
  JOIN months
    ON months.period >= assignment.first_period
    AND (assignment.last_period IS NULL OR months.period <= assignment.last_period)
    AND (months.period % 12 + 1)
      % CASE indicator.frequency WHEN 'quarter' THEN 3 WHEN 'half_year' THEN 6 WHEN 'year' THEN 12 ELSE 1 END = 0
  WHERE indicator.plan_id = :plan AND indicator.retired_at IS NULL
),
asked AS (
  SELECT owed.agency_id, owed.period, count(*) AS n_owed, count(figure.answer) AS n_answered
  FROM owed
  LEFT JOIN figure
    ON figure.period = owed.period AND figure.agency_id = owed.agency_id AND figure.indicator_id = owed.indicator_id
  GROUP BY owed.agency_id, owed.period
),
sent AS (
  SELECT
    submission.agency_id, submission.period,
    min(submission.received_on) FILTER (WHERE submission.outcome = 'accepted' AND review.id IS NULL) AS received_on,
    max(submission.version) FILTER (WHERE submission.outcome = 'accepted' AND review.id IS NULL) AS version,
    count(*) FILTER (WHERE submission.outcome = 'refused' OR review.id IS NOT NULL) AS n_refused
  FROM submission
  LEFT JOIN review ON review.submission_id = submission.id AND review.action = 'return'
  WHERE submission.plan_id = :plan
    AND submission.period BETWEEN :first AND :last
    AND NOT EXISTS (SELECT 1 FROM decision WHERE decision.submission_id = submission.id AND decision.action = 'undo')
  GROUP BY submission.agency_id, submission.period
)
SELECT
  asked.agency_id, agency.code, agency.name, agency.kind, asked.period, asked.n_owed, asked.n_answered,
  sent.received_on, sent.version, coalesce(sent.n_refused, 0) AS n_refused
FROM asked
JOIN agency ON agency.id = asked.agency_id
LEFT JOIN sent ON sent.agency_id = asked.agency_id AND sent.period = asked.period
WHERE (
    agency.valid_from IS NULL
    OR CAST(substr(agency.valid_from, 1, 4) AS INTEGER) * 12 + CAST(substr(agency.valid_from, 6, 2) AS INTEGER) - 1
      <= asked.period
  )
  AND (
    agency.valid_to IS NULL
    OR CAST(substr(agency.valid_to, 1, 4) AS INTEGER) * 12 + CAST(substr(agency.valid_to, 6, 2) AS INTEGER) - 1
      >= asked.period
  )
ORDER BY asked.agency_id, asked.period
