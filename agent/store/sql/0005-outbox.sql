-- What is told to destinations, until they have it, and what each was told last.

CREATE TABLE destinations (
  no            INTEGER PRIMARY KEY,
  name          TEXT NOT NULL UNIQUE CHECK (name <> ''),
  -- Counted along, in the transactions that change the outbox.
  waiting       INTEGER NOT NULL DEFAULT 0 CHECK (waiting >= 0),
  waiting_bytes INTEGER NOT NULL DEFAULT 0 CHECK (waiting_bytes >= 0),
  parked        INTEGER NOT NULL DEFAULT 0 CHECK (parked >= 0),
  parked_bytes  INTEGER NOT NULL DEFAULT 0 CHECK (parked_bytes >= 0),
  -- Events that found no room at the last judgement: they are made again at the next.
  left_out      INTEGER NOT NULL DEFAULT 0,
  alarmed       INTEGER NOT NULL DEFAULT 0 CHECK (alarmed IN (0, 1)),
  delivered_at  TEXT,
  failures      INTEGER NOT NULL DEFAULT 0,
  failed_at     TEXT,
  reason        TEXT
) STRICT;

-- A set of events that becomes visible as a whole, with what it tells of. A pending one belongs to the pending
-- judgement, and is dropped with it.
CREATE TABLE announcements (
  no    INTEGER PRIMARY KEY AUTOINCREMENT,
  run   INTEGER NOT NULL REFERENCES runs (no),
  state TEXT NOT NULL CHECK (state IN ('pending', 'current'))
) STRICT;

CREATE INDEX announcements_of_run ON announcements (run);

-- `no` rises in the order of sending and is never given twice. `hash`, `standing` and `since` go to `told` when the
-- announcement becomes current; without a hash, what was told is forgotten.
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
  kind         TEXT NOT NULL CHECK (kind IN ('finding', 'compliance', 'scan')),
  hash         TEXT,
  standing     TEXT CHECK (standing IN ('done', 'open', 'urgent')),
  since        TEXT,
  bytes        INTEGER NOT NULL,
  notice       TEXT NOT NULL
) STRICT;

CREATE INDEX outbox_in_order ON outbox (destination, state, no);

-- What each destination was told last of what has not ended: what says nothing new is not told again.
CREATE TABLE told (
  destination INTEGER NOT NULL REFERENCES destinations (no),
  subject     TEXT NOT NULL,
  kind        TEXT NOT NULL CHECK (kind IN ('finding', 'compliance', 'scan')),
  item        TEXT NOT NULL,
  hash        TEXT NOT NULL,
  standing    TEXT NOT NULL CHECK (standing IN ('done', 'open', 'urgent')),
  since       TEXT NOT NULL,
  about       TEXT NOT NULL,
  PRIMARY KEY (destination, kind, subject)
) STRICT, WITHOUT ROWID;
