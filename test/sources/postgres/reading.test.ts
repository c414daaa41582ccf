import fc from 'fast-check';
import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import { batchRows } from '../../../agent/contracts/source.ts';
import { findRelations, findSchemas } from '../../../agent/sources/lib/postgres/catalog.ts';
import { connect } from '../../../agent/sources/lib/postgres/connect.ts';
import { makePlan } from '../../../agent/sources/lib/postgres/plan.ts';
import { findServerFacts } from '../../../agent/sources/lib/postgres/server-facts.ts';
import { postgresSettings } from '../../../agent/sources/lib/postgres/settings.ts';
import { firstRow, itemOf, openAs, planOf, readPiece, readTable, withServer } from './kit.ts';

const server = withServer(async ({ sql, createDatabase, createRole }) => {
  await createDatabase('shop');
  await createRole('reader', 'BYPASSRLS');
  await sql('shop', 'ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader');
});

const reader = { user: 'reader', database: 'shop' };
const full = { ...reader, depth: 'full' };

/** Pieces are smaller where rows are to be read slowly. */
const inSmallPieces = { ...full, max_rows_per_second: 40 };

async function read(sql: string, path: string, given: object = full) {
  await server().sql('shop', sql);
  await using open = await openAs(server(), given as Record<string, unknown>);
  return readTable(open, path);
}

