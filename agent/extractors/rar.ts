import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { SourceError } from '../contracts/source.ts';
import { documentDate } from '../extract/lib/dates.ts';
import { view } from '../extract/lib/decode.ts';
import { libarchiveEntries } from '../extract/lib/libarchive.ts';
import { isVolume, rarFiles } from '../extract/lib/rar-names.ts';

/** rar archives, by libarchive, in memory. */
const rar: Extractor = {
  id: 'rar',
  version: 1,
  title: 'rar archives',
  about: {
    reads: 'members with their dates: RAR 3 to 5',
    omits:
      'locked: encrypted; solid archives of RAR 3 and what RAR before 2.9 packed: unsupported (method); of several volumes what is in this one: damaged (truncated)',
    limits: '128 MiB, in memory',
    library: 'libarchive (BSD) in libarchive-wasm (MIT)',
  },
  accepts: ({ kind }) => kind === 'rar',
  extract,
};
export default rar;

const largestHeld = 128 << 20;
/** Version of RAR, times ten, whose packing the library reads. */
const oldest = 29;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const archive = await input.whole(largestHeld);
  const files = rarFiles(view(archive));
  if (isVolume(view(archive))) yield { type: 'problem', code: 'damaged', detail: 'truncated', partly: true };
  let index = 0;
  try {
    for await (const entry of libarchiveEntries(archive)) {
      input.signal.throwIfAborted();
      const name = files[index++]?.name ?? entry.name;
      if (!entry.file) continue;
      const dates = documentDate('modified', new Date(entry.mtime * 1000), 'C', 'rar:mtime');
      yield {
        type: 'child',
        hop: { kind: 'member', name },
        size: entry.size,
        dates: dates.map(({ type: _, ...date }) => date),
        bytes: entry.bytes,
      };
    }
  } catch (error) {
    // It takes what RAR packed before version 2.9 for damaged.
    const old = files.some(({ version }) => version < oldest);
    if (old && error instanceof SourceError && error.problem.code === 'damaged')
      throw new SourceError({ code: 'unsupported', detail: 'method' });
    throw error;
  }
}
