import { opendirSync, readdirSync } from 'node:fs';
import glob from 'fast-glob';
import type { Trouble } from '../../contracts/source.ts';
import { fromBytes } from './file-name.ts';
import { problemOf } from './open-file.ts';
import { SortedNames } from './sorted-names.ts';

/** Names handed to fast-glob at once: what it makes of each is many times the name. */
const atOnce = 500;

/** Names in a folder, in order, or why there are none. `path` is the folder's path in the source. */
export function namesIn(
  folder: Buffer,
  path: string,
): { readonly names: Iterable<string>; readonly trouble: Trouble | null } {
  try {
    return { names: read(folder).inOrder(), trouble: null };
  } catch (error) {
    return { names: [], trouble: { trouble: problemOf(error), path, folder: true } };
  }
}

function read(folder: Buffer): SortedNames {
  try {
    return sorted(lotsOf(folder));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_INVALID_ARG_TYPE') throw error;
    // The file system does not tell files from folders: Node would look for itself, and can't below a path in bytes.
    return sorted([readdirSync(folder, 'latin1')]);
  }
}

function sorted(lots: Iterable<readonly string[]>): SortedNames {
  const names = new SortedNames();
  for (const lot of lots)
    for (let from = 0; from < lot.length; from += atOnce)
      for (const name of select(lot.slice(from, from + atOnce))) names.add(name);
  return names;
}

/** Names with a character for each byte: of a million, buffers would take several times as much. */
function* lotsOf(folder: Buffer): Generator<string[]> {
  const dir = opendirSync(folder, { encoding: 'latin1', bufferSize: atOnce });
  try {
    let lot: string[] = [];
    for (let entry = dir.readSync(); entry !== null; entry = dir.readSync()) {
      if (lot.push(entry.name) < atOnce) continue;
      yield lot;
      lot = [];
    }
    yield lot;
  } finally {
    dir.closeSync();
  }
}

/** fast-glob lists, from what is given to it: its own listing loses names that are no UTF-8, and what went wrong. */
function select(raw: readonly string[]): string[] {
  const adapter = { readdirSync: () => raw.map(toEntry) };
  const entries = glob.globSync('*', {
    cwd: '/',
    fs: adapter as unknown as Partial<glob.FileSystemAdapter>,
    objectMode: true,
    onlyFiles: false,
    dot: true,
    deep: 1,
    unique: false,
    followSymbolicLinks: false,
  });
  return entries.map(({ name }) => name);
}

const beyondAscii = /[\u0080-\u00ff]/;
const no = () => false;

/** Patterns never see the bytes; what kind an entry is, is found out when it is looked at. */
function toEntry(raw: string) {
  const name = beyondAscii.test(raw) ? fromBytes(Buffer.from(raw, 'latin1')) : raw;
  return { name, isFile: no, isDirectory: no, isSymbolicLink: no };
}
