import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { DateCounts } from '../../../agent/contracts/source.ts';
import type { RowTrigger } from '../../../agent/contracts/table.ts';
import { never } from '../../support/tables.ts';
import { database, itemOf, open } from './support.ts';

const trigger = (column: string, given: Partial<RowTrigger> = {}): RowTrigger => ({
  ...{ text: column, pick: 'only', via: null, timeZone: 'UTC', noDate: [], deleted: null },
  columns: [{ table: null, column }],
  ...given,
});
const own = (...columns: string[]) => columns.map((column) => ({ table: null, column }));

/** Counts, and checks that the query given along counts the same. */
async function count(path: string, table: string, asked: RowTrigger): Promise<DateCounts> {
  await using source = await open({ path });
  const [piece] = source.datePieces!(await itemOf(source, table), [asked]);
  const content = await source.readPiece!(table, piece!, never);
  if (content.kind !== 'dates') throw new Error('not dates');
  const counts = await content.counts();
  expect(counts.days.reduce((sum, { rows }) => sum + rows, 0) + counts.noDate + counts.notRead).toBe(counts.rows);
  if (counts.problem === null) checkQuery(path, counts);
  return counts;
}

function checkQuery(path: string, { days, query, parameter }: DateCounts): void {
  expect(parameter).toBe('date');
  const db = new DatabaseSync(path, { readOnly: true });
  for (const limit of ['1990-01-01', '2024-03-01', '2024-03-31', '2024-04-01', '2024-10-28', '2100-01-01']) {
    const before = days.filter(({ day }) => day < limit).reduce((sum, { rows }) => sum + rows, 0);
    expect([limit, Object.values(db.prepare(query).get(limit) ?? {})[0]], query).toEqual([limit, before]);
  }
  db.close();
}

const byDay = ({ days }: DateCounts) => Object.fromEntries(days.map(({ day, rows }) => [day, rows]));

