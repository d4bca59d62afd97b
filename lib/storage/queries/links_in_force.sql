-- One row: a person's word on two indicators, in force, oldest first; one on an indicator that its plan no longer
-- holds is left out.
-- Parameters: none.
-- Columns: first_code, second_code, verdict, note, entered_by, entered_at.
SELECT
  one.code AS first_code, other.code AS second_code, indicator_link.verdict, indicator_link.note,
  indicator_link.entered_by, indicator_link.entered_at
FROM indicator_link
JOIN indicator AS one ON one.id = indicator_link.first_id AND one.retired_at IS NULL
JOIN indicator AS other ON other.id = indicator_link.second_id AND other.retired_at IS NULL
WHERE indicator_link.known_to IS NULL
ORDER BY indicator_link.id
