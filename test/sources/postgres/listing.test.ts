import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../../agent/contracts/item.ts';
import { byCodePoint } from '../../../agent/contracts/path-order.ts';
import { partsOf } from '../../../agent/crawl/parts.ts';
import { tablePath } from '../../../agent/sources/lib/sql/names.ts';
import { itemOf, listAll, openAs, readTable, withServer } from './kit.ts';

const awkward = [
  ...[
    'plain',
    'With Space',
    'UPPER',
    'select',
    'a"quote',
    "it's",
    'a/b',
    '50%',
    'ärger',
    '客户',
    '😀',
    'back\\slash',
    'semi;colon',
  ],
  ...['x'.repeat(63), 'tab\there', '-- comment', '*', 'a.b', ' lead', '{glob,!x}'],
];

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

const server = withServer(
  async ({ sql, createDatabase, createRole }) => {
    await createDatabase('shop');
    for (const role of ['reader', 'clerk', 'analyst', 'auditor', 'owner', 'nobody', 'lone']) await createRole(role);
    await sql(
      'postgres',
      `CREATE ROLE staff; CREATE ROLE everything NOLOGIN; GRANT staff TO everything;
     GRANT staff TO clerk; GRANT everything TO analyst; GRANT CREATE ON DATABASE shop TO owner;
     ALTER ROLE analyst NOINHERIT; CREATE ROLE boss SUPERUSER LOGIN; GRANT staff TO boss`,
    );
    await sql('shop', 'CREATE SCHEMA sales; CREATE SCHEMA hidden; CREATE TABLE hidden.x (a text); CREATE SCHEMA names');
    await sql(
      'shop',
      'GRANT CREATE, USAGE ON SCHEMA sales TO owner; GRANT USAGE ON SCHEMA sales TO staff, reader, lone',
    );
    await sql('shop', 'GRANT USAGE ON SCHEMA names TO reader');
    await sql(
      'shop',
      `CREATE TABLE sales.customers (id bigint PRIMARY KEY, name varchar(80), secret text);
     CREATE TABLE sales.orders (id int PRIMARY KEY, customer bigint REFERENCES sales.customers, note text);
     GRANT SELECT ON sales.customers TO staff; GRANT SELECT (id, name) ON sales.customers TO reader;
     GRANT SELECT (secret) ON sales.customers TO lone;
     GRANT SELECT ON sales.orders TO PUBLIC;
     CREATE TABLE sales.closed (a text);
     CREATE TABLE sales.part (at date, a text) PARTITION BY RANGE (at);
     CREATE TABLE sales.part_2024 PARTITION OF sales.part FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
     CREATE MATERIALIZED VIEW sales.made AS SELECT 1 AS one, 'x'::text AS two;
     CREATE VIEW sales.shown AS SELECT * FROM sales.customers;
     CREATE SEQUENCE sales.counting;
     CREATE TABLE sales.guarded (a text); ALTER TABLE sales.guarded ENABLE ROW LEVEL SECURITY;
     CREATE TABLE sales.empty ();
     GRANT SELECT ON sales.part_2024, sales.made, sales.guarded, sales.empty TO reader`,
      'owner',
    );
    for (const [index, name] of awkward.entries())
      await sql(
        'shop',
        `CREATE TABLE names.${quoted(name)} (${quoted(name)} text); INSERT INTO names.${quoted(name)} VALUES ('${index}')`,
      );
    await sql('shop', 'GRANT SELECT ON ALL TABLES IN SCHEMA names TO reader');
    await sql('shop', 'CREATE EXTENSION postgres_fdw').catch(() => {});
    await sql(
      'shop',
      `CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw; CREATE FOREIGN TABLE sales.elsewhere (a text) SERVER far;
     GRANT SELECT ON sales.elsewhere TO reader`,
    ).catch(() => {});
  },
  { settings: { max_locks_per_transaction: 512 } },
);

/** What a session has done is counted when it has ended, at the latest. */
const settle = () => new Promise((done) => setTimeout(done, 400));

