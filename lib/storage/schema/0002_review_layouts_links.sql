-- Version 2 of the ledger: returns are reviewed, an agency's own workbook can be a return, the same indicator is
-- linked across plans. Written once, like every step; what comes after a release is a step of its own.
-- Append only: review

-- ── Review: a person's word on a submission that waits for one ──────────────────────────────────

ALTER TABLE submission ADD COLUMN needs_review INTEGER NOT NULL DEFAULT 0 CHECK (needs_review IN (0, 1));

CREATE TABLE review (
  id INTEGER PRIMARY KEY,
  submission_id INTEGER NOT NULL REFERENCES submission (id),
  action TEXT NOT NULL CHECK (action IN ('check', 'accept', 'return')),
  reason TEXT,
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  CHECK (action <> 'return' OR reason IS NOT NULL)
) STRICT;
CREATE INDEX review_of_submission ON review (submission_id);
CREATE UNIQUE INDEX review_end ON review (submission_id) WHERE action IN ('accept', 'return');

ALTER TABLE latest_return ADD COLUMN provisional INTEGER NOT NULL DEFAULT 0 CHECK (provisional IN (0, 1));
ALTER TABLE figure ADD COLUMN provisional INTEGER NOT NULL DEFAULT 0 CHECK (provisional IN (0, 1));
ALTER TABLE standing ADD COLUMN provisional INTEGER NOT NULL DEFAULT 0;

-- A change of status may now come from a review; SQLite changes a CHECK only by making the table anew.

CREATE TABLE status_change_2 (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  cause TEXT NOT NULL CHECK (cause IN ('new_period', 'correction', 'target_change', 'recognition', 'late_return', 'undo', 'baseline', 'catalog', 'review')),
  period INTEGER NOT NULL,
  indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  agency_id INTEGER NOT NULL,
  was TEXT,
  was_conclusive INTEGER NOT NULL CHECK (was_conclusive IN (0, 1)),
  became TEXT NOT NULL,
  became_conclusive INTEGER NOT NULL CHECK (became_conclusive IN (0, 1)),
  submission_id INTEGER REFERENCES submission (id),
  decision_id INTEGER REFERENCES decision (id),
  review_id INTEGER REFERENCES review (id)
) STRICT;
INSERT INTO status_change_2 (id, at, cause, period, indicator_id, agency_id, was, was_conclusive, became, became_conclusive, submission_id, decision_id)
SELECT id, at, cause, period, indicator_id, agency_id, was, was_conclusive, became, became_conclusive, submission_id, decision_id
FROM status_change;
DROP TRIGGER status_change_no_update;
DROP TRIGGER status_change_no_delete;
DROP TABLE status_change;
ALTER TABLE status_change_2 RENAME TO status_change;
CREATE INDEX status_change_of_line ON status_change (indicator_id, agency_id, period);
-- Append only: status_change

-- The second source of a figure stands beside it; what was kept before this step lacks it and is made anew.
ALTER TABLE standing ADD COLUMN second_value TEXT;
INSERT INTO setting (name, value) SELECT 'kept_tables_outdated', '1' WHERE EXISTS (SELECT 1 FROM plan);

-- ── Breaks in series: from a period on, an indicator's figures cannot be compared with those before ──
-- Append only: series_break

CREATE TABLE series_break (
  id INTEGER PRIMARY KEY,
  indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  period INTEGER NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('mark', 'withdraw')),
  reason TEXT NOT NULL CHECK (trim(reason) <> ''),
  actor TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX series_break_of_indicator ON series_break (indicator_id, period, id);

-- The range of what 2030 would bring stands beside it, as that of the year's end does.
ALTER TABLE standing ADD COLUMN projection_horizon_low TEXT;
ALTER TABLE standing ADD COLUMN projection_horizon_high TEXT;
