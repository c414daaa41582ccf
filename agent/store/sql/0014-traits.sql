-- What of shapes an item held, by a versioned list: a detector that is new or another concerns those that may hold its.
ALTER TABLE items ADD COLUMN traits INTEGER;

-- What a recipe is made of, as JSON; null of those that were in use before it was kept.
ALTER TABLE recipes ADD COLUMN parts TEXT CHECK (json_valid(parts));