const reader = { user: 'reader', database: 'shop' };
const brief = (one: Awaited<ReturnType<typeof listAll>>[number]) =>
  'trouble' in one
    ? `${one.path} ${one.trouble.code}/${one.trouble.detail}${one.folder ? ' folder' : ''}`
    : `${one.path} ${one.excluded ?? one.table?.type}`;

describe('a listing', () => {
  it('has every table, in order of name, and says of all else why it is not read', async () => {
    await using open = await openAs(server(), { ...reader, include: ['sales/**', 'hidden/**'] });
    const foreign = (await server().sql('shop', "SELECT 1 FROM pg_class WHERE relname = 'elsewhere'")).length > 0;
    const listed = (await listAll(open)).filter(({ path }) => !path.startsWith('names/')).map(brief);
    expect(listed).toEqual([
      'hidden unreadable/permission folder',
      'sales/closed unreadable/permission',
      'sales/customers table',
      'sales/customers#secret unreadable/permission',
      ...(foreign ? ['sales/elsewhere foreign'] : []),
      'sales/empty table',
      'sales/guarded unreadable/permission',
      'sales/made materialized_view',
      'sales/orders table',
      'sales/part_2024 partition',
      'sales/shown view',
    ]);
  });

  it('is the same each time', async () => {
    await using open = await openAs(server(), reader);
    await using again = await openAs(server(), reader);
    expect(await listAll(again)).toEqual(await listAll(open));
  });

  it('keeps names as they are', async () => {
    await using open = await openAs(server(), { ...reader, include: ['names/**'] });
    const listed = (await listAll(open)).filter((one): one is Item => 'table' in one && one.table !== undefined);
    const names = [...awkward].sort((a, b) => byCodePoint(tablePath(a), tablePath(b)));
    expect(listed.map(({ table }) => table?.columns[0]?.name)).toEqual(names);
    expect(listed.map(({ path }) => path)).toContain('names/a%2Fb');
    expect(new Set(listed.map(({ path }) => path)).size).toBe(awkward.length);
    expect(listed.every(({ unit, path }) => unit === 'names' && path.split('/').length === 2)).toBe(true);
  });

  it('is in the order of paths, hidden columns among tables', async () => {
    const names = ['t', 't x', 't#b', 't/b', 'a/b', 'a-b', 'a%b', 'a#b', 'a"b', '\uffee', '😀', '\ud7ff'];
    const many = names.flatMap((name) => Array.from({ length: 30 }, (_, index) => `${name}${index || ''}`));
    const tables = many.map((name) => {
      const id = `jumble.${quoted(name)}`;
      return `CREATE TABLE ${id} (z text, b text, "a/#" text, s text); GRANT SELECT (s) ON ${id} TO reader`;
    });
    await server().createDatabase('jumble');
    await server().sql('jumble', `CREATE SCHEMA jumble; GRANT USAGE ON SCHEMA jumble TO reader; ${tables.join(';')}`);
    await using open = await openAs(server(), { user: 'reader', database: 'jumble' });
    const listed = await listAll(open);
    const paths = listed.map(({ path }) => path);
    expect(paths).toHaveLength(4 * many.length);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toEqual([...paths].sort(byCodePoint));
    expect(paths).toContain('jumble/t%23b');
    expect(paths).toContain('jumble/t#b');
    expect(paths).toContain('jumble/t#a%2F%23');
    const parts = await Array.fromAsync(partsOf(Readable.from(listed), async () => new Map()));
    expect(parts.flatMap(({ found }) => found)).toHaveLength(paths.length);
    for (const path of ['jumble/t%23b', 'jumble/a%2Fb', 'jumble/a%25b'])
      expect((await readTable(open, path)).columns).toMatchObject([{ name: 's' }]);
  });

  it('leaves out by globs, visibly, and whole schemas without a look', async () => {
    await using open = await openAs(server(), {
      ...reader,
      include: ['sales/*'],
      exclude: ['sales/ord*', 'names/**', 'hidden/**'],
    });
    const listed = (await listAll(open)).map(brief);
    expect(listed).toContain('sales/orders glob');
    expect(listed).toContain('sales/customers table');
    expect(listed.filter((one) => !one.startsWith('sales/'))).toEqual([]);
  });

  it('knows columns, types, foreign keys, sizes and the owner', async () => {
    await using open = await openAs(server(), reader);
    const { table, facts } = await itemOf(open, 'sales/orders');
    expect(table?.columns.map(({ name, type, references }) => [name, type, references])).toEqual([
      ['id', 'integer', null],
      ['customer', 'bigint', 'sales/customers'],
      ['note', 'text', null],
    ]);
    expect(facts).toMatchObject({ owner: 'owner', mtime: null, exposureFrom: 'source', links: 1 });
    expect(facts.bytes).toBeGreaterThan(0);
    expect((await itemOf(open, 'sales/empty')).table?.columns).toEqual([]);
  });

  it('of two thousand tables takes a handful of queries', async () => {
    await server().createDatabase('wide');
    await server().sql(
      'wide',
      `DO $$ BEGIN FOR i IN 1..2000 LOOP
         EXECUTE format('CREATE TABLE t%s (id int PRIMARY KEY, a text, b text, c date)', i);
       END LOOP; END $$; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader`,
    );
    const transactions = async () => {
      await settle();
      const [row] = await server().sql(
        'postgres',
        "SELECT xact_commit AS n FROM pg_stat_database WHERE datname = 'wide'",
      );
      return Number(row?.['n']);
    };
    const before = await transactions();
    const open = await openAs(server(), { user: 'reader', database: 'wide' });
    expect(await listAll(open)).toHaveLength(2000);
    await open[Symbol.asyncDispose]();
    const taken = (await transactions()) - before;
    expect(taken).toBeGreaterThan(5);
    expect(taken).toBeLessThan(100);
  });
});

