import fc from 'fast-check';
import mysql from 'mysql2/promise';
import { describe, expect, it } from 'vitest';
import { batchRows } from '../../../agent/contracts/source.ts';
import { connect } from '../../../agent/sources/lib/mysql/connect.ts';
import { mysqlSettings } from '../../../agent/sources/lib/mysql/settings.ts';
import { never, readPlan } from '../../support/tables.ts';
import { between } from './between.ts';
import { openAs, planOf, readTable, withServer } from './kit.ts';

const server = withServer(async ({ sql, createUser }) => {
  await sql('CREATE DATABASE shop CHARACTER SET utf8mb4');
  await createUser('reader', 'SELECT ON shop.*');
});

const reader = { user: 'reader', database: 'shop' };
const full = { ...reader, depth: 'full' };

async function read(sql: string, table: string, given: object = full) {
  await server().sql(`USE shop; ${sql}`);
  await using open = await openAs(server(), given as Record<string, unknown>);
  return readTable(open, `shop/${table}`);
}

describe('types', () => {
  it('are read as text, documents or bytes, or left alone', async () => {
    const { columns, holds, rows } = await read(
      `CREATE TABLE types (
         a_char char(8), a_varchar varchar(20), a_text text, a_long longtext, a_latin varchar(10) CHARACTER SET latin1,
         an_enum enum('x'), a_set set('x'), a_tiny tinyint, a_small smallint, an_int int, a_big bigint unsigned,
         a_decimal decimal(30, 4), a_float float, a_double double, a_bit bit(3), a_year year,
         a_date date, a_midnight datetime(6), a_time datetime, a_moment timestamp NULL, a_clock time, a_json json,
         a_binary binary(4), a_varbinary varbinary(10), a_blob longblob, an_inet6 inet6, an_uuid uuid, a_point point,
         a_made varchar(30) AS (concat(a_char, '!')), kept varchar(30) AS (concat(a_varchar, '?')) STORED, a_hidden text INVISIBLE
       );
       INSERT INTO types (a_char, a_varchar, a_text, a_long, a_latin, an_enum, a_set, a_tiny, a_small, an_int, a_big, a_decimal,
         a_float, a_double, a_bit, a_year, a_date, a_midnight, a_time, a_moment, a_clock, a_json, a_binary, a_varbinary, a_blob,
         an_inet6, an_uuid, a_point, a_hidden)
       VALUES ('Zoë', 'v', 't☎', '😀', 'é', 'x', 'x', 1, 2, -3, 18446744073709551615, 12345678901234567890.5, 1, 1, 1, 2024,
         '1980-02-29', '1980-02-29', '1980-02-29 12:00', now(), now(), '{"a": 1}', x'00ff4100', 'vb', x'fffe', '::1', uuid(),
         point(1, 1), 'hid')`,
      'types',
    );
    expect(Object.fromEntries(columns.map((name, index) => [name, rows[0]?.[index]]))).toEqual({
      ...{ a_char: 'Zoë', a_varchar: 'v', a_text: 't☎', a_long: '😀', a_latin: 'é', a_small: '2', an_int: '-3' },
      ...{ a_big: '18446744073709551615', a_decimal: '12345678901234567890.5000', a_date: '1980-02-29' },
      ...{ a_midnight: '1980-02-29', a_time: null, a_json: '{"a": 1}', a_binary: '00ff4100', a_varbinary: '7662' },
      ...{ a_blob: 'fffe', an_inet6: '::1', a_made: 'Zoë!', kept: 'v?', a_hidden: 'hid' },
    });
    const bytes = columns.filter((_, index) => holds[index] === 'bytes');
    expect(bytes).toEqual(['a_binary', 'a_varbinary', 'a_blob']);
  });

  it('tell comments, references and the key', async () => {
    await server().sql(
      `USE shop; CREATE TABLE people (id int PRIMARY KEY);
       CREATE TABLE odd (who text COMMENT 'of a person', id int PRIMARY KEY, other int, FOREIGN KEY (other) REFERENCES people (id));
       INSERT INTO odd VALUES ('w', 7, NULL)`,
    );
    await using open = await openAs(server(), full);
    const [piece] = (await planOf(open, 'shop/odd')).pieces;
    const content = await open.readPiece!('shop/odd', piece!, never);
    if (content.kind !== 'rows') throw new Error('not rows');
    expect(content.columns.map(({ comment, references }) => [comment, references])).toEqual([
      ['of a person', null],
      ['', null],
      ['', 'shop/people'],
    ]);
    expect(content.key).toBe(1);
  });
});

