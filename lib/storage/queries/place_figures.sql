-- Makes one row of `figure` per answered line of a submission. A figure that a person has not recognised stays so,
-- whatever file comes later, until a person recognises it again.
-- Parameters: :submission, :agency (row ids), :period (month number).
INSERT INTO figure (period, agency_id, indicator_id, answer, a, b, value, second_value, has_evidence, recognised, submission_id)
SELECT
  :period, :agency, line.indicator_id, line.answer, line.a, line.b, line.value, line.second_value,
  CASE WHEN line.evidence IS NULL THEN 0 ELSE 1 END,
  CASE WHEN (
    SELECT decision.action FROM decision
    WHERE decision.period = :period AND decision.agency_id = :agency AND decision.indicator_id = line.indicator_id
      AND decision.action IN ('not_recognise', 'recognise')
    ORDER BY decision.id DESC LIMIT 1
  ) = 'not_recognise' THEN 0 ELSE 1 END,
  line.submission_id
FROM line
WHERE line.submission_id = :submission
