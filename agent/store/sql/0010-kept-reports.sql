-- What reports said of runs: items and findings are known of the newest run only, these stay.

CREATE TABLE kept_reports (
  run     INTEGER PRIMARY KEY REFERENCES runs (no),
  -- Its numbers, as JSON: for trends.
  figures TEXT NOT NULL CHECK (json_valid(figures)),
  -- All else but the streams, compressed; null of runs long past.
  content BLOB
) STRICT;