describe('types', () => {
  it('are read as text, documents or bytes, or left alone', async () => {
    await server()
      .sql('shop', 'CREATE EXTENSION IF NOT EXISTS citext')
      .catch(() => {});
    await server()
      .sql('shop', 'CREATE EXTENSION IF NOT EXISTS hstore')
      .catch(() => {});
    const table = await read(
      `CREATE DOMAIN mail AS varchar(50); CREATE DOMAIN mails AS mail; CREATE TYPE mood AS ENUM ('ok');
       CREATE TYPE address AS (street text, town text);
       CREATE TABLE types (
         a_text text, a_varchar varchar(20), a_char char(8), a_name name, a_citext citext, a_domain mails,
         an_int2 int2, an_int int, an_int8 int8, a_numeric numeric(20, 4),
         a_date date, a_midnight timestamp, a_time timestamp, an_inet inet, a_cidr cidr,
         a_json json, a_jsonb jsonb, an_xml xml, a_bytea bytea,
         some_texts text[], some_ints int[][], an_address address, some_pairs hstore, some_mails mail[],
         a_bool bool, a_real real, a_double float8, an_uuid uuid, a_tz timestamptz, an_interval interval, a_mood mood,
         a_point point, a_vector tsvector, an_oid oid, a_money money, a_range daterange, some_reals float8[], a_bit bit(3),
         a_mac macaddr, a_clock time
       );
       INSERT INTO types VALUES (
         'Zoë', 'v', 'c', 'n', 'Ci', 'a@example.org', 1, -2, 9007199254740993, 12.3400,
         '1980-02-29', '1980-02-29', '1980-02-29 12:00', '10.0.0.1', '10.0.0.0/8',
         '{"b": 1,  "a": 2}', '{"b": 1, "a": 2}', '<a>x</a>', '\\x00ff41',
         ARRAY['x', NULL, 'y"z'], '{{1,2},{3,4}}', ROW('Road 1', 'Town'), 'k=>v', ARRAY['b@example.org']::mail[])`,
      'public/types',
    );
    const [row, columns] = [firstRow(table), new Map(table.columns.map(({ name, holds }) => [name, holds]))];
    expect(row).toEqual({
      ...{ a_text: 'Zoë', a_varchar: 'v', a_char: 'c', a_name: 'n', a_citext: 'Ci', a_domain: 'a@example.org' },
      ...{ an_int2: '1', an_int: '-2', an_int8: '9007199254740993', a_numeric: '12.3400' },
      ...{ a_date: '1980-02-29', a_midnight: '1980-02-29', a_time: null, an_inet: '10.0.0.1', a_cidr: '10.0.0.0/8' },
      ...{ a_json: '{"b": 1,  "a": 2}', a_jsonb: '{"a": 2, "b": 1}', an_xml: '<a>x</a>' },
      a_bytea: Buffer.from([0, 0xff, 0x41]).toString('utf8'),
      ...{ some_texts: '["x",null,"y\\"z"]', some_ints: '[[1,2],[3,4]]', some_pairs: '{"k": "v"}' },
      ...{ an_address: '{ "street" : "Road 1", "town" : "Town" }', some_mails: '["b@example.org"]' },
    });
    const holding = (what: string) => [...columns].filter(([, holds]) => holds === what).map(([name]) => name);
    expect(holding('json')).toEqual([
      'a_json',
      'a_jsonb',
      'some_texts',
      'some_ints',
      'an_address',
      'some_pairs',
      'some_mails',
    ]);
    expect(holding('xml')).toEqual(['an_xml']);
    expect(holding('bytes')).toEqual(['a_bytea']);
  });

  it('of anybody have no code of theirs run, whatever they hold', async () => {
    const cast = (type: string, to: string) => `
      CREATE FUNCTION spy_${type}_${to}(${type}) RETURNS ${to} LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'ran'; END $$;
      CREATE CAST (${type} AS ${to}) WITH FUNCTION spy_${type}_${to}(${type});`;
    const casts = ['feeling', 'street', 'home'].flatMap((type) =>
      ['json', 'jsonb', 'text'].map((to) => cast(type, to)),
    );
    const wide = Array.from({ length: 120 }, (_, index) => `"m'${index}"`);
    const { rows, columns } = await read(
      `CREATE TYPE feeling AS ENUM ('ok'); CREATE TYPE street AS (name text, feels feeling, "no " int);
       CREATE TYPE wide AS (${wide.map((name) => `${name} text`).join(', ')});
       CREATE TYPE home AS (at street, feels feeling, moved timestamp, kids text[], also street[], x float8, raw bytea, j json);
       CREATE DOMAIN safe_home AS home; ${casts.join('')}
       CREATE TABLE homes (one home, more home[], safe safe_home, several safe_home[], nothing feeling, wide wide);
       INSERT INTO homes SELECT h, ARRAY[h, NULL], h, ARRAY[h]::safe_home[], 'ok',
              ROW(${wide.map((_, index) => `'v${index}'`).join(', ')})::wide
         FROM (SELECT ROW(ROW('Road', 'ok', 1), 'ok', '2020-02-29', '{a,b}', ARRAY[ROW('Lane', 'ok', 2)::street], 1.5, '\\x00',
                          '{"a": "\\u0000", "n": 1e9999}')::home AS h) AS made;
       INSERT INTO homes (one) VALUES (ROW(NULL, NULL, '2020-02-29 12:00', '{}', '{}', NULL, NULL, NULL)), (NULL)`,
      'public/homes',
    );
    const told = JSON.stringify({
      at: { name: 'Road', 'no ': 1 },
      moved: '2020-02-29',
      kids: ['a', 'b'],
      also: [{ name: 'Lane', 'no ': 2 }],
    });
    const plain = (cell: string | null | undefined) =>
      JSON.stringify(JSON.parse((cell ?? 'null').replace(', "j" : {"a": "\\u0000", "n": 1e9999}', '')));
    expect(columns.map(({ name, holds }) => `${name} ${holds}`)).toEqual(
      ['one', 'more', 'safe', 'several', 'wide'].map((name) => `${name} json`),
    );
    const [first, second, third] = rows;
    expect(plain(first?.[0])).toBe(told);
    expect(plain(first?.[1])).toBe(`[${told},null]`);
    expect(plain(first?.[2])).toBe(told);
    expect(plain(first?.[3])).toBe(`[${told}]`);
    expect(Object.entries(JSON.parse(first?.[4] ?? '')).at(-1)).toEqual(["m'119", 'v119']);
    expect(second?.slice(0, 2).map(plain)).toEqual(['{"kids":[]}', 'null']);
    expect(third).toEqual([null, null, null, null, null]);
  });

  it('may be generated, dropped and commented', async () => {
    const { columns, rows, key } = await read(
      `CREATE TABLE other (id int PRIMARY KEY);
       CREATE TABLE odd (gone text, who text, id int PRIMARY KEY, upper text GENERATED ALWAYS AS (upper(who)) STORED,
                         other int REFERENCES other);
       INSERT INTO odd (gone, who, id) VALUES ('g', 'w', 7);
       ALTER TABLE odd DROP COLUMN gone; COMMENT ON COLUMN odd.who IS 'of a person'`,
      'public/odd',
    );
    expect(rows).toEqual([['w', '7', 'W', null]]);
    expect(columns.map(({ comment }) => comment)).toEqual(['of a person', '', '', '']);
    expect(columns.map(({ references }) => references)).toEqual([null, null, null, 'public/other']);
    expect(key).toBe(1);
  });
});

