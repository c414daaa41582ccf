-- Of all that the listing of a unit gave, and the recipe its items were read by, where all of it stands: the same again
-- says that nothing has changed. Null where something is to be looked at.
ALTER TABLE units ADD COLUMN digest BLOB CHECK (length(digest) = 16);

-- What its items add up to, as JSON, where there is a digest: counted once, and not in every run in which nothing of it
-- has changed. And the last such run.
ALTER TABLE units ADD COLUMN sums TEXT CHECK (json_valid(sums));
ALTER TABLE units ADD COLUMN same_in INTEGER;

-- Tables of databases among many files.
CREATE INDEX items_that_are_tables ON items (unit, name) WHERE "table" IS NOT NULL;
