import mysql from 'mysql2/promise';
import { describe, expect, it } from 'vitest';
import { listAll, never } from '../../support/tables.ts';
import { itemOf, openAs, planOf, readTable, withServer } from './kit.ts';

const server = withServer(async ({ sql, createUser }) => {
  await sql('CREATE DATABASE shop; CREATE DATABASE crm');
  await createUser('reader', 'SELECT ON shop.*', 'SELECT ON crm.*');
  await createUser('seer', 'SELECT ON shop.*', 'SELECT ON mysql.*');
});

describe('listing', () => {
  it('gives schemas as units and tables as items, and leaves out what only shows them', async () => {
    await server().sql(`USE shop;
      CREATE TABLE customers (id int PRIMARY KEY, email varchar(255) COMMENT 'where to write to', born date);
      CREATE TABLE orders (id int PRIMARY KEY, customer int, total decimal(10, 2), FOREIGN KEY (customer) REFERENCES customers (id));
      CREATE VIEW adults AS SELECT * FROM customers; CREATE SEQUENCE numbers;
      CREATE TABLE part (id int PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 3;
      CREATE TABLE m1 (a int) ENGINE=MyISAM; CREATE TABLE merged (a int) ENGINE=MERGE UNION=(m1);
      INSERT INTO customers SELECT seq, 'x', NULL FROM seq_1_to_100; ANALYZE TABLE customers;
      CREATE TABLE crm.notes (a text)`);
    await using open = await openAs(server(), { user: 'reader' });
    const { items, troubles, units } = await listAll(open);
    expect(units).toEqual(['crm', 'shop']);
    expect(troubles).toEqual([]);
    expect(items.map(({ path, excluded }) => [path, excluded])).toEqual([
      ['crm/notes', null],
      ['shop/adults', 'view'],
      ['shop/customers', null],
      ['shop/m1', null],
      ['shop/merged', 'view'],
      ['shop/orders', null],
      ['shop/part', null],
    ]);
    const customers = items[2]!;
    expect(customers.table).toMatchObject({
      type: 'table',
      rows: 100,
      rowSecurity: false,
      plainConnections: 'allowed',
    });
    expect(customers.facts).toMatchObject({ owner: null, mtime: null, exposureFrom: 'source', links: 1 });
    expect(customers.facts.bytes).toBeGreaterThan(0);
    expect(items[5]?.table?.columns.map(({ name, type, references }) => [name, type, references])).toEqual([
      ['id', 'int(11)', null],
      ['customer', 'int(11)', 'shop/customers'],
      ['total', 'decimal(10,2)', null],
    ]);
    const given = { user: 'reader', database: 'shop', include: ['shop/*s'], exclude: ['**/orders'] };
    await using some = await openAs(server(), given);
    const taken = (await listAll(some)).items.filter(({ excluded }) => excluded === null);
    expect(taken.map(({ path }) => path)).toEqual(['shop/customers']);
  });

  it('never gives what is the server’s own', async () => {
    await using open = await openAs(server(), { user: 'root', host: server().socket, password: undefined });
    expect((await listAll(open)).units).toEqual(['crm', 'shop']);
  });

  it('tells what the account may not read', async () => {
    await server().sql(`USE shop; CREATE DATABASE partly; USE partly;
      CREATE TABLE some_columns (id int PRIMARY KEY, a text, b text); CREATE TABLE no_select (a int); CREATE TABLE unseen (a int)`);
    await server().createUser('narrow', 'SELECT (id, a) ON partly.some_columns', 'INSERT ON partly.no_select');
    await using open = await openAs(server(), { user: 'narrow' });
    const { items, troubles } = await listAll(open);
    expect(items.map(({ path }) => path)).toEqual(['partly/some_columns']);
    expect(items[0]?.table?.columns.map(({ name }) => name)).toEqual(['id', 'a']);
    const permission = { code: 'unreadable', detail: 'permission' };
    expect(troubles.map(({ path, trouble }) => [path, trouble])).toEqual([
      ['partly/no_select', permission],
      ['partly/some_columns#*', permission],
    ]);
    const plan = await planOf(open, 'partly/some_columns');
    expect(plan.pieces).toHaveLength(1);
  });
});

