import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CannotRun } from '../../../agent/contracts/cannot-run.ts';
import type { OpenSource } from '../../../agent/contracts/source.ts';
import { listAll, never } from '../../support/tables.ts';
import { tree } from '../../support/tree.ts';
import { between } from './between.ts';
import { itemOf, openAs, planOf, problemOf, readPiece, readTable, withServer } from './kit.ts';

const server = withServer(async ({ sql, createUser }) => {
  await sql(`CREATE DATABASE shop; USE shop;
    CREATE TABLE steady (id int PRIMARY KEY, t text); INSERT INTO steady SELECT seq, repeat('x', 400) FROM seq_1_to_60000`);
  await createUser('reader', 'SELECT ON shop.*');
});

const reader = { user: 'reader', database: 'shop' };
const full = { ...reader, depth: 'full' };

/** Plans a table, lets something happen to it, and reads it as planned. */
async function readOnceChanged(table: string, happens: string) {
  await server().sql(
    `USE shop; CREATE TABLE ${table} (a text, b int); INSERT INTO ${table} VALUES ('x', 1); DO SLEEP(1.1)`,
  );
  await using open = await openAs(server(), full);
  const plan = await planOf(open, `shop/${table}`);
  await server().sql(`USE shop; ${happens}`);
  return problemOf(readPiece(open, `shop/${table}`, plan.pieces[0]!));
}

describe('a table that is not what it was', () => {
  it('was dropped, or lost a column, or another took its name', async () => {
    expect(await readOnceChanged('t1', 'DROP TABLE t1')).toEqual({ code: 'vanished', detail: null });
    const columns = { code: 'changed', detail: 'columns' };
    expect(await readOnceChanged('t2', 'ALTER TABLE t2 DROP COLUMN a')).toEqual(columns);
    expect(await readOnceChanged('t3', 'ALTER TABLE t3 RENAME COLUMN a TO c')).toEqual(columns);
    const changed = { code: 'changed', detail: null };
    expect(await readOnceChanged('t4', 'DROP TABLE t4; CREATE TABLE t4 (a text, b int)')).toEqual(changed);
    expect(await readOnceChanged('t5', 'ALTER TABLE t5 MODIFY b bigint, ADD COLUMN c int')).toEqual(changed);
  });

  it('may not be read any more', async () => {
    await server().createUser('guest', 'SELECT ON shop.steady');
    await using open = await openAs(server(), { ...full, user: 'guest' });
    const plan = await planOf(open, 'shop/steady');
    await server().sql('REVOKE SELECT ON shop.steady FROM guest');
    const denied = { code: 'unreadable', detail: 'permission' };
    expect(await problemOf(readPiece(open, 'shop/steady', plan.pieces[0]!))).toEqual(denied);
  });

  it('is gone before it is planned', async () => {
    await server().sql('CREATE TABLE shop.t8 (a text)');
    await using open = await openAs(server(), full);
    const item = await itemOf(open, 'shop/t8');
    await open.plan!(item, null, never);
    await server().sql('DROP TABLE shop.t8');
    expect(await problemOf(open.plan!(item, null, never))).toEqual({ code: 'vanished', detail: null });
  });
});

describe('a query that takes too long', () => {
  it('is ended by the server', async () => {
    await using main = await openAs(server(), full);
    const [piece] = (await planOf(main, 'shop/steady')).pieces;
    await using worker = await openAs(server(), { ...full, statement_timeout: '300 ms' }, { forReading: true });
    const content = await worker.readPiece!(
      'shop/steady',
      { ...piece!, of: { ...(piece!.of as object), rows: { of: 'all', shape: '' } } },
      never,
    );
    if (content.kind !== 'rows') throw new Error('not rows');
    const slowly = async () => {
      for await (const _ of content.batches()) await setTimeout(200);
    };
    expect(await problemOf(slowly())).toEqual({ code: 'timeout', detail: 'statement_timeout' });
    expect((await readTable(main, 'shop/steady')).rows).toHaveLength(60000);
  });

  it('waits for no lock', async () => {
    await using open = await openAs(server(), { ...full, lock_timeout: '1 s' });
    const plan = await planOf(open, 'shop/steady');
    const other = await server().connect();
    await other.query('LOCK TABLES shop.steady WRITE');
    const waited = { code: 'unreadable', detail: 'lock_timeout' };
    expect(await problemOf(readPiece(open, 'shop/steady', plan.pieces[0]!))).toEqual(waited);
    await other.query('UNLOCK TABLES');
    await other.end();
    expect((await readPiece(open, 'shop/steady', plan.pieces[0]!)).rows).not.toHaveLength(0);
  });
});

