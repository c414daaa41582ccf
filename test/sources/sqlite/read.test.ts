import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { batchRows, type SourceError } from '../../../agent/contracts/source.ts';
import { never, readContent, readPlan } from '../../support/tables.ts';
import { database, itemOf, open, readTable } from './support.ts';

const numbers = (rows: number) => `WITH RECURSIVE g(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM g WHERE v < ${rows})`;

describe('rows of an SQLite table', () => {
  it('are read as they are kept, whatever the column is declared as', async () => {
    using file = database('CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, n INTEGER, r REAL, x, b BLOB)', (db) => {
      const insert = db.prepare('INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)');
      insert.run(1, 'Müller ☎', 42, 1.5, 'text', Buffer.from('00ff', 'hex'));
      insert.run(2, Buffer.from('späte Bytes'), 'not a number', 491701234567, 7, 'text in a blob');
      insert.run(3, null, 9007199254740993n, null, Buffer.from('abc'), null);
      insert.run(4, '', '  12 ', '0', 2.5, 12);
      insert.run(5, 'a\0b', -9223372036854775808n, 1e300, '', Buffer.alloc(0));
    });
    await using source = await open({ path: file.path });
    const { columns, holds, rows, key } = await readTable(source, 't');
    expect(columns).toEqual(['id', 'a', 'n', 'r', 'x', 'x', 'b', 'b']);
    expect(holds).toEqual(['text', 'text', 'text', 'text', 'text', 'bytes', 'text', 'bytes']);
    expect(key).toBe(0);
    expect(rows).toEqual([
      ['1', 'Müller ☎', '42', null, 'text', null, null, '00ff'],
      ['2', 'späte Bytes', 'not a number', '491701234567', '7', null, 'text in a blob', null],
      ['3', null, '9007199254740993', null, null, '616263', null, null],
      ['4', '', '12', '0', null, null, '12', null],
      ['5', 'a\0b', '-9223372036854775808', null, '', null, null, ''],
    ]);
  });

  it('are read of tables of every make', async () => {
    using file = database(`
      CREATE TABLE strict_one (id INT PRIMARY KEY, j ANY) STRICT;
      INSERT INTO strict_one VALUES (1, 'x'), (2, 3);
      CREATE TABLE keyed (a TEXT, b INT, c TEXT, PRIMARY KEY (b DESC, a)) WITHOUT ROWID;
      INSERT INTO keyed VALUES ('x', 1, 'one'), ('y', 1, 'two'), ('x', 2, 'three');
      CREATE TABLE hidden (rowid TEXT, _rowid_ TEXT, oid TEXT);
      INSERT INTO hidden VALUES ('a', 'b', 'c'), ('d', 'e', 'f');
      CREATE TABLE half_hidden (rowid TEXT, x TEXT);
      INSERT INTO half_hidden VALUES ('a', 'b'), ('d', 'e');
      CREATE TABLE made (a TEXT, b TEXT AS (a || '!'), c TEXT AS (a || '?') STORED);
      INSERT INTO made (a) VALUES ('hi');
      CREATE VIRTUAL TABLE notes USING fts5(body, title UNINDEXED);
      INSERT INTO notes VALUES ('hello', 'one'), ('world', 'two');
      CREATE VIRTUAL TABLE places USING rtree(id, x0, x1, +note TEXT);
      INSERT INTO places VALUES (4, 0, 1, 'here');
      CREATE TABLE "a""b/c%'d" ("x""y" TEXT, "select" TEXT, "" TEXT);
      INSERT INTO "a""b/c%'d" VALUES ('1', '2', '3');
      CREATE TABLE docs (j JSON, b JSONB);
      INSERT INTO docs VALUES ('{"a":1}', jsonb('{"b": [2]}')), (NULL, '{"c":3}');
      CREATE TABLE empty (a);
    `);
    await using source = await open({ path: file.path });
    const rows = async (path: string) => (await readTable(source, path)).rows;
    expect(await rows('strict_one')).toEqual([
      ['1', 'x', null],
      ['2', '3', null],
    ]);
    expect(await rows('keyed')).toEqual([
      ['x', '2', 'three'],
      ['x', '1', 'one'],
      ['y', '1', 'two'],
    ]);
    expect(await rows('hidden')).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
    ]);
    expect(await rows('half_hidden')).toEqual([
      ['a', 'b'],
      ['d', 'e'],
    ]);
    expect(await rows('made')).toEqual([['hi', 'hi!', 'hi?']]);
    expect(await rows('notes')).toEqual([
      ['hello', null, 'one', null],
      ['world', null, 'two', null],
    ]);
    expect(await rows('places')).toEqual([['4', '0', '1', 'here', null]]);
    expect(await rows(`a"b%2Fc%25'd`)).toEqual([['1', '2', '3']]);
    expect((await rows('docs')).map((row) => row.filter((cell) => cell !== null))).toEqual([
      ['{"a":1}', '{"b":[2]}'],
      ['{"c":3}'],
    ]);
    expect(await rows('empty')).toEqual([]);
  });

  it('are read in UTF-16 databases, too', async () => {
    using file = database(`PRAGMA encoding = 'UTF-16'; CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('Zoë ☎ 😀')`);
    await using source = await open({ path: file.path });
    expect((await readTable(source, 't')).rows).toEqual([['Zoë ☎ 😀']]);
  });

  it('are cut where a cell is too long, at a whole character, and told', async () => {
    using file = database('CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b BLOB)', (db) => {
      const insert = db.prepare('INSERT INTO t VALUES (?, ?, ?)');
      insert.run(1, 'x'.repeat(1024), Buffer.alloc(1024, 1));
      insert.run(2, `x${'☎'.repeat(2000)}`, Buffer.alloc(1025, 2));
      insert.run(3, 'é'.repeat(513), null);
      insert.run(4, 'short', Buffer.alloc(70 << 20));
    });
    await using source = await open({ path: file.path, max_cell: 1024 });
    const { rows, cut, columns } = await readTable(source, 't');
    expect(columns).toEqual(['id', 'a', 'b', 'b']);
    expect(rows.map(([, a]) => a)).toEqual(['x'.repeat(1024), `x${'☎'.repeat(341)}`, 'é'.repeat(512), 'short']);
    expect(rows.map((row) => row[3]?.length ?? null)).toEqual([2048, 2048, null, null]);
    expect(cut).toEqual({ a: 2, b: 1 });
  });

  it('come in lots of fixed size', async () => {
    using file = database('CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)', (db) => {
      db.exec(`${numbers(10_000)} INSERT INTO t SELECT v * 3, 'row ' || v FROM g`);
    });
    await using source = await open({ path: file.path, depth: 'full' });
    const { batches, rows } = await readTable(source, 't');
    expect(batches).toEqual([batchRows, batchRows, 10_000 - 2 * batchRows]);
    expect(rows.map(([id]) => Number(id))).toEqual(Array.from({ length: 10_000 }, (_, index) => (index + 1) * 3));
  });

  it('are each read once, in pieces of fixed ranges, also over gaps', async () => {
    using file = database('CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)', (db) => {
      db.exec(`${numbers(280_000)} INSERT INTO t SELECT v, 'x' FROM g;
        ${numbers(1000)} INSERT INTO t SELECT v * 1000000007, 'y' FROM g;
        INSERT INTO t VALUES (9223372036854775807, 'end'), (-9223372036854775808, 'start'), (-5, 'z')`);
    });
    await using source = await open({ path: file.path, depth: 'full' });
    const item = await itemOf(source, 't');
    const plan = await source.plan!(item, null, never);
    expect(plan.pieces.length).toBeGreaterThan(3);
    const seen = new Set<string>();
    let rows = 0;
    for (const piece of plan.pieces) {
      const read = await readPlan(source, 't', { ...plan, pieces: [piece] });
      rows += read.rows.length;
      for (const [id] of read.rows) seen.add(id!);
    }
    expect([rows, seen.size]).toEqual([281_003, 281_003]);
    const again = await source.plan!(item, null, never);
    expect(again).toEqual(plan);
  });

  it('of tables without rowids are each read once, too', async () => {
    using file = database(
      `CREATE TABLE up (a INT, b TEXT, c TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID;
       CREATE TABLE mixed (a INT, b TEXT, c TEXT, PRIMARY KEY (a DESC, b)) WITHOUT ROWID`,
      (db) => {
        for (const table of ['up', 'mixed'])
          db.exec(`${numbers(12_000)} INSERT INTO ${table} SELECT v / 100, 'k' || v, 'x' FROM g`);
      },
    );
    await using source = await open({ path: file.path, depth: 'full' });
    for (const table of ['up', 'mixed']) {
      const { rows } = await readTable(source, table);
      expect([rows.length, new Set(rows.map(([, b]) => b)).size], table).toEqual([12_000, 12_000]);
    }
  });
});

