import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Why the store can't do what was asked. Messages say what to do, and name files and ids only, never content.
 *
 * - `locked`: another process holds it
 * - `newer`: made by a later version; `foreign`: not a store at all; `missing`: there is none yet
 * - `damaged`: the file is broken
 * - `unusable`: the system refuses (permission, disk full, read-only)
 * - `unknown_id`: no such run or item; `not_kept`: of an older run, and no longer known
 * - `internal`: a defect of ours
 */
export type StoreErrorCode =
  | 'locked'
  | 'newer'
  | 'foreign'
  | 'missing'
  | 'damaged'
  | 'unusable'
  | 'unknown_id'
  | 'not_kept'
  | 'internal';

export class StoreError extends Error {
  readonly code: StoreErrorCode;
  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}

/** SQLite's primary result codes (sqlite.org/rescode.html); the extended ones hold them in their low byte. */
const resultCodes = {
  perm: 3,
  busy: 5,
  readonly: 8,
  ioerr: 10,
  corrupt: 11,
  full: 13,
  cantopen: 14,
  notadb: 26,
} as const;

/** What SQLite's error means for a store file. SQLite's own texts name tables and columns, never values. */
export function translate(error: unknown, file: string): unknown {
  if (!(error instanceof Error)) return error;
  const code = resultCode(error);
  if (code === null) return error;
  switch (code) {
    case resultCodes.corrupt:
      return damaged(file, error);
    case resultCodes.notadb:
      return new StoreError(
        'foreign',
        `${file} is no Wayward store. Nothing was changed; choose another state folder.`,
        {
          cause: error,
        },
      );
    case resultCodes.full:
      return full(file, error);
    case resultCodes.ioerr:
      if (isFull(file)) return full(file, error);
      break;
  }
  switch (code) {
    case resultCodes.perm:
    case resultCodes.readonly:
    case resultCodes.cantopen:
    case resultCodes.ioerr:
    case resultCodes.busy:
      return new StoreError(
        'unusable',
        `${file} cannot be used (${error.message}). Check who may write to its folder.`,
        {
          cause: error,
        },
      );
    default:
      return new StoreError('internal', `The store could not do this (${error.message}).`, { cause: error });
  }
}

function full(file: string, cause: Error): StoreError {
  const message = `The disk that holds ${file} is full. Make room and start again: what was done is kept.`;
  return new StoreError('unusable', message, { cause });
}

/** A file that must be mapped, and can't grow, is told as an error of the disk. */
function isFull(file: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    return bavail * bsize < 2 ** 16;
  } catch {
    return false;
  }
}

export function damaged(file: string, cause?: unknown): StoreError {
  return new StoreError(
    'damaged',
    `${file} is damaged. Nothing was changed. The next "wayward scan" moves it out of the way, keeps of it what can be ` +
      'read (the audit trail, what is to be delivered) and reads everything again. If you have a backup of the state ' +
      'folder, restore it instead.',
    { cause },
  );
}

/** True when another connection holds the lock that was asked for. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && resultCode(error) === resultCodes.busy;
}

function resultCode(error: Error): number | null {
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  return code === 'ERR_SQLITE_ERROR' && typeof errcode === 'number' ? errcode & 0xff : null;
}
