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
      return new StoreError(
        'unusable',
        `The disk that holds ${file} is full. Make room and start again: what was done is kept.`,
        {
          cause: error,
        },
      );
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

export function damaged(file: string, cause?: unknown): StoreError {
  return new StoreError(
    'damaged',
    `${file} is damaged. Nothing was changed. Restore the state folder from a backup; or move ${file}, with ${file}-wal and ` +
      `${file}-shm if they are there, out of the way, and the next scan reads everything again. Only the second loses the audit trail.`,
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