describe('rows', () => {
  it('come as the driver would give them, whatever is in them', async () => {
    const text = fc.option(
      fc.string({ unit: 'binary', maxLength: 30 }).map((raw) => raw.replaceAll('\0', '').toWellFormed()),
    );
    const special = fc.constantFrom(
      '\t',
      '\n',
      '\r\n',
      '\\',
      '\\N',
      '\\.',
      '',
      ' ',
      '\b\f\v',
      '\u0001',
      '\u{1f600}',
      '\u2028',
    );
    const rows = fc.sample(fc.tuple(fc.oneof(text, special), fc.oneof(text, special)), { numRuns: 600, seed: 7 });
    const client = await server().connect('shop');
    await client.query('CREATE TABLE letters (n int PRIMARY KEY, a text, b varchar)');
    for (const [n, [a, b]] of rows.entries()) await client.query('INSERT INTO letters VALUES ($1, $2, $3)', [n, a, b]);
    const asDriver = await client.query({ text: 'SELECT n::text, a, b FROM letters', rowMode: 'array' });
    await client.end();
    await using open = await openAs(server(), full);
    expect((await readTable(open, 'public/letters')).rows).toEqual(asDriver.rows);
  });

  it('of a table are its own: not those of tables that inherit from it, and of a partition its part', async () => {
    await server().sql(
      'shop',
      `CREATE TABLE parent (a text); CREATE TABLE child (b text) INHERITS (parent);
       INSERT INTO parent VALUES ('p'); INSERT INTO child VALUES ('c', 'x');
       CREATE TABLE split (a int, b text) PARTITION BY LIST (a);
       CREATE TABLE split_1 PARTITION OF split FOR VALUES IN (1); CREATE TABLE split_2 PARTITION OF split DEFAULT;
       INSERT INTO split VALUES (1, 'one'), (2, 'two');
       CREATE MATERIALIZED VIEW made AS SELECT b FROM split`,
    );
    await using open = await openAs(server(), full);
    const rowsOf = async (path: string) => (await readTable(open, path)).rows;
    expect(await rowsOf('public/parent')).toEqual([['p']]);
    expect(await rowsOf('public/child')).toEqual([['c', 'x']]);
    expect(await rowsOf('public/split_1')).toEqual([['1', 'one']]);
    expect(await rowsOf('public/split_2')).toEqual([['2', 'two']]);
    expect((await rowsOf('public/made')).sort()).toEqual([['one'], ['two']]);
  });

  it('may be none, and a table may have nothing to be read', async () => {
    await server().sql(
      'shop',
      'CREATE TABLE nil (a text); CREATE TABLE bare (); CREATE TABLE flags (a bool); INSERT INTO flags VALUES (true); CREATE MATERIALIZED VIEW unfilled AS SELECT a::text FROM flags WITH NO DATA',
    );
    await using open = await openAs(server(), full);
    expect((await readTable(open, 'public/nil')).rows).toEqual([]);
    for (const path of ['public/bare', 'public/flags', 'public/unfilled'])
      expect(await planOf(open, path)).toMatchObject({ depth: 'full', pieces: [] });
  });

  it('have long cells cut on the server, and counted', async () => {
    const { rows, cut } = await read(
      `CREATE TABLE long (a text, b text, c bytea, d jsonb, e varchar(4000), f text[]);
       INSERT INTO long SELECT repeat('x', n), repeat('ä', n), decode(repeat('41', n * 16), 'hex'),
         jsonb_build_object('k', repeat('y', n)), repeat('€', 1000), ARRAY[repeat('z', n)]
         FROM unnest(ARRAY[10, 1024, 1025, 300000]) AS n`,
      'public/long',
      { ...full, max_cell: 1024 },
    );
    const lengths = rows.map((row) => row.map((cell) => Buffer.byteLength(cell ?? '')));
    expect(lengths).toEqual([
      [10, 20, 160, 19, 1023, 14],
      [1024, 1024, 16 * 1024, 1024, 1023, 1024],
      [1024, 1024, 16 * 1024, 1024, 1023, 1024],
      [1024, 1024, 16 * 1024, 1024, 1023, 1024],
    ]);
    expect(Object.fromEntries(cut)).toEqual({ 0: 2, 1: 3, 2: 2, 3: 3, 4: 4, 5: 3 });
  });

  it('in no known encoding are read as what they most likely are', async () => {
    await server().createDatabase('bytes', "ENCODING 'SQL_ASCII' TEMPLATE template0");
    await server().sql(
      'bytes',
      `SET client_encoding = 'SQL_ASCII'; CREATE TABLE t (a text, b text);
       INSERT INTO t VALUES (E'Z\\xc3\\xbcrich', E'Z\\xfcrich'); GRANT SELECT ON t TO reader`,
    );
    await using open = await openAs(server(), { ...full, database: 'bytes' });
    expect((await readTable(open, 'public/t')).rows).toEqual([['Zürich', 'Zürich']]);
  });
});

