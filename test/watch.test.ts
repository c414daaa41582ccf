import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { takeLock } from '../agent/store/lock.ts';
import { openStore } from '../agent/store/sqlite.ts';
import type { LogLine } from './support/agent.ts';
import { startWayward, wayward } from './support/cli.ts';
import { ibans } from './support/ibans.ts';

const root = mkdtempSync(join(tmpdir(), 'wayward-watch-'));
chmodSync(root, 0o755);
afterAll(() => rmSync(root, { recursive: true, force: true }));
const numbers = ibans(50);
const slow = { timeout: 240_000 };

let places = 0;
function place(more = '') {
  const dir = join(root, String(++places));
  mkdirSync(join(dir, 'share/a'), { recursive: true });
  const put = (path: string, n: number) => {
    mkdirSync(join(dir, 'share', path, '..'), { recursive: true });
    writeFileSync(join(dir, 'share', path), `Kunde, Kontonummer IBAN: ${numbers[n]}\n`, { mode: 0o644 });
  };
  put('a/one.txt', 0);
  const config = join(dir, 'wayward.yaml');
  const configure = (text: string) => writeFileSync(config, text);
  const usual = `version: 1
state: ./state
sources: [{ name: share, kind: folder, path: ./share }]
policy: { version: 1, locations: [], alerts: { severity: high } }
destinations: [{ name: log, kind: file, path: ./events.jsonl }]
outbox: { deliver_for: 5 s }
`;
  configure(usual + more);
  const events = () => {
    const file = join(dir, 'events.jsonl');
    if (!existsSync(file)) return [];
    const whole = readFileSync(file, 'utf8').split('\n').slice(0, -1);
    return whole.map((line) => JSON.parse(line) as { activity_name: string; message: string; class_uid: number });
  };
  const told = (activity: string, path: string) =>
    events().filter(({ class_uid: uid, activity_name: name, message }) => {
      return uid === 2006 && name === activity && message.includes(path);
    }).length;
  return { dir, config, configure, usual, put, events, told, state: join(dir, 'state'), share: join(dir, 'share') };
}

function startWatch(config: string, more: readonly string[] = []) {
  const { child, ended } = startWayward(['watch', '--config', config, '--settle', '200 ms', ...more]);
  let text = '';
  child.stderr?.on('data', (chunk: string) => {
    text += chunk;
  });
  const log = () => {
    const lines = text.split('\n').filter((line) => line.startsWith('{') && line.endsWith('}'));
    return lines.map((line) => JSON.parse(line) as LogLine);
  };
  const until = async (what: () => unknown) => {
    while (!what()) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`it has ended:\n${text}`);
      await sleep(50);
    }
  };
  return {
    ...{ child, ended, log, until, text: () => text },
    logged: (event: string) => until(() => log().some((line) => line.event === event)),
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    },
  };
}

