-- Files that were moved or renamed. Null where the source cannot tell a file by it: remote mounts, hard links, tables.
ALTER TABLE items ADD COLUMN inode INTEGER;

CREATE INDEX items_by_inode ON items (inode) WHERE inode IS NOT NULL;