describe('types', () => {
  it('that list their values are told without them', async () => {
    await server().sql(
      `USE shop; CREATE TABLE staffed (doctor enum('Dr. Huber', 'Dr. (Meier)'), days SET('Mo', 'Huber''s'), pay decimal(10, 2))`,
    );
    await using open = await openAs(server(), { user: 'reader', database: 'shop' });
    const item = await itemOf(open, 'shop/staffed');
    expect(item.table?.columns.map(({ type }) => type)).toEqual(['enum', 'set', 'decimal(10,2)']);
    const all = JSON.stringify([item, await open.plan!(item, null, never)]);
    expect(all).not.toMatch(/Huber|Meier/);
  });
});

describe('a key that may not be selected', () => {
  it('is not used to find rows', async () => {
    const { sql, createUser } = server();
    await sql(
      `CREATE DATABASE keyed; USE keyed; CREATE TABLE t (id int PRIMARY KEY, a text); INSERT INTO t VALUES (1, 'x')`,
    );
    await createUser('keyless', 'SELECT (a), INSERT (id) ON keyed.t');
    await using open = await openAs(server(), { user: 'keyless', depth: 'full' });
    expect((await readTable(open, 'keyed/t')).rows).toEqual([['x']]);
  });
});

describe('paths', () => {
  it('are in their order, in a schema of any size and whatever its names are', async () => {
    const names = ['t', 't x', 't!', 't-b', 't/b', 't%b', 't_', 'T', '\ue000', 'ä', 'a', 'b#*', 't☎'];
    const more = Array.from({ length: 150 }, (_, index) => `many ${index}`);
    const { sql, createUser } = server();
    const tables = [...names, ...more].map((name) => {
      return `CREATE TABLE ${mysql.escapeId(name, true)} (id int, \`b/%\` text, \`A\` text, unseen text)`;
    });
    await sql(`CREATE DATABASE orderly; USE orderly; ${tables.join('; ')}`);
    await createUser('some');
    await sql(
      [...names, ...more]
        .map((name) => `GRANT SELECT (id), INSERT (\`b/%\`, \`A\`) ON orderly.${mysql.escapeId(name, true)} TO some`)
        .join('; '),
    );
    await using open = await openAs(server(), { user: 'some' });
    const paths: string[] = [];
    for await (const one of open.items({ id: 'orderly' }, never)) paths.push(one.path);
    expect(paths).toEqual([...paths].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
    expect(paths).toEqual(
      expect.arrayContaining(['t%2Fb', 't%2Fb#A', 't%2Fb#b%2F%25', 't%2Fb#*'].map((p) => `orderly/${p}`)),
    );
    expect(paths).toHaveLength((names.length + more.length) * 4);
  });
});

describe('readers', () => {
  it('are all accounts to which it was granted, roles expanded', async () => {
    const { sql, createUser } = server();
    await sql(`CREATE DATABASE hr; USE hr; CREATE TABLE staff (id int PRIMARY KEY, pay int, note text); CREATE TABLE open_one (a int);
      CREATE ROLE clerks; CREATE ROLE bosses; GRANT clerks TO bosses; GRANT SELECT (id, note) ON hr.staff TO clerks`);
    await createUser('anna');
    await createUser('bert', 'SELECT ON `h_`.*');
    await createUser('cora', 'SELECT ON *.*');
    await createUser('dora', 'SELECT ON `h\\_`.*', 'INSERT ON hr.*');
    await createUser('locked', 'SELECT ON hr.*');
    await sql(
      `GRANT bosses TO anna; ALTER USER locked ACCOUNT LOCK; GRANT SELECT ON hr.open_one TO PUBLIC; GRANT SELECT ON hr.* TO seer`,
    );
    await using open = await openAs(server(), { user: 'seer', database: 'hr' });
    const staff = await itemOf(open, 'hr/staff');
    const readers = Object.fromEntries(staff.table!.columns.map(({ name, readers: of }) => [name, of]));
    expect(readers).toEqual({
      id: ['anna@%', 'bert@%', 'cora@%', 'seer@%'],
      pay: ['bert@%', 'cora@%', 'seer@%'],
      note: ['anna@%', 'bert@%', 'cora@%', 'seer@%'],
    });
    expect([staff.facts.exposure, staff.table?.columns[0]?.everyone]).toEqual(['group', false]);
    const all = await itemOf(open, 'hr/open_one');
    expect([all.facts.exposure, all.table?.columns[0]?.everyone]).toEqual(['everyone', true]);
    const before = staff.signature;
    await sql('GRANT SELECT ON hr.staff TO anna');
    await using again = await openAs(server(), { user: 'seer', database: 'hr' });
    expect((await itemOf(again, 'hr/staff')).signature).not.toBe(before);
  });

  it('are unknown where the account may not see what others are granted', async () => {
    await using open = await openAs(server(), { user: 'reader' });
    await server().sql('CREATE TABLE crm.plain (a text)');
    const item = await itemOf(open, 'crm/plain');
    expect(item.facts.exposure).toBe('unknown');
    expect(item.table?.columns[0]).toMatchObject({ readers: [], everyone: false });
  });

  it('are everybody where an account has no name', async () => {
    await server().sql(`CREATE DATABASE free; CREATE TABLE free.t (a int); CREATE USER ''@'%'; GRANT SELECT ON free.* TO ''@'%';
      GRANT SELECT ON free.* TO seer`);
    try {
      await using open = await openAs(server(), { user: 'seer', database: 'free' });
      const item = await itemOf(open, 'free/t');
      expect([item.facts.exposure, item.table?.columns[0]?.everyone]).toEqual(['everyone', true]);
    } finally {
      await server().sql(`DROP USER ''@'%'`);
    }
  });
});

describe('the signature', () => {
  it('changes in its facts with the tables that it refers to, in which its dates may stand', async () => {
    const { sql } = server();
    await sql(`CREATE TABLE crm.parties (id int PRIMARY KEY, ends date); USE shop;
      CREATE TABLE kinds (id int PRIMARY KEY, up int, FOREIGN KEY (up) REFERENCES kinds (id));
      CREATE TABLE deals (id int PRIMARY KEY, party int, kind int, FOREIGN KEY (party) REFERENCES crm.parties (id),
        FOREIGN KEY (kind) REFERENCES kinds (id));
      INSERT INTO crm.parties VALUES (1, NULL); INSERT INTO kinds VALUES (1, NULL); INSERT INTO deals VALUES (1, 1, 1);
      DO SLEEP(2.1)`);
    const signed = async () => {
      await using open = await openAs(server(), { user: 'reader', database: 'shop' });
      return (await itemOf(open, 'shop/deals')).signature.split('|');
    };
    const before = await signed();
    expect(await signed()).toEqual(before);
    for (const change of [`UPDATE crm.parties SET ends = '2024-01-01'`, 'INSERT INTO shop.kinds VALUES (2, 1)']) {
      await sql(`${change}; DO SLEEP(2.1)`);
      const after = await signed();
      expect([change, after[0]]).toEqual([change, before[0]]);
      expect([change, after[1]]).not.toEqual([change, before[1]]);
      expect(await signed()).toEqual(after);
      before[1] = after[1]!;
    }
  });

  it('is the same while nothing changes, and never when the server does not know', async () => {
    await server().sql('CREATE TABLE shop.signed (id int PRIMARY KEY, a text); INSERT INTO shop.signed VALUES (1, 1)');
    const signed = async (given: object = {}) => {
      await using open = await openAs(server(), { user: 'reader', database: 'shop', ...given });
      return (await itemOf(open, 'shop/signed')).signature;
    };
    // What changed within this second may change in it again.
    await server().sql('DO SLEEP(2.1)');
    const first = await signed();
    expect(await signed()).toBe(first);
    expect(await signed({ depth: 'full' })).not.toBe(first);
    await server().sql('UPDATE shop.signed SET a = 2');
    const just = await signed();
    expect(just).not.toBe(first);
    expect(await signed()).not.toBe(just);
    await server().sql('DO SLEEP(2.1)');
    const later = await signed();
    expect([later === first, (await signed()) === later]).toEqual([false, true]);
    await server().restart();
    const [fresh, other] = [await signed(), await signed()];
    expect(fresh).not.toBe(other);
  });
});
