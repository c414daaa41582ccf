-- The audit trail as a chain: every record bears the hash of itself and of the one before. Records of before have none;
-- the first of the chain bears the hash of all of them. Names as in OCSF's profile of record integrity.

ALTER TABLE audit ADD COLUMN uid TEXT;
ALTER TABLE audit ADD COLUMN chain_uid TEXT;
ALTER TABLE audit ADD COLUMN prev_uid TEXT;
ALTER TABLE audit ADD COLUMN prev_fingerprint TEXT;
ALTER TABLE audit ADD COLUMN fingerprint TEXT;

-- What people decided in retention reviews. Findings are named with where they were: a plan outlives them.

CREATE TABLE decisions (
  no         INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  ref        TEXT NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('keep', 'move', 'delete', 'false_alarm')),
  decided_at TEXT NOT NULL,
  actor      TEXT NOT NULL,
  run        TEXT NOT NULL,
  category   TEXT NOT NULL,
  rule       TEXT,
  reason     TEXT NOT NULL,
  until      TEXT,
  -- What the newest run that looked saw of a plan, as JSON.
  checked    TEXT CHECK (json_valid(checked))
) STRICT;

CREATE TABLE decided_findings (
  decision     INTEGER NOT NULL REFERENCES decisions (no),
  position     INTEGER NOT NULL,
  finding      TEXT NOT NULL,
  item         TEXT NOT NULL,
  source       TEXT NOT NULL,
  path         TEXT NOT NULL,
  part         TEXT NOT NULL,
  detector     TEXT NOT NULL,
  bytes        INTEGER NOT NULL,
  content_hash TEXT,
  PRIMARY KEY (decision, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX decided_by_finding ON decided_findings (finding);