describe('rows', () => {
  it('come as the driver would give them, whatever is in them', async () => {
    const text = fc.option(fc.string({ unit: 'binary', maxLength: 30 }).map((raw) => raw.toWellFormed()));
    const special = fc.constantFrom(
      '\0',
      '\t',
      "'",
      '"',
      '\\',
      '\\N',
      '',
      ' ',
      '\r\n',
      '\u{1f600}',
      'x'.repeat(251),
      'y'.repeat(70_000),
    );
    const rows = fc.sample(fc.tuple(fc.oneof(text, special), fc.oneof(text, special)), { numRuns: 500, seed: 7 });
    await server().sql('CREATE TABLE shop.letters (n int PRIMARY KEY, a mediumtext, b mediumtext)');
    await using connection = Object.assign(await server().connect(), {
      async [Symbol.asyncDispose](this: mysql.Connection) {
        await this.end();
      },
    });
    for (const [n, [a, b]] of rows.entries())
      await connection.query('INSERT INTO shop.letters VALUES (?, ?, ?)', [n, a, b]);
    const [asDriver] = await connection.query({
      sql: 'SELECT CAST(n AS CHAR), a, b FROM shop.letters',
      rowsAsArray: true,
    });
    await using open = await openAs(server(), full);
    expect((await readTable(open, 'shop/letters')).rows).toEqual(asDriver);
  });

  it('of tables with awkward names are read', async () => {
    const name = 'o`d\'d "50%/off" ☎';
    await server().sql(
      `CREATE DATABASE \`we/ird %db\`; GRANT SELECT ON \`we/ird \\%db\`.* TO reader;
       CREATE TABLE \`we/ird %db\`.${mysql.escapeId(name)} (\`a \`\`b' "c\` text, \`select\` int PRIMARY KEY);
       INSERT INTO \`we/ird %db\`.${mysql.escapeId(name)} VALUES ('x', 300)`,
    );
    await using open = await openAs(server(), { user: 'reader', depth: 'full' });
    const path = `we%2Fird %25db/${name.replace('%', '%25').replace('/', '%2F')}`;
    expect(await readTable(open, path)).toMatchObject({ columns: ['a `b\' "c', 'select'], rows: [['x', '300']] });
  });

  it('are cut where a cell is too long, at a whole character, and told', async () => {
    const { rows, cut } = await read(
      `CREATE TABLE long_cells (id int PRIMARY KEY, a longtext, b longblob, c text CHARACTER SET latin1);
       INSERT INTO long_cells VALUES (1, repeat('x', 1024), repeat('b', 1024), 'c'),
        (2, concat('x', repeat('☎', 2000)), repeat('b', 1025), repeat('é', 600)), (3, repeat('é', 513), NULL, NULL),
        (4, repeat('z', 16000000), NULL, repeat('y', 60000))`,
      'long_cells',
      { ...full, max_cell: 1024 },
    );
    expect(rows.map((row) => row[1])).toEqual([
      'x'.repeat(1024),
      `x${'☎'.repeat(341)}`,
      'é'.repeat(512),
      'z'.repeat(1024),
    ]);
    expect(rows.map((row) => row[2]?.length ?? null)).toEqual([2048, 2048, null, null]);
    expect(rows.map((row) => row[3]?.length ?? null)).toEqual([1, 512, null, 1024]);
    expect(cut).toEqual({ a: 3, b: 1, c: 2 });
  });

  it('that are large come with others beside them', async () => {
    const { rows, batches } = await read(
      `CREATE TABLE wide (id int PRIMARY KEY, a longblob);
       INSERT INTO wide SELECT seq, repeat(char(seq % 256), 1000000) FROM seq_1_to_30`,
      'wide',
    );
    expect(rows.map(([id, a]) => [Number(id), a?.length, a?.slice(0, 2), a?.slice(-2)])).toEqual(
      Array.from({ length: 30 }, (_, index) => {
        const hex = (index + 1).toString(16).padStart(2, '0');
        return [index + 1, 2_000_000, hex, hex];
      }),
    );
    expect(batches).toEqual([9, 9, 9, 3]);
  });

  it('of every engine and partition are read, and those of the past', async () => {
    const rows = (sql: string, table: string) => read(sql, table).then((table) => table.rows.map((row) => row.join()));
    expect(
      await rows(
        `CREATE TABLE parted (id int PRIMARY KEY, a text) PARTITION BY HASH (id) PARTITIONS 4;
         INSERT INTO parted SELECT seq, 'x' FROM seq_1_to_9`,
        'parted',
      ).then((all) => all.sort()),
    ).toHaveLength(9);
    for (const engine of ['MyISAM', 'Aria', 'MEMORY', 'ARCHIVE', 'CSV']) {
      const table = `of_${engine.toLowerCase()}`;
      const made = `CREATE TABLE ${table} (id int NOT NULL, a varchar(9) NOT NULL) ENGINE=${engine}; INSERT INTO ${table} VALUES (700, 'x')`;
      const found = await rows(made, table).catch((error: Error) => {
        // Debian has some of them in packages of their own.
        if (/Unknown storage engine/.test(error.message)) return ['700,x'];
        throw error;
      });
      expect(found, engine).toEqual(['700,x']);
    }
    expect(
      await rows(
        `CREATE TABLE kept (id int PRIMARY KEY, a text) WITH SYSTEM VERSIONING; INSERT INTO kept VALUES (1, 'before'), (2, 'gone');
         UPDATE kept SET a = 'after' WHERE id = 1; DELETE FROM kept WHERE id = 2`,
        'kept',
      ).then((all) => all.sort()),
    ).toEqual(['1,after', '1,before', '2,gone']);
  });
});

