import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WatchTrouble, WatchWishes } from '../../agent/contracts/source.ts';
import folder, { checkWatchable } from '../../agent/sources/folder.ts';
import { readMounts } from '../../agent/sources/lib/mounts.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'wayward-watch-'));
  mkdirSync(join(dir, 'a/deep'), { recursive: true });
  writeFileSync(join(dir, 'a/one.txt'), 'one');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function watching(more: Partial<WatchWishes> = {}, settings: object = {}) {
  const changed: string[] = [];
  const gone: string[] = [];
  const trouble: WatchTrouble[] = [];
  const { signal } = new AbortController();
  const open = await folder.open(folder.settings.parse({ path: dir, ...settings }), {
    ...{ signal, ownPaths: [join(dir, 'state')], forReading: false },
  });
  const wishes = { settleMs: 100, mostFolders: 1000, compareMs: 3_600_000, ...more };
  const told = {
    changed: (unit: string) => void changed.push(unit),
    gone: (unit: string) => void gone.push(unit),
    trouble: (what: WatchTrouble) => void trouble.push(what),
  };
  const watched = await open.watch?.(wishes, told, signal);
  if (watched === undefined) throw new Error('not watched');
  return { ...{ changed, gone, trouble, watched, open }, [Symbol.asyncDispose]: () => watched[Symbol.asyncDispose]() };
}

async function until(what: () => boolean): Promise<void> {
  while (!what()) await sleep(20);
}

describe('a folder that is watched', () => {
  it('tells the folder of a file that is new, changed, renamed or deleted, once it is quiet', async () => {
    await using of = await watching();
    expect([of.watched.folders, of.watched.unwatched]).toEqual([3, 0]);
    writeFileSync(join(dir, 'a/two.txt'), 'two');
    await until(() => of.changed.length > 0);
    expect(of.changed).toEqual(['a']);
    await appendFile(join(dir, 'a/deep/x.txt'), 'x');
    await until(() => of.changed.includes('a/deep'));
    renameSync(join(dir, 'a/two.txt'), join(dir, 'moved.txt'));
    await until(() => of.changed.includes('') && of.changed.filter((one) => one === 'a').length === 2);
    rmSync(join(dir, 'moved.txt'));
    await until(() => of.changed.filter((one) => one === '').length === 2);
    expect(of.gone).toEqual([]);
  });

  it('waits until a file that is being written has been written', async () => {
    await using of = await watching({ settleMs: 400 });
    for (let n = 0; n < 12; n++) {
      await appendFile(join(dir, 'a/long.txt'), 'part\n');
      await sleep(50);
    }
    expect(of.changed).toEqual([]);
    await until(() => of.changed.length > 0);
    expect(of.changed).toEqual(['a']);
  });

  it('watches folders that come, with what came in with them, and tells those that go', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'wayward-elsewhere-'));
    mkdirSync(join(elsewhere, 'in/inner'), { recursive: true });
    writeFileSync(join(elsewhere, 'in/inner/y.txt'), 'y');
    await using of = await watching();
    renameSync(join(elsewhere, 'in'), join(dir, 'in'));
    rmSync(elsewhere, { recursive: true });
    await until(() => of.changed.includes('in/inner'));
    expect(of.watched.folders).toBe(5);
    writeFileSync(join(dir, 'in/inner/z.txt'), 'z');
    await until(() => of.changed.filter((one) => one === 'in/inner').length === 2);
    renameSync(join(dir, 'in'), join(dir, 'a/out'));
    await until(() => of.gone.includes('in') && of.changed.includes('a/out/inner'));
    rmSync(join(dir, 'a'), { recursive: true });
    await until(() => of.gone.includes('a'));
    expect(of.watched.folders).toBe(1);
    expect(await of.open.isThere?.('a')).toBe(false);
    expect(await of.open.isThere?.('')).toBe(true);
  });

  it('does not look at what is left out, or is ours', async () => {
    mkdirSync(join(dir, 'state'));
    mkdirSync(join(dir, 'tmp'));
    await using of = await watching({}, { exclude: ['tmp/**'] });
    expect(of.watched.folders).toBe(3);
    writeFileSync(join(dir, 'state/x'), '');
    writeFileSync(join(dir, 'tmp/x'), '');
    writeFileSync(join(dir, 'a/x'), '');
    await until(() => of.changed.length > 0);
    expect(of.changed).toEqual(['a']);
  });

  it('takes no more folders than it may, says so, and compares the others by their dates', async () => {
    for (let n = 0; n < 20; n++) mkdirSync(join(dir, `more/${n}`), { recursive: true });
    await using of = await watching({ mostFolders: 5, compareMs: 200 });
    expect([of.watched.folders, of.watched.unwatched]).toEqual([5, 19]);
    expect(of.trouble).toEqual([{ code: 'too_many_folders', detail: '5' }]);
    for (let n = 0; n < 20; n++) writeFileSync(join(dir, `more/${n}/x.txt`), 'x');
    await until(() => new Set(of.changed.filter((one) => one.startsWith('more/'))).size === 20);
    expect(of.trouble).toHaveLength(1);
  });

  it('says when the events of one moment may not have been all', async () => {
    await using of = await watching({ mostQueued: 100 });
    // In one go: nothing of it is taken in between.
    for (let n = 0; n < 200; n++) writeFileSync(join(dir, `a/${n}.txt`), 'x');
    await until(() => of.trouble.length > 0);
    expect(of.trouble[0]).toEqual({ code: 'overflow', detail: '100' });
  });

  it('says when the place itself has gone', async () => {
    await using of = await watching();
    renameSync(dir, `${dir}-away`);
    try {
      await until(() => of.trouble.length > 0);
      expect(of.trouble).toEqual([{ code: 'died', detail: 'away' }]);
    } finally {
      renameSync(`${dir}-away`, dir);
    }
  });

  it('refuses a network mount, whose changes nobody tells, with the reason', async () => {
    const table = (type: string) => `36 35 0:42 / /mnt rw,noatime shared:1 - ${type} server:/x rw\n`;
    for (const type of ['nfs', 'nfs4', 'cifs', 'smb3', 'fuse.sshfs', 'fuse.rclone', 'fuse.glusterfs', 'ceph', '9p']) {
      const mounts = await readMounts(table(type));
      expect(() => checkWatchable('/mnt', null, mounts, 42n)).toThrow(`/mnt lies on a network mount (${type})`);
    }
    for (const type of ['ext4', 'xfs', 'btrfs', 'fuseblk', 'tmpfs', 'overlay']) {
      const mounts = await readMounts(table(type));
      expect(() => checkWatchable('/mnt', null, mounts, 42n)).not.toThrow();
    }
    const real = await readMounts(table('ext4'));
    expect(real.typeOf(42n)).toBe('ext4');
    expect(() => checkWatchable('/mnt/x.txt', 'x.txt', real, 42n)).toThrow('is a single file');
  });
});
