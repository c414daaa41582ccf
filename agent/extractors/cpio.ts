import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { SourceError } from '../contracts/source.ts';
import { documentDate } from '../extract/lib/dates.ts';
import { Passing, Pieces } from '../extract/lib/pieces.ts';

/** cpio archives in the portable formats (newc, crc, odc). */
const cpio: Extractor = {
  id: 'cpio',
  version: 1,
  title: 'cpio archives',
  about: {
    reads: 'members with their dates, streamed: newc, crc, odc',
    omits: 'the old binary format: unsupported (kind:binary)',
    limits: '',
    library: 'own',
  },
  accepts: ({ kind }) => kind === 'cpio',
  extract,
};
export default cpio;

const longestName = 1 << 16;
const file = 0o100000;
const kindBits = 0o170000;

interface Header {
  readonly mode: number;
  readonly mtime: number;
  readonly nameSize: number;
  readonly size: number;
  /** Names and files are filled up to a multiple of it. */
  readonly unit: number;
  readonly length: number;
}

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const pieces = new Pieces(input.bytes());
  try {
    for (;;) {
      input.signal.throwIfAborted();
      const header = await next(pieces);
      if (header.nameSize < 1 || header.nameSize > longestName)
        throw new SourceError({ code: 'damaged', detail: 'structure' });
      const name = (await pieces.all(header.nameSize)).toString('utf8').replace(/\0.*$/s, '');
      await pieces.skip(filler(header.length + header.nameSize, header.unit));
      if (name === 'TRAILER!!!') return;
      const body = new Passing(pieces, header.size);
      // A file with several names has its bytes at the last of them.
      if ((header.mode & kindBits) === file && header.size > 0) {
        const date = documentDate('modified', new Date(header.mtime * 1000), 'C', 'cpio:mtime');
        yield {
          type: 'child',
          hop: { kind: 'member', name },
          size: header.size,
          dates: date.map(({ type: _, ...rest }) => rest),
          bytes: () => body.bytes(),
        };
      }
      await body.skip(filler(header.size, header.unit));
    }
  } finally {
    await pieces.close();
  }
}

async function next(pieces: Pieces): Promise<Header> {
  const magic = (await pieces.all(6)).toString('latin1');
  if (magic === '070701' || magic === '070702') {
    const text = (await pieces.all(104)).toString('latin1');
    const at = (n: number) => digits(text.slice(n * 8, n * 8 + 8), 16);
    return { mode: at(1), mtime: at(5), size: at(6), nameSize: at(11), unit: 4, length: 110 };
  }
  if (magic !== '070707') throw new SourceError({ code: 'damaged', detail: 'structure' });
  const text = (await pieces.all(70)).toString('latin1');
  const at = (from: number, length: number) => digits(text.slice(from, from + length), 8);
  return { mode: at(12, 6), mtime: at(42, 11), nameSize: at(53, 6), size: at(59, 11), unit: 1, length: 76 };
}

function digits(text: string, base: 8 | 16): number {
  if (!(base === 16 ? /^[0-9a-fA-F]+$/ : /^[0-7]+$/).test(text))
    throw new SourceError({ code: 'damaged', detail: 'structure' });
  return Number.parseInt(text, base);
}

function filler(length: number, unit: number): number {
  return (unit - (length % unit)) % unit;
}
