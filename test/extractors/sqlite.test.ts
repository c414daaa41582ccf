import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import sqlite from '../../agent/extractors/sqlite.ts';
import { extractAll, sightings } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(sqlite, {
  fixture: '../canary/canary.sqlite',
  kind: 'sqlite',
  expect: [
    { text: 'canary.anna@example.org', type: 'table', name: 'email', place: 'section customers row 1 cell 3' },
    { text: 'canary.note@example.org', type: 'table', name: 'note' },
    { text: 'Björn Größe', type: 'table', name: 'name' },
  ],
});

/** The bytes of a database that these statements make. */
function made(...statements: string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'wayward-sqlite-'));
  try {
    const file = join(folder, 'x.db');
    const db = new DatabaseSync(file, { defensive: false });
    for (const statement of statements) db.exec(statement);
    db.close();
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('SQLite files', () => {
  it('are read in UTF-16 and without rowids', async () => {
    const bytes = readFileSync(new URL('../../fixtures/canary/canary.utf16.sqlite', import.meta.url));
    const { events, result } = await extractAll(bytes, 'x');
    expect(result).toMatchObject({ status: 'read', problems: [] });
    expect(sightings(events)).toContainEqual(
      expect.objectContaining({ text: 'Zoë Façade', name: 'name', place: 'section the customers row 3 cell 2' }),
    );
  });

  it('give every row of tables of many pages, and values of many pages', async () => {
    const bytes = made(
      'PRAGMA page_size=512',
      'CREATE TABLE a (id INTEGER PRIMARY KEY, v TEXT, twice AS (id * 2))',
      "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 20000) INSERT INTO a(v) SELECT 'v' || x FROM c",
      "INSERT INTO a(v) VALUES ('canary' || printf('%0100000d', 7))",
      'CREATE TABLE b (z TEXT, y INT, PRIMARY KEY (y, z)) WITHOUT ROWID',
      "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 3000) INSERT INTO b SELECT 'z' || x, 4000 - x FROM c",
    );
    const { events, result } = await extractAll(bytes, 'x');
    expect(result).toMatchObject({ status: 'read', problems: [] });
    const seen = sightings(events);
    const values = seen.filter(({ name }) => name === 'v').map(({ text }) => text);
    expect(values.slice(0, -1)).toEqual(Array.from({ length: 20_000 }, (_, i) => `v${i + 1}`));
    expect(values.at(-1)).toBe(`canary${'7'.padStart(100_000, '0')}`);
    expect(seen.filter(({ name }) => name === 'id').at(-1)?.text).toBe('20001');
    const z = seen.filter(({ name }) => name === 'z').map(({ text }) => text);
    expect(new Set(z).size).toBe(3000);
    expect(seen).toContainEqual(expect.objectContaining({ text: '3999', name: 'y' }));
  });

  it('give files in cells after all rows, also from within an archive', async () => {
    const letter = gzipSync(`canary-inside ${Math.PI} ${Math.E} ${Math.SQRT2} ${Math.LN2}`).toString('hex');
    const bytes = made(
      'CREATE TABLE files (name TEXT, content BLOB)',
      `INSERT INTO files VALUES ('letter', x'${letter}'), ('note', x'${Buffer.from('canary-text').toString('hex')}')`,
    );
    const { events, result } = await extractAll(gzipSync(bytes), 'x.db.gz');
    expect(result).toMatchObject({ status: 'read', problems: [] });
    const seen = sightings(events);
    expect(seen).toContainEqual(expect.objectContaining({ part: 'x.db', text: 'canary-text', name: 'content' }));
    const inner = seen.find(({ text }) => text.startsWith('canary-inside'));
    expect(inner?.part).toBe('x.db!/files row 1 content!/files row 1 content');
  });

  it('run nothing that stands in their schema', async () => {
    const never = join(tmpdir(), `wayward-never-${process.pid}`);
    const bytes = made(
      'CREATE TABLE a (v TEXT)',
      "INSERT INTO a VALUES ('canary')",
      'PRAGMA writable_schema=ON',
      `UPDATE sqlite_schema SET sql = 'CREATE TABLE a (v TEXT); ATTACH ''${never}'' AS x; CREATE TABLE x.y(z)'`,
    );
    const { events, result } = await extractAll(bytes, 'x');
    expect(result).toMatchObject({ status: 'read', problems: [] });
    expect(sightings(events)).toContainEqual(expect.objectContaining({ text: 'canary', name: 'v' }));
    expect(existsSync(never)).toBe(false);
  });

  it('with a page that hangs in two places are damaged, and end', async () => {
    const bytes = made(
      'PRAGMA page_size=512',
      'CREATE TABLE a (v TEXT)',
      "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 900) INSERT INTO a SELECT 'value ' || x FROM c",
    );
    // The root of the table: its last child becomes the root itself.
    bytes.writeUInt32BE(2, 512 + 8);
    const { result } = await extractAll(bytes, 'x');
    expect(result.problems).toContainEqual({ code: 'damaged', detail: 'structure', part: '' });
  });
});