describe('dates of an SQLite table', () => {
  it('are counted with keys and marks of deletion', async () => {
    using file = database(`
      CREATE TABLE closed (id INTEGER PRIMARY KEY, at DATE, gone BOOL, gone_at TEXT, mark TEXT);
      INSERT INTO closed VALUES (9, '2024-02-29', 1, '2024-01-01 10:00', 'Y'), (10, '2024-02-29', NULL, NULL, 'N'), (11, NULL, 0, '9999-12-31', NULL),
        (13, '9999-12-31', 1, NULL, ''), (14, '1970-01-01', 1, NULL, '1'), (15, '0024-03-05', 1, NULL, NULL), (16, '2024-02-30', 1, NULL, NULL),
        (17, 'soon', 1, NULL, NULL), (18, x'00', 1, NULL, NULL), (100, '2023-12-31', 1, '2024-05-05', ' ')`);
    const asked = trigger('at', { noDate: ['1970-01-01'], deleted: 'GONE' });
    const counts = await count(file.path, 'closed', asked);
    expect(counts).toMatchObject({ problem: null, rows: 10, noDate: 3, notRead: 4, trigger: 'at', timeZone: 'UTC' });
    expect(counts.days).toEqual([
      { day: '2023-12-31', rows: 1, deleted: 1, firstKey: '100', lastKey: '100' },
      { day: '2024-02-29', rows: 2, deleted: 1, firstKey: '9', lastKey: '10' },
    ]);
    const marks = async (deleted: string) =>
      (await count(file.path, 'closed', { ...asked, deleted })).days.map((day) => day.deleted);
    expect(await marks('gone_at')).toEqual([1, 1]);
    expect(await marks('mark')).toEqual([0, 1]);
  });

  it('are read in all forms, even of several in one column', async () => {
    using file = database(
      `CREATE TABLE t (iso, mixed, utc TEXT, slash TEXT, junk TEXT, epoch INT, ms, ymd INT, real REAL, all_of_it)`,
      (db) => {
        const insert = db.prepare('INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
        insert.run(
          '2024-03-05',
          '05.03.2024',
          '2024-03-31T22:30:00Z',
          '05/03/2024',
          'soon',
          1711922400,
          1711922400000,
          20240305,
          1711922400.5,
          '2024-03-05',
        );
        insert.run(
          '2024-03-31 23:30',
          '20240331',
          '2024-03-31T21:59:59.123Z',
          '31/03/2024',
          '',
          1711922399,
          1711922399999,
          99991231,
          1711922399.75,
          20240305,
        );
        insert.run(
          '9999-12-31',
          '2024-03-31T23:00:00Z',
          '2024-10-27 23:00+00:00',
          '31/12/9999',
          '5.3.2024',
          0,
          253402300799000,
          0,
          0,
          1711922400,
        );
        insert.run('0000-00-00', '1970-01-01', null, '01/01/1970', null, null, null, 20241345, 1.5, '20240305T101112Z');
        insert.run(
          '1970-01-01',
          null,
          '2024-03-31T25:00Z',
          '',
          '2024',
          253402300799,
          null,
          19700101,
          null,
          '2024-03-31T22:30Z',
        );
        insert.run(
          '2024-03-05x',
          '202403051',
          '1969-12-31T23:30Z',
          ' 05/03/2024 ',
          ' 2024-03-05 ',
          -86400,
          1711922400000,
          20240305101112,
          1e300,
          null,
        );
      },
    );
    const zone = { timeZone: 'Europe/Berlin', noDate: ['1970-01-01'] };
    const of = async (column: string) => {
      const counts = await count(file.path, 't', trigger(column, zone));
      return [byDay(counts), counts.noDate, counts.notRead];
    };
    expect(await of('iso')).toEqual([{ '2024-03-05': 1, '2024-03-31': 1 }, 3, 1]);
    expect(await of('mixed')).toEqual([{ '2024-03-05': 2, '2024-03-31': 1, '2024-04-01': 1 }, 2, 0]);
    expect(await of('utc')).toEqual([{ '2024-03-31': 2, '2024-04-01': 1, '2024-10-28': 1 }, 2, 0]);
    expect(await of('slash')).toEqual([{ '2024-03-05': 2, '2024-03-31': 1 }, 3, 0]);
    expect(await of('junk')).toEqual([{ '2024-03-05': 1 }, 2, 3]);
    expect(await of('epoch')).toEqual([{ '2024-03-31': 1, '2024-04-01': 1 }, 3, 1]);
    expect(await of('ms')).toEqual([{ '2024-03-31': 1, '2024-04-01': 2 }, 3, 0]);
    expect(await of('ymd')).toEqual([{ '2024-03-05': 2 }, 3, 1]);
    expect(await of('real')).toEqual([{ '2024-03-31': 1, '2024-04-01': 1 }, 2, 2]);
    expect(await of('all_of_it')).toEqual([{ '2024-03-05': 3, '2024-04-01': 2 }, 1, 0]);
  });

  it('may be the first, latest or earliest of several', async () => {
    using file = database(`
      CREATE TABLE picks (a TEXT, b INT, c TEXT, blob BLOB);
      INSERT INTO picks VALUES ('9999-12-31', 1704153600, '2024-01-01 12:00', ''), (NULL, 0, '2024-02-01', ''),
        ('2024-03-01', NULL, NULL, ''), (NULL, NULL, '', ''), ('2024-03-01', 1711922400, 'x', '')`);
    const of = async (pick: RowTrigger['pick'], columns: string[], timeZone = 'UTC') => {
      const given = { text: `${pick}(${columns})`, pick, columns: own(...columns), timeZone };
      const counts = await count(file.path, 'picks', trigger('', given));
      return counts.problem ?? { ...byDay(counts), none: counts.noDate, not: counts.notRead };
    };
    expect(await of('coalesce', ['a', 'b'])).toEqual({ '2024-01-02': 1, '2024-03-01': 2, none: 2, not: 0 });
    expect(await of('coalesce', ['b', 'c', 'a'])).toEqual({
      ...{ '2024-01-02': 1, '2024-02-01': 1, '2024-03-01': 1, '2024-03-31': 1 },
      ...{ none: 1, not: 0 },
    });
    expect(await of('greatest', ['a', 'b'], 'Europe/Berlin')).toEqual({
      ...{ '2024-01-02': 1, '2024-03-01': 1, '2024-04-01': 1 },
      ...{ none: 2, not: 0 },
    });
    expect(await of('least', ['a', 'b', 'c'])).toEqual({
      ...{ '2024-01-01': 1, '2024-02-01': 1, '2024-03-01': 2 },
      ...{ none: 1, not: 0 },
    });
    expect(await of('greatest', ['a', 'c'])).toMatchObject({ not: 1 });
    expect(await of('only', ['blob'])).toBe('no_date_type');
  });

  it('may lie in the table that a foreign key leads to', async () => {
    using file = database(`
      CREATE TABLE "Customers" (id INTEGER PRIMARY KEY, "contract end" TEXT); INSERT INTO "Customers" VALUES (1, '2020-01-01'), (2, NULL);
      CREATE TABLE orders (id TEXT PRIMARY KEY, customer_id INT REFERENCES customers, placed TEXT, gone INT) WITHOUT ROWID;
      INSERT INTO orders VALUES ('b', 1, '2024-05-06', 1), ('a', 2, '2024-05-06', 0), ('c', NULL, '2024-05-06', NULL)`);
    const asked = trigger('', {
      ...{ text: 'coalesce(Customers.contract end, placed)', pick: 'coalesce', via: 'customer_id', deleted: 'gone' },
      columns: [
        { table: 'Customers', column: 'contract end' },
        { table: null, column: 'placed' },
      ],
    });
    expect((await count(file.path, 'orders', asked)).days).toEqual([
      { day: '2020-01-01', rows: 1, deleted: 1, firstKey: 'b', lastKey: 'b' },
      { day: '2024-05-06', rows: 2, deleted: 0, firstKey: 'a', lastKey: 'c' },
    ]);
    expect(await count(file.path, 'orders', { ...asked, via: 'placed' })).toMatchObject({
      problem: 'no_column',
      query: '',
    });
    expect(await count(file.path, 'orders', trigger('closed'))).toMatchObject({ problem: 'no_column', rows: 0 });
  });

  it('of a large table are counted in parts, each row once', async () => {
    using file = database('CREATE TABLE large (id INTEGER PRIMARY KEY, "at ""x""" TEXT)', (db) => {
      db.exec(`WITH RECURSIVE g(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM g WHERE v < 300000)
        INSERT INTO large SELECT v * 3, date('2024-01-01', '+' || (v % 5) || ' days') FROM g`);
    });
    const { rows, days } = await count(file.path, 'large', trigger('at "x"'));
    expect([rows, days.map((day) => day.rows)]).toEqual([300_000, [60_000, 60_000, 60_000, 60_000, 60_000]]);
    expect([days[0]?.firstKey, days[0]?.lastKey]).toEqual(['15', '900000']);
  });
});