describe('a full read', () => {
  it('sees every row once, in pieces of fixed ranges, also over gaps', async () => {
    await server().sql(`USE shop;
      CREATE TABLE gaps (id bigint unsigned PRIMARY KEY, a varchar(10));
      INSERT INTO gaps SELECT seq, 'x' FROM seq_1_to_300000;
      INSERT INTO gaps SELECT seq * 1000000007, 'y' FROM seq_1_to_500;
      INSERT INTO gaps VALUES (0, 'zero'), (18446744073709551615, 'end'), (9223372036854775807, 'signed end');
      CREATE TABLE signed_gaps (id bigint PRIMARY KEY, a int); INSERT INTO signed_gaps VALUES (-9223372036854775808, 1), (-5, 2),
        (0, 3), (9223372036854775807, 4);
      CREATE TABLE tenants (tenant int NOT NULL, id int NOT NULL, a text, PRIMARY KEY (tenant, id));
      INSERT INTO tenants SELECT seq % 3, seq, 'x' FROM seq_1_to_20000`);
    await using open = await openAs(server(), full);
    const plan = await planOf(open, 'shop/gaps');
    expect(plan.pieces.length).toBeGreaterThan(2);
    const { rows, batches } = await readPlan(open, 'shop/gaps', plan);
    expect([rows.length, new Set(rows.map(([id]) => id)).size]).toEqual([300_503, 300_503]);
    expect(Math.max(...batches)).toBe(batchRows);
    expect(await planOf(open, 'shop/gaps')).toEqual(plan);
    expect((await readTable(open, 'shop/signed_gaps')).rows.map(([, a]) => a).sort()).toEqual(['1', '2', '3', '4']);
    const tenants = (await readTable(open, 'shop/tenants')).rows;
    expect([tenants.length, new Set(tenants.map(([, id]) => id)).size]).toEqual([20_000, 20_000]);
  });

  it('of a table in the order of texts or bytes goes on in steps, and sees every row once', async () => {
    await server().sql(`USE shop;
      CREATE TABLE texts (a varchar(40) CHARACTER SET latin1 COLLATE latin1_german1_ci, b int, PRIMARY KEY (a, b));
      INSERT INTO texts SELECT concat('ä\\'', seq % 977, 'ß'), seq FROM seq_1_to_70000;
      CREATE TABLE hashes (a binary(8) PRIMARY KEY, b int); INSERT INTO hashes SELECT unhex(left(md5(seq), 16)), seq FROM seq_1_to_70000;
      CREATE TABLE stamps (a datetime NOT NULL, b int NOT NULL, UNIQUE (a, b)); INSERT INTO stamps SELECT '2024-01-01' + INTERVAL seq % 500 HOUR, seq FROM seq_1_to_70000;
      CREATE TABLE keyless (a int, b int); INSERT INTO keyless SELECT seq, seq FROM seq_1_to_70000`);
    await using open = await openAs(server(), full);
    for (const table of ['texts', 'hashes', 'stamps', 'keyless']) {
      const { rows, columns } = await readTable(open, `shop/${table}`);
      const at = columns.indexOf('b');
      expect([rows.length, new Set(rows.map((row) => row[at])).size], table).toEqual([70_000, 70_000]);
    }
  });

  it('goes on in steps where very many rows have the same first of a key', async () => {
    await server().sql(`USE shop;
      CREATE TABLE one_tenant (tenant int, name varchar(20) CHARACTER SET latin1, n bigint unsigned, m decimal(30, 2), b int,
        PRIMARY KEY (tenant, name, n, m), KEY (b));
      INSERT INTO one_tenant SELECT 7, concat('Ä', seq % 2), 9007199254740993 + seq % 1000, seq DIV 1000 + 0.5, seq FROM seq_1_to_70000;
      INSERT INTO one_tenant SELECT seq, 'z', 0, -1, -seq FROM seq_1_to_50;
      CREATE TABLE one_price (price decimal(10, 2), b int, PRIMARY KEY (price, b));
      INSERT INTO one_price SELECT -0.5, seq FROM seq_1_to_70000;
      CREATE TABLE a_past (id int PRIMARY KEY, b int) WITH SYSTEM VERSIONING;
      INSERT INTO a_past SELECT seq, seq FROM seq_1_to_70000`);
    let queries = 0;
    await using relay = await between(server().port, (said) => {
      queries += said.includes('SQL_NO_CACHE') ? 1 : 0;
      return 'pass';
    });
    await using open = await openAs(server(), { ...full, port: relay.port });
    for (const [table, count] of [
      ['one_tenant', 70_050],
      ['one_price', 70_000],
      ['a_past', 70_000],
    ] as const) {
      queries = 0;
      const { rows, columns } = await readTable(open, `shop/${table}`);
      const at = columns.indexOf('b');
      expect([table, rows.length, new Set(rows.map((row) => row[at])).size]).toEqual([table, count, count]);
      expect(queries, table).toBeGreaterThanOrEqual(3);
    }
  });

  it('of few rows a second goes on in as small steps', async () => {
    await server().sql(`USE shop; CREATE TABLE few_at_once (name varchar(7) PRIMARY KEY, b int);
      INSERT INTO few_at_once SELECT concat('x', seq), seq FROM seq_1_to_50`);
    let queries = 0;
    await using relay = await between(server().port, (said) => {
      queries += said.includes('SQL_NO_CACHE') ? 1 : 0;
      return 'pass';
    });
    const slow = { ...full, port: relay.port, max_rows_per_second: 64, connections: 64 };
    await using open = await openAs(server(), slow);
    expect((await readTable(open, 'shop/few_at_once')).rows).toHaveLength(50);
    expect(queries).toBe(3);
  });

  it('gives the same batches however slowly they are taken', async () => {
    await server().sql(`USE shop; CREATE TABLE slow (id int PRIMARY KEY, a varchar(300));
      INSERT INTO slow SELECT seq, repeat('x', seq % 300) FROM seq_1_to_40000`);
    await using open = await openAs(server(), full);
    const plan = await planOf(open, 'shop/slow');
    const content = await open.readPiece!('shop/slow', plan.pieces[0]!, never);
    if (content.kind !== 'rows') throw new Error('not rows');
    const slowly: number[] = [];
    let sum = 0;
    for await (const batch of content.batches()) {
      await new Promise((done) => setTimeout(done, 20));
      slowly.push(batch.rows);
      for (let row = 0; row < batch.rows; row++) sum += batch.ends[row * 2 + 1]! - batch.starts[row * 2 + 1]!;
    }
    const { batches, rows } = await readPlan(open, 'shop/slow', plan);
    expect(slowly).toEqual(batches);
    expect(sum).toBe(rows.reduce((all, [, a]) => all + a!.length, 0));
  });

  it('of a table to which rows are only added goes on from the last', async () => {
    await server().sql(`USE shop; CREATE TABLE added (id int PRIMARY KEY AUTO_INCREMENT, a text);
      INSERT INTO added SELECT seq, 'old' FROM seq_1_to_1000`);
    await using open = await openAs(server(), { ...full, append_only: ['shop/add*'] });
    const first = await planOf(open, 'shop/added');
    expect([first.adds, first.mark === null]).toEqual([false, false]);
    await server().sql(`INSERT INTO shop.added (a) VALUES ('new')`);
    expect((await readPlan(open, 'shop/added', first)).rows).toHaveLength(1000);
    const second = await planOf(open, 'shop/added', first.mark);
    expect([second.adds, (await readPlan(open, 'shop/added', second)).rows]).toEqual([true, [['1001', 'new']]]);
    await server().sql('ALTER TABLE shop.added ADD COLUMN b text');
    expect((await planOf(open, 'shop/added', second.mark)).adds).toBe(false);
  });
});

