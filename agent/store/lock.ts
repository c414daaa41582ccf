import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isBusy, StoreError, translate } from './error.ts';
import { makePrivate } from './private-file.ts';

export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601 instant. */
  readonly since: string;
}

export interface Lock {
  /** Who held it before and did not release it: that process was killed. */
  readonly left: Holder | null;
  /** Not clean: something is wrong, and whoever comes next shall look. */
  release(clean: boolean): void;
}

/** What is locked. */
export interface Locked {
  /** In the state folder. */
  readonly file: string;
  /** What to tell who comes second. */
  refusal(dir: string, holder: string): string;
}

const ofTheStore: Locked = {
  file: 'wayward.lock',
  refusal: (dir, holder) =>
    `${dir} is in use by ${holder}. Wait for it to end, or give this run a state folder of its own (--state).`,
};

/** Held until they are released: a handle that is collected as garbage would give its lock up. */
const held = new Set<DatabaseSync>();

/** One agent for a state folder; its jobs, and other commands, take the store's lock while they work. */
export const ofTheAgent: Locked = {
  file: 'agent.lock',
  refusal: (dir, holder) =>
    `an agent of ${dir} runs already: ${holder}. "wayward status" says what it does, "wayward stop" ends it.`,
};

/**
 * One writer for a state folder.
 *
 * The lock is the system's own, on a file of its own, taken through SQLite: it is atomic, and it ends with the process
 * whichever way that dies, so there is no stale lock to guess about. A second file names the holder, for people.
 *
 * @throws StoreError `locked`, naming who holds it.
 */
export function takeLock(dir: string, lock: Locked = ofTheStore): Lock {
  const file = join(dir, lock.file);
  const card = `${file}.json`;
  makePrivate(file);
  const db = lockFile(file, dir, card, lock);
  held.add(db);
  const left = readHolder(card);
  const holder: Holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
  writeFileSync(card, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  return {
    left,
    release(clean) {
      if (clean) rmSync(card, { force: true });
      held.delete(db);
      db.close();
    },
  };
}

function lockFile(file: string, dir: string, card: string, lock: Locked): DatabaseSync {
  let db: DatabaseSync | null = null;
  try {
    db = new DatabaseSync(file, { timeout: 0 });
    db.exec('BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db?.close();
    if (!isBusy(error)) throw translate(error, file);
    const holder = readHolder(card);
    const who = holder === null ? 'another process' : `process ${holder.pid} on ${holder.host}, since ${holder.since}`;
    throw new StoreError('locked', lock.refusal(dir, who));
  }
}

function readHolder(card: string): Holder | null {
  try {
    const { pid, host, since } = JSON.parse(readFileSync(card, 'utf8')) as Partial<Holder>;
    return typeof pid === 'number' && typeof host === 'string' && typeof since === 'string'
      ? { pid, host, since }
      : null;
  } catch {
    return null;
  }
}