/** Starts to read, does something when the first rows are there, and tells what came of it. */
async function inTheMiddle(then: (backend: number, main: OpenSource) => Promise<void>, signal: AbortSignal = never) {
  await using main = await openAs(server(), full);
  const seen: number[] = [];
  await using worker = await openAs(server(), full, { forReading: true, working: (backend) => seen.push(backend) });
  const [piece] = (await planOf(main, 'shop/steady')).pieces;
  // In one query, so that it is still under way.
  const whole = { ...piece!, of: { ...(piece!.of as object), rows: { of: 'all', shape: '' } } };
  const content = await worker.readPiece!('shop/steady', whole, signal);
  if (content.kind !== 'rows') throw new Error('not rows');
  const reading = async () => {
    let rows = 0;
    for await (const batch of content.batches()) {
      if (rows === 0) await then(seen.at(-1) ?? 0, main);
      rows += batch.rows;
    }
    expect(rows).toBe(60000);
  };
  const problem = await problemOf(reading());
  const again = await problemOf(readPiece(worker, 'shop/steady', whole));
  return { problem, seen, again };
}

/** Our queries that are under way once the server had time to end them. */
async function running() {
  const look = `SELECT id, command, state, time_ms, info FROM information_schema.PROCESSLIST
    WHERE info LIKE '%/* wayward */%' AND id <> CONNECTION_ID()`;
  let found = await server().sql(look);
  for (let left = 400; left > 0 && found.length > 0; left--) {
    await setTimeout(50);
    found = await server().sql(look);
  }
  return found;
}

describe('a session', () => {
  it('tells its number while a query is under way', async () => {
    const { problem, seen } = await inTheMiddle(async (backend) => {
      const found = await server().sql(`SELECT USER AS name FROM information_schema.PROCESSLIST WHERE ID = ${backend}`);
      expect(found).toEqual([{ name: 'reader' }]);
    });
    expect(problem).toBeNull();
    expect(seen.map((backend) => backend > 0)).toEqual([true, false, true, false]);
  });

  it('is cancelled from main by its number, and nobody else’s is', async () => {
    const { problem, again } = await inTheMiddle((backend, main) => main.cancel!(backend));
    expect(problem).toEqual({ code: 'unreadable', detail: 'cancelled' });
    expect(again).toBeNull();
    const other = await server().connect();
    const [rows] = await other.query('SELECT CONNECTION_ID() AS id');
    const sleeping = other.query('SELECT SLEEP(0.5) AS broken');
    await using main = await openAs(server(), { ...full, user: 'root', host: server().socket, password: undefined });
    await main.cancel!(Number((rows as { id: number }[])[0]?.id));
    await main.cancel!(4_000_000);
    const [slept] = await sleeping;
    expect(slept).toEqual([{ broken: 0 }]);
    await other.end();
  });

  it('that is killed is a lost connection, and the next one works', async () => {
    const { problem, again } = await inTheMiddle(async (backend) => {
      await server().sql(`KILL ${backend}`);
    });
    expect(problem).toEqual({ code: 'unreadable', detail: 'connection' });
    expect(again).toBeNull();
  });

  it('ends its query when aborted', async () => {
    const stop = new AbortController();
    const { problem } = await inTheMiddle(async () => stop.abort(new Error('stopped')), stop.signal);
    expect(problem).toEqual(new Error('stopped'));
    expect(await running()).toEqual([]);
  });

  it('that is given up in the middle leaves nothing behind', async () => {
    await using open = await openAs(server(), full);
    const plan = await planOf(open, 'shop/steady');
    const content = await open.readPiece!('shop/steady', plan.pieces[0]!, never);
    if (content.kind !== 'rows') throw new Error('not rows');
    for await (const _ of content.batches()) break;
    expect(await running()).toEqual([]);
    expect((await readTable(open, 'shop/steady')).rows).toHaveLength(60000);
  });
});

