import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PostgresServer } from '../../support/postgres.ts';
import { openAs, readTable, withServer } from './kit.ts';

async function prepare({ sql, createDatabase, createRole }: PostgresServer): Promise<void> {
  await createDatabase('shop');
  await createRole('reader');
  await sql('shop', "CREATE TABLE t AS SELECT 'x'::text AS a; GRANT SELECT ON t TO reader");
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
      expect((await readTable(open, 'public/t')).rows).toEqual([['x']]);
    }
    await using open = await openAs(server(), { ...reader, ca: server().ca });
    const sessions = await server().sql(
      'shop',
      "SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'wayward'",
    );
    expect(sessions).toEqual([{ ssl: true }]);
    await open[Symbol.asyncDispose]();
  });

  it('is refused for a certificate of nobody, and for one of another machine', async () => {
    expect(await refused({})).toMatch(/^CannotRun: .*not signed by anyone this machine trusts.*ca:/);
    expect(await refused({ ca: join(tmpdir(), 'no such file') })).toMatch(/^CannotRun: .*cannot be read/);
    expect(await refused({ ca: other().ca }, other())).toMatch(/^CannotRun: .*is not for 127\.0\.0\.1/);
    expect(await refused({ ca: other().ca, host: 'localhost' }, other())).toMatch(/^CannotRun: .*is not for localhost/);
    const folder = mkdtempSync(join(tmpdir(), 'wayward-ca-'));
    writeFileSync(join(folder, 'empty.pem'), '');
    expect(await refused({ ca: join(folder, 'empty.pem') })).toMatch(/^CannotRun: /);
    rmSync(folder, { recursive: true });
  });

  it('may be off on this machine, and goes not over a socket', async () => {
    await using open = await openAs(server(), { ...reader, tls: 'off' });
    expect(open.cautions).toEqual([]);
    await using socket = await openAs(server(), { ...reader, host: server().socket });
    expect((await readTable(socket, 'public/t')).rows).toEqual([['x']]);
  });
});
