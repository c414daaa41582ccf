-- Tables of databases: what is known of them beside their findings, and the pieces in which they are read.

-- Facts of a table, how it was read, and its rows by date, as JSON.
ALTER TABLE items ADD COLUMN "table" TEXT CHECK (json_valid("table"));

-- What a finding's count means for a whole table, and what the customer register says of its values, as JSON.
ALTER TABLE findings ADD COLUMN more TEXT CHECK (json_valid(more));

-- What a retention rule says of the rows of a table, as JSON.
ALTER TABLE verdicts ADD COLUMN rows TEXT CHECK (json_valid(rows));

-- Counters of finished pieces of a table, sealed with a key that is not here: they hold hashes of values that, unlike
-- fingerprints, could be tried out without the key. With piece '': all of a table that was read to its end.
CREATE TABLE shards (
  item    TEXT NOT NULL,
  piece   TEXT NOT NULL,
  layout  TEXT NOT NULL,
  recipe  TEXT NOT NULL,
  mark    TEXT,
  content BLOB NOT NULL,
  PRIMARY KEY (item, piece)
) STRICT;
