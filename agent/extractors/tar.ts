import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { SourceError } from '../contracts/source.ts';
import { documentDate } from '../extract/lib/dates.ts';
import { Passing, Pieces } from '../extract/lib/pieces.ts';
import {
  block,
  isTarHeader,
  newSparse,
  oldSparse,
  paxRecords,
  type SparseMap,
  sparseMap,
  type TarHeader,
  tarHeader,
  unfolded,
} from '../extract/lib/tar.ts';

/** tar archives, streamed: each member is read while the archive passes by. */
const tar: Extractor = {
  id: 'tar',
  version: 2,
  title: 'tar archives',
  about: {
    reads:
      'members with their dates, streamed: v7, ustar, pax, GNU (long names, large numbers, files with holes), archives one after the other; behind a damaged header it goes on at the next',
    omits: 'links and devices hold nothing',
    limits: '',
    library: 'own',
  },
  accepts: ({ kind }) => kind === 'tar',
  extract,
};
export default tar;

/** Of names and facts that stand in front of a header. */
const longestFacts = 1 << 20;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const pieces = new Pieces(input.bytes());
  let facts = new Map<string, string>();
  let ended = false;
  try {
    for (;;) {
      input.signal.throwIfAborted();
      const bytes = await pieces.exactly(block);
      if (bytes.length === 0) return;
      if (bytes.every((byte) => byte === 0)) {
        // The end; archives that were put one after the other go on behind it.
        ended = true;
        continue;
      }
      if (bytes.length < block) throw new SourceError({ code: 'damaged', detail: ended ? 'structure' : 'truncated' });
      if (!isTarHeader(bytes)) {
        yield { type: 'problem', code: 'damaged', detail: ended ? 'structure' : 'checksum', partly: true };
        if (!(await toNextHeader(pieces))) return;
        continue;
      }
      const header = tarHeader(bytes);
      const padding = (block - (header.size % block)) % block;
      if ('xLK'.includes(header.type) && header.size <= longestFacts) {
        const body = await pieces.exactly(header.size);
        await pieces.skip(padding);
        if (header.type === 'x') facts = new Map([...facts, ...paxRecords(body)]);
        else if (header.type === 'L') facts.set('path', body.toString('utf8').replace(/\0.*$/s, ''));
        continue;
      }
      yield* member(pieces, header, facts, bytes);
      facts = new Map();
    }
  } finally {
    await pieces.close();
  }
}

/** Links, folders, devices and labels, which hold nothing; global facts and names of links. Other letters are files. */
const empty = '123456gVDxLK';

async function* member(
  pieces: Pieces,
  header: TarHeader,
  facts: ReadonlyMap<string, string>,
  bytes: Buffer,
): AsyncGenerator<Extracted> {
  const size = natural(facts.get('size')) ?? header.size;
  const padding = (block - (size % block)) % block;
  if (empty.includes(header.type)) return pieces.skip(size + padding);
  // The rest of a file that began on another volume.
  if (header.type === 'M') yield { type: 'problem', code: 'damaged', detail: 'truncated', partly: true };
  const sparse = await holes(pieces, header, facts, bytes);
  const body = new Passing(pieces, size - (sparse?.taken ?? 0));
  const seconds = Number(facts.get('mtime') ?? header.mtime);
  const full = sparse?.size ?? size;
  yield {
    type: 'child',
    hop: { kind: 'member', name: facts.get('GNU.sparse.name') ?? facts.get('path') ?? header.name },
    size: full,
    dates: documentDate('modified', new Date(seconds * 1000), 'C', 'tar:mtime').map(({ type: _, ...date }) => date),
    bytes: () => (sparse === null ? body.bytes() : unfolded(body.bytes(), sparse.map, full)),
  };
  await body.skip(padding);
}

/** How a file with holes is stored, in one of four ways; null for others. `taken`: bytes of it that were read. */
async function holes(
  pieces: Pieces,
  header: TarHeader,
  facts: ReadonlyMap<string, string>,
  bytes: Buffer,
): Promise<{ map: SparseMap; size: number; taken: number } | null> {
  if (header.type === 'S') return { ...(await oldSparse(bytes, pieces)), taken: 0 };
  const size = natural(facts.get('GNU.sparse.realsize') ?? facts.get('GNU.sparse.size'));
  if (size === null) return null;
  if (facts.get('GNU.sparse.major') === '1') {
    const { map, length } = await newSparse(pieces);
    return { map, size, taken: length };
  }
  const numbers = facts.get('GNU.sparse.map');
  return numbers === undefined ? null : { map: sparseMap(numbers.split(',').map(Number)), size, taken: 0 };
}

function natural(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** Goes on to the next block that is a header; false at the end. */
async function toNextHeader(pieces: Pieces): Promise<boolean> {
  for (;;) {
    const bytes = await pieces.exactly(block);
    if (bytes.length < block) return false;
    if (!isTarHeader(bytes)) continue;
    pieces.unread(bytes);
    return true;
  }
}