describe('a table to which rows are only added', () => {
  it('is read whole where its key does not tell which are new', async () => {
    await server().sql(`USE shop;
      CREATE TABLE added_tenants (tenant int NOT NULL, id int NOT NULL, a text, PRIMARY KEY (tenant, id));
      INSERT INTO added_tenants SELECT seq % 3, seq, 'old' FROM seq_1_to_300;
      CREATE TABLE added_past (id int PRIMARY KEY, a text) WITH SYSTEM VERSIONING;
      INSERT INTO added_past SELECT seq, 'old' FROM seq_1_to_300`);
    await using open = await openAs(server(), { ...full, append_only: ['shop/add*'] });
    for (const [table, change, rows] of [
      ['added_tenants', `INSERT INTO added_tenants VALUES (0, 301, 'new')`, 301],
      ['added_past', `UPDATE added_past SET a = 'new' WHERE id = 1`, 301],
    ] as const) {
      const first = await planOf(open, `shop/${table}`);
      expect(first.mark).toBeNull();
      await server().sql(`USE shop; ${change}`);
      const second = await planOf(open, `shop/${table}`, first.mark);
      expect([second.adds, (await readPlan(open, `shop/${table}`, second)).rows.length]).toEqual([false, rows]);
    }
  });
});

describe('a sample', () => {
  it('is spread over the whole table, the same for the same seed', async () => {
    await server().sql(`USE shop; CREATE TABLE many (id int PRIMARY KEY, a varchar(10));
      INSERT INTO many SELECT seq, 'x' FROM seq_1_to_200000; ANALYZE TABLE many`);
    const sample = async (seed: number) => {
      await using open = await openAs(server(), { ...reader, seed, sample_rows: 3200 });
      return readTable(open, 'shop/many');
    };
    const [first, again, other] = [await sample(1), await sample(1), await sample(2)];
    expect(first.plan).toMatchObject({ depth: 'sample', adds: false, mark: null, blocks: 6250 });
    expect(again.rows).toEqual(first.rows);
    expect(other.rows).not.toEqual(first.rows);
    expect([first.rows.length, first.blocks]).toEqual([3200, 100]);
    const ids = first.rows.map(([id]) => Number(id));
    expect(new Set(ids).size).toBe(3200);
    expect(new Set(ids.map((id) => Math.floor((id - 1) / 2000))).size).toBeGreaterThanOrEqual(99);
    expect(ids[0]).not.toBe(1);
  });

  it('finds rows by a key of its own where the first key says little', async () => {
    await server().sql(`USE shop;
      CREATE TABLE two_tenants (tenant int NOT NULL, id int NOT NULL AUTO_INCREMENT, a varchar(10), PRIMARY KEY (tenant, id), KEY (id));
      INSERT INTO two_tenants SELECT seq % 2, seq, 'x' FROM seq_1_to_100000; ANALYZE TABLE two_tenants`);
    await using open = await openAs(server(), { ...reader, sample_rows: 1600 });
    const { rows, plan } = await readTable(open, 'shop/two_tenants');
    expect(plan.depth).toBe('sample');
    expect(rows.length).toBeGreaterThan(1500);
    expect(new Set(rows.map(([, id]) => Math.floor(Number(id) / 10_000))).size).toBeGreaterThanOrEqual(10);
  });

  it('finds rows by how keys begin that are digests or UUIDs', async () => {
    await server().sql(`USE shop;
      CREATE TABLE by_uuid (id char(36) PRIMARY KEY, n int); INSERT INTO by_uuid SELECT insert(insert(md5(seq), 9, 0, '-'), 14, 0, '-'), seq FROM seq_1_to_60000;
      CREATE TABLE by_upper (id varchar(40) COLLATE utf8mb4_bin PRIMARY KEY, n int); INSERT INTO by_upper SELECT upper(md5(seq)), seq FROM seq_1_to_60000;
      CREATE TABLE by_bytes (id binary(16) PRIMARY KEY, n int); INSERT INTO by_bytes SELECT unhex(md5(seq)), seq FROM seq_1_to_60000;
      ANALYZE TABLE by_uuid; ANALYZE TABLE by_upper; ANALYZE TABLE by_bytes`);
    for (const table of ['by_uuid', 'by_upper', 'by_bytes']) {
      await using open = await openAs(server(), { ...reader, sample_rows: 1600 });
      const { rows, plan, blocks } = await readTable(open, `shop/${table}`);
      expect([plan.depth, plan.pieces[0]?.id.startsWith('drawn'), blocks], table).toEqual(['sample', false, 50]);
      expect(rows.length).toBe(1600);
      expect(new Set(rows.map(([id]) => id?.slice(0, 1))).size).toBe(16);
      expect((await readTable(open, `shop/${table}`)).rows).toEqual(rows);
      await using all = await openAs(server(), full);
      const whole = await readTable(all, `shop/${table}`);
      expect([whole.rows.length, new Set(whole.rows.map(([id]) => id)).size], table).toEqual([60_000, 60_000]);
    }
  });

  it('of a table with other keys is drawn row by row', async () => {
    await server().sql(`USE shop; CREATE TABLE by_name (id varchar(36) PRIMARY KEY, n int);
      INSERT INTO by_name SELECT concat(left(md5(seq), 5), 'Z', seq), seq FROM seq_1_to_60000; ANALYZE TABLE by_name`);
    await using open = await openAs(server(), { ...reader, sample_rows: 1000 });
    const { rows, plan, blocks } = await readTable(open, 'shop/by_name');
    expect([plan.depth, blocks]).toEqual(['sample', rows.length]);
    expect(rows.length).toBeGreaterThan(800);
    expect(rows.length).toBeLessThan(1200);
    expect(plan.blocks).toBeGreaterThan(40_000);
    expect((await readTable(open, 'shop/by_name')).rows).toEqual(rows);
  });

  it('of what is hardly larger is the whole, and told as such', async () => {
    await server().sql(
      `USE shop; CREATE TABLE few (id int PRIMARY KEY, a text); INSERT INTO few SELECT seq, 'x' FROM seq_1_to_500`,
    );
    await using open = await openAs(server(), reader);
    const { rows, plan } = await readTable(open, 'shop/few');
    expect([plan.depth, rows.length]).toEqual(['full', 500]);
  });
});

