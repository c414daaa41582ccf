import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MariadbServer } from '../../support/mariadb.ts';
import { tree } from '../../support/tree.ts';
import { openAs, readTable, withServer } from './kit.ts';

async function prepare({ sql, createUser }: MariadbServer): Promise<void> {
  await sql(`CREATE DATABASE shop; CREATE TABLE shop.t (a text); INSERT INTO shop.t VALUES ('x')`);
  await createUser('reader', 'SELECT ON shop.*');
}
const server = withServer(prepare, { tls: true });
const other = withServer(prepare, { tls: 'elsewhere.example' });

const reader = { user: 'reader', database: 'shop', tls: 'verify' };
const refused = (given: object, at = server()) =>
  openAs(at, { ...reader, ...given }).then(
    () => 'opened',
    (error: Error) => `${error.name}: ${error.message}`,
  );

describe('TLS', () => {
  it('is checked against the certificates that are named', async () => {
    for (const host of ['localhost', '127.0.0.1']) {
      await using open = await openAs(server(), { ...reader, host, ca: server().ca });
      expect(open.cautions).toEqual([]);
      expect((await readTable(open, 'shop/t')).rows).toEqual([['x']]);
    }
    await server().sql(`ALTER USER reader REQUIRE SSL`);
    await using open = await openAs(server(), { ...reader, ca: server().ca });
    expect((await readTable(open, 'shop/t')).rows).toEqual([['x']]);
    expect(await refused({ tls: 'off' })).toMatch(/^CannotRun: /);
    await server().sql(`ALTER USER reader REQUIRE NONE`);
  });

  it('is refused for a certificate of nobody, and for one of another machine', async () => {
    expect(await refused({})).toMatch(/^CannotRun: .*not signed by anyone this machine trusts.*ca:/);
    expect(await refused({ ca: join(tmpdir(), 'no such file') })).toMatch(/^CannotRun: .*cannot be read/);
    expect(await refused({ ca: other().ca }, other())).toMatch(/^CannotRun: .*is not for 127\.0\.0\.1/);
    expect(await refused({ ca: other().ca, host: 'localhost' }, other())).toMatch(/^CannotRun: .*is not for localhost/);
    using files = tree();
    writeFileSync(join(files.dir, 'empty.pem'), '');
    expect(await refused({ ca: join(files.dir, 'empty.pem') })).toMatch(/^CannotRun: /);
  });

  it('may be off on this machine, and goes not over a socket', async () => {
    await using open = await openAs(server(), { ...reader, tls: 'off' });
    expect(open.cautions).toEqual([]);
    await using socket = await openAs(server(), { ...reader, host: server().socket });
    expect((await readTable(socket, 'shop/t')).rows).toEqual([['x']]);
  });
});
