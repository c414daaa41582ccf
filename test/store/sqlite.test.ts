import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Database } from '../../agent/store/database.ts';
import { readScripts, type Script, upgrade } from '../../agent/store/schema.ts';
import { openStore } from '../../agent/store/sqlite.ts';
import { all, done, finding, fingerprint, item, runStart } from './make.ts';
import { storeSuite } from './suite.ts';

storeSuite('SQLite store', openStore);

describe('SQLite file', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'wayward-sqlite-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const file = () => join(dir, 'wayward.db');
  const fill = async () => {
    await using store = await openStore(dir);
    const run = (await store.beginRun(runStart())).id;
    const records = Array.from({ length: 500 }, (_, i) => {
      const one = item({ run, name: `file ${i}` });
      return { item: one, findings: [finding(one, 'email')] };
    });
    await store.commitUnit(run, 'share', '', done({ records }));
    await store.endRun(run, 'finished', '');
  };

  it('lets nobody but its owner in', async () => {
    const state = join(dir, 'new', 'state');
    const store = await openStore(state);
    await store.audit({ time: '', actor: '', action: '', object: '', details: {} });
    expect(statSync(state).mode & 0o777).toBe(0o700);
    const files = readdirSync(state);
    expect(files).toEqual(
      expect.arrayContaining(['wayward.db', 'wayward.db-wal', 'wayward.lock', 'wayward.lock.json']),
    );
    for (const name of files) expect([name, statSync(join(state, name)).mode & 0o077]).toEqual([name, 0]);
    await store[Symbol.asyncDispose]();
    expect(readdirSync(state).sort()).toEqual(['wayward.db', 'wayward.lock']);
  });

  it('leaves no trace of a fingerprint that is forgotten, and never holds a value', async () => {
    const value = 'erika.mustermann@example.com';
    const kept = fingerprint(value);
    const bytes = Buffer.from(kept, 'hex');
    {
      await using store = await openStore(dir);
      const run = (await store.beginRun(runStart())).id;
      const one = item({ run, name: 'a' });
      const findings = [finding(one, 'email', { fingerprints: [kept] })];
      await store.commitUnit(run, 'share', '', done({ records: [{ item: one, findings }] }));
      await store.endRun(run, 'finished', '');
    }
    expect(readFileSync(file()).includes(bytes)).toBe(true);
    for (const name of readdirSync(dir)) expect(readFileSync(join(dir, name)).includes(value)).toBe(false);
    {
      await using store = await openStore(dir);
      const run = (await store.beginRun(runStart())).id;
      await store.commitUnit(run, 'share', '', done({ gone: [item({ run, name: 'a' }).id] }));
      await store.endRun(run, 'finished', '');
    }
    for (const name of readdirSync(dir)) expect(readFileSync(join(dir, name)).includes(bytes)).toBe(false);
  });

  it('lets nobody change or shorten the audit trail', async () => {
    {
      await using store = await openStore(dir);
      for (const object of ['f-1', 'f-2'])
        await store.audit({ time: 't', actor: 'a', action: 'show', object, details: {} });
    }
    const db = new DatabaseSync(file());
    for (const sql of [
      `UPDATE audit SET actor = 'b'`,
      'DELETE FROM audit WHERE seq = 2',
      `INSERT OR REPLACE INTO audit (seq, time, actor, action, object, details) VALUES (1, 't', 'b', 'show', 'f-1', '{}')`,
    ]) {
      expect(() => db.exec(sql)).toThrow('append-only');
    }
    db.close();
    await using store = await openStore(dir, { readOnly: true });
    expect((await all(store.auditTrail())).map(({ actor }) => actor)).toEqual(['a', 'a']);
  });

  describe('schema', () => {
    it('is brought up to date from every earlier number, and keeps what is there', async () => {
      const scripts = readScripts();
      expect(scripts.length).toBeGreaterThan(1);
      for (const { number } of scripts) {
        const old = join(dir, `at-${number}.db`);
        const db = new Database(old, { readOnly: false });
        upgrade(db, old, scripts.slice(0, number));
        expect(db.get('PRAGMA user_version')).toEqual({ user_version: number });
        db.exec(
          `INSERT INTO runs (id, state, started_at, version, config_hash, key_id) VALUES ('r', 'failed', '', '', '', '')`,
        );
        upgrade(db, old);
        expect(db.get('PRAGMA user_version')).toEqual({ user_version: scripts.length });
        expect(db.all('SELECT id FROM runs')).toEqual([{ id: 'r' }]);
        expect(db.all('SELECT * FROM verdicts')).toEqual([]);
        db.close();
      }
    });

    it('is left as it was when a script fails', () => {
      const db = new Database(file(), { readOnly: false });
      const broken: Script = { number: 1, name: '0001-x.sql', sql: 'CREATE TABLE a (b); CREATE TABLE a (b);' };
      expect(() => upgrade(db, file(), [broken])).toThrow();
      expect(db.get('PRAGMA user_version')).toEqual({ user_version: 0 });
      expect(db.all('SELECT name FROM sqlite_schema')).toEqual([]);
      db.close();
    });

    it('is refused when it is newer, for writing and for reading', async () => {
      await fill();
      const db = new DatabaseSync(file());
      db.exec('PRAGMA user_version = 99');
      db.close();
      const before = readFileSync(file());
      const newer = expect.objectContaining({ code: 'newer', message: expect.stringContaining('schema 99') });
      await expect(openStore(dir)).rejects.toEqual(newer);
      await expect(openStore(dir, { readOnly: true })).rejects.toEqual(newer);
      expect(readFileSync(file()).equals(before)).toBe(true);
    });
  });

  describe('a file that is no store', () => {
    it('is refused, and not changed', async () => {
      const other = new DatabaseSync(file());
      other.exec('CREATE TABLE somebody_elses (x)');
      other.close();
      const before = readFileSync(file());
      await expect(openStore(dir)).rejects.toMatchObject({ code: 'foreign' });
      await expect(openStore(dir, { readOnly: true })).rejects.toMatchObject({ code: 'foreign' });
      expect(readFileSync(file()).equals(before)).toBe(true);
      writeFileSync(file(), 'Dear reader, this is a letter.\n'.repeat(200));
      await expect(openStore(dir)).rejects.toMatchObject({ code: 'foreign' });
      await expect(openStore(dir, { readOnly: true })).rejects.toMatchObject({ code: 'foreign' });
      expect(readFileSync(file(), 'utf8')).toBe('Dear reader, this is a letter.\n'.repeat(200));
    });

    it.skipIf(process.getuid?.() === 0)('or may not be written to, is named', async () => {
      chmodSync(dir, 0o500);
      await expect(openStore(dir)).rejects.toMatchObject({ code: 'unusable' });
      chmodSync(dir, 0o700);
    });

    it('nor a folder, is named', async () => {
      writeFileSync(join(dir, 'plain'), '');
      await expect(openStore(join(dir, 'plain', 'state'))).rejects.toMatchObject({ code: 'unusable' });
    });
  });

  describe('a damaged file', () => {
    /** The middle overwritten: the header is whole, a page in use is not. */
    const damage = () => {
      const bytes = readFileSync(file());
      bytes.fill(0x5a, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 40_000);
      writeFileSync(file(), bytes);
      return bytes;
    };
    const told = expect.objectContaining({ code: 'damaged', message: expect.stringContaining('backup') });

    it('is told when it is met, and stays where it is', async () => {
      await fill();
      const bytes = damage();
      const meet = async () => {
        await using store = await openStore(dir, { readOnly: true });
        await all(store.items((await store.run())?.id ?? ''));
        await all(store.findings((await store.run())?.id ?? ''));
      };
      await expect(meet()).rejects.toEqual(told);
      expect(readFileSync(file()).equals(bytes)).toBe(true);
    });

    it('is looked for after a crash, as often as it is opened', async () => {
      await fill();
      damage();
      const left = { pid: 1, host: 'gone', since: '2026-01-01T00:00:00.000Z' };
      writeFileSync(join(dir, 'wayward.lock.json'), JSON.stringify(left));
      await expect(openStore(dir)).rejects.toEqual(told);
      await expect(openStore(dir)).rejects.toEqual(told);
    });

    it('that ends too early is told', async () => {
      await fill();
      truncateSync(file(), 8192);
      const meet = async () => {
        await using store = await openStore(dir);
        await all(store.items((await store.run())?.id ?? ''));
      };
      await expect(meet()).rejects.toEqual(told);
    });
  });

  describe('lock', () => {
    it('names who holds the folder, also in the same process, and ends with the store', async () => {
      const first = await openStore(dir);
      const refusal = { code: 'locked', message: expect.stringContaining(`process ${process.pid} on `) };
      await expect(openStore(dir)).rejects.toMatchObject(refusal);
      await expect(openStore(dir)).rejects.toMatchObject(refusal);
      await first.audit({ time: '', actor: '', action: '', object: '', details: {} });
      await first[Symbol.asyncDispose]();
      await first[Symbol.asyncDispose]();
      await using second = await openStore(dir);
      expect(await all(second.auditTrail())).toHaveLength(1);
    });

    it('is taken over from a process that was killed', async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', holding(dir)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      try {
        await once(child.stdout, 'data');
        const held = expect.objectContaining({ message: expect.stringMatching(`process ${child.pid} on .+, since 2`) });
        await expect(openStore(dir)).rejects.toEqual(held);
        await using reader = await openStore(dir, { readOnly: true });
        expect(await reader.run()).toMatchObject({ state: 'running' });
      } finally {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      await using store = await openStore(dir);
      expect(await store.run()).toMatchObject({ state: 'failed' });
      expect((await store.known('share', 'd')).size).toBe(1);
    });

    it('is given to one of many that start at once', async () => {
      const children = Array.from({ length: 4 }, () =>
        spawn(process.execPath, ['--input-type=module', '-e', holding(dir)], { stdio: ['ignore', 'pipe', 'ignore'] }),
      );
      const answers = await Promise.all(
        children.map(async (child) => {
          const [said] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
          return Buffer.isBuffer(said) ? 'holds' : 'refused';
        }),
      );
      for (const child of children) child.kill('SIGKILL');
      await Promise.all(children.map((child) => child.exitCode ?? child.signalCode ?? once(child, 'exit')));
      expect(answers.sort()).toEqual(['holds', 'refused', 'refused', 'refused']);
    });
  });
});

/** A program that opens the store, commits inside an unfinished unit, says so, and waits to be killed. */
function holding(dir: string): string {
  const module = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
  return `
    import { openStore } from ${module('../../agent/store/sqlite.ts')};
    import { item, runStart } from ${module('./make.ts')};
    const store = await openStore(${JSON.stringify(dir)});
    const run = (await store.beginRun(runStart())).id;
    await store.commitRecords(run, [{ item: item({ run, unit: 'd', name: 'a' }), findings: [] }]);
    process.stdout.write('holding');
    setInterval(() => {}, 1000);
  `;
}
