import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { SourceError } from '../contracts/source.ts';
import { documentDate } from '../extract/lib/dates.ts';
import { Pieces, paxPath, tarHeader } from '../extract/lib/tar.ts';

/** tar archives, streamed: each member is read while the archive passes by. */
const tar: Extractor = {
  id: 'tar',
  version: 1,
  title: 'tar archives',
  accepts: ({ kind }) => kind === 'tar',
  extract,
};
export default tar;

const block = 512;
const longestName = 1 << 16;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const pieces = new Pieces(input.bytes());
  let longName: string | null = null;
  try {
    for (;;) {
      input.signal.throwIfAborted();
      const bytes = await pieces.exactly(block);
      if (bytes.length === 0) return;
      if (bytes.length < block) throw new SourceError({ code: 'damaged', detail: 'truncated' });
      const header = tarHeader(bytes);
      if (header === null) return;
      const padding = (block - (header.size % block)) % block;
      if ((header.type === 'x' || header.type === 'L') && header.size <= longestName) {
        const body = await pieces.exactly(header.size);
        longName = header.type === 'x' ? paxPath(body) : body.toString('utf8').replace(/\0+$/, '');
        await pieces.skip(padding);
        continue;
      }
      let left = header.size;
      if ('07'.includes(header.type)) {
        const dates = documentDate('modified', new Date(header.mtime * 1000), 'C', 'tar:mtime');
        let begun = false;
        yield {
          type: 'child',
          hop: { kind: 'member', name: longName ?? header.name },
          size: header.size,
          dates: dates.map(({ type: _, ...date }) => date),
          bytes: async function* () {
            // The archive has passed by: it is opened again only by whoever reads it from the start.
            if (begun) throw new SourceError({ code: 'internal', detail: null });
            begun = true;
            while (left > 0) {
              const piece = await pieces.some(left);
              if (piece === null) throw new SourceError({ code: 'damaged', detail: 'truncated' });
              left -= piece.length;
              yield piece;
            }
          },
        };
      }
      longName = null;
      await pieces.skip(left + padding);
    }
  } finally {
    await pieces.close();
  }
}