describe('a sample of an SQLite table', () => {
  const fill = (rows: number) => (db: DatabaseSync) => db.exec(`${numbers(rows)} INSERT INTO t SELECT v, 'x' FROM g`);

  it('is spread over the whole table, the same for the same seed', async () => {
    using file = database('CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)', fill(300_000));
    const read = async (seed: number) => {
      await using source = await open({ path: file.path, seed, sample_rows: 3200 });
      return readTable(source, 't');
    };
    const [first, again, other] = [await read(1), await read(1), await read(2)];
    expect(first.plan).toMatchObject({ depth: 'sample', adds: false, mark: null, blocks: 9375 });
    expect(again.rows).toEqual(first.rows);
    expect(other.rows).not.toEqual(first.rows);
    expect([first.rows.length, first.blocks]).toEqual([3200, 100]);
    const ids = first.rows.map(([id]) => Number(id));
    expect(new Set(ids).size).toBe(3200);
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    // Each hundredth of the table has its cluster.
    expect(new Set(ids.map((id) => Math.floor((id - 1) / 3000))).size).toBeGreaterThanOrEqual(99);
    expect(ids[0]).not.toBe(1);
  });

  it('is not caught in gaps between keys', async () => {
    using file = database('CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)', (db) => {
      fill(100_000)(db);
      db.exec(`INSERT INTO t VALUES (4611686018427387904, 'far'), (1000000000000, 'between')`);
    });
    await using source = await open({ path: file.path, sample_rows: 1600 });
    const { rows, plan } = await readTable(source, 't');
    expect(rows.length).toBeGreaterThan(1500);
    expect(plan.blocks).toBeGreaterThan(3000);
    expect(plan.blocks).toBeLessThan(3300);
  });

  it('of what is no larger is the whole, and told as such', async () => {
    using file = database('CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)', fill(5000));
    await using source = await open({ path: file.path });
    const { rows, plan } = await readTable(source, 't');
    expect([plan.depth, rows.length]).toEqual(['full', 5000]);
  });

  it('of a table without rowids takes rows by their number', async () => {
    using file = database(
      `CREATE TABLE keyed (a TEXT PRIMARY KEY, n INT) WITHOUT ROWID; CREATE TABLE hidden (rowid, _rowid_, oid)`,
      (db) =>
        db.exec(`${numbers(50_000)} INSERT INTO keyed SELECT printf('%08d', v), v FROM g;
          ${numbers(50_000)} INSERT INTO hidden SELECT v, v, v FROM g`),
    );
    await using source = await open({ path: file.path, sample_rows: 1600 });
    const keyed = await readTable(source, 'keyed');
    const hidden = await readTable(source, 'hidden');
    for (const { rows, blocks, plan } of [keyed, hidden]) {
      expect([plan.depth, plan.blocks, rows.length, blocks]).toEqual(['sample', 1563, 1600, 50]);
      const ids = rows.map(([id]) => Number(id));
      expect(new Set(ids).size).toBe(1600);
      expect(Math.max(...ids)).toBeGreaterThan(48_000);
    }
  });
});