describe('readers', () => {
  it('are roles expanded to accounts, by column where the grant is by column', async () => {
    await using open = await openAs(server(), reader);
    const { table, facts } = await itemOf(open, 'sales/customers');
    const members = ['analyst', 'clerk', 'owner'];
    expect(table?.columns.map(({ name, readers }) => [name, ...readers])).toEqual([
      ['id', ...members, 'reader'],
      ['name', ...members, 'reader'],
      ['secret', 'analyst', 'clerk', 'lone', 'owner'],
    ]);
    expect(facts.exposure).toBe('group');
  });

  it('of a table for PUBLIC are those who may use its schema', async () => {
    await using open = await openAs(server(), reader);
    const before = await itemOf(open, 'sales/orders');
    expect(before.table?.columns[0]).toMatchObject({ everyone: false });
    expect(before.table?.columns[0]?.readers).toEqual(['analyst', 'clerk', 'lone', 'owner', 'reader']);
    await server().sql('shop', 'GRANT USAGE ON SCHEMA sales TO PUBLIC');
    await using again = await openAs(server(), reader);
    const after = await itemOf(again, 'sales/orders');
    expect(after.table?.columns[0]).toMatchObject({ everyone: true, readers: ['owner'] });
    expect(after.facts.exposure).toBe('everyone');
    await server().sql('shop', 'REVOKE USAGE ON SCHEMA sales FROM PUBLIC');
  });

  it('include who may read all data, and leave out who may not connect', async () => {
    await server().sql('shop', 'GRANT pg_read_all_data TO auditor');
    await using open = await openAs(server(), reader);
    expect((await itemOf(open, 'sales/customers')).table?.columns[0]?.readers).toContain('auditor');
    await server().sql(
      'shop',
      'REVOKE CONNECT ON DATABASE shop FROM PUBLIC; GRANT CONNECT ON DATABASE shop TO reader, clerk',
    );
    await using again = await openAs(server(), reader);
    expect((await itemOf(again, 'sales/customers')).table?.columns[0]?.readers).toEqual(['clerk', 'reader']);
    await server().sql('shop', 'GRANT CONNECT ON DATABASE shop TO PUBLIC; REVOKE pg_read_all_data FROM auditor');
  });

  it('are an upper bound where a policy limits rows', async () => {
    await using open = await openAs(server(), { user: 'boss', database: 'shop', host: server().socket });
    expect((await itemOf(open, 'sales/guarded')).table).toMatchObject({ rowSecurity: true });
  });
});

