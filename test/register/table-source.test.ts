import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { CannotRun } from '../../agent/contracts/cannot-run.ts';
import { openRegister } from '../../agent/register/lookup.ts';
import { prepareRegister, type RegisterOptions } from '../../agent/register/prepare.ts';
import { startPostgres } from '../support/postgres.ts';
import { skipUnless } from '../support/require.ts';
import { tree } from '../support/tree.ts';
import { anna, columns, custom, detectors, engine, everybody, key, match, prose } from './kit.ts';

const { signal } = new AbortController();

/** A database with customers in a table, and a view over it. */
function database(rows: readonly (readonly string[])[]) {
  const files = tree({ 'state/empty': '' });
  const path = join(files.dir, 'crm.db');
  const db = new DatabaseSync(path);
  db.exec(`CREATE TABLE customers (id INTEGER PRIMARY KEY, note BLOB, ${Object.keys(columns).join(' TEXT, ')} TEXT);
    CREATE VIEW living AS SELECT * FROM customers`);
  const put = db.prepare(
    `INSERT INTO customers (note, ${Object.keys(columns).join(', ')}) VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)`,
  );
  db.exec('BEGIN');
  for (const row of rows) put.run(...row.map((cell) => (cell === '' ? null : cell)));
  db.exec('COMMIT');
  db.close();
  const prepare = (table = 'customers', more: Partial<RegisterOptions> = {}, given: object = {}) => {
    const source = {
      name: 'crm',
      kind: 'sqlite',
      settings: { path, sample_rows: 100, exclude: ['customers'], ...given },
    };
    const wanted = { from: { kind: 'table' as const, source, table }, columns: Object.entries(columns) };
    return prepareRegister(
      {
        ...{ wanted, countries: ['DE'], detectors: { only: [], disable: [], custom }, key, known: detectors },
        ...{ refresh: 'P1D', stateDir: join(files.dir, 'state'), now: '2026-06-30T08:00:00Z', ...more },
      },
      signal,
    );
  };
  return { path, prepare, [Symbol.dispose]: () => files[Symbol.dispose]() };
}

async function message(of: Promise<unknown>): Promise<string> {
  const error = await of.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(CannotRun);
  return (error as CannotRun).message;
}

describe('a register from a table', () => {
  it('is read to its last row, though the source samples, and leaves the table out of the scan', async () => {
    const many = Array.from({ length: 12_000 }, (_, n) =>
      anna.with(0, `K-${200_000 + n}`).with(1, `person${n}@nordwind-handel.de`),
    );
    using crm = database([...everybody, ...many]);
    const prepared = await crm.prepare();
    expect(prepared).toMatchObject({ built: true, place: 'crm:customers' });
    expect(prepared.counts).toMatchObject({ rows: 12_003, customers: 12_003, invalid: 0 });
    const register = openRegister(prepared.index, key, engine);
    expect(match(register, prose('person0@nordwind-handel.de person11999@nordwind-handel.de'))).toEqual({
      email: '2/0/2',
    });
    expect((await crm.prepare()).built).toBe(false);
  });

  it('says what is wrong with it', async () => {
    using crm = database(everybody);
    expect(await message(crm.prepare('nobody'))).toMatch(/there is no table crm:nobody that this account can see/);
    expect(await message(crm.prepare('living'))).toMatch(/crm:living is a view; the register must be a table/);
    const from = {
      kind: 'table' as const,
      source: { name: 'crm', kind: 'sqlite', settings: { path: crm.path } },
      table: 'customers',
    };
    const wanted = { from, columns: [['mail', 'email']] as const };
    expect(await message(crm.prepare('customers', { wanted }))).toMatch(/crm:customers has no column mail\./);
    const folder = {
      ...from,
      source: { name: 'share', kind: 'folder', settings: { path: join(crm.path, '..') } },
      table: 'crm.db',
    };
    expect(await message(crm.prepare('', { wanted: { ...wanted, from: folder } }))).toMatch(/share is no database/);
  });

  it('goes on with an older index when the database is away', async () => {
    using crm = database(everybody);
    await crm.prepare();
    rmSync(crm.path);
    const old = await crm.prepare('customers', { now: '2026-07-30T08:00:00Z' });
    expect(old.built).toBe(false);
    expect(old.stale).toContain('crm.db');
    expect(match(openRegister(old.index, key, engine), prose(anna[1]!))).toEqual({ email: '1/0/1' });
  });
});

/** The same, of a query. */
function byQuery(crm: ReturnType<typeof database>, query: string, of: object = columns) {
  const source = { name: 'crm', kind: 'sqlite', settings: { path: crm.path } };
  return crm.prepare('', { wanted: { from: { kind: 'query', source, query }, columns: Object.entries(of) } });
}

