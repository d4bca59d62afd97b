-- Append only: blob, submission, cell, line, finding, decision, period_lock, status_change, event
-- Version 1 of the ledger. What each table, column and unit means: docs/data-dictionary.md.
-- Period columns hold month numbers (year * 12 + month - 1); days are ISO text; moments ISO text in UTC.

-- ── The catalog: what the plans ask for ─────────────────────────────────────────────────────────

CREATE TABLE plan (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  plan_number TEXT,
  issuer TEXT NOT NULL,
  year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9999),
  level TEXT NOT NULL CHECK (level IN ('province', 'commune', 'office')),
  province TEXT,
  baseline_date TEXT NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  loaded_at TEXT NOT NULL,
  loaded_by TEXT NOT NULL
) STRICT;

CREATE TABLE indicator (
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  code TEXT NOT NULL UNIQUE,
  ordinal INTEGER NOT NULL,
  group_name TEXT,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('share', 'count', 'amount', 'qualitative')),
  direction TEXT NOT NULL CHECK (direction IN ('up', 'down')),
  measure TEXT NOT NULL CHECK (measure IN ('cumulative', 'in_period', 'point_in_time')),
  frequency TEXT NOT NULL CHECK (frequency IN ('month', 'quarter', 'half_year', 'year')),
  numerator TEXT,
  denominator TEXT,
  source_system TEXT,
  lead_agencies TEXT NOT NULL,
  monitoring_agency TEXT,
  remark TEXT,
  risky INTEGER NOT NULL CHECK (risky IN (0, 1)),
  file TEXT NOT NULL,
  sheet TEXT NOT NULL,
  cell TEXT NOT NULL,
  corrected INTEGER NOT NULL DEFAULT 0 CHECK (corrected IN (0, 1)),
  retired_at TEXT
) STRICT;
CREATE INDEX indicator_of_plan ON indicator (plan_id, ordinal);

CREATE TABLE target (
  id INTEGER PRIMARY KEY,
  indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  agency_id INTEGER REFERENCES agency (id),
  position INTEGER NOT NULL,
  year INTEGER NOT NULL,
  level TEXT CHECK (level IN ('province', 'commune', 'office')),
  comparator TEXT NOT NULL,
  grade TEXT,
  value TEXT,
  value2 TEXT,
  unit TEXT NOT NULL,
  raw TEXT NOT NULL,
  file TEXT NOT NULL,
  sheet TEXT NOT NULL,
  cell TEXT NOT NULL
) STRICT;
CREATE INDEX target_of_indicator ON target (indicator_id, position);

CREATE TABLE baseline (
  id INTEGER PRIMARY KEY,
  indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  agency_id INTEGER REFERENCES agency (id),
  day TEXT NOT NULL,
  value TEXT NOT NULL,
  raw TEXT NOT NULL,
  file TEXT NOT NULL,
  sheet TEXT NOT NULL,
  cell TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('document', 'entered', 'adopted')),
  entered_by TEXT NOT NULL,
  entered_at TEXT NOT NULL,
  known_to TEXT
) STRICT;
CREATE UNIQUE INDEX baseline_in_force ON baseline (indicator_id, coalesce(agency_id, 0)) WHERE known_to IS NULL;

CREATE TABLE task (
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  code TEXT NOT NULL UNIQUE,
  position INTEGER NOT NULL,
  annex TEXT NOT NULL,
  group_name TEXT,
  ordinal INTEGER NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  lead_agencies TEXT NOT NULL,
  implementing_agencies TEXT NOT NULL,
  coordinating_agencies TEXT NOT NULL,
  monitoring_agency TEXT,
  deadline TEXT NOT NULL,
  deadline_end TEXT,
  deliverable TEXT,
  indicator_id INTEGER REFERENCES indicator (id),
  file TEXT NOT NULL,
  sheet TEXT NOT NULL,
  cell TEXT NOT NULL
) STRICT;
CREATE INDEX task_of_plan ON task (plan_id, position);

