import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CannotRun } from '../../../agent/contracts/cannot-run.ts';
import type { OpenSource } from '../../../agent/contracts/source.ts';
import { itemOf, listAll, openAs, planOf, problemOf, readPiece, readTable, withServer } from './kit.ts';

const server = withServer(async ({ sql, createDatabase, createRole }) => {
  await createDatabase('shop');
  await createRole('reader');
  await sql('shop', 'ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader');
  await sql('shop', "CREATE TABLE steady AS SELECT n, repeat('x', 400) AS t FROM generate_series(1, 60000) AS n");
});

const reader = { user: 'reader', database: 'shop' };
const full = { ...reader, depth: 'full' };
const live = new AbortController().signal;

/** Plans a table, lets something happen to it, and reads it as planned. */
async function readOnceChanged(table: string, made: string, happens: string) {
  await server().sql('shop', `CREATE TABLE ${table} (a text, b int); INSERT INTO ${table} VALUES ('x', 1); ${made}`);
  await using open = await openAs(server(), full);
  const plan = await planOf(open, `public/${table}`);
  await server().sql('shop', happens);
  return problemOf(readPiece(open, `public/${table}`, plan.pieces[0]!));
}

describe('a table that is not what it was', () => {
  it('was dropped', async () => {
    expect(await readOnceChanged('t1', '', 'DROP TABLE t1')).toEqual({ code: 'vanished', detail: null });
  });

  it('lost a column, or has it of another type', async () => {
    const changed = { code: 'changed', detail: 'columns' };
    expect(await readOnceChanged('t2', '', 'ALTER TABLE t2 DROP COLUMN a')).toEqual(changed);
    expect(await readOnceChanged('t3', '', 'ALTER TABLE t3 RENAME COLUMN a TO c')).toEqual(changed);
  });

  it('was written anew, or another took its name', async () => {
    const changed = { code: 'changed', detail: null };
    expect(await readOnceChanged('t4', '', 'TRUNCATE t4')).toEqual(changed);
    expect(await readOnceChanged('t5', '', 'DROP TABLE t5; CREATE TABLE t5 (a text, b int)')).toEqual(changed);
  });

  it('may not be read any more', async () => {
    const denied = { code: 'unreadable', detail: 'permission' };
    expect(await readOnceChanged('t6', '', 'REVOKE SELECT ON t6 FROM reader')).toEqual(denied);
    expect(await readOnceChanged('t7', '', 'ALTER TABLE t7 ENABLE ROW LEVEL SECURITY')).toEqual(denied);
  });

  it('is gone before it is planned', async () => {
    await server().sql('shop', 'CREATE TABLE t8 (a text)');
    await using open = await openAs(server(), full);
    const item = await itemOf(open, 'public/t8');
    await open.plan!(item, null, live);
    await server().sql('shop', 'DROP TABLE t8');
    expect(await problemOf(open.plan!(item, null, live))).toEqual({ code: 'vanished', detail: null });
  });
});

describe('a query that takes too long', () => {
  it('is ended by the server', async () => {
    await using main = await openAs(server(), full);
    const [piece] = (await planOf(main, 'public/steady')).pieces;
    await using worker = await openAs(server(), { ...full, statement_timeout: '250 ms' }, { forReading: true });
    const content = await worker.readPiece!(
      'public/steady',
      { ...piece!, of: { ...(piece!.of as object), range: { by: 'all' } } },
      live,
    );
    if (content.kind !== 'rows') throw new Error('not rows');
    const slowly = async () => {
      for await (const _ of content.batches()) await setTimeout(100);
    };
    expect(await problemOf(slowly())).toEqual({ code: 'timeout', detail: 'statement_timeout' });
    expect((await readTable(main, 'public/steady')).rows).toHaveLength(60000);
  });

  it('waits for no lock', async () => {
    await using open = await openAs(server(), { ...full, lock_timeout: '100 ms' });
    const plan = await planOf(open, 'public/steady');
    const other = await server().connect('shop');
    await other.query('BEGIN; LOCK TABLE steady IN ACCESS EXCLUSIVE MODE');
    expect(await problemOf(readPiece(open, 'public/steady', plan.pieces[0]!))).toEqual({
      code: 'unreadable',
      detail: 'lock_timeout',
    });
    await other.query('ROLLBACK');
    await other.end();
    expect((await readPiece(open, 'public/steady', plan.pieces[0]!)).rows).not.toHaveLength(0);
  });
});

/** Starts to read, does something when the first rows are there, and tells what came of it. */
async function inTheMiddle(then: (backend: number, main: OpenSource) => Promise<void>, signal: AbortSignal = live) {
  await using main = await openAs(server(), full);
  const seen: number[] = [];
  await using worker = await openAs(server(), full, { forReading: true, working: (backend) => seen.push(backend) });
  const plan = await planOf(main, 'public/steady');
  const content = await worker.readPiece!('public/steady', plan.pieces[0]!, signal);
  if (content.kind !== 'rows') throw new Error('not rows');
  const reading = async () => {
    let rows = 0;
    for await (const batch of content.batches()) {
      if (rows === 0) await then(seen.at(-1) ?? 0, main);
      rows += batch.rows;
    }
  };
  const problem = await problemOf(reading());
  const again = await problemOf(readPiece(worker, 'public/steady', plan.pieces[0]!));
  return { problem, seen, again };
}

