import type { Problem } from '../../../contracts/problem.ts';
import { SourceError } from '../../../contracts/source.ts';

type Told = Omit<Problem, 'part'>;

/** Primary result codes of SQLite. */
const told: Readonly<Record<number, Told>> = {
  3: { code: 'unreadable', detail: 'permission' },
  5: { code: 'unreadable', detail: 'lock_timeout' },
  6: { code: 'unreadable', detail: 'lock_timeout' },
  7: { code: 'memory', detail: null },
  8: { code: 'unreadable', detail: 'permission' },
  9: { code: 'unreadable', detail: 'cancelled' },
  10: { code: 'unreadable', detail: 'io' },
  11: { code: 'damaged', detail: 'structure' },
  14: { code: 'vanished', detail: null },
  17: { code: 'changed', detail: 'columns' },
  18: { code: 'budget', detail: 'bytes' },
  26: { code: 'encrypted', detail: null },
};

/** A program was ended while it wrote: until one that may write has opened it, the file is between two states. */
const unfinished = 776;

/** What an error of node:sqlite means. Its text is never passed on: it can quote what stands in the database. */
export function sqliteError(error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  const { code, errcode, message } = error as { code?: string; errcode?: number; message?: string };
  if (code !== 'ERR_SQLITE_ERROR' || errcode === undefined) return new SourceError({ code: 'internal', detail: null });
  const primary = errcode & 0xff;
  if (errcode === unfinished) return new SourceError({ code: 'changed', detail: null });
  if (primary !== 1) return new SourceError(told[primary] ?? { code: 'unreadable', detail: 'io' });
  // All else is said in words only.
  if (/^no such table/.test(message ?? '')) return new SourceError({ code: 'vanished', detail: null });
  if (/^no such column/.test(message ?? '')) return new SourceError({ code: 'changed', detail: 'columns' });
  // A function, collation or module of the program that owns the database.
  return new SourceError({ code: 'unsupported', detail: null });
}