describe('a full reading in pieces', () => {
  it('gives every row once', async () => {
    await server().sql(
      'shop',
      `CREATE TABLE many (id bigint PRIMARY KEY, a text); INSERT INTO many SELECT n, 'row ' || n FROM generate_series(1, 60000) AS n;
       DELETE FROM many WHERE id % 7 = 0; ANALYZE many`,
    );
    await using open = await openAs(server(), inSmallPieces);
    const plan = await planOf(open, 'public/many');
    expect(plan).toMatchObject({ depth: 'full', adds: false });
    expect(plan.pieces.length).toBeGreaterThan(5);
    expect(new Set(plan.pieces.map(({ id }) => id)).size).toBe(plan.pieces.length);
    await using reading = await openAs(server(), full, { forReading: true });
    const ids: number[] = [];
    for (const piece of plan.pieces.toReversed())
      for (const [id] of (await readPiece(reading, 'public/many', piece)).rows) ids.push(Number(id));
    expect(ids.sort((a, b) => a - b)).toEqual(
      Array.from({ length: 60000 }, (_, n) => n + 1).filter((n) => n % 7 !== 0),
    );
  });

  it('goes by keys on a server that would read all blocks for each range', async () => {
    const settings = postgresSettings.parse({
      host: server().socket,
      port: server().port,
      user: 'postgres',
      database: 'shop',
      depth: 'full',
    });
    const client = await connect(settings);
    try {
      const schema = (await findSchemas(client)).find(({ name }) => name === 'public')!;
      const [found] = await findRelations(client, schema.oid, 'many');
      const old = { ...(await findServerFacts(client)), version: 13 };
      const plan = await makePlan({ settings, server: old, schema: 'public', found: found! }, null, (work) =>
        work(client),
      );
      expect(plan.pieces.map(({ id }) => id)).toEqual(['k1-60000']);
      await using reading = await openAs(server(), full, { forReading: true });
      const { rows } = await readPiece(reading, 'public/many', plan.pieces[0]!);
      expect(rows.map(([id]) => Number(id))).toEqual(
        Array.from({ length: 60000 }, (_, n) => n + 1).filter((n) => n % 7 !== 0),
      );
    } finally {
      await client.end();
    }
  });

  it('is planned alike while the table grows, but for its end', async () => {
    const plans = [];
    for (let round = 0; round < 2; round++) {
      await using open = await openAs(server(), inSmallPieces);
      plans.push(await planOf(open, 'public/many'));
      await server().sql(
        'shop',
        `INSERT INTO many SELECT n, 'more' FROM generate_series(${100_000 * (round + 1)}, ${100_000 * (round + 1) + 9000}) AS n`,
      );
    }
    const [before, after] = plans.map(({ layout, pieces }) => ({ layout, ids: pieces.map(({ id }) => id) }));
    expect(after?.layout).toBe(before?.layout);
    expect(after?.ids.slice(0, (before?.ids.length ?? 0) - 1)).toEqual(before?.ids.slice(0, -1));
    expect(after?.ids.at(-1)).not.toBe(before?.ids.at(-1));
  });

  it('comes in batches of 4,096 rows', async () => {
    await using open = await openAs(server(), full);
    const [piece] = (await planOf(open, 'public/many')).pieces;
    const { batches } = await readPiece(open, 'public/many', piece!);
    expect(batches.slice(0, -1).every((rows) => rows === batchRows)).toBe(true);
  });
});

