-- Makes one row of `figure` per answered line of the returns in force. A figure that a person has not recognised stays
-- so, whatever file comes later, until a person recognises it again. Whether its sources agree is said after it is
-- placed (see `second_sources`).
-- Parameters: :plan (row id), :first_agency, :last_agency (row ids), :first, :last (month numbers).
INSERT INTO figure (period, agency_id, indicator_id, answer, a, b, value, second_value, has_evidence, recognised, submission_id, provisional, sources_agree)
SELECT
  latest_return.period, latest_return.agency_id, line.indicator_id, line.answer, line.a, line.b, line.value,
  line.second_value,
  CASE WHEN line.evidence IS NULL THEN 0 ELSE 1 END,
  CASE WHEN (
    SELECT decision.action FROM decision
    WHERE decision.period = latest_return.period AND decision.agency_id = latest_return.agency_id
      AND decision.indicator_id = line.indicator_id AND decision.action IN ('not_recognise', 'recognise')
    ORDER BY decision.id DESC LIMIT 1
  ) = 'not_recognise' THEN 0 ELSE 1 END,
  line.submission_id, latest_return.provisional, 0
FROM latest_return
JOIN line ON line.submission_id = latest_return.submission_id
WHERE latest_return.plan_id = :plan
  AND latest_return.period BETWEEN :first AND :last
  AND latest_return.agency_id BETWEEN :first_agency AND :last_agency
