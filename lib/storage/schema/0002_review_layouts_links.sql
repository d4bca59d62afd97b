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

-- ── Links: a person's word that two indicators of different plans are one, or are not ────────────

CREATE TABLE indicator_link (
  id INTEGER PRIMARY KEY,
  first_id INTEGER NOT NULL REFERENCES indicator (id),
  second_id INTEGER NOT NULL REFERENCES indicator (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different')),
  note TEXT,
  entered_by TEXT NOT NULL,
  entered_at TEXT NOT NULL,
  known_to TEXT,
  CHECK (first_id <> second_id)
) STRICT;
CREATE UNIQUE INDEX indicator_link_in_force ON indicator_link (first_id, second_id) WHERE known_to IS NULL;

-- ── An agency's own workbook: how it was confirmed to be read, and what its names mean ──────────
-- Append only: own_reading

CREATE TABLE own_reading (
  submission_id INTEGER PRIMARY KEY REFERENCES submission (id),
  sheet TEXT NOT NULL,
  first_header_row INTEGER NOT NULL CHECK (first_header_row >= 1),
  last_header_row INTEGER NOT NULL CHECK (last_header_row >= first_header_row),
  columns TEXT NOT NULL,
  rows TEXT NOT NULL,
  lines TEXT NOT NULL,
  confirmed_by TEXT NOT NULL,
  confirmed_at TEXT NOT NULL
) STRICT;

CREATE TABLE indicator_alias (
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  agency_id INTEGER NOT NULL REFERENCES agency (id),
  indicator_id INTEGER REFERENCES indicator (id),
  name_key TEXT NOT NULL,
  name TEXT NOT NULL,
  confirmed_by TEXT NOT NULL,
  confirmed_at TEXT NOT NULL,
  known_to TEXT
) STRICT;
CREATE UNIQUE INDEX indicator_alias_in_force ON indicator_alias (plan_id, agency_id, name_key) WHERE known_to IS NULL;

-- ── Reasons: what a person answered to each warning that asks ───────────────────────────────────
-- Append only: finding_answer

CREATE TABLE finding_answer (
  submission_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  reason TEXT NOT NULL CHECK (trim(reason) <> ''),
  PRIMARY KEY (submission_id, position),
  FOREIGN KEY (submission_id, position) REFERENCES finding (submission_id, position)
) STRICT, WITHOUT ROWID;

-- Until now one reason of a file answered all of its warnings that ask.
INSERT INTO finding_answer (submission_id, position, reason)
SELECT finding.submission_id, finding.position, submission.reason
FROM finding
JOIN submission ON submission.id = finding.submission_id
WHERE submission.outcome = 'accepted' AND trim(submission.reason) <> '' AND finding.severity = 'warning'
  AND finding.code IN ('percent-as-fraction', 'count-not-whole', 'stated-differs', 'second-source-differs', 'jump',
    'cumulative-fell', 'denominator-jump', 'flat-hundred', 'outlier', 'sample-too-small');

-- ── Sources: whether a figure stands on two named sources that agree, and whom a survey is about ─

ALTER TABLE figure ADD COLUMN sources_agree INTEGER NOT NULL DEFAULT 0 CHECK (sources_agree IN (0, 1));

CREATE TABLE survey_population (
  indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  agency_id INTEGER NOT NULL REFERENCES agency (id),
  size INTEGER NOT NULL CHECK (size > 0),
  source TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  entered_at TEXT NOT NULL,
  PRIMARY KEY (indicator_id, agency_id)
) STRICT, WITHOUT ROWID;

-- ── Jobs: many files that somebody sent together, read and taken in by a worker ─────────────────
-- What was sent, what a person decided and what became of a file is written once (the guards below); the claim of a
-- worker, what it read and how it judged is work: it may be done again at any time.

CREATE TABLE job (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  dropped_at TEXT NOT NULL,
  worker TEXT,
  worker_until TEXT,
  resumed_at TEXT,
  judged_revision INTEGER,
  decision TEXT CHECK (decision IN ('confirm', 'cancel')),
  decided_by TEXT,
  decided_at TEXT,
  received_on TEXT,
  reason TEXT,
  CHECK (decision IS NULL OR decided_at IS NOT NULL),
  CHECK (decision IS NULL OR decision <> 'confirm' OR (decided_by IS NOT NULL AND received_on IS NOT NULL))
) STRICT;
CREATE INDEX job_of_key ON job (key);
CREATE INDEX job_undecided ON job (id) WHERE decision IS NULL;

CREATE TABLE job_file (
  job_id INTEGER NOT NULL REFERENCES job (id),
  position INTEGER NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT REFERENCES blob (sha256),
  archive TEXT REFERENCES blob (sha256),
  left_out TEXT,
  read_at TEXT,
  plan_id INTEGER REFERENCES plan (id),
  agency_id INTEGER REFERENCES agency (id),
  period INTEGER,
  verdict TEXT CHECK (verdict IN ('faulty', 'clashing', 'asks_reason', 'ready', 'repeated', 'duplicate')),
  promised TEXT CHECK (promised IN ('faulty', 'asks_reason', 'ready')),
  became TEXT CHECK (became IN ('accepted', 'refused', 'duplicate', 'changed')),
  submission_id INTEGER REFERENCES submission (id),
  ended_at TEXT,
  findings TEXT,
  reading TEXT,
  PRIMARY KEY (job_id, position),
  CHECK (sha256 IS NOT NULL OR (archive IS NOT NULL AND left_out IS NOT NULL)),
  CHECK (promised IS NULL OR left_out IS NULL),
  CHECK (became IS NULL OR (promised IS NOT NULL AND ended_at IS NOT NULL)),
  CHECK (became IS NULL OR (became = 'changed') = (submission_id IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX job_file_left ON job_file (job_id) WHERE promised IS NOT NULL AND became IS NULL;

CREATE TRIGGER job_no_delete BEFORE DELETE ON job BEGIN SELECT RAISE(ABORT, 'a job stays'); END;
CREATE TRIGGER job_file_no_delete BEFORE DELETE ON job_file BEGIN SELECT RAISE(ABORT, 'a job stays'); END;
CREATE TRIGGER job_sent_once BEFORE UPDATE OF id, key, dropped_at ON job BEGIN SELECT RAISE(ABORT, 'written once'); END;
CREATE TRIGGER job_decided_once BEFORE UPDATE OF decision, decided_by, decided_at, received_on, reason ON job WHEN OLD.decision IS NOT NULL BEGIN SELECT RAISE(ABORT, 'written once'); END;
CREATE TRIGGER job_file_sent_once BEFORE UPDATE OF job_id, position, file, sha256, archive, left_out ON job_file BEGIN SELECT RAISE(ABORT, 'written once'); END;
CREATE TRIGGER job_file_promised_once BEFORE UPDATE OF promised ON job_file WHEN OLD.promised IS NOT NULL BEGIN SELECT RAISE(ABORT, 'written once'); END;
CREATE TRIGGER job_file_ended_once BEFORE UPDATE OF became, submission_id, ended_at ON job_file WHEN OLD.became IS NOT NULL BEGIN SELECT RAISE(ABORT, 'written once'); END;

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