CREATE TABLE catalog_issue (
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  position INTEGER NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('blocking', 'warning', 'note')),
  code TEXT NOT NULL,
  sheet TEXT,
  cell TEXT,
  subject TEXT,
  facts TEXT NOT NULL,
  PRIMARY KEY (plan_id, position)
) STRICT, WITHOUT ROWID;

-- ── Agencies and who owes what ──────────────────────────────────────────────────────────────────

CREATE TABLE agency (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  province TEXT,
  aliases TEXT NOT NULL,
  valid_from TEXT,
  valid_to TEXT,
  merged_into TEXT,
  parent TEXT
) STRICT;
CREATE INDEX agency_of_province ON agency (province, kind);

CREATE TABLE collective (
  name TEXT PRIMARY KEY,
  kinds TEXT NOT NULL,
  aliases TEXT NOT NULL,
  valid_to TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE assignment (
  indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  agency_id INTEGER NOT NULL REFERENCES agency (id),
  first_period INTEGER NOT NULL,
  last_period INTEGER,
  origin TEXT NOT NULL CHECK (origin IN ('document', 'entered')),
  PRIMARY KEY (indicator_id, agency_id, first_period)
) STRICT, WITHOUT ROWID;
CREATE INDEX assignment_of_agency ON assignment (agency_id, indicator_id);

-- ── Settings ────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE threshold (name TEXT PRIMARY KEY, value TEXT NOT NULL, unit TEXT NOT NULL, source TEXT NOT NULL, note TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE day_off (
  day TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  worked INTEGER NOT NULL DEFAULT 0 CHECK (worked IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE TABLE revision (id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL) STRICT;
INSERT INTO revision VALUES (1, 0);

-- ── The ledger: append only, the truth ──────────────────────────────────────────────────────────

CREATE TABLE blob (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  size INTEGER NOT NULL,
  first_name TEXT NOT NULL,
  stored_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE submission (
  id INTEGER PRIMARY KEY,
  outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'refused')),
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  file TEXT NOT NULL,
  plan_id INTEGER REFERENCES plan (id),
  agency_id INTEGER REFERENCES agency (id),
  period INTEGER,
  version INTEGER,
  template_version TEXT,
  received_on TEXT NOT NULL,
  received_at TEXT NOT NULL,
  uploaded_by TEXT NOT NULL,
  reason TEXT,
  n_values INTEGER NOT NULL,
  CHECK (outcome = 'refused' OR (plan_id IS NOT NULL AND agency_id IS NOT NULL AND period IS NOT NULL AND version IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX submission_version ON submission (plan_id, agency_id, period, version) WHERE outcome = 'accepted';
CREATE INDEX submission_of_file ON submission (sha256);
CREATE INDEX submission_of_period ON submission (plan_id, period, agency_id);

CREATE TABLE cell (
  submission_id INTEGER NOT NULL REFERENCES submission (id),
  sheet TEXT NOT NULL,
  ref TEXT NOT NULL,
  row_key TEXT NOT NULL,
  column_key TEXT NOT NULL,
  raw TEXT NOT NULL,
  num REAL,
  PRIMARY KEY (submission_id, sheet, ref)
) STRICT, WITHOUT ROWID;

CREATE TABLE line (
  submission_id INTEGER NOT NULL REFERENCES submission (id),
  indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  answer TEXT NOT NULL CHECK (answer IN ('figure', 'nothing_arising', 'not_applicable', 'met', 'in_progress', 'not_met')),
  a INTEGER CHECK (a >= 0),
  b INTEGER CHECK (b >= 0),
  value TEXT,
  stated TEXT,
  second_value TEXT,
  source_system TEXT,
  second_source TEXT,
  evidence TEXT,
  subjective_cause TEXT,
  objective_cause TEXT,
  remedy TEXT,
  sheet TEXT NOT NULL,
  refs TEXT NOT NULL,
  PRIMARY KEY (submission_id, indicator_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (
  submission_id INTEGER NOT NULL REFERENCES submission (id),
  position INTEGER NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('blocking', 'warning', 'note')),
  code TEXT NOT NULL,
  sheet TEXT,
  cell TEXT,
  subject TEXT,
  facts TEXT NOT NULL,
  PRIMARY KEY (submission_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  action TEXT NOT NULL CHECK (action IN ('undo', 'not_recognise', 'recognise')),
  submission_id INTEGER REFERENCES submission (id),
  indicator_id INTEGER REFERENCES indicator (id),
  agency_id INTEGER REFERENCES agency (id),
  period INTEGER,
  reason TEXT NOT NULL,
  note TEXT,
  actor TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX decision_of_submission ON decision (submission_id);
CREATE INDEX decision_of_figure ON decision (period, agency_id, indicator_id);

CREATE TABLE period_lock (
  id INTEGER PRIMARY KEY,
  action TEXT NOT NULL CHECK (action IN ('lock', 'unlock')),
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  period INTEGER NOT NULL,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX period_lock_of_plan ON period_lock (plan_id, period, id);

CREATE TABLE status_change (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  cause TEXT NOT NULL CHECK (cause IN ('new_period', 'correction', 'target_change', 'recognition', 'late_return', 'undo', 'baseline', 'catalog')),
  period INTEGER NOT NULL,
  indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  agency_id INTEGER NOT NULL,
  was TEXT,
  was_conclusive INTEGER NOT NULL CHECK (was_conclusive IN (0, 1)),
  became TEXT NOT NULL,
  became_conclusive INTEGER NOT NULL CHECK (became_conclusive IN (0, 1)),
  submission_id INTEGER REFERENCES submission (id),
  decision_id INTEGER REFERENCES decision (id)
) STRICT;
CREATE INDEX status_change_of_line ON status_change (indicator_id, agency_id, period);

CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  object TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;

-- ── Kept tables: made ready inside each write, can always be rebuilt from the ledger ─────────────

CREATE TABLE latest_return (
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  period INTEGER NOT NULL,
  agency_id INTEGER NOT NULL REFERENCES agency (id),
  submission_id INTEGER NOT NULL REFERENCES submission (id),
  version INTEGER NOT NULL,
  received_on TEXT NOT NULL,
  PRIMARY KEY (plan_id, period, agency_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE figure (
  period INTEGER NOT NULL,
  agency_id INTEGER NOT NULL,
  indicator_id INTEGER NOT NULL,
  answer TEXT NOT NULL,
  a INTEGER,
  b INTEGER,
  value TEXT,
  second_value TEXT,
  has_evidence INTEGER NOT NULL,
  recognised INTEGER NOT NULL,
  submission_id INTEGER NOT NULL,
  PRIMARY KEY (period, agency_id, indicator_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX figure_of_indicator ON figure (indicator_id, period, agency_id);
CREATE INDEX figure_of_series ON figure (indicator_id, agency_id, period);

CREATE TABLE standing (
  period INTEGER NOT NULL,
  indicator_id INTEGER NOT NULL,
  agency_id INTEGER NOT NULL,
  status TEXT NOT NULL,
  rule INTEGER NOT NULL,
  status_before_date TEXT NOT NULL,
  rule_before_date INTEGER NOT NULL,
  absence TEXT,
  value TEXT,
  a INTEGER,
  b INTEGER,
  target_year INTEGER,
  target_grade TEXT,
  target_value TEXT,
  target_raw TEXT,
  gap TEXT,
  need INTEGER,
  expected_value TEXT,
  ratio TEXT,
  tolerance TEXT,
  reported INTEGER,
  expected INTEGER,
  share_of_b TEXT,
  without_ab INTEGER,
  low TEXT,
  high TEXT,
  conclusive INTEGER NOT NULL,
  awaiting_second_source INTEGER NOT NULL,
  small_denominator INTEGER NOT NULL,
  previous_value TEXT,
  speed TEXT,
  required_speed TEXT,
  projection_year_end TEXT,
  projection_low TEXT,
  projection_high TEXT,
  projection_horizon TEXT,
  reached_in INTEGER,
  baseline_value TEXT,
  submission_id INTEGER,
  PRIMARY KEY (period, indicator_id, agency_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX standing_of_series ON standing (indicator_id, agency_id, period);
