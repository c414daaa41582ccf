import { describe, expect, it } from 'vitest';
import type { DateCounts } from '../../../agent/contracts/source.ts';
import type { RowTrigger } from '../../../agent/contracts/table.ts';
import { never } from '../../support/tables.ts';
import { between } from './between.ts';
import { itemOf, openAs, withServer } from './kit.ts';

const server = withServer(async ({ sql, createUser }) => {
  await sql('CREATE DATABASE shop; CREATE DATABASE crm');
  await createUser('reader', 'SELECT ON shop.*', 'SELECT ON crm.*');
});

const trigger = (column: string, given: Partial<RowTrigger> = {}): RowTrigger => ({
  ...{ text: column, pick: 'only', via: null, timeZone: 'UTC', noDate: [], deleted: null },
  columns: [{ table: null, column }],
  ...given,
});
const own = (...columns: string[]) => columns.map((column) => ({ table: null, column }));

/** Counts, and checks that the query given along counts the same, whatever the zone of the session. */
async function count(table: string, asked: RowTrigger): Promise<DateCounts> {
  await using open = await openAs(server(), { user: 'reader' });
  const [piece] = open.datePieces!(await itemOf(open, `shop/${table}`), [asked]);
  await using worker = await openAs(server(), { user: 'reader' }, { forReading: true });
  const content = await worker.readPiece!(`shop/${table}`, piece!, never);
  if (content.kind !== 'dates') throw new Error('not dates');
  const counts = await content.counts();
  expect(counts.days.reduce((sum, { rows }) => sum + rows, 0) + counts.noDate + counts.notRead).toBe(counts.rows);
  if (counts.problem === null) await checkQuery(counts);
  return counts;
}

async function checkQuery({ days, query, parameter, timeZone }: DateCounts): Promise<void> {
  const connection = await server().connect();
  try {
    await connection.query("SET time_zone = '-05:00'");
    for (const limit of ['1990-01-01', '2024-03-01', '2024-03-31', '2024-04-01', '2024-10-28', '2100-01-01']) {
      const ms = Temporal.PlainDate.from(limit).toZonedDateTime(timeZone).epochMilliseconds;
      const given = { date: limit, instant: '', seconds: ms / 1000, milliseconds: ms }[parameter];
      const [rows] = await connection.query({ sql: query, values: [given], rowsAsArray: true });
      const before = days.filter(({ day }) => day < limit).reduce((sum, { rows: more }) => sum + more, 0);
      expect([limit, Number((rows as unknown[][])[0]?.[0])], query).toEqual([limit, before]);
    }
  } finally {
    await connection.end();
  }
}

const byDay = ({ days }: DateCounts) => Object.fromEntries(days.map(({ day, rows }) => [day, rows]));