describe('a table to which rows are only added', () => {
  it('to which rows are only added are all read where they have no key of their own', async () => {
    using file = database(`CREATE TABLE t (a TEXT); INSERT INTO t ${numbers(100)} SELECT 'old ' || v FROM g;
      DELETE FROM t WHERE rowid <= 50`);
    const wish = { path: file.path, depth: 'full', append_only: ['t'] };
    await using source = await open(wish);
    const first = await source.plan!(await itemOf(source, 't'), null, never);
    const writer = new DatabaseSync(file.path);
    writer.exec(`VACUUM; INSERT INTO t ${numbers(60)} SELECT 'new' FROM g`);
    writer.close();
    await using again = await open(wish);
    const second = await again.plan!(await itemOf(again, 't'), first.mark, never);
    const { rows } = await readPlan(again, 't', second);
    expect([rows.length, rows.at(-1)]).toEqual([110, ['new']]);
  });

  it('is read on from where the last scan ended', async () => {
    using file = database('CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)', (db) => {
      db.exec(`${numbers(1000)} INSERT INTO t SELECT v, 'old' FROM g`);
    });
    await using source = await open({ path: file.path, depth: 'full', append_only: ['t'] });
    const first = await source.plan!(await itemOf(source, 't'), null, never);
    expect([first.adds, first.mark === null]).toEqual([false, false]);
    const db = new DatabaseSync(file.path);
    db.exec(`INSERT INTO t VALUES (1001, 'new'), (500000, 'new')`);
    expect((await readPlan(source, 't', first)).rows).toHaveLength(1000);
    const item = await itemOf(source, 't');
    const second = await source.plan!(item, first.mark, never);
    expect(second.adds).toBe(true);
    expect((await readPlan(source, 't', second)).rows.map(([id]) => id)).toEqual(['1001', '500000']);
    const third = await source.plan!(item, second.mark, never);
    expect([third.adds, (await readPlan(source, 't', third)).rows.length]).toEqual([true, 0]);
    db.exec('ALTER TABLE t ADD COLUMN b TEXT');
    const changed = await source.plan!(await itemOf(source, 't'), third.mark, never);
    expect([changed.adds, changed.layout === first.layout]).toEqual([false, false]);
    db.close();
  });
});