describe('a session', () => {
  it('can read and do nothing else, whatever the account may', async () => {
    await server().sql('CREATE TABLE shop.safe (a text)');
    const { host, port, password } = server();
    await server().createUser('mighty', 'ALL PRIVILEGES ON *.*');
    const settings = mysqlSettings.parse({ host, port, user: 'mighty', password, tls: 'off' });
    const { connection } = await connect(settings);
    const refused = (sql: string) =>
      new Promise<number | undefined>((done) => connection.query(sql, (error) => done(error?.errno)));
    for (const sql of [
      "INSERT INTO shop.safe VALUES ('x')",
      'UPDATE shop.safe SET a = 1',
      'DELETE FROM shop.safe',
      'TRUNCATE shop.safe',
      'DROP TABLE shop.safe',
      'CREATE TABLE shop.more (a int)',
      'ALTER TABLE shop.safe ADD COLUMN b int',
      'CREATE TEMPORARY TABLE shop.temp (a int)',
    ])
      expect(await refused(sql), sql).toBe(1792);
    const asked = new Promise<unknown>((done) =>
      connection.query(
        'SELECT @@time_zone AS zone, @@max_statement_time AS most, @@lock_wait_timeout AS waits, @@sql_mode AS mode, @@tx_read_only AS only_reads',
        (_, rows) => done(rows),
      ),
    );
    expect(await asked).toEqual([{ zone: '+00:00', most: 300, waits: '2', mode: '', only_reads: '1' }]);
    connection.destroy();
  });

  it('that may read few rows a second reads them all the same', async () => {
    await server().sql(
      'USE shop; CREATE TABLE capped (id int PRIMARY KEY, a text); INSERT INTO capped SELECT seq, 1 FROM seq_1_to_900',
    );
    await using open = await openAs(server(), { ...full, max_rows_per_second: 2000, pause: 1 });
    expect((await readTable(open, 'shop/capped')).rows).toHaveLength(900);
  });
});