describe('a sample', () => {
  const sampled = { ...reader, sample_rows: 2_000 };

  it('is the same each time, another with another seed, and spread over the table', async () => {
    await server().sql('shop', "CREATE TABLE big AS SELECT n, 'text ' || n AS t FROM generate_series(1, 100000) AS n");
    await server().sql('shop', 'ANALYZE big');
    const draw = async (seed: number) => {
      await using open = await openAs(server(), { ...sampled, seed });
      const plan = await planOf(open, 'public/big');
      expect(plan).toMatchObject({ depth: 'sample', adds: false, mark: null });
      const read = await readPiece(open, 'public/big', plan.pieces[0]!);
      return { plan, read, ids: read.rows.map(([id]) => Number(id)) };
    };
    const [one, again, other] = [await draw(1), await draw(1), await draw(2)];
    expect(again.ids).toEqual(one.ids);
    expect(other.ids).not.toEqual(one.ids);
    expect(one.ids.length).toBeGreaterThan(500);
    expect(one.ids.length).toBeLessThan(10_000);
    const tenths = new Set(one.ids.map((id) => Math.floor((id - 1) / 10_000)));
    expect(tenths.size).toBe(10);
    expect(one.plan.blocks).toBeGreaterThan(400);
    expect(one.read.blocks).toBeGreaterThan(5);
    expect(one.read.columns).toHaveLength(2);
    const rowsPerBlock = 100_000 / (one.plan.blocks ?? 0);
    expect(Math.abs(one.ids.length / (one.read.blocks ?? 0) - rowsPerBlock)).toBeLessThan(20);
  });

  it('is drawn from a materialized view, too', async () => {
    await server().sql('shop', 'CREATE MATERIALIZED VIEW seen AS SELECT * FROM big');
    await server().sql('shop', 'ANALYZE seen');
    await using open = await openAs(server(), sampled);
    const plan = await planOf(open, 'public/seen');
    expect(plan.depth).toBe('sample');
    expect((await readPiece(open, 'public/seen', plan.pieces[0]!)).rows.length).toBeGreaterThan(500);
  });

  it('of a small table is all of it, and says so', async () => {
    await server().sql('shop', "CREATE TABLE small AS SELECT n, 'x' AS t FROM generate_series(1, 900) AS n");
    await using open = await openAs(server(), sampled);
    expect(await planOf(open, 'public/small')).toMatchObject({ depth: 'full' });
    expect((await readTable(open, 'public/small')).rows).toHaveLength(900);
  });
});