describe('a table that changes meanwhile', () => {
  it('in its columns, or that is gone, is told', async () => {
    using file = database('CREATE TABLE t (a TEXT); INSERT INTO t VALUES (1); CREATE TABLE u (a TEXT)');
    await using source = await open({ path: file.path });
    const plans = await Promise.all(
      ['t', 'u'].map(async (path) => source.plan!(await itemOf(source, path), null, never)),
    );
    const db = new DatabaseSync(file.path);
    db.exec('ALTER TABLE t RENAME COLUMN a TO b; DROP TABLE u');
    db.close();
    const told = async (path: string, index: number) => {
      const piece = plans[index]?.pieces[0] ?? { id: '', kind: 'rows' as const, of: { of: 'all', shape: '' } };
      return source.readPiece!(path, piece, never).catch((error: SourceError) => error.problem);
    };
    expect(await told('t', 0)).toEqual({ code: 'changed', detail: 'columns' });
    expect(await told('u', 1)).toEqual({ code: 'vanished', detail: null });
  });

  it('while a program writes to it, is waited for and then told', async () => {
    using file = database('CREATE TABLE t (a TEXT); INSERT INTO t VALUES (1)');
    await using source = await open({ path: file.path, lock_timeout: '50 ms' });
    const plan = await source.plan!(await itemOf(source, 't'), null, never);
    const db = new DatabaseSync(file.path);
    db.exec('BEGIN EXCLUSIVE');
    const problem = await source.readPiece!('t', plan.pieces[0]!, never)
      .then((content) => (content.kind === 'rows' ? readContent(content) : null))
      .catch((error: SourceError) => error.problem);
    expect(problem).toEqual({ code: 'unreadable', detail: 'lock_timeout' });
    db.close();
  });
});