describe('days', () => {
  it('are counted of dates, with keys and marks of deletion', async () => {
    await server().sql(`USE shop; SET sql_mode = '';
      CREATE TABLE closed (id int PRIMARY KEY, at date, gone bool, gone_at datetime, gone_mark char(1), n bit(4), clock datetime);
      INSERT INTO closed VALUES (9, '2024-02-29', true, '2024-01-01', 'Y', 1, '2024-02-29 23:59:59'),
        (10, '2024-02-29', NULL, NULL, 'N', 0, '2024-02-29'), (11, NULL, false, '9999-12-31', NULL, NULL, NULL),
        (13, '9999-12-31', true, NULL, '', 0, '9999-12-31 23:59:59'), (14, '1970-01-01', true, NULL, '1', 2, '1970-01-01 01:00'),
        (15, '1024-03-05', true, NULL, NULL, 0, '1024-01-01'), (16, '0000-00-00', true, NULL, NULL, 0, '0000-00-00'),
        (17, '2024-02-00', true, NULL, NULL, 0, '2024-00-00 10:00'), (100, '2023-12-31', true, now(), ' ', 5, '2023-12-31 00:00')`);
    const asked = trigger('at', { noDate: ['1970-01-01'], deleted: 'GONE' });
    const counts = await count('closed', asked);
    expect(counts).toMatchObject({ problem: null, rows: 9, noDate: 4, notRead: 2, parameter: 'date', trigger: 'at' });
    expect(counts.days).toEqual([
      { day: '2023-12-31', rows: 1, deleted: 1, firstKey: '100', lastKey: '100' },
      { day: '2024-02-29', rows: 2, deleted: 1, firstKey: '9', lastKey: '10' },
    ]);
    const marks = async (deleted: string) =>
      (await count('closed', { ...asked, deleted })).days.map((day) => day.deleted);
    expect(await marks('gone_at')).toEqual([1, 1]);
    expect(await marks('gone_mark')).toEqual([0, 1]);
    expect(await marks('n')).toEqual([1, 1]);
    const clock = await count('closed', { ...trigger('clock'), noDate: ['1970-01-01'] });
    expect([byDay(clock), clock.noDate, clock.notRead]).toEqual([{ '2023-12-31': 1, '2024-02-29': 2 }, 4, 2]);
  });

  it('of moments are those of the zone, over the changes of its clock', async () => {
    await server().sql(`USE shop; SET sql_mode = ''; SET time_zone = '+00:00';
      CREATE TABLE moments (at timestamp NULL);
      INSERT INTO moments VALUES ('2024-03-30 22:59:59'), ('2024-03-30 23:00:00'), ('2024-03-31 21:59:59'), ('2024-03-31 22:00'),
        ('2024-10-27 22:59'), ('2024-10-27 23:00'), ('0000-00-00'), ('1970-01-01 02:00'), (NULL)`);
    const berlin = await count('moments', trigger('at', { timeZone: 'Europe/Berlin', noDate: ['1970-01-01'] }));
    expect(byDay(berlin)).toEqual({
      '2024-03-30': 1,
      '2024-03-31': 2,
      '2024-04-01': 1,
      '2024-10-27': 1,
      '2024-10-28': 1,
    });
    expect(berlin).toMatchObject({ noDate: 3, parameter: 'seconds' });
    const york = await count('moments', trigger('at', { timeZone: 'America/New_York', noDate: ['1970-01-01'] }));
    expect(york.noDate).toBe(3);
    const india = await count('moments', trigger('at', { timeZone: 'Asia/Kolkata' }));
    expect(byDay(india)).toMatchObject({ '2024-03-31': 2, '2024-04-01': 2, '2024-10-28': 2 });
  });

  it('are read from texts and numbers of many forms', async () => {
    await server().sql(`USE shop;
      CREATE TABLE texts (iso text, mixed varchar(40) CHARACTER SET latin1, utc text, slash char(12), junk text, epoch bigint, ms decimal(20),
        ymd int, us bigint, all_n bigint);
      INSERT INTO texts VALUES
        ('2024-03-05', '05.03.2024', '2024-03-31T22:30:00Z', '05/03/2024', 'soon', 1711922400, 1711922400000, 20240305, 1711922400000000, 20240305),
        ('2024-03-31 23:30', '20240331', '2024-03-31T21:59:59.123Z', '31/03/2024', '', 1711922399, 1711922399999, 99991231, 1711922399999999, 1711922399),
        ('9999-12-31', '2024-03-31T23:00:00Z', '2024-10-27T23:00+00:00', '31/12/9999', '5.3.2024', 0, 253402300799000, 0, NULL, 1711922400000),
        ('0000-00-00', '1970-01-01', NULL, '01/01/1970', NULL, NULL, NULL, 20241345, 17, 42),
        ('1970-01-01', NULL, NULL, '', '2024', 253402300799, NULL, 19700101, 0, 0)`);
    const zone = { timeZone: 'Europe/Berlin', noDate: ['1970-01-01'] };
    const of = async (column: string) => {
      const counts = await count('texts', trigger(column, zone));
      return [byDay(counts), counts.noDate, counts.notRead, counts.parameter];
    };
    expect(await of('iso')).toEqual([{ '2024-03-05': 1, '2024-03-31': 1 }, 3, 0, 'date']);
    expect(await of('mixed')).toEqual([{ '2024-03-05': 1, '2024-03-31': 1, '2024-04-01': 1 }, 2, 0, 'date']);
    expect(await of('utc')).toEqual([{ '2024-03-31': 1, '2024-04-01': 1, '2024-10-28': 1 }, 2, 0, 'seconds']);
    expect(await of('slash')).toEqual([{ '2024-03-05': 1, '2024-03-31': 1 }, 3, 0, 'date']);
    expect(await of('junk')).toEqual([{}, 2, 3, 'date']);
    expect(await of('epoch')).toEqual([{ '2024-03-31': 1, '2024-04-01': 1 }, 3, 0, 'seconds']);
    expect(await of('ms')).toEqual([{ '2024-03-31': 1, '2024-04-01': 1 }, 3, 0, 'milliseconds']);
    expect(await of('ymd')).toEqual([{ '2024-03-05': 1 }, 3, 1, 'date']);
    expect(await of('us')).toEqual([{ '2024-03-31': 1, '2024-04-01': 1 }, 2, 1, 'milliseconds']);
    expect(await of('all_n')).toEqual([{ '2024-03-05': 1, '2024-03-31': 1, '2024-04-01': 1 }, 1, 1, 'seconds']);
  });
});

