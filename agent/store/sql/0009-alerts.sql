-- What a person must know at once, until somebody has seen it; and what is told when nothing runs.

-- The outbox anew: it takes alerts and words of the agent itself, and what belongs to no run.
ALTER TABLE outbox RENAME TO outbox_before;
ALTER TABLE announcements RENAME TO announcements_before;
ALTER TABLE told RENAME TO told_before;
DROP INDEX outbox_in_order;
DROP INDEX announcements_of_run;

CREATE TABLE announcements (
  no    INTEGER PRIMARY KEY AUTOINCREMENT,
  -- Null for what was announced while nothing ran.
  run   INTEGER REFERENCES runs (no),
  state TEXT NOT NULL CHECK (state IN ('pending', 'current'))
) STRICT;

CREATE INDEX announcements_of_run ON announcements (run);

CREATE TABLE outbox (
  no           INTEGER PRIMARY KEY AUTOINCREMENT,
  destination  INTEGER NOT NULL REFERENCES destinations (no),
  announcement INTEGER NOT NULL REFERENCES announcements (no),
  state        TEXT NOT NULL CHECK (state IN ('waiting', 'parked')),
  id           TEXT NOT NULL,
  item         TEXT NOT NULL,
  urgency      TEXT NOT NULL CHECK (urgency IN ('routine', 'urgent')),
  time         TEXT NOT NULL,
  parked_at    TEXT,
  reason       TEXT CHECK ((reason IS NOT NULL) = (state = 'parked')),
  subject      TEXT NOT NULL,
  kind         TEXT NOT NULL CHECK (kind IN ('finding', 'compliance', 'scan', 'alert', 'agent')),
  hash         TEXT,
  standing     TEXT CHECK (standing IN ('done', 'open', 'urgent')),
  since        TEXT,
  bytes        INTEGER NOT NULL,
  notice       TEXT NOT NULL
) STRICT;

CREATE TABLE told (
  destination INTEGER NOT NULL REFERENCES destinations (no),
  subject     TEXT NOT NULL,
  kind        TEXT NOT NULL CHECK (kind IN ('finding', 'compliance', 'scan', 'alert', 'agent')),
  item        TEXT NOT NULL,
  hash        TEXT NOT NULL,
  standing    TEXT NOT NULL CHECK (standing IN ('done', 'open', 'urgent')),
  since       TEXT NOT NULL,
  about       TEXT NOT NULL,
  PRIMARY KEY (destination, kind, subject)
) STRICT, WITHOUT ROWID;

INSERT INTO announcements SELECT * FROM announcements_before;
INSERT INTO outbox SELECT * FROM outbox_before;
INSERT INTO told SELECT * FROM told_before;

-- Numbers that were given are not given again, though what they were given to has been delivered.
DELETE FROM sqlite_sequence WHERE name IN ('outbox', 'announcements');
INSERT INTO sqlite_sequence (name, seq)
  SELECT replace(name, '_before', ''), seq FROM sqlite_sequence WHERE name IN ('outbox_before', 'announcements_before');

DROP TABLE outbox_before;
DROP TABLE announcements_before;
DROP TABLE told_before;

CREATE INDEX outbox_in_order ON outbox (destination, state, no);
-- Alerts overtake.
CREATE INDEX outbox_alerts ON outbox (destination, no) WHERE kind = 'alert' AND state = 'waiting';

-- One for each finding that has reached the alert level of the policy, for as long as anybody may ask for it.
-- `evidence` is what is told of it, as it was when it was raised; its names are shown as destinations may see them.
CREATE TABLE alerts (
  no              INTEGER PRIMARY KEY AUTOINCREMENT,
  id              TEXT NOT NULL UNIQUE,
  finding         TEXT NOT NULL UNIQUE,
  source          TEXT NOT NULL,
  why             TEXT NOT NULL CHECK (why IN ('new', 'worse', 'again')),
  reasons         TEXT NOT NULL CHECK (json_valid(reasons)),
  severity        TEXT CHECK (severity IN ('critical', 'high', 'medium', 'low', 'info')),
  exposure        TEXT NOT NULL,
  persons         INTEGER NOT NULL,
  run             TEXT NOT NULL,
  detected_at     TEXT NOT NULL,
  raised_at       TEXT NOT NULL,
  raised          INTEGER NOT NULL,
  delivered_at    TEXT,
  reminded        INTEGER NOT NULL,
  -- When it is told again; null once somebody has acknowledged it.
  remind_at       TEXT,
  acknowledged_at TEXT,
  acknowledged_by TEXT,
  note            TEXT,
  -- Since when it is not so any more.
  ended_at        TEXT,
  evidence        TEXT NOT NULL CHECK (json_valid(evidence))
) STRICT;

CREATE INDEX alerts_to_remind ON alerts (remind_at) WHERE remind_at IS NOT NULL;

-- The register of incidents. What happened to one stands in its entries, which are appended to and never changed.
CREATE TABLE incidents (
  no       INTEGER PRIMARY KEY AUTOINCREMENT,
  id       TEXT NOT NULL UNIQUE,
  state    TEXT NOT NULL CHECK (state IN ('suspected', 'confirmed', 'dismissed')),
  title    TEXT NOT NULL,
  alert    TEXT,
  -- Since when somebody was sure of it: a person says so.
  aware_at TEXT CHECK ((aware_at IS NOT NULL) = (state = 'confirmed')),
  -- The times that began with it, as they were configured then.
  clocks   TEXT NOT NULL CHECK (json_valid(clocks))
) STRICT;

CREATE TABLE incident_entries (
  no       INTEGER PRIMARY KEY AUTOINCREMENT,
  incident INTEGER NOT NULL REFERENCES incidents (no),
  time     TEXT NOT NULL,
  actor    TEXT NOT NULL,
  kind     TEXT NOT NULL CHECK (kind IN ('opened', 'confirmed', 'dismissed', 'measure', 'note', 'notified', 'assessed')),
  -- Of a notification: whose clock it answers. Of an assessment: which field of the register.
  about    TEXT,
  -- When it happened, where that is another time than that of the entry.
  at       TEXT,
  text     TEXT NOT NULL
) STRICT;

CREATE INDEX entries_of_incident ON incident_entries (incident, no);

CREATE TRIGGER incident_entries_are_not_changed BEFORE UPDATE ON incident_entries
BEGIN SELECT raise(ABORT, 'entries of incidents are append-only'); END;

CREATE TRIGGER incident_entries_are_not_deleted BEFORE DELETE ON incident_entries
BEGIN SELECT raise(ABORT, 'entries of incidents are append-only'); END;
