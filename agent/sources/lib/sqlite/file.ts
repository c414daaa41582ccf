import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { CannotRun } from '../../../contracts/cannot-run.ts';
import { SourceError } from '../../../contracts/source.ts';
import { sqliteError } from './problems.ts';

const magic = 'SQLite format 3\0';

/**
 * A database file, open for reading. Nothing is written and no file is made beside it, with one exception: where a
 * program left a `-wal` with content behind, SQLite cannot read it without a `-shm`, and makes one.
 * The access time moves as with any program that reads it: SQLite cannot be told to spare it.
 */
export interface SqliteFile extends Disposable {
  readonly database: DatabaseSync;
  /**
   * To be asked once more after reading: false when what was read may be of two states, as SQLite holds no lock on a
   * file that is opened as one that never changes.
   */
  steady(): boolean;
  /** False when another file has taken its place, or what SQLite keeps of it is of an old state. */
  current(): boolean;
}

/** The file of a database, without links. @throws CannotRun when it is none that can be read */
export async function findFile(path: string): Promise<string> {
  const absolute = resolve(path);
  try {
    const real = await realpath(absolute);
    if (!statSync(real).isFile()) throw new CannotRun(`${absolute} is not a regular file`);
    if (!hasMagic(real))
      throw new CannotRun(
        `${absolute} is not an SQLite database, or it is encrypted; a copy without encryption can be scanned`,
      );
    return real;
  } catch (error) {
    if (error instanceof CannotRun) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new CannotRun(`${absolute} does not exist; check the path`);
    if (code === 'EACCES' || code === 'EPERM')
      throw new CannotRun(`${absolute} cannot be read by this user; run as one who may read it`);
    throw new CannotRun(`${absolute} cannot be opened (${code ?? 'unknown error'})`);
  }
}

/** An empty file is an empty database. */
function hasMagic(path: string): boolean {
  const header = readHeader(path);
  return header.length === 0 || header.toString('latin1', 0, 16) === magic;
}

/** The first 100 bytes. */
function readHeader(path: string): Buffer {
  const fd = openSync(path, 'r');
  try {
    const header = Buffer.alloc(100);
    return header.subarray(0, readSync(fd, header, 0, 100, 0));
  } finally {
    closeSync(fd);
  }
}

/** What changes when the content does: sizes, times and counters of the file and its log. */
export function contentSignature(path: string): string {
  const header = readHeader(path);
  const stat = statSync(path, { bigint: true });
  const wal = statSync(`${path}-wal`, { bigint: true, throwIfNoEntry: false });
  const counters = header.length < 100 ? '' : `${header.readUInt32BE(24)}.${header.readUInt32BE(40)}`;
  const log = wal === undefined || wal.size === 0n ? '' : `${wal.size}.${wal.mtimeNs}`;
  return `${stat.ino}:${stat.size}:${stat.mtimeNs}:${counters}:${log}`;
}

/** @throws SourceError */
export function openFile(path: string, { lockTimeout }: { readonly lockTimeout: number }): SqliteFile {
  try {
    const immutable = neverWritten(path);
    const before = contentSignature(path);
    const inode = inodeOf(path);
    const steady = () => !immutable || (neverWritten(path) && contentSignature(path) === before);
    const url = pathToFileURL(path);
    url.search = immutable ? '?mode=ro&immutable=1' : '?mode=ro';
    const database = new DatabaseSync(url, {
      readOnly: true,
      timeout: lockTimeout,
      allowExtension: false,
      enableDoubleQuotedStringLiterals: false,
    });
    // Sorting may not put rows into files of its own, and what the schema calls is not trusted.
    database.exec(
      'PRAGMA query_only = 1; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON',
    );
    return {
      database,
      steady,
      current: () => inodeOf(path) === inode && steady(),
      [Symbol.dispose]: () => database.close(),
    };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new SourceError({ code: 'vanished', detail: null });
    if (code === 'EACCES' || code === 'EPERM') throw new SourceError({ code: 'unreadable', detail: 'permission' });
    throw sqliteError(error);
  }
}

/**
 * A database in WAL mode that no program has open: it has no log. Opened the usual way SQLite would make a `-wal` and
 * a `-shm` and leave them behind. One with a rollback journal needs no files and is locked as usual.
 */
function neverWritten(path: string): boolean {
  const header = readHeader(path);
  const inWalMode = header.length >= 100 && header[18] === 2;
  return inWalMode && sizeOf(`${path}-wal`) === 0 && sizeOf(`${path}-shm`) === 0;
}

function inodeOf(path: string): bigint {
  return statSync(path, { bigint: true }).ino;
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
