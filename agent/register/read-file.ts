import { open } from 'node:fs/promises';
import { CannotRun } from '../contracts/cannot-run.ts';
import { strings } from '../extract/lib/decode.ts';
import { RowReader, sniffDialect } from '../extract/lib/delimited.ts';
import type { FromFile } from './wanted.ts';

const headSize = 64 << 10;
const chunkSize = 1 << 18;
/** Text that is gathered to tell the delimiter. */
const toSniff = 32 << 10;
/** Longer than this no row of a register is: a quote was not closed. */
const longestRow = 1 << 20;

/**
 * Gives the cells of the wanted columns, row by row, of a file with a header row. Memory does not grow with the file.
 * @throws CannotRun when it is not there, is no such file, or lacks a column; its message quotes nothing of it
 */
export async function* readRegisterFile(
  { file, shown, delimiter }: FromFile,
  names: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<string[]> {
  let at: number[] | null = null;
  // A single column has nothing that parts it.
  const parted = delimiter ?? (names.length === 1 ? ',' : null);
  for await (const rows of rowsOf(file, shown, parted, signal)) {
    for (const { cells } of rows) {
      if (at === null) at = positions(cells, names, `${shown} (its first row must name its columns)`);
      else yield at.map((column) => cells[column] ?? '');
    }
  }
  if (at === null) throw new CannotRun(`${shown} is empty`);
}

/** @throws CannotRun with the columns that are missing; what the file has in their place may be values, and is not told */
export function positions(given: readonly string[], names: readonly string[], shown: string): number[] {
  const known = given.map((name) => name.trim());
  const missing = names.filter((name) => !known.includes(name));
  if (missing.length > 0) {
    throw new CannotRun(`${shown} has no column ${missing.join(', ')}`);
  }
  return names.map((name) => known.indexOf(name));
}

async function* rowsOf(file: string, shown: string, delimiter: string | null, signal: AbortSignal) {
  const pieces = textOf(file, shown, signal);
  let text = '';
  let reader: RowReader | null = null;
  for await (const piece of pieces) {
    text += piece;
    if (reader === null && delimiter === null && text.length < toSniff) continue;
    reader ??= new RowReader(delimiter ?? sniff(text, true, shown));
    reader.write(text, false);
    text = '';
    yield take(reader, shown);
  }
  reader ??= new RowReader(delimiter ?? sniff(text, false, shown));
  reader.write(text, true);
  yield take(reader, shown);
}

function take(reader: RowReader, shown: string) {
  const { rows } = reader;
  reader.rows = [];
  if (reader.held > longestRow) throw new CannotRun(`${shown}: a quote is not closed, or this is no delimited text`);
  return rows;
}

function sniff(text: string, cut: boolean, shown: string): string {
  const dialect = sniffDialect(text, cut, true);
  if (dialect === null) {
    throw new CannotRun(`${shown}: what parts its columns cannot be told; say "delimiter:" in customer_register`);
  }
  return dialect.delimiter;
}

async function* textOf(file: string, shown: string, signal: AbortSignal): AsyncGenerator<string> {
  try {
    await using handle = await open(file);
    const { size } = await handle.stat();
    const head = Buffer.alloc(Math.min(headSize, size));
    await handle.read(head, 0, head.length, 0);
    yield* strings({ head, size, bytes: () => bytesOf(handle, signal) });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || !/^E[A-Z]+$/.test(code)) throw error;
    const why = code === 'ENOENT' ? 'does not exist' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${code})`;
    throw new CannotRun(`${shown} ${why}`);
  }
}

async function* bytesOf(handle: Awaited<ReturnType<typeof open>>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for (let at = 0; ; ) {
    signal.throwIfAborted();
    // A buffer of its own for each: what is decoded may refer to it.
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(chunkSize), 0, chunkSize, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