describe('a register from a query', () => {
  it('is what the query gives, of a view or of several tables, and made anew for another query', async () => {
    using crm = database(everybody);
    const prepared = await byQuery(crm, 'SELECT * FROM living WHERE email IS NOT NULL -- all\n;\n');
    expect(prepared).toMatchObject({ built: true, place: 'a query on crm' });
    const register = openRegister(prepared.index, key, engine);
    expect(match(register, prose(anna[1]!))).toEqual({ email: '1/0/1' });
    expect((await byQuery(crm, 'SELECT * FROM living WHERE email IS NOT NULL -- all\n;\n')).built).toBe(false);
    const named = await byQuery(crm, "SELECT lower(email) AS mail FROM customers WHERE email LIKE 'a%'", {
      mail: 'email',
    });
    expect(named).toMatchObject({ built: true });
  });

  it.each([
    ['SELECT nothing FROM customers', /does not take the query \(SQL error\); it must be one SELECT that names/],
    ['DELETE FROM customers', /does not take the query/],
    ['SELECT 1 AS email) ; DELETE FROM customers; --', /does not take the query/],
    ['SELECT 1 AS a', /the query on crm has no column email\./],
  ])('%s: says what is wrong', async (query, expected) => {
    using crm = database(everybody);
    expect(await message(byQuery(crm, query, { email: 'email' }))).toMatch(expected);
    expect((await crm.prepare()).counts).toMatchObject({ rows: 3 });
  });
});

describe('a register from PostgreSQL', () => {
  it('is read by an account that may only select, in pieces, with every type as text', async (context) => {
    await using server = await startPostgres();
    skipUnless(context, server !== null, 'no PostgreSQL can be started');
    if (server === null) return;
    await server.createDatabase('crm');
    await server.createRole('reader');
    await server.sql(
      'crm',
      `CREATE TABLE customers (id serial PRIMARY KEY, no text, mail varchar(80), born date);
      INSERT INTO customers (no, mail, born) SELECT 'K-' || 100000 + n, 'person.' || n || '@nordwind-handel.de', date '1950-01-01' + n % 9000
        FROM generate_series(1, 20000) n;
      GRANT SELECT ON customers TO reader`,
    );
    using files = tree({ 'state/empty': '' });
    const settings = {
      ...{
        host: server.host,
        port: server.port,
        database: 'crm',
        user: 'reader',
        password: server.password,
        tls: 'off',
      },
    };
    const from = {
      kind: 'table' as const,
      source: { name: 'crm', kind: 'postgres', settings },
      table: 'public/customers',
    };
    const meanings = { no: 'custom.customer_number', mail: 'email', born: 'person.dob' };
    const prepared = await prepareRegister(
      {
        ...{ wanted: { from, columns: Object.entries(meanings) }, countries: ['DE'], key, known: detectors },
        ...{ detectors: { only: [], disable: [], custom }, refresh: 'P1D', stateDir: join(files.dir, 'state') },
        now: '2026-06-30T08:00:00Z',
      },
      signal,
    );
    expect(prepared.counts).toMatchObject({ rows: 20_000, customers: 20_000, values: 60_000, invalid: 0 });
    const register = openRegister(prepared.index, key, engine);
    expect(match(register, prose('Kundennummer: K-119999, geboren am 23.6.1955'))).toEqual({
      'custom.customer_number': '1/1/1',
      'person.dob': '1/1/1',
    });
    const ask = async (query: string) => {
      const of = { kind: 'query' as const, source: from.source, query };
      return prepareRegister(
        {
          ...{ wanted: { from: of, columns: [['mail', 'email']] }, countries: ['DE'], key, known: detectors },
          ...{ detectors: { only: [], disable: [], custom }, refresh: 'P1D', stateDir: join(files.dir, 'state') },
          now: '2026-06-30T08:00:00Z',
        },
        signal,
      );
    };
    const some = await ask(
      "SELECT c.mail FROM public.customers c WHERE no < 'K-100101' AND mail LIKE '%\\_%' OR no = 'K-100100' -- all",
    );
    expect(some.counts).toMatchObject({ rows: 1, customers: 1 });
    expect(await message(ask('SELECT mail FROM nobody'))).toMatch(/does not take the query \(SQLSTATE 42P01\)/);
    expect(await message(ask("SELECT 'a' AS mail) TO PROGRAM 'true' --"))).toMatch(
      /does not take the query \(SQLSTATE/,
    );
    expect(await message(ask('DELETE FROM public.customers RETURNING mail'))).toMatch(
      /does not take the query \(SQLSTATE/,
    );
  });
});