const running = async () =>
  (
    await server().sql(
      'shop',
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'wayward' AND state = 'active'",
    )
  ).length;

describe('a session', () => {
  it('tells its backend while a query is under way', async () => {
    const { problem, seen } = await inTheMiddle(async (backend) => {
      expect(
        await server().sql('shop', `SELECT application_name AS name FROM pg_stat_activity WHERE pid = ${backend}`),
      ).toEqual([{ name: 'wayward' }]);
    });
    expect(problem).toBeNull();
    expect(seen.map((backend) => backend > 0)).toEqual([true, false, true, false]);
  });

  it('is cancelled from main by its backend, and by nobody else', async () => {
    const { problem, again } = await inTheMiddle((backend, main) => main.cancel!(backend));
    expect(problem).toEqual({ code: 'unreadable', detail: 'cancelled' });
    expect(again).toBeNull();
    const other = await server().connect('shop');
    const { rows } = await other.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const sleeping = other.query('SELECT pg_sleep(0.3)');
    await using main = await openAs(server(), full);
    await main.cancel!(rows[0]!.pid);
    await main.cancel!(1);
    await expect(sleeping).resolves.toBeDefined();
    await other.end();
  });

  it('that is killed is a lost connection, and the next one works', async () => {
    const { problem, again } = await inTheMiddle(async (backend) => {
      await server().sql('shop', `SELECT pg_terminate_backend(${backend})`);
    });
    expect(problem).toEqual({ code: 'unreadable', detail: 'connection' });
    expect(again).toBeNull();
  });

  it('of main that is killed is made anew, and the listing goes on', async () => {
    await using main = await openAs(server(), full);
    const before = await listAll(main);
    await server().sql(
      'shop',
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'wayward'",
    );
    expect(await listAll(main)).toEqual(before);
  });

  it('ends its query when aborted', async () => {
    const stop = new AbortController();
    const { problem } = await inTheMiddle(async () => stop.abort(new Error('stopped')), stop.signal);
    expect(problem).toEqual(new Error('stopped'));
    for (let left = 50; left > 0 && (await running()) > 0; left--) await setTimeout(50);
    expect(await running()).toBe(0);
  });

  it('that is given up in the middle leaves nothing behind', async () => {
    await using open = await openAs(server(), full);
    const plan = await planOf(open, 'public/steady');
    const content = await open.readPiece!('public/steady', plan.pieces[0]!, live);
    if (content.kind !== 'rows') throw new Error('not rows');
    for await (const _ of content.batches()) break;
    for (let left = 50; left > 0 && (await running()) > 0; left--) await setTimeout(50);
    expect(await running()).toBe(0);
    expect((await readTable(open, 'public/steady')).rows).toHaveLength(60000);
  });
});