describe('several columns', () => {
  it('count by the first that is a date, the latest or the earliest', async () => {
    await server().sql(`USE shop; SET time_zone = '+00:00';
      CREATE TABLE picks (a date, b date, c datetime, d timestamp NULL, d2 timestamp NULL, e text, f blob);
      INSERT INTO picks VALUES ('9999-12-31', '2024-01-02', '2024-01-01 12:00', '2024-01-03 23:30', '2024-01-05', 'x', 'x'),
        (NULL, '9999-01-01', '2024-02-01', NULL, '2024-01-05', 'x', ''), ('2024-03-01', NULL, NULL, '2024-02-01', NULL, 'x', ''),
        (NULL, NULL, NULL, NULL, NULL, '', NULL)`);
    const of = async (pick: RowTrigger['pick'], columns: string[], timeZone = 'UTC') => {
      const given = { text: `${pick}(${columns})`, pick, columns: own(...columns), timeZone };
      const counts = await count('picks', trigger('', given));
      return counts.problem ?? { ...byDay(counts), none: counts.noDate };
    };
    expect(await of('coalesce', ['a', 'b'])).toEqual({ '2024-01-02': 1, '2024-03-01': 1, none: 2 });
    expect(await of('coalesce', ['a', 'b', 'c'])).toEqual({
      '2024-01-02': 1,
      '2024-02-01': 1,
      '2024-03-01': 1,
      none: 1,
    });
    expect(await of('greatest', ['a', 'c', 'd'], 'Europe/Berlin')).toEqual({
      '2024-01-04': 1,
      '2024-02-01': 1,
      '2024-03-01': 1,
      none: 1,
    });
    expect(await of('least', ['a', 'b', 'c', 'd'])).toEqual({ '2024-01-01': 1, '2024-02-01': 2, none: 1 });
    expect(await of('greatest', ['d', 'd2'], 'Asia/Kolkata')).toEqual({
      '2024-01-05': 2,
      '2024-02-01': 1,
      none: 1,
    });
    expect(await of('coalesce', ['a', 'e'])).toBe('no_date_type');
    expect(await of('greatest', ['e', 'e'])).toBe('no_date_type');
    expect(await of('only', ['f'])).toBe('no_date_type');
  });

  it('may lie in the table that a foreign key leads to', async () => {
    await server().sql(`USE crm;
      CREATE TABLE \`Customers\` (id int PRIMARY KEY, \`contract end\` date); INSERT INTO \`Customers\` VALUES (1, '2020-01-01'), (2, NULL);
      USE shop;
      CREATE TABLE orders (id char(36) PRIMARY KEY, customer_id int, placed date, gone bool,
        FOREIGN KEY (customer_id) REFERENCES crm.\`Customers\` (id));
      INSERT INTO orders VALUES (uuid(), 1, '2024-05-06', true), (uuid(), 2, '2024-05-06', false), (uuid(), NULL, '2024-05-06', NULL)`);
    const asked = trigger('', {
      ...{ text: 'coalesce(Customers.contract end, placed)', pick: 'coalesce', via: 'customer_id', deleted: 'gone' },
      columns: [
        { table: 'Customers', column: 'contract end' },
        { table: null, column: 'placed' },
      ],
    });
    const counts = await count('orders', asked);
    expect(counts.days.map(({ day, rows, deleted }) => [day, rows, deleted])).toEqual([
      ['2020-01-01', 1, 1],
      ['2024-05-06', 2, 0],
    ]);
    expect(counts.days[1]?.firstKey).toMatch(/^[0-9a-f-]{36}$/);
    expect(counts.query).toContain('LEFT JOIN `crm`.`Customers` AS r ON r.`id` = t.`customer_id`');
    expect(await count('orders', { ...asked, via: 'placed' })).toMatchObject({
      problem: 'no_column',
      rows: 0,
      query: '',
    });
    const others = { ...asked, columns: [{ table: 'Others', column: 'x' }] };
    expect(await count('orders', others)).toMatchObject({ problem: 'no_column' });
  });
});

