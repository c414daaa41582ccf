import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry, MissedWhy } from './job.ts';

/** What an agent remembers of its jobs, for people and for the next agent. */
export interface Journal {
  readonly jobs: Readonly<Record<string, Entry>>;
  /** Somebody has paused it. */
  readonly held: boolean;
  /** Missed, and not yet in any outbox. */
  readonly untold: readonly {
    readonly job: string;
    readonly why: MissedWhy;
    readonly at: string;
    readonly count: number;
  }[];
}

const nothing: Journal = { jobs: {}, held: false, untold: [] };
const form = 1;

/** Of a state folder. `damaged`: there is one, and it can't be read; nothing is known of the past then. */
export function readJournal(dir: string): { readonly journal: Journal; readonly damaged: boolean } {
  let text: string;
  try {
    text = readFileSync(fileIn(dir), 'utf8');
  } catch (error) {
    return { journal: nothing, damaged: (error as NodeJS.ErrnoException).code !== 'ENOENT' };
  }
  try {
    const { version, jobs, held, untold } = JSON.parse(text) as { version: number } & Journal;
    if (version !== form || !Object.values(jobs).every(isEntry)) throw new Error('another form');
    return { journal: { jobs, held: held === true, untold: Array.isArray(untold) ? untold : [] }, damaged: false };
  } catch {
    return { journal: nothing, damaged: true };
  }
}

/** Whole or not at all; for its owner only. */
export function writeJournal(dir: string, { jobs, held, untold }: Journal): void {
  const file = fileIn(dir);
  const partial = `${file}.${process.pid}.partial`;
  try {
    writeFileSync(partial, `${JSON.stringify({ version: form, held, untold, jobs })}\n`, { mode: 0o600, flush: true });
    renameSync(partial, file);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

const fileIn = (dir: string) => join(dir, 'agent.json');

function isEntry(value: unknown): boolean {
  const entry = value as Partial<Entry> | null;
  if (typeof entry?.cron !== 'string' || typeof entry.seen !== 'string') return false;
  Temporal.Instant.from(entry.seen);
  return Array.isArray(entry.missed?.recent) && typeof entry.missed.total === 'number';
}
