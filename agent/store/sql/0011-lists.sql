-- Lists for people at a terminal: findings worst first, and folders with what lies in them, without reading the ledger.

-- `gravity` is 0 (critical) to 4 for violations, 6 to be looked at, 7 not known, 8 not judged, 9 in order; `folder` is what
-- holds it: of a file its folder, '' at the root of a source; of a column its table. Columns and not expressions: only
-- so an index over them answers alone.
ALTER TABLE standings ADD COLUMN gravity INTEGER;
ALTER TABLE standings ADD COLUMN folder TEXT;

CREATE TRIGGER standings_are_listed AFTER INSERT ON standings
BEGIN
  UPDATE standings SET
    gravity = CASE NEW.result
      WHEN 'violation' THEN
        CASE NEW.severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 WHEN 'low' THEN 3 ELSE 4 END
      WHEN 'review' THEN 6 WHEN 'unknown' THEN 7 WHEN 'allowed' THEN 9 ELSE 8
    END,
    folder = iif(NEW.is_table = 1, NEW.path, rtrim(rtrim(NEW.path, replace(NEW.path, '/', '')), '/'))
  WHERE finding = NEW.finding;
END;

-- Those that are there already pass the trigger once.
CREATE TEMP TABLE standing_now AS SELECT * FROM standings;
DELETE FROM standings;
INSERT INTO standings SELECT * FROM temp.standing_now;
DROP TABLE temp.standing_now;

CREATE INDEX standings_listed ON standings (covered, gravity, count DESC, finding);
CREATE INDEX standings_by_folder ON standings (covered, source, folder, item, gravity, count, category, is_table);
