import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPassword, NoPassword, passwordIn } from '../../../agent/sources/lib/postgres/password.ts';
import { postgresSettings } from '../../../agent/sources/lib/postgres/settings.ts';

const settings = (given: object = {}) =>
  postgresSettings.parse({ host: 'db.example', port: 5433, user: 'reader', database: 'shop', ...given });

describe('a line of .pgpass', () => {
  it.each([
    ['db.example:5433:shop:reader:one', 'one'],
    ['*:*:*:*:any', 'any'],
    ['# db.example:5433:shop:reader:no\nother:*:*:*:no\n*:*:shop:*:two', 'two'],
    ['db.example:5433:shop:reader:with\\:colon\\\\and', 'with:colon\\and'],
    ['db.example:5433:shop:reader:first:rest', 'first'],
    ['db.example:5432:shop:reader:no', null],
    ['db.example:5433:shop', null],
    ['', null],
  ])('%s', (text, password) => {
    expect(passwordIn(text, settings())).toBe(password);
  });

  it('means the socket of this machine by localhost', () => {
    expect(passwordIn('localhost:5433:shop:reader:x', settings({ host: '/run/postgresql' }))).toBe('x');
  });
});

describe('a password', () => {
  const names = ['PGPASSWORD', 'PGPASSFILE'] as const;
  const before = names.map((name) => process.env[name]);
  const folder = mkdtempSync(join(tmpdir(), 'wayward-pass-'));
  const file = join(folder, 'pgpass');

  beforeEach(() => {
    writeFileSync(file, '*:*:*:*:from-file\n');
    chmodSync(file, 0o600);
    process.env['PGPASSFILE'] = file;
    delete process.env['PGPASSWORD'];
  });
  afterEach(() => {
    names.forEach((name, index) => {
      const value = before[index];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    });
  });

  it('comes from the settings, else the environment, else a file', async () => {
    expect(await findPassword(settings())).toBe('from-file');
    process.env['PGPASSWORD'] = 'from-environment';
    expect(await findPassword(settings())).toBe('from-environment');
    expect(await findPassword(settings({ password: 'given' }))).toBe('given');
  });

  it('is not taken from a file that others may read', async () => {
    chmodSync(file, 0o644);
    await expect(findPassword(settings())).rejects.toBeInstanceOf(NoPassword);
    rmSync(folder, { recursive: true });
    await expect(findPassword(settings())).rejects.toBeInstanceOf(NoPassword);
  });
});
