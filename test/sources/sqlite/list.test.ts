import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { CannotRun } from '../../../agent/contracts/cannot-run.ts';
import { SourceError } from '../../../agent/contracts/source.ts';
import { listAll, never } from '../../support/tables.ts';
import { tree } from '../../support/tree.ts';
import { database, itemOf, open } from './support.ts';

describe('listing an SQLite file', () => {
  it('gives tables with their columns, and leaves out what only shows them', async () => {
    using file = database(`
      CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT NOT NULL, born DATE, note);
      CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INT REFERENCES CUSTOMERS (id), total AS (1), kept AS (2) STORED);
      CREATE VIEW adults AS SELECT * FROM customers;
      CREATE VIRTUAL TABLE notes USING fts5(body, title UNINDEXED);
      CREATE VIRTUAL TABLE search USING fts5(email, content='customers', content_rowid='id');
      CREATE TABLE """quoted"" 50%/off" ("a b" TEXT);
      INSERT INTO customers VALUES (1, 'a@example.com', NULL, NULL), (7, 'b@example.com', NULL, NULL);
      INSERT INTO orders (id, customer) VALUES (1, 7);
    `);
    await using source = await open({ path: file.path });
    const { items, troubles, units } = await listAll(source);
    expect(units).toEqual(['']);
    expect(troubles).toEqual([]);
    const left = items.filter(({ excluded }) => excluded === null);
    expect(left.map(({ path }) => path)).toEqual(['"quoted" 50%25%2Foff', 'customers', 'notes', 'orders']);
    expect(items.filter(({ excluded }) => excluded === 'view').map(({ path }) => path)).toEqual(
      expect.arrayContaining(['adults', 'search', 'notes_content', 'notes_data', 'search_data']),
    );
    expect(left[1]?.table).toMatchObject({ type: 'table', rows: 2, rowSecurity: false, plainConnections: 'unknown' });
    expect(left[1]?.table?.columns.map(({ name, type }) => [name, type])).toEqual([
      ['id', 'INTEGER'],
      ['email', 'TEXT'],
      ['born', 'DATE'],
      ['note', ''],
    ]);
    expect(left[3]?.table?.columns.map(({ name, references }) => [name, references])).toEqual([
      ['id', null],
      ['customer', 'customers'],
      ['total', null],
      ['kept', null],
    ]);
    expect(left[1]?.facts.bytes).toBeGreaterThan(0);
  });

  it('gives more than 500 tables in the order of their paths, whatever their names are', async () => {
    const names = ['a-b', 'a/b', 'a%b', 'a', 'a b', 'a#b', '\ue000', '\u{1f600}', 'ä', 'B', '.', '~'];
    const more = Array.from({ length: 600 }, (_, index) => `many ${index}`);
    using file = database(
      `BEGIN; ${[...names, ...more].map((name) => `CREATE TABLE "${name}" (x)`).join('; ')}; COMMIT`,
    );
    await using source = await open({ path: file.path });
    const { items } = await listAll(source);
    const paths = items.map(({ path }) => path);
    expect(paths).toEqual([...paths].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
    expect(paths).toHaveLength(names.length + more.length);
  });

  it('gives each table of a large file its share of it', async () => {
    const rows = (count: number) =>
      `WITH RECURSIVE g(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM g WHERE v < ${count}) SELECT`;
    using file = database(`PRAGMA synchronous = OFF; BEGIN;
      CREATE TABLE files (id INTEGER PRIMARY KEY, content BLOB); INSERT INTO files ${rows(60)} v, zeroblob(1000000) FROM g;
      CREATE TABLE lines (a TEXT); INSERT INTO lines ${rows(20_000)} hex(zeroblob(500)) FROM g;
      CREATE TABLE codes (k TEXT PRIMARY KEY, a TEXT) WITHOUT ROWID; INSERT INTO codes ${rows(20_000)} v, hex(zeroblob(250)) FROM g;
      CREATE TABLE none (a); COMMIT`);
    await using source = await open({ path: file.path, exclude: ['codes'] });
    const { items } = await listAll(source);
    const { size } = statSync(file.path);
    expect(size).toBeGreaterThan(64 << 20);
    const bytes = Object.fromEntries(items.map((item) => [item.path, item.facts.bytes]));
    expect(bytes['none']).toBe(0);
    expect(bytes['files']).toBeGreaterThan(50e6);
    expect(bytes['lines']).toBeGreaterThan(15e6);
    expect(Object.values(bytes).reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(size + 3);
    await using all = await open({ path: file.path });
    expect((await itemOf(all, 'codes')).facts.bytes).toBeGreaterThan(7e6);
  });

  it('tells who may read the file, of each table', async () => {
    using file = database('CREATE TABLE t (a)');
    chmodSync(file.dir, 0o755);
    chmodSync(file.path, 0o644);
    await using source = await open({ path: file.path });
    const item = await itemOf(source, 't');
    expect(item.facts).toMatchObject({ mode: 0o644, exposure: 'everyone', mtime: null, links: 1 });
    expect(item.table?.columns[0]).toMatchObject({ readers: [], everyone: true });
    chmodSync(file.path, 0o600);
    const closed = await itemOf(source, 't');
    expect(closed.facts.exposure).toBe('owner');
    expect(closed.table?.columns[0]?.everyone).toBe(false);
    const [before, after] = [item, closed].map(({ signature }) => signature.split('|'));
    expect(after?.[0]).toBe(before?.[0]);
    expect(after?.[1]).not.toBe(before?.[1]);
  });

  it('follows the globs of the settings', async () => {
    using file = database('CREATE TABLE a1 (x); CREATE TABLE a2 (x); CREATE TABLE b (x)');
    await using source = await open({ path: file.path, include: ['a*'], exclude: ['a2'] });
    const { items } = await listAll(source);
    expect(items.map(({ path, excluded }) => [path, excluded])).toEqual([
      ['a1', null],
      ['a2', 'glob'],
      ['b', 'glob'],
    ]);
  });

  it('signs the content: what is the same has the same signature, and a change another', async () => {
    using file = database('CREATE TABLE t (a); INSERT INTO t VALUES (1)');
    await using source = await open({ path: file.path });
    const before = (await itemOf(source, 't')).signature;
    expect((await itemOf(source, 't')).signature).toBe(before);
    const db = new DatabaseSync(file.path);
    db.exec('UPDATE t SET a = 2');
    db.close();
    expect((await itemOf(source, 't')).signature).not.toBe(before);
    await using other = await open({ path: file.path, seed: 2 });
    expect((await itemOf(other, 't')).signature).not.toBe((await itemOf(source, 't')).signature);
  });

  it('sees what stands in the log of a program that is still at work', async () => {
    using file = database('PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1)');
    const db = new DatabaseSync(file.path);
    await using source = await open({ path: file.path });
    const before = await itemOf(source, 't');
    db.exec('INSERT INTO t VALUES (2)');
    const after = await itemOf(source, 't');
    expect([before.table?.rows, after.table?.rows]).toEqual([1, 2]);
    expect(after.signature).not.toBe(before.signature);
    db.close();
  });

  it('of an empty file is empty', async () => {
    using files = tree({ 'empty.db': '' });
    await using source = await open({ path: join(files.dir, 'empty.db') });
    expect(await listAll(source)).toEqual({ items: [], troubles: [], units: [''] });
  });
});

describe('an SQLite file that cannot be scanned', () => {
  it('is told in plain words', async () => {
    using files = tree({ 'note.txt': 'hello', 'state/state.db': '', 'noise.db': Buffer.alloc(8192, 0xa5) });
    const at = (path: string) => open({ path: join(files.dir, path) });
    await expect(at('none.db')).rejects.toThrow(/does not exist/);
    await expect(at('.')).rejects.toThrow(/not a regular file/);
    await expect(at('note.txt')).rejects.toThrow(/not an SQLite database, or it is encrypted/);
    await expect(at('noise.db')).rejects.toThrow(CannotRun);
    const own = { ownPaths: [join(files.dir, 'state')] };
    await expect(open({ path: join(files.dir, 'state/state.db') }, own)).rejects.toThrow(/this scan itself/);
  });

  it('because its tables belong to a module or a function of its program, says so of the table', async () => {
    using file = database('CREATE TABLE t (a)', (db) => {
      db.function('own', { deterministic: true }, (value) => value);
      db.exec(`CREATE TABLE made (a, b AS (own(a))); INSERT INTO made (a) VALUES (1);
        PRAGMA writable_schema = ON;
        INSERT INTO sqlite_schema VALUES ('table', 'elsewhere', 'elsewhere', 0, 'CREATE VIRTUAL TABLE elsewhere USING gone(a)')`);
    });
    await using source = await open({ path: file.path });
    for (const path of ['elsewhere', 'made']) {
      const error = await source.plan!(await itemOf(source, path), null, never).catch((reason: unknown) => reason);
      expect(error, path).toBeInstanceOf(SourceError);
      expect((error as SourceError).problem).toEqual({ code: 'unsupported', detail: null });
    }
  });

  it('because it is damaged, says so', async () => {
    using file = database('CREATE TABLE t (a)', (db) => {
      db.exec(
        'WITH RECURSIVE g(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM g WHERE v < 20000) INSERT INTO t SELECT v FROM g',
      );
    });
    const { openSync, writeSync, closeSync } = await import('node:fs');
    const fd = openSync(file.path, 'r+');
    writeSync(fd, Buffer.alloc(4096 * 3, 0xff), 0, 4096 * 3, 4096 * 2);
    closeSync(fd);
    await using source = await open({ path: file.path });
    const item = await itemOf(source, 't');
    const plan = source.plan!(item, null, never);
    const error = await plan
      .then(async (made) => {
        const content = await source.readPiece!('t', made.pieces[0]!, never);
        if (content.kind === 'rows') for await (const _ of content.batches());
      })
      .catch((reason: unknown) => reason);
    expect((error as SourceError).problem.code).toBe('damaged');
  });
});