describe('counting', () => {
  it('says what is missing', async () => {
    await server().sql('CREATE TABLE shop.short (at date, note text)');
    expect(await count('short', trigger('closed_at'))).toMatchObject({
      problem: 'no_column',
      days: [],
      trigger: 'closed_at',
    });
    expect(await count('short', trigger('at', { deleted: 'gone' }))).toMatchObject({ problem: 'no_column' });
    expect(await count('short', trigger('at'))).toMatchObject({ problem: null, days: [], rows: 0 });
  });

  it('of a large table goes on in parts, and counts each row once, those of the past too', async () => {
    await server().sql(`USE shop;
      CREATE TABLE large (id int PRIMARY KEY, at date); INSERT INTO large SELECT seq * 3, date '2024-01-01' + INTERVAL seq % 5 DAY FROM seq_1_to_300000;
      CREATE TABLE past (id int PRIMARY KEY, at date) WITH SYSTEM VERSIONING; INSERT INTO past VALUES (1, '2024-01-01'); DELETE FROM past`);
    const { rows, days } = await count('large', trigger('at'));
    expect([rows, days.map((day) => day.rows)]).toEqual([300_000, [60_000, 60_000, 60_000, 60_000, 60_000]]);
    expect([days[0]?.firstKey, days[0]?.lastKey]).toEqual(['15', '900000']);
    expect(byDay(await count('past', trigger('at')))).toEqual({ '2024-01-01': 1 });
  });

  it('of a table in the order of texts goes on in steps, too', async () => {
    await server().sql(`USE shop;
      CREATE TABLE texts_by (a char(36) PRIMARY KEY, at date); INSERT INTO texts_by SELECT uuid(), '2024-01-01' FROM seq_1_to_70000`);
    expect(byDay(await count('texts_by', trigger('at')))).toEqual({ '2024-01-01': 70_000 });
  });

  it('goes on in steps where very many rows have the same first of a key', async () => {
    await server().sql(`USE shop; CREATE TABLE one_tenant (tenant int, id int, at date, PRIMARY KEY (tenant, id));
      INSERT INTO one_tenant SELECT 1, seq, '2024-01-31' FROM seq_1_to_70000;
      INSERT INTO one_tenant SELECT seq, 1, '2024-02-01' FROM seq_2_to_40`);
    let queries = 0;
    await using relay = await between(server().port, (said) => {
      queries += said.includes('GROUP BY raw') ? 1 : 0;
      return 'pass';
    });
    await using open = await openAs(server(), { user: 'reader', port: relay.port });
    const [piece] = open.datePieces!(await itemOf(open, 'shop/one_tenant'), [trigger('at')]);
    const content = await open.readPiece!('shop/one_tenant', piece!, never);
    if (content.kind !== 'dates') throw new Error('not dates');
    expect(byDay(await content.counts())).toEqual({ '2024-01-31': 70_000, '2024-02-01': 39 });
    expect(queries).toBeGreaterThanOrEqual(3);
  });

  it('names awkward columns as they are', async () => {
    await server().sql(
      "USE shop; CREATE TABLE `od'd` (`at ``x`` \"y\" 'z'` date); INSERT INTO `od'd` VALUES ('2024-01-01')",
    );
    expect(byDay(await count("od'd", trigger(`at \`x\` "y" 'z'`)))).toEqual({ '2024-01-01': 1 });
  });
});

describe('counting on a slow server', () => {
  /** Counts while each look at where keys lie takes longer than a connection is kept that nobody uses. */
  const countSlowly = async (signal: AbortSignal, happens: () => void) => {
    await server().sql(`USE shop; CREATE OR REPLACE TABLE slow (id int PRIMARY KEY, at date);
      INSERT INTO slow SELECT seq, '2024-01-31' FROM seq_1_to_1000`);
    let looked = 0;
    await using relay = await between(server().port, (said) => {
      if (!/wayward.*ORDER BY `id`/.test(said)) return 'pass';
      if (looked++ === 0) happens();
      return 600;
    });
    const seen: number[] = [];
    const working = (backend: number) => seen.push(backend);
    await using main = await openAs(server(), { user: 'reader' });
    const [piece] = main.datePieces!(await itemOf(main, 'shop/slow'), [trigger('at')]);
    await using worker = await openAs(server(), { user: 'reader', port: relay.port }, { forReading: true, working });
    const content = await worker.readPiece!('shop/slow', piece!, signal);
    if (content.kind !== 'dates') throw new Error('not dates');
    const counts = await content.counts().catch((error: unknown) => error);
    return { counts, looked, seen: seen.map((backend) => backend > 0) };
  };

  it('goes on to its end, in one session that main can cancel', async () => {
    const { counts, looked, seen } = await countSlowly(never, () => {});
    expect(counts).toMatchObject({ rows: 1000, problem: null });
    expect([looked > 1, seen]).toEqual([true, [true, false]]);
  });

  it('ends when aborted', async () => {
    const stop = new AbortController();
    const { counts, looked } = await countSlowly(stop.signal, () => stop.abort(new Error('stopped')));
    expect(counts).toEqual(new Error('stopped'));
    expect(looked).toBe(1);
  });
});
