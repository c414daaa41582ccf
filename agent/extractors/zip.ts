import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { documentDate } from '../extract/lib/dates.ts';
import { zipMembers } from '../extract/lib/zip.ts';

/** The members of a zip archive, each as a file of its own. */
const zip: Extractor = {
  id: 'zip',
  version: 1,
  title: 'Zip archives, jar and epub',
  about: {
    reads:
      'members with their dates: stored, deflate, Deflate64, bzip2, LZMA, zstd, xz; zip64; several members of one name; names in UTF-8 or the code page of DOS; checksums and sizes verified',
    omits: 'locked members: encrypted; other methods: unsupported (method)',
    limits: 'an archive within another must fit into memory',
    library: 'yauzl (MIT), Node (zlib, zstd), own',
  },
  accepts: ({ kind }) => kind === 'zip' || kind === 'epub' || kind === 'jar' || kind === 'apk' || kind === 'vsdx',
  extract,
};
export default zip;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  for await (const member of zipMembers(input)) {
    input.signal.throwIfAborted();
    if (member.folder) continue;
    yield {
      type: 'child',
      hop: { kind: 'member', name: member.name },
      size: member.size,
      dates: documentDate('modified', member.mtime, 'C', 'zip:mtime').map(({ type: _, ...date }) => date),
      bytes: () => member.bytes(),
    };
  }
}
