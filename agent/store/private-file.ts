import { closeSync, mkdirSync, openSync } from 'node:fs';
import { StoreError } from './error.ts';

/** Makes a folder that its owner alone may enter; one that is there already is left as it is. */
export function makePrivateFolder(dir: string): void {
  refusable(dir, () => mkdirSync(dir, { recursive: true, mode: 0o700 }));
}

/** Makes an empty file that its owner alone may read, unless it is there. SQLite gives its side files the same mode. */
export function makePrivate(file: string): void {
  refusable(file, () => closeSync(openSync(file, 'a', 0o600)));
}

function refusable(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'error';
    const advice = 'Choose a state folder that this user may write to (--state).';
    throw new StoreError('unusable', `${path} cannot be made or written (${code}). ${advice}`, { cause: error });
  }
}
