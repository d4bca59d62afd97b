-- One row: the line behind the current figure of an agency on an indicator of a plan at a period.
-- Parameters: :plan (row id), :period (month number), :agency, :indicator (row ids, or null for all).
-- Columns: indicator_id, agency_id, submission_id, sheet, refs (cells by column, JSON), file, subjective_cause,
-- objective_cause, remedy, evidence, source_system, second_source.
SELECT
  line.indicator_id, latest_return.agency_id, line.submission_id, line.sheet, line.refs, submission.file,
  line.subjective_cause, line.objective_cause, line.remedy, line.evidence, line.source_system, line.second_source
FROM latest_return
JOIN submission ON submission.id = latest_return.submission_id
JOIN line ON line.submission_id = latest_return.submission_id
WHERE latest_return.plan_id = :plan
  AND latest_return.period = :period
  AND (:agency IS NULL OR latest_return.agency_id = :agency)
  AND (:indicator IS NULL OR line.indicator_id = :indicator)
