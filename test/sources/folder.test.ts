import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../agent/contracts/item.ts';
import type { SourceError, Trouble } from '../../agent/contracts/source.ts';
import folder, { type FolderSettings } from '../../agent/sources/folder.ts';
import { installed, skipUnless } from '../support/require.ts';
import { tree } from '../support/tree.ts';

const { signal } = new AbortController();

async function list(settings: Partial<FolderSettings> & { path: string }, ownPaths: string[] = []) {
  const parsed = folder.settings.parse(settings);
  await using source = await folder.open(parsed, { signal, ownPaths, forReading: false });
  const items: Item[] = [];
  const troubles: Trouble[] = [];
  for await (const unit of source.units(signal)) {
    for await (const found of source.items(unit, signal)) 'trouble' in found ? troubles.push(found) : items.push(found);
  }
  return { items, troubles, paths: items.map(({ path }) => path) };
}

async function readAll(root: string, path: string): Promise<string> {
  await using source = await folder.open(folder.settings.parse({ path: root }), {
    signal,
    ownPaths: [],
    forReading: true,
  });
  await using content = await source.read(path, signal);
  return Buffer.from(await content.read(0, content.size)).toString('latin1');
}

describe('folder source: what it lists', () => {
  it('lists regular files of all folders in order of name, dotfiles too', async () => {
    using share = tree({ 'b/2.txt': '', 'b/10.txt': '', '.hidden': '', 'a/x/deep.txt': '', 'z.txt': '' });
    expect((await list({ path: share.dir })).paths).toEqual([
      '.hidden',
      'z.txt',
      'a/x/deep.txt',
      'b/10.txt',
      'b/2.txt',
    ]);
  });

  it('lists in the order of paths, by their bytes, also what it leaves out', async () => {
    using share = tree({ 'd-x': '', 'd/in': '', 'd.e/in': '', 'd.': '', e: '', '\uFFFD': '', '\u{1F600}': '' });
    const { paths } = await list({ path: share.dir, exclude: ['d/**', 'd.e/**'] });
    expect(paths).toEqual(['d-x', 'd.', 'd.e/', 'd/', 'e', '\uFFFD', '\u{1F600}']);
  });

  it('holds names of a large folder, and looks at a file when it is asked for', async () => {
    const names = Array.from({ length: 12_000 }, (_, i) => `f${String(i).padStart(5, '0')}`);
    using share = tree(Object.fromEntries(names.map((name) => [name, ''])));
    await using source = await folder.open(folder.settings.parse({ path: share.dir }), {
      signal,
      ownPaths: [],
      forReading: false,
    });
    const found: (Item | Trouble)[] = [];
    for await (const unit of source.units(signal)) {
      for await (const one of source.items(unit, signal)) {
        found.push(one);
        if (found.length === 1) for (const name of names.slice(1000)) rmSync(join(share.dir, name));
      }
    }
    expect(found.map(({ path }) => path)).toEqual(names);
    const vanished = found.filter((one) => 'trouble' in one && one.trouble.code === 'vanished' && !one.folder);
    expect(vanished).toHaveLength(11_000);
  });

  it('finds the folders of a unit whose items nobody took', async () => {
    using share = tree({ 'a/b/x': '', 'c/y': '' });
    await using source = await folder.open(folder.settings.parse({ path: share.dir }), {
      signal,
      ownPaths: [],
      forReading: false,
    });
    const units = (await Array.fromAsync(source.units(signal))).map(({ id }) => id);
    expect(units).toEqual(['', 'a', 'a/b', 'c']);
    expect(await Array.fromAsync(source.items({ id: 'a/b' }, signal))).toMatchObject([{ unit: 'a/b', path: 'a/b/x' }]);
  });

  it('keeps names that are no UTF-8, hold backslashes or glob characters, and reads them all', async () => {
    using share = tree({ 'back\\slash.txt': 'a', '[x]{y}*?!.txt': 'b', '  spaces ': 'c', 'new\nline': 'd' });
    const latin1 = Buffer.concat([Buffer.from(`${share.dir}/Rechnung-M`), Buffer.of(0xfc), Buffer.from('ller.txt')]);
    writeFileSync(latin1, 'e');
    mkdirSync(Buffer.concat([Buffer.from(`${share.dir}/d`), Buffer.of(0xff, 0xfe)]));
    writeFileSync(Buffer.concat([Buffer.from(`${share.dir}/d`), Buffer.of(0xff, 0xfe), Buffer.from('/in.txt')]), 'f');
    const { paths, troubles } = await list({ path: share.dir });
    expect(troubles).toEqual([]);
    const texts = await Promise.all(paths.map((path) => readAll(share.dir, path)));
    expect(texts.sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('takes facts from the system', async () => {
    using share = tree({ 'a.txt': 'hello' });
    chmodSync(join(share.dir, 'a.txt'), 0o640);
    utimesSync(join(share.dir, 'a.txt'), 1e9, 1_234_567_890.5);
    const { items } = await list({ path: share.dir });
    expect(items[0]?.facts).toMatchObject({ bytes: 5, mtime: '2009-02-13T23:31:30.500Z', mode: 0o640, links: 1 });
    expect(items[0]?.facts.owner).toBe(process.getuid?.() === 0 ? 'root' : expect.any(String));
  });

  it('takes a single file', async () => {
    using share = tree({ 'a.txt': '', 'b.txt': '' });
    expect((await list({ path: join(share.dir, 'b.txt') })).paths).toEqual(['b.txt']);
  });

  it.each([
    ['nothing/here', 'does not exist'],
    ['fifo', 'neither a folder nor a regular file'],
  ])('says what is wrong with the root %s', async (path, message) => {
    using share = tree();
    execFileSync('mkfifo', [join(share.dir, 'fifo')]);
    await expect(list({ path: join(share.dir, path) })).rejects.toThrow(message);
  });
});

describe('folder source: what it leaves out is counted', () => {
  it('symlinks, FIFOs, sizes, globs and its own files each with their reason', async () => {
    using share = tree({
      'a.txt': '',
      'big.bin': 'x'.repeat(100),
      'node_modules/p/i.js': '',
      'own/db': '',
      'log/x.log': '',
    });
    symlinkSync('a.txt', join(share.dir, 'link'));
    execFileSync('mkfifo', [join(share.dir, 'fifo')]);
    const settings = { path: share.dir, max_size: 99, exclude: ['node_modules/**', '**/*.log'] };
    const { items } = await list(settings, [join(share.dir, 'own')]);
    expect(Object.fromEntries(items.map(({ path, excluded }) => [path, excluded]))).toEqual({
      'a.txt': null,
      'big.bin': 'size',
      fifo: 'special',
      link: 'symlink',
      'node_modules/': 'glob',
      'own/': 'own_state',
      'log/x.log': 'glob',
    });
  });

  it('include takes what it names alone', async () => {
    using share = tree({ 'a.txt': '', 'b.csv': '', 'd/c.csv': '' });
    const { items } = await list({ path: share.dir, include: ['**/*.csv'] });
    expect(items.filter(({ excluded }) => excluded === null).map(({ path }) => path)).toEqual(['b.csv', 'd/c.csv']);
    expect(items).toHaveLength(3);
  });
});

describe('folder source: what goes wrong is told', () => {
  it('a loop of followed links is a trouble, and everything is listed once', async () => {
    using share = tree({ 'd/a.txt': '' });
    symlinkSync('..', join(share.dir, 'd/up'));
    const { paths, troubles } = await list({ path: share.dir, follow_symlinks: true });
    expect(paths).toEqual(['d/a.txt']);
    expect(troubles).toEqual([{ trouble: { code: 'loop', detail: null }, path: 'd/up', folder: false }]);
  });

  it('a link to nothing is vanished when links are followed', async () => {
    using share = tree();
    symlinkSync('nowhere', join(share.dir, 'dangling'));
    const { troubles } = await list({ path: share.dir, follow_symlinks: true });
    expect(troubles.map(({ trouble }) => trouble.code)).toEqual(['vanished']);
  });

  it('a folder that vanishes between listing and entering is a gap', async () => {
    using share = tree({ 'a/x.txt': '', 'b/y.txt': '' });
    await using source = await folder.open(folder.settings.parse({ path: share.dir }), {
      signal,
      ownPaths: [],
      forReading: false,
    });
    const found: string[] = [];
    for await (const unit of source.units(signal)) {
      for await (const item of source.items(unit, signal))
        found.push('trouble' in item ? `gap ${item.path} ${item.trouble.code}` : item.path);
      if (unit.id === '') rmSync(join(share.dir, 'b'), { recursive: true });
    }
    expect(found).toEqual(['a/x.txt', 'gap b vanished']);
  });

  it('paths longer than 260 characters are read, longer than the system allows are told', async () => {
    using share = tree();
    const deep = join(...Array.from({ length: 12 }, () => 'f'.repeat(100)));
    mkdirSync(join(share.dir, deep), { recursive: true });
    writeFileSync(join(share.dir, deep, 'leaf.txt'), 'here');
    const { paths } = await list({ path: share.dir });
    expect(paths).toEqual([`${deep}/leaf.txt`]);
    expect(await readAll(share.dir, `${deep}/leaf.txt`)).toBe('here');
  });

  it('a file that became a link, a FIFO or nothing is refused with a code', async () => {
    using share = tree({ secret: 'x', here: '' });
    symlinkSync('secret', join(share.dir, 'link'));
    execFileSync('mkfifo', [join(share.dir, 'fifo')]);
    const codes = await Promise.all(
      ['link', 'fifo', 'gone'].map((path) =>
        readAll(share.dir, path).catch((error: SourceError) => error.problem.code),
      ),
    );
    expect(codes).toEqual(['changed', 'changed', 'vanished']);
  });
});

describe('folder source: who can read it', () => {
  const modes = [
    [0o755, 0o644, 'everyone'],
    [0o755, 0o640, 'group'],
    [0o755, 0o600, 'owner'],
    [0o750, 0o644, 'group'],
    [0o700, 0o644, 'owner'],
    [0o711, 0o644, 'everyone'],
  ] as const;
  it.each(modes)('folder %s with file %s is %s', async (dir, file, expected) => {
    using share = tree({ 'd/a.txt': '' });
    chmodSync(share.dir, 0o755);
    chmodSync(join(share.dir, 'd/a.txt'), file);
    chmodSync(join(share.dir, 'd'), dir);
    const { items } = await list({ path: share.dir });
    expect(items[0]?.facts).toMatchObject({ exposure: expected, exposureFrom: 'mode' });
  });

  it('an ACL is read where getfacl is installed', async (context) => {
    skipUnless(context, installed('getfacl') && installed('setfacl'), 'getfacl is not installed (Debian: acl)');
    using share = tree({ 'named.txt': '', 'masked.txt': '' });
    chmodSync(share.dir, 0o755);
    for (const name of ['named.txt', 'masked.txt']) chmodSync(join(share.dir, name), 0o600);
    execFileSync('setfacl', ['-m', 'u:65534:r', join(share.dir, 'named.txt')]);
    execFileSync('setfacl', ['-m', 'u:65534:r,m::-', join(share.dir, 'masked.txt')]);
    const { items } = await list({ path: share.dir });
    const seen = items.map(({ path, facts }) => [path, facts.exposure, facts.exposureFrom]);
    expect(seen).toEqual([
      ['masked.txt', 'owner', 'acl'],
      ['named.txt', 'group', 'acl'],
    ]);
  });

  it('an unreadable folder is a gap for a user who may not enter it', async (context) => {
    skipUnless(context, process.getuid?.() === 0, 'needs root to become another user');
    using share = tree({ 'locked/x.txt': '', 'open/y.txt': '' });
    chmodSync(share.dir, 0o755);
    chmodSync(join(share.dir, 'locked'), 0o700);
    const script = `
      const { default: folder } = await import(${JSON.stringify(new URL('../../agent/sources/folder.ts', import.meta.url).href)});
      const { signal } = new AbortController();
      process.setgid(65534); process.setuid(65534);
      const source = await folder.open(folder.settings.parse({ path: ${JSON.stringify(share.dir)} }), { signal, ownPaths: [], forReading: false });
      for await (const unit of source.units(signal)) for await (const item of source.items(unit, signal)) console.log(JSON.stringify(item.trouble ?? item.path));
    `;
    const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      cwd: process.cwd(),
    });
    expect(out.trim().split('\n')).toEqual(['{"code":"unreadable","detail":"permission"}', '"open/y.txt"']);
  });
});
