import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { SourceError } from '../contracts/source.ts';
import { documentDate } from '../extract/lib/dates.ts';
import { Passing, Pieces } from '../extract/lib/pieces.ts';

/** ar archives, which Debian packages and static libraries are, with the long names of GNU and BSD. */
const ar: Extractor = {
  id: 'ar',
  version: 1,
  title: 'ar archives and Debian packages (deb)',
  about: {
    reads: 'members with their dates, streamed; long names of GNU and BSD; Debian packages',
    omits: 'the index of symbols',
    limits: '',
    library: 'own',
  },
  accepts: ({ kind }) => kind === 'ar',
  extract,
};
export default ar;

const longestNames = 16 << 20;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const pieces = new Pieces(input.bytes());
  let names: Buffer = Buffer.alloc(0);
  try {
    await pieces.exactly(8);
    for (;;) {
      input.signal.throwIfAborted();
      const header = await pieces.exactly(60);
      // Some programs fill up the end with one line feed.
      if (header.length <= 1) return;
      if (header.length < 60) throw new SourceError({ code: 'damaged', detail: 'truncated' });
      if (header.toString('latin1', 58) !== '`\n') throw new SourceError({ code: 'damaged', detail: 'structure' });
      const field = (from: number, to: number) => header.toString('utf8', from, to).trimEnd();
      const size = Number(field(48, 58));
      if (!Number.isSafeInteger(size) || size < 0) throw new SourceError({ code: 'damaged', detail: 'structure' });
      const own = field(0, 16);
      if (own === '//' && size <= longestNames) {
        names = await pieces.all(size);
        await pieces.skip(size % 2);
        continue;
      }
      const inside = /^#1\/(\d{1,5})$/.exec(own)?.[1];
      const before = inside === undefined ? 0 : Math.min(Number(inside), size);
      const name = before > 0 ? (await pieces.all(before)).toString('utf8').replace(/\0+$/, '') : nameOf(own, names);
      const body = new Passing(pieces, size - before);
      // The index of symbols is no file of anybody's.
      if (own !== '/' && own !== '/SYM64/' && !name.startsWith('__.SYMDEF')) {
        const date = documentDate('modified', new Date(Number(field(16, 28)) * 1000), 'C', 'ar:mtime');
        yield {
          type: 'child',
          hop: { kind: 'member', name },
          size: size - before,
          dates: date.map(({ type: _, ...rest }) => rest),
          bytes: () => body.bytes(),
        };
      }
      await body.skip(size % 2);
    }
  } finally {
    await pieces.close();
  }
}

/** `/12` stands for the name at byte 12 of the table of long names. */
function nameOf(own: string, names: Buffer): string {
  const at = /^\/(\d+)$/.exec(own)?.[1];
  if (at === undefined) return own.replace(/\/$/, '');
  const rest = names.subarray(Number(at));
  const end = rest.indexOf(0x0a);
  return rest.toString('utf8', 0, end < 0 ? rest.length : end).replace(/\/$/, '');
}
