import { describe, expect, it } from 'vitest';
import type { DateCounts } from '../../../agent/contracts/source.ts';
import type { RowTrigger } from '../../../agent/contracts/table.ts';
import { itemOf, openAs, withServer } from './kit.ts';

const server = withServer(async ({ sql, createDatabase, createRole }) => {
  await createDatabase('shop');
  await createRole('reader');
  await sql('shop', 'ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader');
});

const live = new AbortController().signal;
const trigger = (column: string, given: Partial<RowTrigger> = {}): RowTrigger => ({
  ...{ text: column, pick: 'only', via: null, timeZone: 'UTC', noDate: [], deleted: null },
  columns: [{ table: null, column }],
  ...given,
});
const own = (...columns: string[]) => columns.map((column) => ({ table: null, column }));

/** Counts, and checks that the query given along counts the same. */
async function count(table: string, asked: RowTrigger, given: object = {}): Promise<DateCounts> {
  await using open = await openAs(server(), { user: 'reader', database: 'shop', ...given });
  const [piece] = open.datePieces!(await itemOf(open, `public/${table}`), [asked]);
  await using worker = await openAs(server(), { user: 'reader', database: 'shop', ...given }, { forReading: true });
  const content = await worker.readPiece!(`public/${table}`, piece!, live);
  if (content.kind !== 'dates') throw new Error('not dates');
  const counts = await content.counts();
  expect(counts.days.reduce((sum, { rows }) => sum + rows, 0) + counts.noDate + counts.notRead).toBe(counts.rows);
  if (counts.problem === null) await checkQuery(counts);
  return counts;
}

async function checkQuery({ days, query, parameter, timeZone }: DateCounts): Promise<void> {
  const client = await server().connect('shop', 'reader');
  for (const limit of ['1990-01-01', '2024-03-01', '2024-03-31', '2024-04-01', '2024-10-28', '2100-01-01']) {
    const instant = Temporal.PlainDate.from(limit).toZonedDateTime(timeZone).toInstant();
    const ms = instant.epochMilliseconds;
    const given = { date: limit, instant: instant.toString(), seconds: ms / 1000, milliseconds: ms }[parameter];
    const { rows } = await client.query<{ count: string }>(query, [given]).catch((e) => {
      console.log(query);
      throw e;
    });
    const before = days.filter(({ day }) => day < limit).reduce((sum, { rows: more }) => sum + more, 0);
    expect([limit, Number(rows[0]?.count)]).toEqual([limit, before]);
  }
  await client.end();
}

const byDay = ({ days }: DateCounts) => Object.fromEntries(days.map(({ day, rows }) => [day, rows]));

