-- Runs, the ledger of items, and what was found in them.
--
-- A column that ends in _in holds the number of a run. Times are ISO 8601 text as given. JSON stands only where a list
-- is read and written as a whole. No column holds a matched value: findings know counts and keyed fingerprints.

CREATE TABLE runs (
  no          INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  state       TEXT NOT NULL CHECK (state IN ('running', 'finished', 'stopped', 'failed')),
  started_at  TEXT NOT NULL,
  finished_at TEXT,
  version     TEXT NOT NULL,
  policy_hash TEXT,
  config_hash TEXT NOT NULL,
  key_id      TEXT NOT NULL
) STRICT;

CREATE TABLE sources (
  no   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> '')
) STRICT;

-- A unit is a folder. Its prefix is its path with a slash behind, or nothing for the root: prefix || name is a path,
-- and prefixes sort as the paths below them do.
CREATE TABLE units (
  no       INTEGER PRIMARY KEY,
  source   INTEGER NOT NULL REFERENCES sources (no),
  prefix   TEXT NOT NULL CHECK (prefix = '' OR prefix LIKE '_%/'),
  -- The last run that committed anything of it.
  seen_in  INTEGER NOT NULL REFERENCES runs (no),
  -- The last run whose listing gave every item that is not gone: one row says that all of them were seen.
  whole_in INTEGER REFERENCES runs (no),
  UNIQUE (source, prefix)
) STRICT;

-- Versions and settings under which items were read: few values, long ones.
CREATE TABLE recipes (
  no   INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE
) STRICT;

-- In the order in which a folder is listed, so that one range of pages answers for a folder.
-- An item is in run R when it is not gone and (seen_in = R or its unit's whole_in = R).
CREATE TABLE items (
  unit          INTEGER NOT NULL REFERENCES units (no),
  name          TEXT NOT NULL CHECK (name <> ''),
  id            TEXT NOT NULL UNIQUE,
  signature     TEXT NOT NULL,
  recipe        INTEGER NOT NULL REFERENCES recipes (no),
  status        TEXT NOT NULL CHECK (status IN ('read', 'partly', 'unread', 'excluded')),
  excluded      TEXT CHECK ((excluded IS NOT NULL) = (status = 'excluded')),
  -- The last run that recorded it, or marked it on its own.
  seen_in       INTEGER NOT NULL REFERENCES runs (no),
  opened_in     INTEGER NOT NULL REFERENCES runs (no),
  gone_in       INTEGER REFERENCES runs (no),
  kind          TEXT,
  content_hash  BLOB CHECK (length(content_hash) = 32),
  untouched     INTEGER NOT NULL CHECK (untouched IN (0, 1)),
  bytes         INTEGER NOT NULL CHECK (bytes >= 0),
  mtime         TEXT,
  birthtime     TEXT,
  owner         TEXT,
  "group"       TEXT,
  mode          INTEGER CHECK (mode BETWEEN 0 AND 4095),
  exposure      TEXT NOT NULL CHECK (exposure IN ('owner', 'group', 'everyone', 'unknown')),
  exposure_from TEXT NOT NULL CHECK (exposure_from IN ('mode', 'acl', 'mount', 'source')),
  links         INTEGER NOT NULL CHECK (links >= 0),
  -- Lists as JSON; null when empty, as they mostly are.
  dates         TEXT CHECK (json_valid(dates)),
  problems      TEXT CHECK (json_valid(problems)),
  PRIMARY KEY (unit, name)
) STRICT, WITHOUT ROWID;

-- Copies of the same content.
CREATE INDEX items_by_content ON items (content_hash) WHERE content_hash IS NOT NULL;

-- Folders that could not be listed, as the unit that met them last told.
CREATE TABLE gaps (
  unit     INTEGER NOT NULL REFERENCES units (no),
  position INTEGER NOT NULL,
  path     TEXT NOT NULL,
  code     TEXT NOT NULL,
  detail   TEXT,
  found_in INTEGER NOT NULL REFERENCES runs (no),
  PRIMARY KEY (unit, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE findings (
  no                INTEGER PRIMARY KEY,
  id                TEXT NOT NULL UNIQUE,
  unit              INTEGER NOT NULL,
  name              TEXT NOT NULL,
  -- The order in which the item's findings were recorded.
  position          INTEGER NOT NULL,
  part              TEXT NOT NULL,
  detector          TEXT NOT NULL,
  category          TEXT NOT NULL,
  confidence        TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
  score             REAL NOT NULL CHECK (score BETWEEN 0 AND 100),
  count             INTEGER NOT NULL CHECK (count >= 0),
  high              INTEGER NOT NULL CHECK (high >= 0),
  medium            INTEGER NOT NULL CHECK (medium >= 0),
  low               INTEGER NOT NULL CHECK (low >= 0),
  suppressed        INTEGER NOT NULL CHECK (suppressed >= 0),
  distinct_values   INTEGER NOT NULL CHECK (distinct_values >= 0),
  -- 1 when there were too many to count exactly.
  estimated         INTEGER NOT NULL CHECK (estimated IN (0, 1)),
  subjects_customer INTEGER NOT NULL,
  subjects_employee INTEGER NOT NULL,
  because           TEXT NOT NULL CHECK (json_valid(because)),
  places            TEXT NOT NULL CHECK (json_valid(places)),
  columns           TEXT NOT NULL CHECK (json_valid(columns)),
  UNIQUE (unit, name, position),
  FOREIGN KEY (unit, name) REFERENCES items (unit, name) ON DELETE CASCADE
) STRICT;

-- Keyed hashes of values: still personal data.
CREATE TABLE fingerprints (
  finding  INTEGER NOT NULL REFERENCES findings (no) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  value    BLOB NOT NULL CHECK (length(value) = 16),
  PRIMARY KEY (finding, position)
) STRICT, WITHOUT ROWID;

-- Which items hold this value.
CREATE INDEX fingerprints_by_value ON fingerprints (value);

-- Coverage as it was when a run ended: later runs change the ledger, not this.
CREATE TABLE coverage (
  run    INTEGER NOT NULL REFERENCES runs (no),
  source INTEGER NOT NULL REFERENCES sources (no),
  counts TEXT NOT NULL CHECK (json_valid(counts)),
  PRIMARY KEY (run, source)
) STRICT, WITHOUT ROWID;