describe('a connection that is lost', () => {
  it('is made again while listing and planning', async () => {
    const cut: string[] = [];
    await using relay = await between(server().port, (said) => {
      const what = /information_schema\.STATISTICS|ORDER BY `id` DESC/.exec(said)?.[0];
      if (what === undefined || cut.includes(what)) return 'pass';
      cut.push(what);
      return 'cut';
    });
    await using open = await openAs(server(), { ...full, port: relay.port });
    const { items, troubles } = await listAll(open);
    expect(troubles).toEqual([]);
    const plan = await open.plan!(items.find(({ path }) => path === 'shop/steady')!, null, never);
    expect([plan.pieces.length > 0, cut.length]).toEqual([true, 2]);
  });

  it('is not that of somebody else', async () => {
    await using open = await openAs(server(), full);
    const [piece] = (await planOf(open, 'shop/steady')).pieces;
    const [one, other] = [
      await open.readPiece!('shop/steady', piece!, never),
      await open.readPiece!('shop/steady', piece!, never),
    ];
    if (one.kind !== 'rows' || other.kind !== 'rows') throw new Error('not rows');
    let rows = 0;
    for await (const batch of one.batches()) {
      if (rows === 0) for await (const _ of other.batches()) break;
      rows += batch.rows;
    }
    expect(rows).toBe(60000);
  });
});

