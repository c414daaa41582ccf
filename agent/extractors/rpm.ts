import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { SourceError } from '../contracts/source.ts';
import { Pieces } from '../extract/lib/pieces.ts';

/** rpm packages: what they install, which is a packed cpio archive behind two headers. */
const rpm: Extractor = {
  id: 'rpm',
  version: 1,
  title: 'rpm packages',
  about: { reads: 'what the package installs', omits: 'the headers of the package', limits: '', library: 'own' },
  accepts: ({ kind }) => kind === 'rpm',
  extract,
};
export default rpm;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const pieces = new Pieces(input.bytes());
  try {
    await pieces.all(96);
    const signature = await header(pieces);
    await pieces.all((8 - (signature % 8)) % 8);
    await header(pieces);
    yield { type: 'child', hop: { kind: 'member', name: 'payload' }, size: null, dates: [], bytes: () => rest(pieces) };
  } finally {
    await pieces.close();
  }
}

async function* rest(pieces: Pieces): AsyncGenerator<Uint8Array> {
  const first = await pieces.some(1 << 18);
  if (first === null) throw new SourceError({ code: 'damaged', detail: 'truncated' });
  for (let piece: Uint8Array | null = first; piece !== null; piece = await pieces.some(1 << 18)) yield piece;
}

/** Goes past one; gives its length. */
async function header(pieces: Pieces): Promise<number> {
  const start = await pieces.all(16);
  if (start.readUInt32BE(0) !== 0x8eade801) throw new SourceError({ code: 'damaged', detail: 'structure' });
  const length = start.readUInt32BE(8) * 16 + start.readUInt32BE(12);
  await pieces.skip(length);
  return 16 + length;
}