describe('an account', () => {
  const message = async (given: object, more: object = {}) => {
    const error = await openAs(server(), { ...reader, ...given }, more).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(CannotRun);
    const text = `${(error as Error).message} ${(error as Error).stack}`;
    expect(text).not.toContain(server().password);
    expect(text).not.toContain('wrong-passphrase');
    return (error as Error).message;
  };

  it('that may do more than read is told, or refused', async () => {
    await using plain = await openAs(server(), reader, { strict: true });
    expect(plain.cautions).toEqual([]);
    await using root = await openAs(server(), { ...reader, user: 'postgres', host: server().socket });
    expect(root.cautions).toEqual(['superuser']);
    expect(await message({ user: 'postgres', host: server().socket }, { strict: true })).toMatch(
      /superuser.*CREATE ROLE wayward LOGIN.*GRANT/s,
    );
    await server().createRole('writer');
    await server().sql('shop', 'GRANT INSERT ON steady TO writer');
    await using writer = await openAs(server(), { ...reader, user: 'writer' });
    expect(writer.cautions).toEqual(['can_write']);
    expect(await message({ user: 'writer' }, { strict: true })).toContain('may change public.steady');
    await server().createRole('maker');
    await server().sql('shop', 'CREATE SCHEMA workshop; GRANT CREATE ON SCHEMA workshop TO maker');
    expect(await message({ user: 'maker' }, { strict: true })).toContain('may create tables in schema workshop');
  });

  it('that may do more by what it is, owns or can take on is refused', async () => {
    const { sql, createRole, version } = server();
    await sql('shop', 'CREATE ROLE keeper; CREATE SCHEMA kept; CREATE TABLE kept.t (a text); CREATE SEQUENCE kept.s');
    await sql('shop', 'GRANT USAGE ON SCHEMA kept TO PUBLIC; GRANT DELETE ON kept.t TO keeper');
    const cases: readonly (readonly [name: string, grants: string, told: string])[] = [
      ['of database', 'GRANT CREATE ON DATABASE shop TO $', 'may create schemas in database shop'],
      ['of roles', 'ALTER ROLE $ CREATEROLE', 'may make roles (CREATEROLE)'],
      ['of databases', 'ALTER ROLE $ CREATEDB', 'may make databases (CREATEDB)'],
      ['of copies', 'ALTER ROLE $ REPLICATION', 'may replicate (REPLICATION)'],
      ['of programs', 'GRANT pg_execute_server_program TO $', 'is a member of pg_execute_server_program'],
      ['of files', 'ALTER ROLE $ NOINHERIT; GRANT pg_write_server_files TO $', 'is a member of pg_write_server_files'],
      ...(version >= 14
        ? ([['of data', 'GRANT pg_write_all_data TO $', 'is a member of pg_write_all_data']] as const)
        : []),
      ['of sequences', 'GRANT USAGE ON SEQUENCE kept.s TO $', 'may change kept.s'],
      ['of triggers', 'GRANT TRIGGER ON kept.t TO $', 'may change kept.t'],
      [
        'of a table',
        'CREATE TABLE kept.own (a text); ALTER TABLE kept.own OWNER TO $; REVOKE ALL ON kept.own FROM $',
        'may change kept.own',
      ],
      ['by inheriting', 'GRANT keeper TO $', 'may change kept.t'],
      ['by setting', 'ALTER ROLE $ NOINHERIT; GRANT keeper TO $', 'can take on role keeper, which may change kept.t'],
    ];
    for (const [name, grants, told] of cases) {
      await createRole(name);
      await sql('shop', grants.replaceAll('$', `"${name}"`));
      await using open = await openAs(server(), { ...reader, user: name });
      expect([name, open.cautions]).toEqual([name, ['can_write']]);
      expect(await message({ user: name }, { strict: true })).toContain(told);
    }
    await createRole('monitor');
    await sql('shop', `GRANT pg_monitor TO monitor${version >= 14 ? '; GRANT pg_read_all_data TO monitor' : ''}`);
    await using harmless = await openAs(server(), { ...reader, user: 'monitor' }, { strict: true });
    expect(harmless.cautions).toEqual([]);
    if (version < 16) return;
    await createRole('named only');
    await sql('shop', 'GRANT keeper TO "named only" WITH INHERIT FALSE, SET FALSE');
    await using named = await openAs(server(), { ...reader, user: 'named only' }, { strict: true });
    expect(named.cautions).toEqual([]);
    await createRole('granting');
    await sql('shop', 'GRANT keeper TO granting WITH INHERIT FALSE, SET FALSE, ADMIN TRUE');
    expect(await message({ user: 'granting' }, { strict: true })).toContain('can take on role keeper');
  });

  it('that cannot log in is told why', async () => {
    expect(await message({ password: 'wrong-passphrase' })).toMatch(/refuses the password of user reader/);
    expect(await message({ user: 'nobody here' })).toMatch(/refuses the password of user nobody here/);
    expect(await message({ password: undefined })).toMatch(/asks for a password of user reader.*PGPASSWORD/);
    expect(await message({ database: 'nowhere' })).toMatch(/has no database nowhere/);
    expect(await message({ port: 1 })).toMatch(/cannot connect to .*127\.0\.0\.1:1 \(ECONNREFUSED\)/);
    expect(await message({ host: 'no-such-machine.invalid' })).toMatch(/no machine is known/);
    expect(await message({ tls: 'verify' })).toMatch(/takes no TLS.*tls: off/);
    await server().sql('shop', 'CREATE ROLE locked NOLOGIN');
    expect(await message({ user: 'locked', host: server().socket })).toMatch(/does not let user locked in/);
  });

  it('in a worker is a problem of the table', async () => {
    await using main = await openAs(server(), full);
    const [piece] = (await planOf(main, 'public/steady')).pieces;
    await using worker = await openAs(server(), { ...full, password: 'wrong-passphrase' }, { forReading: true });
    expect(await problemOf(readPiece(worker, 'public/steady', piece!))).toEqual({
      code: 'unreadable',
      detail: 'login',
    });
    await using far = await openAs(server(), { ...full, port: 1 }, { forReading: true });
    expect(await problemOf(readPiece(far, 'public/steady', piece!))).toEqual({
      code: 'unreadable',
      detail: 'connection',
    });
  });

  it('may have its password in the environment or in a file of libpq', async () => {
    const without = { ...reader, password: undefined };
    process.env['PGPASSWORD'] = server().password;
    try {
      await using open = await openAs(server(), without);
      expect((await listAll(open)).length).toBeGreaterThan(0);
    } finally {
      delete process.env['PGPASSWORD'];
    }
  });
});
