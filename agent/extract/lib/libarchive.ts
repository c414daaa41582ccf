import { createRequire } from 'node:module';
import { SourceError } from '../../contracts/source.ts';

const require = createRequire(import.meta.url);

export interface ArchiveEntry {
  readonly name: string;
  readonly file: boolean;
  /** As declared. */
  readonly size: number;
  /** Seconds since 1970. */
  readonly mtime: number;
  /** To be taken before the next entry is asked for. @throws SourceError */
  bytes(): AsyncGenerator<Uint8Array>;
}

const piece = 1 << 18;
const regularFile = 0o100000;

/**
 * The entries of an archive in memory, by libarchive (WebAssembly). Each archive has an instance of its own, which goes
 * with all its memory. An archive in which it finds nothing was not understood: never taken for empty.
 * @throws SourceError where it can't go on, with the reason
 */
export async function* libarchiveEntries(archive: Uint8Array): AsyncGenerator<ArchiveEntry> {
  // Half a megabyte of program: loaded when the first such archive comes.
  const { libarchiveWasm } = require('libarchive-wasm') as typeof import('libarchive-wasm');
  const lib = await libarchiveWasm();
  const memory = lib.module as unknown as { _malloc(size: number): number; HEAPU8?: Uint8Array; HEAP8: Int8Array };
  const heap = () => new Uint8Array(memory.HEAP8.buffer);
  const at = memory._malloc(archive.length);
  const out = memory._malloc(piece);
  if (at === 0 || out === 0) throw new SourceError({ code: 'budget', detail: 'bytes' });
  heap().set(archive, at);
  const handle = guarded(() => lib.read_new_memory(at, archive.length));
  const told = (): string => lib.error_string(handle) ?? '';
  async function* bytes(locked: boolean): AsyncGenerator<Uint8Array> {
    if (locked) throw new SourceError({ code: 'encrypted', detail: 'password' });
    for (;;) {
      const count = guarded(() => lib.read_data(handle, out, piece), told);
      if (count <= 0) return;
      yield heap().slice(out, out + count);
    }
  }
  let anyLocked = false;
  // It stumbles over what it can't unlock, and then calls it damaged.
  const ended = (): string => {
    const why = told();
    if (anyLocked) return why === '' ? '' : 'encrypted';
    return why === '' && lib.read_has_encrypted_entries(handle) > 0 ? 'encrypted' : why;
  };
  for (let count = 0; ; count++) {
    const entry = guarded(() => lib.read_next_entry(handle), ended);
    if (entry === 0) {
      const why = ended();
      if (why !== '') throw reason(why);
      if (count === 0) throw new SourceError({ code: 'unsupported', detail: 'structure' });
      return;
    }
    const locked = lib.entry_is_encrypted(entry) !== 0;
    anyLocked ||= locked;
    yield {
      name: lib.entry_pathname(entry) ?? '',
      file: lib.entry_filetype(entry) === regularFile && (lib.entry_hardlink(entry) ?? '') === '',
      size: Number(lib.entry_size(entry)),
      mtime: Number(lib.entry_mtime(entry)),
      bytes: () => bytes(locked),
    };
  }
}

/** Errors of the library, or of the machine it runs in, as closed codes. */
function guarded(call: () => number, told: () => string = () => ''): number {
  try {
    return call();
  } catch (error) {
    let why = error instanceof Error ? error.message : '';
    try {
      why = told() || why;
    } catch {
      // It is beyond telling.
    }
    throw reason(why);
  }
}

function reason(why: string): SourceError {
  if (/encrypt|passphrase/i.test(why)) return new SourceError({ code: 'encrypted', detail: 'password' });
  if (/unavailable|unsupported|not supported|unknown|solid/i.test(why))
    return new SourceError({ code: 'unsupported', detail: 'method' });
  if (/truncated|end of file/i.test(why)) return new SourceError({ code: 'damaged', detail: 'truncated' });
  if (/crc|checksum/i.test(why)) return new SourceError({ code: 'damaged', detail: 'checksum' });
  return new SourceError({ code: 'damaged', detail: 'structure' });
}