describe('wayward watch', () => {
  it(
    'scans, judges and tells what is new, changed, renamed and deleted, in the ledger of the scans',
    slow,
    async () => {
      const { config, put, told, share, state, events, dir } = place();
      await using watch = startWatch(config);
      // What was there before, too.
      await watch.until(() => told('Create', 'share/a/one.txt') === 1);
      put('a/two.txt', 1);
      await watch.until(() => told('Create', 'share/a/two.txt') === 1);
      put('b/c/three.txt', 2);
      await watch.until(() => told('Create', 'share/b/c/three.txt') === 1);
      expect(events().filter(({ message }) => message.startsWith('Alert: ')).length).toBeGreaterThanOrEqual(3);
      writeFileSync(join(share, 'a/one.txt'), `nothing any more\n`);
      await watch.until(() => told('Close', 'share/a/one.txt') === 1);
      renameSync(join(share, 'a/two.txt'), join(share, 'a/four.txt'));
      await watch.until(() => told('Create', 'share/a/four.txt') + told('Update', 'share/a/four.txt') === 1);
      rmSync(join(share, 'b'), { recursive: true });
      await watch.until(() => told('Close', 'share/b/c/three.txt') === 1);

      // Nobody has opened a second run for it, and the numbers are those of what is there.
      await watch.until(() => watch.log().filter(({ event }) => event === 'looked_again').length >= 5);
      const begun = Date.now();
      watch.child.kill('SIGTERM');
      expect(await watch.ended).toMatchObject({ code: 0, signal: null });
      expect(Date.now() - begun).toBeLessThan(30_000);
      expect(watch.text()).not.toMatch(/one\.txt|four|share\/a/);
      {
        await using store = await openStore(state, { readOnly: true });
        const runs = await store.runs();
        expect(runs).toHaveLength(1);
        const coverage = await store.coverage(runs[0]?.id ?? '');
        expect(coverage).toMatchObject([{ listed: 2, read: 2 }]);
        const paths = (await Array.fromAsync(store.items(runs[0]?.id ?? ''))).map(({ path }) => path);
        expect(paths).toEqual(['a/four.txt', 'a/one.txt']);
        const verdicts = await Array.fromAsync(store.verdicts(runs[0]?.id ?? ''));
        expect(verdicts.map(({ result }) => result)).toEqual(['violation']);
      }
      // The scans go on from there: nothing is read twice.
      const again = await wayward(['scan', '--config', config, '--report', `jsonl=${join(dir, 'report.jsonl')}`]);
      expect(again.out).toMatch(/2 files listed/);
      expect(readFileSync(join(dir, 'report.jsonl'), 'utf8').match(/"carried":true/g)?.length).toBeGreaterThanOrEqual(
        1,
      );
    },
  );

  it('makes up for what changed while nobody watched, and waits while a scan holds the store', slow, async () => {
    const { config, put, told, share, state } = place();
    put('gone/x.txt', 3);
    await wayward(['scan', '--quiet', '--config', config]);
    expect(told('Create', 'gone/x.txt')).toBe(1);
    rmSync(join(share, 'gone'), { recursive: true });
    put('a/late.txt', 4);
    const lock = takeLock(state);
    await using watch = startWatch(config);
    await watch.logged('job_waits');
    expect(told('Create', 'late.txt')).toBe(0);
    lock.release(true);
    await watch.until(() => told('Create', 'late.txt') === 1 && told('Close', 'gone/x.txt') === 1);
  });

  it(
    'takes a right configuration as soon as it is written, and keeps the one before when it is wrong',
    slow,
    async () => {
      const { config, configure, usual, put, told, dir } = place();
      await using watch = startWatch(config);
      await watch.until(() => told('Create', 'share/a/one.txt') === 1);
      configure(`${usual}nonsense: 1\n`);
      await watch.logged('configuration_refused');
      put('a/two.txt', 5);
      await watch.until(() => told('Create', 'share/a/two.txt') === 1);
      mkdirSync(join(dir, 'other'));
      writeFileSync(join(dir, 'other/o.txt'), `IBAN: ${numbers[6]}\n`);
      configure(usual.replace('path: ./share }', 'path: ./share }, { name: other, kind: folder, path: ./other }'));
      await watch.logged('configuration_read');
      await watch.until(() => told('Create', 'other/o.txt') === 1);
    },
  );

  it('says what it cannot watch, and why', slow, async () => {
    const { config, configure, usual, dir } = place();
    expect((await wayward(['watch', 'nowhere', '--config', config])).err).toContain('there is no source nowhere');
    expect((await wayward(['watch', '--settle', 'soon', '--config', config])).err).toContain('is no duration');
    configure(usual.replace('kind: folder, path: ./share', 'kind: sqlite, path: ./db.sqlite'));
    const { code, err } = await wayward(['watch', '--config', config]);
    expect([code, err]).toEqual([2, expect.stringContaining('does not tell what changes')]);
    configure(usual.replace('./share', './nothing'));
    expect((await wayward(['watch', '--config', config])).err).toContain('does not exist');
    expect(existsSync(join(dir, 'events.jsonl'))).toBe(false);
  });
});
