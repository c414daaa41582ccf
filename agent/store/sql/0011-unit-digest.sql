-- Of all that the listing of a unit gave, and the recipe its items were read by, where all of it stands: the same again
-- says that nothing has changed. Null where something is to be looked at.
ALTER TABLE units ADD COLUMN digest BLOB CHECK (length(digest) = 16);
