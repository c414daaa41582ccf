import { opendirSync, readdirSync } from 'node:fs';
import type { Trouble } from '../../contracts/source.ts';
import { fromBytes } from './file-name.ts';
import { problemOf } from './open-file.ts';
import { SortedNames } from './sorted-names.ts';

/** Names read at once. */
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
  for (const lot of lots) for (const raw of lot) names.add(toName(raw));
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

const beyondAscii = /[\u0080-\u00ff]/;

function toName(raw: string): string {
  return beyondAscii.test(raw) ? fromBytes(Buffer.from(raw, 'latin1')) : raw;
}
