-- What makes one run different from the last of the same sources: when what is known of an item last changed, how each
-- finding stood when it was last compared, and what was different each time.

-- Numbers of runs, null where it was before they were kept. In which it was met first (again, when it had been gone),
-- its content was another, it was read by another recipe, it could be read and could not before, its facts were others.
ALTER TABLE items ADD COLUMN first_in INTEGER;
ALTER TABLE items ADD COLUMN changed_in INTEGER;
ALTER TABLE items ADD COLUMN recipe_in INTEGER;
ALTER TABLE items ADD COLUMN covered_in INTEGER;
ALTER TABLE items ADD COLUMN facts_in INTEGER;

-- Those that have findings to forget when their run ends.
CREATE INDEX items_gone ON items (gone_in) WHERE gone_in IS NOT NULL;

-- A source of a run compared with the run before; again when the run was judged again.
CREATE TABLE comparisons (
  no          INTEGER PRIMARY KEY AUTOINCREMENT,
  run         INTEGER NOT NULL REFERENCES runs (no),
  source      INTEGER NOT NULL REFERENCES sources (no),
  -- Null at the first run of a source.
  since       INTEGER REFERENCES runs (no),
  -- Of the policy it was judged by.
  policy_hash TEXT,
  open        INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX comparisons_of_source ON comparisons (source, no);

-- How each finding stood at the last comparison. No fingerprints: it outlives its finding.
CREATE TABLE standings (
  finding  TEXT PRIMARY KEY,
  item     TEXT NOT NULL,
  source   INTEGER NOT NULL REFERENCES sources (no),
  path     TEXT NOT NULL,
  part     TEXT NOT NULL,
  detector TEXT NOT NULL,
  category TEXT NOT NULL,
  is_table INTEGER NOT NULL CHECK (is_table IN (0, 1)),
  count    INTEGER NOT NULL,
  score    REAL NOT NULL,
  exposure TEXT NOT NULL,
  result   TEXT,
  severity TEXT,
  type     TEXT,
  status   TEXT,
  excepted INTEGER NOT NULL CHECK (excepted IN (0, 1)),
  open     INTEGER NOT NULL CHECK (open IN (0, 1)),
  -- 0 since nobody has looked.
  covered  INTEGER NOT NULL CHECK (covered IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE INDEX standings_of_source ON standings (source, open);

CREATE TABLE differences (
  comparison INTEGER NOT NULL REFERENCES comparisons (no),
  path       TEXT NOT NULL,
  part       TEXT NOT NULL,
  finding    TEXT NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('new', 'gone', 'still')),
  because    TEXT NOT NULL,
  item       TEXT NOT NULL,
  detector   TEXT NOT NULL,
  category   TEXT NOT NULL,
  is_table   INTEGER NOT NULL CHECK (is_table IN (0, 1)),
  was        TEXT CHECK (json_valid(was)),
  now        TEXT CHECK (json_valid(now)),
  was_open   INTEGER NOT NULL CHECK (was_open IN (0, 1)),
  PRIMARY KEY (comparison, path, part, finding)
) STRICT, WITHOUT ROWID;