describe('a signature', () => {
  const parts = async () => {
    await using open = await openAs(server(), { ...reader, depth: 'full' });
    const [content, facts] = (await itemOf(open, 'sales/customers')).signature.split('|');
    return { content, facts };
  };
  const settled = async () => {
    await settle();
    return parts();
  };

  it('stays while a table is only read, analysed and vacuumed', async () => {
    await server().sql('shop', "INSERT INTO sales.customers VALUES (1, 'A', 'x'), (2, 'B', 'y')");
    const before = await settled();
    await server().sql('shop', 'SELECT * FROM sales.customers');
    await server().sql('shop', 'ANALYZE sales.customers');
    await server().sql('shop', 'VACUUM sales.customers');
    expect(await settled()).toEqual(before);
  });

  it('changes in its first part with rows and columns, in its second with readers', async () => {
    const before = await settled();
    await server().sql('shop', "UPDATE sales.customers SET name = 'C' WHERE id = 1");
    const updated = await settled();
    expect(updated.content).not.toBe(before.content);
    expect(updated.facts).toBe(before.facts);
    await server().sql('shop', 'GRANT SELECT ON sales.customers TO nobody');
    const granted = await settled();
    expect(granted.content).toBe(updated.content);
    await server().sql('shop', 'GRANT USAGE ON SCHEMA sales TO nobody');
    const usable = await settled();
    expect(usable.content).toBe(updated.content);
    expect(usable.facts).not.toBe(updated.facts);
    await server().sql('shop', "COMMENT ON COLUMN sales.customers.name IS 'of the customer'");
    expect((await settled()).content).not.toBe(updated.content);
  });

  it('changes in its second part when a table changes that a foreign key leads to', async () => {
    await server().createDatabase('keys');
    await server().sql(
      'keys',
      `CREATE TABLE people (id int PRIMARY KEY, ends date); CREATE TABLE orders (id int, person int REFERENCES people);
       CREATE TABLE parts (id int PRIMARY KEY, ends date) PARTITION BY RANGE (id);
       CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (10);
       CREATE TABLE pieces (id int, part int REFERENCES parts);
       INSERT INTO people VALUES (1); INSERT INTO parts VALUES (1);
       GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader`,
    );
    const signatures = async () => {
      await settle();
      await using open = await openAs(server(), { user: 'reader', database: 'keys' });
      const listed = await listAll(open);
      return new Map(listed.map((one) => [one.path, 'signature' in one ? one.signature.split('|') : []]));
    };
    const check = async (changed: string, table: string, other: string) => {
      const before = await signatures();
      expect(await signatures()).toEqual(before);
      await server().sql('keys', changed);
      const after = await signatures();
      const [content, about] = after.get(`public/${table}`) ?? [];
      expect(content).toBe(before.get(`public/${table}`)?.[0]);
      expect(about).not.toBe(before.get(`public/${table}`)?.[1]);
      expect(after.get(`public/${other}`)).toEqual(before.get(`public/${other}`));
    };
    await check("UPDATE people SET ends = '2024-01-01'", 'orders', 'pieces');
    await check("UPDATE parts SET ends = '2024-01-01'", 'pieces', 'orders');
  });

  it('depends on what is read', async () => {
    const of = async (given: object) => {
      await using open = await openAs(server(), { ...reader, ...given });
      return (await itemOf(open, 'sales/customers')).signature;
    };
    const all = [{}, { seed: 2 }, { sample_rows: 500 }, { depth: 'full' }, { depth: 'full', max_cell: 2048 }];
    expect(new Set(await Promise.all(all.map(of))).size).toBe(all.length);
    expect(await of({ depth: 'full', seed: 2 })).toBe(await of({ depth: 'full' }));
  });

  it('is never the same where the server does not count', async () => {
    await server().sql('postgres', 'ALTER DATABASE shop SET track_counts = off');
    try {
      expect((await parts()).content).not.toBe((await parts()).content);
    } finally {
      await server().sql('postgres', 'ALTER DATABASE shop RESET track_counts');
    }
  });
});
