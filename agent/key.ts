import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { CannotRun } from './contracts/cannot-run.ts';

const keyBytes = 32;

/**
 * The fingerprint key: 32 bytes as hex in a file of its own, made at the first run, readable by its owner alone.
 * @throws when it lies beside the store (who holds both can try every number), or is no such key.
 */
export async function loadKey(
  file: string,
  state: string,
  options: { readonly make?: boolean } = {},
): Promise<Uint8Array> {
  const path = resolve(file);
  if (!relative(resolve(state), path).startsWith('..')) {
    throw new CannotRun(
      `the fingerprint key ${path} lies in the state folder; whoever holds both can try every number. Set "key:" to a place of its own.`,
    );
  }
  const text = await readKey(path);
  if (text !== null) return parseKey(path, text);
  if (options.make === false) {
    throw new CannotRun(`there is no fingerprint key ${path} yet; "wayward scan" makes one at the first run`);
  }
  await makeKey(path);
  return parseKey(path, (await readKey(path)) ?? '');
}

async function readKey(path: string): Promise<string | null> {
  try {
    const { mode } = await stat(path);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new CannotRun(`others than its owner may read the fingerprint key ${path}; "chmod 600" it`);
    }
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof CannotRun) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new CannotRun(
      `the fingerprint key ${path} cannot be read (${code ?? 'error'}); it must be readable by the user that runs wayward`,
    );
  }
}

function parseKey(path: string, text: string): Uint8Array {
  const hex = text.trim();
  if (!/^[0-9a-f]{64,}$/i.test(hex)) {
    throw new CannotRun(
      `${path} holds no fingerprint key (at least 64 hex digits); if the file is damaged, move it away and a new one is made: fingerprints of earlier runs will not match`,
    );
  }
  return Buffer.from(hex, 'hex');
}

/** Whole or not at all, and never over another's: of two that start at once, one makes it and both read it. */
async function makeKey(path: string): Promise<void> {
  const partial = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(partial, 'wx', 0o600);
    await file.writeFile(`${randomBytes(keyBytes).toString('hex')}\n`);
    await file.sync();
    await file.close();
    await link(partial, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    throw new CannotRun(
      `the fingerprint key ${path} cannot be made (${code ?? 'error'}); set "key:" in the configuration to a file that can be written`,
    );
  } finally {
    await rm(partial, { force: true });
  }
}
