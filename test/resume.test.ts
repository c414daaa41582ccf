import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, type TestContext } from 'vitest';
import { ofType, readJsonl, wayward } from './support/cli.ts';
import { skipUnless } from './support/require.ts';
import { tree } from './support/tree.ts';

const mail = (n: number) => `Kontakt: synthetic.person${n}@acme-kunden.de\n`;

function shareOf(files: number) {
  const place = tree(
    Object.fromEntries(Array.from({ length: files }, (_, n) => [`share/d${n % 10}/${n}.txt`, mail(n)])),
  );
  const report = join(place.dir, 'r.jsonl');
  const options = { cwd: place.dir, env: { ...process.env, XDG_CONFIG_HOME: join(place.dir, 'config') } };
  const state = join(place.dir, 'state');
  return {
    ...place,
    [Symbol.dispose]: () => place[Symbol.dispose](),
    state,
    store: join(state, 'wayward.db'),
    scan: (dir = state) =>
      wayward(
        ['scan', join(place.dir, 'share'), '--state', dir, '--report', `jsonl=${report}`, '--workers', '1'],
        options,
      ),
    run: (...args: string[]) => wayward([...args, '--state', state], options),
    lines: (type: string) => ofType(readJsonl(report), type),
  };
}

/** Pages in use overwritten, from `from` to `to` of the file's length. */
function damage(file: string, from: number, to: number): void {
  const bytes = readFileSync(file);
  const start = Math.floor((bytes.length * from) / 4096) * 4096;
  bytes.fill(0x5a, start, Math.max(start + 4096, Math.floor(bytes.length * to)));
  writeFileSync(file, bytes);
}

describe('a damaged store', () => {
  it.each([
    ['in the middle', 0.4, 0.7],
    ['at its beginning', 0, 0.1],
    ['all of it', 0, 1],
  ])('%s: is kept beside a new one, which the scan fills again', { timeout: 120_000 }, async (_, from, to) => {
    using share = shareOf(60);
    expect((await share.scan()).code).toBe(0);
    const found = share.lines('finding').map((line) => line['id']);
    damage(share.store, from / 1, to);
    const ran = await share.scan();
    expect(ran.err).toContain('THE STORE WAS DAMAGED');
    expect(ran.err).not.toContain('internal error');
    expect(ran.code).toBe(16);
    expect(ran.out).toContain('was made anew');
    const [backup] = readdirSync(share.state).filter((name) => name.includes('.damaged-'));
    expect(share.lines('run')[0]?.['rebuilt_from']).toBe(backup);
    expect(share.lines('coverage').at(-1)).toMatchObject({ listed: 60, read: 60, carried: 0 });
    expect(share.lines('finding').map((line) => line['id'])).toEqual(found);
    expect((await share.run('audit')).out).toContain('store_rebuilt');
    // From then on all is as ever.
    expect((await share.scan()).code).toBe(0);
    expect(share.lines('coverage').at(-1)).toMatchObject({ carried: 60 });
  });

  it('keeps the audit trail, and how findings stood', { timeout: 120_000 }, async () => {
    using share = shareOf(60);
    await share.scan();
    const db = new DatabaseSync(share.store);
    const audit = db.prepare(
      `INSERT INTO audit (time, actor, action, object, details) VALUES ('t', 'a', ?, 'o', '{}')`,
    );
    for (let n = 0; n < 200; n++) audit.run(`action_${n}`);
    // The root page of the table of items alone.
    const { rootpage } = db.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'items'`).get() as {
      rootpage: number;
    };
    const { page_size: size } = db.prepare('PRAGMA page_size').get() as { page_size: number };
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
    const bytes = readFileSync(share.store);
    bytes.fill(0x5a, (rootpage - 1) * size, rootpage * size);
    writeFileSync(share.store, bytes);
    rmSync(join(share.dir, 'share/d0'), { recursive: true });
    expect((await share.scan()).code).toBe(16);
    const trail = (await share.run('audit')).out;
    for (const n of [0, 99, 199]) expect(trail).toContain(`action_${n}`);
    expect(share.lines('comparison')).toMatchObject([{ still: 54, new: {}, gone: { deleted: 6 } }]);
  });

  it('never touches a database of somebody else', { timeout: 60_000 }, async () => {
    using share = shareOf(2);
    mkdirSync(share.state);
    const other = new DatabaseSync(share.store);
    other.exec('CREATE TABLE theirs (x)');
    other.close();
    const { code, err } = await share.scan();
    expect(code).toBe(2);
    expect(err).toContain('is no Wayward store');
    expect(readdirSync(share.state).filter((name) => name.includes('damaged'))).toEqual([]);
  });
});

describe('a full disk', () => {
  it('ends the scan with a clear word, and the next carries on', { timeout: 180_000 }, async (context: TestContext) => {
    using share = shareOf(400);
    const small = join(share.dir, 'small');
    mkdirSync(small);
    let mounted = false;
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=700k', 'tmpfs', small], { stdio: 'ignore' });
      mounted = true;
    } catch {
      // Not allowed here.
    }
    skipUnless(context, mounted, 'a file system of its own, which needs root');
    try {
      const first = await share.scan(small);
      expect(first.err).toMatch(/is full\. Make room/);
      expect(first.code).toBe(2);
      execFileSync('mount', ['-o', 'remount,size=50m', small], { stdio: 'ignore' });
      const second = await share.scan(small);
      expect(second.err).toBe('');
      expect(second.code).toBe(0);
      expect(share.lines('coverage').at(-1)).toMatchObject({ listed: 400, read: 400 });
      expect(share.lines('finding')).toHaveLength(400);
    } finally {
      execFileSync('umount', [small], { stdio: 'ignore' });
    }
  });
});

describe('a share that is not mounted', () => {
  it('is a gap and no deletion; one that was emptied is', { timeout: 120_000 }, async () => {
    using share = shareOf(20);
    const root = join(share.dir, 'share');
    await share.scan();
    renameSync(root, join(share.dir, 'away'));
    mkdirSync(root);
    const away = await share.scan();
    expect(away.code).toBe(4);
    expect(share.lines('problem')).toMatchObject([{ status: 'gap', code: 'vanished', detail: 'not_mounted' }]);
    expect(share.lines('comparison')).toMatchObject([{ gone: { not_covered: 20 } }]);
    rmSync(root, { recursive: true });
    renameSync(join(share.dir, 'away'), root);
    expect((await share.scan()).code).toBe(0);
    expect(share.lines('coverage').at(-1)).toMatchObject({ listed: 20, carried: 20 });
    expect(share.lines('comparison')).toMatchObject([{ new: { covered: 20 }, gone: {} }]);
    for (const name of readdirSync(root)) rmSync(join(root, name), { recursive: true });
    expect((await share.scan()).code).toBe(0);
    expect(share.lines('comparison')).toMatchObject([{ open: 0, gone: { deleted: 20 } }]);
  });
});
