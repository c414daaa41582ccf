-- What the policy says of findings. A judgement is one pass of the rules over a run: written in pieces, shown as a
-- whole. At most one judgement of a run is current; a pending one is not to be seen, and is dropped when it was left.

CREATE TABLE judgements (
  no    INTEGER PRIMARY KEY AUTOINCREMENT,
  run   INTEGER NOT NULL REFERENCES runs (no),
  state TEXT NOT NULL CHECK (state IN ('pending', 'current'))
) STRICT;

CREATE UNIQUE INDEX one_current_judgement ON judgements (run) WHERE state = 'current';

-- `no` rises in the order in which verdicts were given. Findings are named by id: a verdict outlives its finding.
CREATE TABLE verdicts (
  no               INTEGER PRIMARY KEY,
  judgement        INTEGER NOT NULL REFERENCES judgements (no),
  id               TEXT NOT NULL,
  finding          TEXT NOT NULL,
  type             TEXT NOT NULL,
  status           TEXT NOT NULL,
  result           TEXT NOT NULL CHECK (result IN ('allowed', 'violation', 'review', 'unknown')),
  subject          TEXT NOT NULL CHECK (subject IN ('customer', 'employee', 'other', 'unknown')),
  subject_evidence TEXT NOT NULL,
  severity         TEXT CHECK (severity IN ('critical', 'high', 'medium', 'low', 'info')),
  rule             TEXT,
  since            TEXT,
  because          TEXT NOT NULL CHECK (json_valid(because)),
  citations        TEXT NOT NULL CHECK (json_valid(citations)),
  numbers          TEXT NOT NULL CHECK (json_valid(numbers)),
  dates            TEXT NOT NULL CHECK (json_valid(dates)),
  risk             TEXT CHECK (json_valid(risk))
) STRICT;

CREATE INDEX verdicts_in_order ON verdicts (judgement);