describe('days', () => {
  it('are counted of dates, with keys and marks of deletion', async () => {
    await server().sql(
      'shop',
      `CREATE TABLE closed (id int PRIMARY KEY, at date, gone bool, gone_at timestamptz, gone_mark char(1), n int);
       INSERT INTO closed VALUES (9, '2024-02-29', true, '2024-01-01', 'Y', 1), (10, '2024-02-29', NULL, NULL, 'N', 0),
         (11, NULL, false, 'infinity', NULL, NULL), (12, 'infinity', true, NULL, 'y', 1), (13, '9999-12-31', true, NULL, '', 0),
         (14, '1970-01-01', true, NULL, '1', 2), (15, '0024-03-05', true, NULL, NULL, 0), (16, '-infinity', true, NULL, NULL, 0),
         (100, '2023-12-31', true, now(), ' ', 5)`,
    );
    const asked = trigger('at', { noDate: ['1970-01-01'], deleted: 'gone' });
    const counts = await count('closed', asked);
    expect(counts).toMatchObject({
      problem: null,
      rows: 9,
      noDate: 5,
      notRead: 1,
      parameter: 'date',
      trigger: 'at',
      timeZone: 'UTC',
    });
    expect(counts.days).toEqual([
      { day: '2023-12-31', rows: 1, deleted: 1, firstKey: '100', lastKey: '100' },
      { day: '2024-02-29', rows: 2, deleted: 1, firstKey: '9', lastKey: '10' },
    ]);
    const marks = async (deleted: string) =>
      (await count('closed', { ...asked, deleted })).days.map((day) => day.deleted);
    expect(await marks('gone_at')).toEqual([1, 1]);
    expect(await marks('gone_mark')).toEqual([0, 1]);
    expect(await marks('n')).toEqual([1, 1]);
  });

  it('of moments are those of the zone, over the changes of its clock', async () => {
    await server().sql(
      'shop',
      `CREATE TABLE moments (at timestamptz);
       INSERT INTO moments SELECT at FROM unnest(ARRAY['2024-03-30T22:59:59Z', '2024-03-30T23:00:00Z', '2024-03-31T21:59:59.9Z',
         '2024-03-31T22:00Z', '2024-10-27T22:59Z', '2024-10-27T23:00Z', 'infinity', '1970-01-01T02:00Z', '9999-12-31T00:00Z']::timestamptz[]) AS at`,
    );
    const berlin = await count('moments', trigger('at', { timeZone: 'Europe/Berlin', noDate: ['1970-01-01'] }));
    expect(byDay(berlin)).toEqual({
      '2024-03-30': 1,
      '2024-03-31': 2,
      '2024-04-01': 1,
      '2024-10-27': 1,
      '2024-10-28': 1,
    });
    expect(berlin).toMatchObject({ noDate: 3, parameter: 'instant' });
    const york = await count('moments', trigger('at', { timeZone: 'America/New_York', noDate: ['1970-01-01'] }));
    expect(york.noDate).toBe(3);
    const india = await count('moments', trigger('at', { timeZone: 'Asia/Kolkata' }));
    expect(byDay(india)).toMatchObject({ '2024-03-31': 2, '2024-04-01': 2, '2024-10-28': 2 });
  });

  it('are read from texts and numbers of many forms', async () => {
    await server().sql(
      'shop',
      `CREATE TABLE texts (iso text, mixed varchar(40), utc text, slash char(12), junk text, epoch bigint, ms numeric, ymd int, us int8, all_n int8);
       INSERT INTO texts VALUES
        ('2024-03-05', '05.03.2024', '2024-03-31T22:30:00Z', '05/03/2024', 'soon', 1711922400, 1711922400000, 20240305, 1711922400000000, 20240305),
        ('2024-03-31 23:30', '20240331', '2024-03-31T21:59:59.123Z', '31/03/2024', '', 1711922399, 1711922399999, 99991231, 1711922399999999, 1711922399),
        ('9999-12-31', '2024-03-31T23:00:00Z', '2024-10-27T23:00+00:00', '31/12/9999', '5.3.2024', 0, 253402300799000, 0, NULL, 1711922400000),
        ('0000-00-00', '1970-01-01', NULL, '01/01/1970', NULL, NULL, NULL, 20241345, 17, 42),
        ('1970-01-01', NULL, NULL, '', '2024', 253402300799, NULL, 19700101, 0, 0)`,
    );
    const zone = { timeZone: 'Europe/Berlin', noDate: ['1970-01-01'] };
    const of = async (column: string) => {
      const counts = await count('texts', trigger(column, zone));
      return [byDay(counts), counts.noDate, counts.notRead, counts.parameter];
    };
    expect(await of('iso')).toEqual([{ '2024-03-05': 1, '2024-03-31': 1 }, 3, 0, 'date']);
    expect(await of('mixed')).toEqual([{ '2024-03-05': 1, '2024-03-31': 1, '2024-04-01': 1 }, 2, 0, 'date']);
    expect(await of('utc')).toEqual([{ '2024-03-31': 1, '2024-04-01': 1, '2024-10-28': 1 }, 2, 0, 'instant']);
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
    await server().sql(
      'shop',
      `CREATE TABLE picks (a date, b date, c timestamp, d timestamptz, e text, f bool);
       INSERT INTO picks VALUES ('9999-12-31', '2024-01-02', '2024-01-01 12:00', '2024-01-03 23:30Z', 'x', true),
         (NULL, 'infinity', '2024-02-01', NULL, 'x', true), ('2024-03-01', NULL, NULL, '2024-02-01', 'x', true), (NULL, NULL, NULL, NULL, '', NULL)`,
    );
    const of = async (pick: RowTrigger['pick'], columns: string[], timeZone = 'UTC') => {
      const counts = await count(
        'picks',
        trigger('', { text: `${pick}(${columns})`, pick, columns: own(...columns), timeZone }),
      );
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
    expect(await of('coalesce', ['a', 'e'])).toBe('no_date_type');
    expect(await of('greatest', ['e', 'e'])).toBe('no_date_type');
    expect(await of('only', ['f'])).toBe('no_date_type');
  });

  it('may lie in the table that a foreign key leads to', async () => {
    await server().sql(
      'shop',
      `CREATE SCHEMA crm; GRANT USAGE ON SCHEMA crm TO reader;
       CREATE TABLE crm."Customers" (id int PRIMARY KEY, "contract end" date); GRANT SELECT ON crm."Customers" TO reader;
       INSERT INTO crm."Customers" VALUES (1, '2020-01-01'), (2, NULL);
       CREATE TABLE orders (id uuid PRIMARY KEY, customer_id int REFERENCES crm."Customers", placed date, gone bool);
       INSERT INTO orders SELECT md5(n::text)::uuid, (ARRAY[1, 2, NULL])[n], '2024-05-06', n = 1 FROM generate_series(1, 3) AS n`,
    );
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
    expect(counts.query).toContain('LEFT JOIN "crm"."Customers" AS r ON r."id" = t."customer_id"');
    expect(await count('orders', { ...asked, via: 'placed' })).toMatchObject({
      problem: 'no_column',
      rows: 0,
      query: '',
    });
    expect(await count('orders', { ...asked, columns: [{ table: 'Others', column: 'x' }] })).toMatchObject({
      problem: 'no_column',
    });
  });

  it('are not looked for in tables that inherit from that one, but in its partitions', async () => {
    await server().sql(
      'shop',
      `CREATE TABLE makers (id int PRIMARY KEY, ends date); CREATE TABLE old_makers () INHERITS (makers);
       INSERT INTO makers VALUES (1, '2024-01-01'); INSERT INTO old_makers VALUES (1, '2020-01-01');
       CREATE TABLE made (id int PRIMARY KEY, maker int REFERENCES makers); INSERT INTO made VALUES (1, 1);
       CREATE TABLE plans (id int PRIMARY KEY, ends date) PARTITION BY RANGE (id);
       CREATE TABLE plans_1 PARTITION OF plans DEFAULT; INSERT INTO plans VALUES (1, '2024-01-01');
       CREATE TABLE planned (id int PRIMARY KEY, plan int REFERENCES plans); INSERT INTO planned VALUES (1, 1)`,
    );
    const ends = (table: string, via: string) => trigger('', { via, columns: [{ table, column: 'ends' }] });
    expect(byDay(await count('made', ends('makers', 'maker')))).toEqual({ '2024-01-01': 1 });
    expect(byDay(await count('planned', ends('plans', 'plan')))).toEqual({ '2024-01-01': 1 });
  });
});

describe('counting', () => {
  it('says what is missing', async () => {
    await server().sql('shop', 'CREATE TABLE short (at date, note text)');
    expect(await count('short', trigger('closed_at'))).toMatchObject({
      problem: 'no_column',
      days: [],
      trigger: 'closed_at',
    });
    expect(await count('short', trigger('at', { deleted: 'gone' }))).toMatchObject({ problem: 'no_column' });
    expect(await count('short', trigger('at'))).toMatchObject({ problem: null, days: [], rows: 0 });
  });

  it('of a large table goes on in parts, and counts each row once', async () => {
    await server().sql(
      'shop',
      "CREATE TABLE wide (at date, t text); ALTER TABLE wide ALTER COLUMN t SET STORAGE PLAIN; INSERT INTO wide SELECT date '2024-01-01' + n % 5, repeat('x', 3000) FROM generate_series(1, 22000) AS n",
    );
    const { rows } = await count('wide', trigger('at'));
    expect(rows).toBe(22000);
    const [size] = await server().sql('shop', "SELECT pg_relation_size('wide') / 8192 AS blocks");
    expect(Number(size?.['blocks'])).toBeGreaterThan(8192);
  });

  it('names awkward columns as they are, and leaves tables that inherit alone', async () => {
    await server().sql(
      'shop',
      `CREATE TABLE "od'd" ("at ""x"" 'y'" date); CREATE TABLE heir () INHERITS ("od'd");
       INSERT INTO "od'd" VALUES ('2024-01-01'); INSERT INTO heir VALUES ('2024-01-01')`,
    );
    expect(byDay(await count("od'd", trigger(`at "x" 'y'`)))).toEqual({ '2024-01-01': 1 });
  });

  it('may be refused', async () => {
    await server().sql(
      'shop',
      'CREATE TABLE locked (at date, other date); REVOKE SELECT ON locked FROM reader; GRANT SELECT (other) ON locked TO reader',
    );
    await expect(count('locked', trigger('at'))).rejects.toMatchObject({
      problem: { code: 'unreadable', detail: 'permission' },
    });
  });
});

describe('types of anybody', () => {
  it('have no code of theirs run, as keys and as marks of deletion', async () => {
    await server().sql(
      'shop',
      `CREATE TYPE gone AS ENUM ('no', 'deleted');
       CREATE FUNCTION spy(gone) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'ran'; END $$;
       CREATE CAST (gone AS text) WITH FUNCTION spy(gone);
       CREATE TYPE date AS (a int);
       CREATE FUNCTION spy(public.date) RETURNS timestamp LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'ran'; END $$;
       CREATE CAST (public.date AS timestamp) WITH FUNCTION spy(public.date) AS IMPLICIT;
       CREATE TABLE marked (state gone PRIMARY KEY, at pg_catalog.date, odd public.date);
       INSERT INTO marked VALUES ('no', '2024-01-01', ROW(1)), ('deleted', '2024-01-01', ROW(1))`,
    );
    expect((await count('marked', trigger('at', { deleted: 'state' }))).days).toEqual([
      { day: '2024-01-01', rows: 2, deleted: 1, firstKey: 'deleted', lastKey: 'no' },
    ]);
    expect((await count('marked', trigger('at', { deleted: 'odd' }))).problem).toBe('no_column');
  });
});
