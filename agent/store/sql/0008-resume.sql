-- A run that began on a store made anew, as the one before was damaged: the file that holds what was.
ALTER TABLE runs ADD COLUMN rebuilt_from TEXT;

-- What a source's place was known by when something was last listed in it: an empty folder that is another one is a
-- share that is not mounted.
ALTER TABLE sources ADD COLUMN place TEXT;