describe('only what was added', () => {
  const settle = () => new Promise((done) => setTimeout(done, 1_100));
  const ids = async (given: object, last: string | null, path: string) => {
    await settle();
    await using open = await openAs(server(), given as Record<string, unknown>);
    const plan = await planOf(open, path, last);
    const rows = [];
    for (const piece of plan.pieces) rows.push(...(await readPiece(open, path, piece)).rows.map(([id]) => Number(id)));
    return { plan, ids: rows.sort((a, b) => a - b) };
  };

  it('is read when the counters say that rows with higher keys were inserted, and nothing else', async () => {
    await server().sql(
      'shop',
      "CREATE TABLE log (id bigint PRIMARY KEY, a text); INSERT INTO log SELECT n, 'x' FROM generate_series(1, 50) AS n",
    );
    const first = await ids(full, null, 'public/log');
    expect(first.ids).toHaveLength(50);
    await server().sql('shop', "INSERT INTO log SELECT n, 'y' FROM generate_series(51, 60) AS n");
    const second = await ids(full, first.plan.mark, 'public/log');
    expect(second.plan.adds).toBe(true);
    expect(second.ids).toEqual([51, 52, 53, 54, 55, 56, 57, 58, 59, 60]);
    const third = await ids(full, second.plan.mark, 'public/log');
    expect(third).toMatchObject({ ids: [], plan: { adds: true, pieces: [] } });
    await server().sql('shop', "INSERT INTO log VALUES (-5, 'below'), (70, 'z')");
    expect(await ids(full, third.plan.mark, 'public/log')).toMatchObject({ plan: { adds: false } });
    await server().sql('shop', "UPDATE log SET a = 'u' WHERE id = 3; INSERT INTO log VALUES (80, 'z')");
    const later = await ids(full, third.plan.mark, 'public/log');
    expect(later.plan.adds).toBe(false);
    expect(later.ids).toHaveLength(63);
  });

  it('is read once, though it was put among earlier rows while these were read', async () => {
    await server().sql(
      'shop',
      `CREATE TABLE reused (id bigint PRIMARY KEY, a text);
       INSERT INTO reused SELECT n, repeat('x', 400) FROM generate_series(1, 3000) AS n; DELETE FROM reused WHERE id <= 100`,
    );
    await server().sql('shop', 'VACUUM ANALYZE reused');
    await settle();
    await using open = await openAs(server(), { ...full, max_rows_per_second: 10 });
    const plan = await planOf(open, 'public/reused');
    await server().sql('shop', "INSERT INTO reused SELECT n, repeat('y', 400) FROM generate_series(3001, 3050) AS n");
    const [put] = await server().sql('shop', 'SELECT min(ctid)::text AS first FROM reused WHERE id > 3000');
    await settle();
    await using again = await openAs(server(), { ...full, pause: 0 });
    const next = await planOf(again, 'public/reused', plan.mark);
    const ids: number[] = [];
    for (const piece of [...plan.pieces, ...next.pieces])
      ids.push(...(await readPiece(again, 'public/reused', piece)).rows.map(([id]) => Number(id)));
    expect(plan.pieces.length).toBeGreaterThan(1);
    expect(put?.['first']).toMatch(/^\([0-5],/);
    expect(next.adds).toBe(true);
    expect(ids.sort((a, b) => a - b)).toEqual(Array.from({ length: 2950 }, (_, n) => n + 101));
  });

  it('is read whatever the counters say when the table is declared so', async () => {
    const declared = { ...full, append_only: ['public/jour*'] };
    await server().sql(
      'shop',
      "CREATE TABLE journal (id int PRIMARY KEY, a text); INSERT INTO journal SELECT n, 'x' FROM generate_series(1, 9) AS n",
    );
    const first = await ids(declared, null, 'public/journal');
    await server().sql('shop', "UPDATE journal SET a = 'u'; INSERT INTO journal VALUES (10, 'z')");
    const second = await ids(declared, first.plan.mark, 'public/journal');
    expect([second.plan.adds, second.ids]).toEqual([true, [10]]);
    await server().sql('shop', 'ALTER TABLE journal ADD COLUMN b text');
    expect(await ids(declared, second.plan.mark, 'public/journal')).toMatchObject({ plan: { adds: false } });
  });

  it('is not known of tables without a key, nor after a rewrite', async () => {
    await server().sql('shop', "CREATE TABLE keyless (a text); INSERT INTO keyless VALUES ('x')");
    expect((await ids(full, null, 'public/keyless')).plan.mark).toBeNull();
    const first = await ids(full, null, 'public/log');
    await server().sql('shop', 'VACUUM FULL log');
    expect((await ids(full, first.plan.mark, 'public/log')).plan.adds).toBe(false);
    expect((await ids(full, 'nonsense', 'public/log')).plan.adds).toBe(false);
  });
});

describe('a server', () => {
  it('is left as it was', async () => {
    const counters = () =>
      server().sql(
        'shop',
        `SELECT relname, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_user_tables WHERE relname IN ('many', 'big') ORDER BY 1`,
      );
    const before = await counters();
    await using open = await openAs(server(), { ...full, user: 'postgres', host: server().socket });
    await readTable(open, 'public/many');
    await itemOf(open, 'public/big');
    expect(await counters()).toEqual(before);
  });

  it('is asked in sessions that can only read', async () => {
    const client = await connect(
      postgresSettings.parse({ host: server().socket, port: server().port, user: 'postgres', database: 'shop' }),
    );
    try {
      const refused = await client
        .query("INSERT INTO public.log VALUES (999, 'w')")
        .catch((error: pg.DatabaseError) => error.code);
      expect(refused).toBe('25006');
      const { rows } = await client.query(
        "SELECT current_setting('application_name') AS name, current_setting('search_path') AS path",
      );
      expect(rows).toEqual([{ name: 'wayward', path: 'pg_catalog' }]);
    } finally {
      await client.end();
    }
  });
});
