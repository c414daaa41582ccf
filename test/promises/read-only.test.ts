import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ofType, readJsonl, wayward } from '../support/cli.ts';
import { skipUnless } from '../support/require.ts';

const acme = fileURLToPath(new URL('../../fixtures/acme/share', import.meta.url));
const nobody = 65534;

/** A copy of the demonstration share whose files were last used long ago, so that relatime would move their atime. */
function oldCopy() {
  const dir = mkdtempSync(join(tmpdir(), 'wayward-ro-'));
  chmodSync(dir, 0o755);
  cpSync(acme, join(dir, 'share'), { recursive: true, verbatimSymlinks: true });
  for (const path of filesBelow(join(dir, 'share'))) {
    if (lstatSync(path).isFile()) utimesSync(path, new Date('2020-01-02T03:04:05Z'), new Date('2021-01-02T03:04:05Z'));
  }
  return { dir, share: join(dir, 'share'), [Symbol.dispose]: () => rmSync(dir, { recursive: true, force: true }) };
}

function filesBelow(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true, recursive: true }).map((entry) => join(entry.parentPath, entry.name));
}

/** Facts first, then content, opened in a way that leaves no trace of our own. */
function state(dir: string) {
  const facts = filesBelow(dir)
    .sort()
    .map((path) => {
      const { mode, uid, gid, size, atimeMs, mtimeMs, ctimeMs, ino } = lstatSync(path);
      const file = lstatSync(path).isFile();
      // A folder's own atime moves when it is listed, by anyone.
      return { path, mode, uid, gid, size, mtimeMs, ctimeMs, ino, ...(file ? { atimeMs } : {}) };
    });
  return facts;
}

function contents(dir: string): Record<string, string> {
  const files = filesBelow(dir).filter((path) => lstatSync(path).isFile());
  return Object.fromEntries(files.map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')]));
}

async function scan(copy: { dir: string; share: string }, options: { uid?: number; gid?: number } = {}) {
  const report = join(copy.dir, 'report.jsonl');
  const env = { ...process.env, HOME: copy.dir, XDG_CONFIG_HOME: join(copy.dir, 'config') };
  const args = [
    'scan',
    copy.share,
    '--state',
    join(copy.dir, 'state'),
    '--report',
    `jsonl=${report}`,
    '--quiet',
    '--workers',
    '2',
  ];
  const ran = await wayward(args, { cwd: copy.dir, env, ...options });
  expect(ran.err).toBe('');
  expect([0, 4]).toContain(ran.code);
  return { ran, lines: readJsonl(report) };
}

describe('promise: nothing is changed', () => {
  it('content, mtime, atime, ctime, mode and owner of a whole tree are the same after a scan', async () => {
    using copy = oldCopy();
    const before = state(copy.share);
    const { lines } = await scan(copy);
    expect(state(copy.share)).toEqual(before);
    expect(contents(copy.share)).toEqual(
      Object.fromEntries(
        filesBelow(acme)
          .filter((path) => lstatSync(path).isFile())
          .map((path) => [join(copy.share, path.slice(acme.length)), contentOf(path)]),
      ),
    );
    expect(ofType(lines, 'coverage').every((line) => line['touched'] === 0)).toBe(true);
  });

  it('the same as the owner of the files, who is not root', async (context) => {
    skipUnless(context, process.getuid?.() === 0, 'needs root to become another user');
    using copy = oldCopy();
    for (const path of [copy.dir, copy.share, ...filesBelow(copy.share)])
      if (!lstatSync(path).isSymbolicLink()) chownSync(path, nobody, nobody);
    const before = state(copy.share);
    await scan(copy, { uid: nobody, gid: nobody });
    expect(state(copy.share)).toEqual(before);
  });

  it('where the system refuses, as for a user who does not own the files, the fallback is counted and told', async (context) => {
    skipUnless(context, process.getuid?.() === 0, 'needs root to become another user');
    using copy = oldCopy();
    chownSync(copy.dir, nobody, nobody);
    for (const path of filesBelow(copy.share)) if (lstatSync(path).isFile()) chmodSync(path, 0o644);
    const before = state(copy.share);
    const { lines } = await scan(copy, { uid: nobody, gid: nobody });
    const moved = state(copy.share).filter((now, at) => now.atimeMs !== before[at]?.atimeMs).length;
    const touched = ofType(lines, 'coverage').find((line) => line['source'] !== null)?.['touched'];
    // On a noatime mount nothing moves; elsewhere each file read is counted, no more and no less.
    expect(touched).toBe(moved);
    expect(state(copy.share).map(({ atimeMs, ...rest }) => rest)).toEqual(before.map(({ atimeMs, ...rest }) => rest));
  });
});

function contentOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