describe('an account', () => {
  const message = async (given: object, more: object = {}) => {
    const error = await openAs(server(), { ...reader, ...given }, more).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(CannotRun);
    const { message: text, stack = '', cause } = error as Error;
    for (const secret of [server().password, 'wrong-passphrase'])
      expect(`${text} ${stack} ${String(cause)}`).not.toContain(secret);
    return text;
  };

  it('that may do more than read is told, or refused', async () => {
    await using plain = await openAs(server(), reader, { strict: true });
    expect(plain.cautions).toEqual([]);
    const root = { user: 'root', host: server().socket, password: undefined };
    await using mighty = await openAs(server(), { ...reader, ...root });
    expect(mighty.cautions).toEqual(['superuser']);
    expect(await message(root, { strict: true })).toMatch(
      /may do everything.*GRANT SELECT ON `shop`\.\* TO 'wayward'/s,
    );
    await server().createUser('writer', 'SELECT, INSERT (t) ON shop.steady');
    await using writer = await openAs(server(), { ...reader, user: 'writer' });
    expect(writer.cautions).toEqual(['can_write']);
    expect(await message({ user: 'writer' }, { strict: true })).toContain('has INSERT on `shop`.`steady`');
  });

  it('that could change something by a detour is refused, too', async () => {
    const { sql, createUser } = server();
    await sql(`CREATE ROLE outer_role; CREATE ROLE inner_role; CREATE ROLE reading_role; CREATE ROLE handed_role;
      GRANT SELECT ON shop.* TO reading_role; GRANT DELETE ON shop.steady TO inner_role; GRANT inner_role TO outer_role;
      CREATE PROCEDURE shop.clean() DELETE FROM steady WHERE id < 0`);
    const grants: Readonly<Record<string, readonly [string, RegExp | null]>> = {
      by_role: ['GRANT outer_role TO by_role', /has DELETE on `shop`\.`steady`/],
      by_read_role: ['GRANT reading_role TO by_read_role', null],
      by_admin: ['GRANT handed_role TO by_admin WITH ADMIN OPTION', /has ADMIN OPTION on `handed_role`/],
      by_handing: [
        'GRANT SELECT ON shop.steady TO by_handing WITH GRANT OPTION',
        /has GRANT OPTION on `shop`\.`steady`/,
      ],
      by_routine: ['GRANT EXECUTE ON PROCEDURE shop.clean TO by_routine', /has EXECUTE on `shop`\.`clean`/],
      by_altering: ['GRANT ALTER ROUTINE ON shop.* TO by_altering', /has ALTER ROUTINE on `shop`\.\*/],
      by_file: ['GRANT FILE ON *.* TO by_file', /has FILE on \*\.\*/],
      by_killing: ['GRANT CONNECTION ADMIN ON *.* TO by_killing', /has CONNECTION ADMIN/],
      by_proxy: [`GRANT PROXY ON 'reader'@'%' TO by_proxy`, /has PROXY on/],
      by_looking: ['GRANT PROCESS, SHOW DATABASES ON *.* TO by_looking', null],
    };
    for (const [user, [grant, refused]] of Object.entries(grants)) {
      await createUser(user, 'SELECT, SHOW VIEW ON shop.*');
      await sql(grant);
      await using open = await openAs(server(), { ...reader, user });
      expect([user, open.cautions]).toEqual([user, refused === null ? [] : ['can_write']]);
      if (refused !== null) expect(await message({ user }, { strict: true }), user).toMatch(refused);
    }
    await createUser('by_mighty_role');
    await sql(
      'CREATE ROLE mighty_role; GRANT ALL PRIVILEGES ON *.* TO mighty_role; GRANT mighty_role TO by_mighty_role',
    );
    await sql('GRANT SELECT ON shop.* TO by_mighty_role');
    await using mighty = await openAs(server(), { ...reader, user: 'by_mighty_role' });
    expect(mighty.cautions).toEqual(['superuser']);
  });

  it('that cannot log in is told why', async () => {
    expect(await message({ password: 'wrong-passphrase' })).toMatch(/refuses the password of user reader/);
    expect(await message({ user: 'nobody here' })).toMatch(/refuses the password of user nobody here/);
    expect(await message({ password: undefined })).toMatch(/does not let user reader in without a password.*MYSQL_PWD/);
    expect(await message({ database: 'nowhere' })).toMatch(/sees no database nowhere/);
    expect(await message({ port: 1 })).toMatch(/cannot connect to .*127\.0\.0\.1:1 \(ECONNREFUSED\)/);
    expect(await message({ host: 'no-such-machine.invalid' })).toMatch(/no machine is known/);
    expect(await message({ tls: 'verify' })).toMatch(/takes no TLS.*tls: off/);
  });

  it('in a worker is a problem of the table', async () => {
    await using main = await openAs(server(), full);
    const [piece] = (await planOf(main, 'shop/steady')).pieces;
    const problem = async (given: object) => {
      await using worker = await openAs(server(), { ...full, ...given }, { forReading: true });
      return problemOf(readPiece(worker, 'shop/steady', piece!));
    };
    expect(await problem({ password: 'wrong-passphrase' })).toEqual({ code: 'unreadable', detail: 'login' });
    expect(await problem({ port: 1 })).toEqual({ code: 'unreadable', detail: 'connection' });
  });

  it('may have its password in the environment or in an option file that only its owner reads', async () => {
    const without = { ...reader, password: undefined };
    process.env['MYSQL_PWD'] = server().password;
    try {
      await using open = await openAs(server(), without);
      expect((await listAll(open)).items.length).toBeGreaterThan(0);
    } finally {
      delete process.env['MYSQL_PWD'];
    }
    using files = tree();
    const file = join(files.dir, 'my.cnf');
    const { port, password } = server();
    writeFileSync(
      file,
      `# a comment\n[mysqldump]\nuser = someone\npassword = wrong-passphrase\n[client]\nuser=reader\npassword = "${password}"\nhost = 127.0.0.1\nport=${port}\n[other]\nport=1\n`,
    );
    chmodSync(file, 0o600);
    const named = {
      database: 'shop',
      option_file: file,
      password: undefined,
      user: undefined,
      host: undefined,
      port: undefined,
    };
    await using open = await openAs(server(), named);
    expect((await listAll(open)).items.length).toBeGreaterThan(0);
    chmodSync(file, 0o644);
    expect(await message(named)).toMatch(/every user of this machine may read it; chmod 600/);
    expect(await message({ ...named, option_file: join(files.dir, 'none.cnf') })).toMatch(
      /cannot be read; check option_file/,
    );
    chmodSync(file, 0o600);
    expect(await message({ ...named, user: 'root' })).toMatch(/refuses the password of user root/);
  });
});
