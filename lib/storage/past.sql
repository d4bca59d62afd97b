-- What makes a connection see the ledger as it was known at a moment: tables and views of the connection alone that
-- stand before those of the ledger, so that every other statement reads the past without knowing it.
-- The ledger proper shows only what had been written by then (and, if asked, no return that was not accepted by then,
-- nor the changes of status that one made); the kept tables are empty until they are made anew.
-- A document's first baseline is part of the document, and counts as known from the beginning.

CREATE TEMP TABLE known_until (at TEXT NOT NULL, accepted_only INTEGER NOT NULL);

CREATE TEMP VIEW review AS
SELECT * FROM main.review WHERE at <= (SELECT known_until.at FROM known_until);

CREATE TEMP VIEW submission AS
SELECT * FROM main.submission
WHERE received_at <= (SELECT at FROM known_until)
  AND (
    needs_review = 0
    OR NOT (SELECT accepted_only FROM known_until)
    OR EXISTS (SELECT 1 FROM temp.review WHERE review.submission_id = submission.id AND review.action = 'accept')
  );

CREATE TEMP VIEW decision AS
SELECT * FROM main.decision WHERE at <= (SELECT known_until.at FROM known_until);

CREATE TEMP VIEW status_change AS
SELECT * FROM main.status_change
WHERE at <= (SELECT known_until.at FROM known_until)
  AND (
    submission_id IS NULL
    OR NOT (SELECT accepted_only FROM known_until)
    OR EXISTS (SELECT 1 FROM temp.submission WHERE submission.id = status_change.submission_id)
  );

CREATE TEMP VIEW series_break AS
SELECT * FROM main.series_break WHERE at <= (SELECT known_until.at FROM known_until);

CREATE TEMP VIEW baseline AS
SELECT
  id, indicator_id, agency_id, day, value, raw, file, sheet, cell, origin, entered_by, entered_at,
  CASE WHEN known_to <= (SELECT at FROM known_until) THEN known_to END AS known_to
FROM main.baseline
WHERE entered_at <= (SELECT at FROM known_until)
  OR (
    origin = 'document'
    AND NOT EXISTS (
      SELECT 1 FROM main.baseline AS earlier
      WHERE earlier.indicator_id = baseline.indicator_id AND coalesce(earlier.agency_id, 0) = coalesce(baseline.agency_id, 0) AND earlier.id < baseline.id
    )
  );

CREATE TEMP VIEW indicator_link AS
SELECT
  id, first_id, second_id, verdict, note, entered_by, entered_at,
  CASE WHEN known_to <= (SELECT at FROM known_until) THEN known_to END AS known_to
FROM main.indicator_link
WHERE entered_at <= (SELECT at FROM known_until);

CREATE TEMP TABLE latest_return AS SELECT * FROM main.latest_return WHERE 0;
CREATE UNIQUE INDEX temp.latest_return_key ON latest_return (plan_id, period, agency_id);

CREATE TEMP TABLE figure AS SELECT * FROM main.figure WHERE 0;
CREATE UNIQUE INDEX temp.figure_key ON figure (period, agency_id, indicator_id);
CREATE INDEX temp.figure_of_past_indicator ON figure (indicator_id, period, agency_id);
CREATE INDEX temp.figure_of_past_series ON figure (indicator_id, agency_id, period);

CREATE TEMP TABLE standing AS SELECT * FROM main.standing WHERE 0;
CREATE UNIQUE INDEX temp.standing_key ON standing (period, indicator_id, agency_id);
CREATE INDEX temp.standing_of_past_series ON standing (indicator_id, agency_id, period);
