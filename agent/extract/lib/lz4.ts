import { SourceError } from '../../contracts/source.ts';
import { Pieces } from './pieces.ts';

const damaged = () => new SourceError({ code: 'damaged', detail: 'structure' });
/** How far back a match may reach. */
const reach = 65536;

/** Unpacks the frames of LZ4, one after the other. Source: lz4_Frame_format.md and lz4_Block_format.md, lz4.org. */
export async function* unlz4(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces = new Pieces(source);
  try {
    for (let first = true; ; first = false) {
      const magic = await pieces.exactly(4);
      if (magic.length === 0 && !first) return;
      if (magic.length < 4) throw new SourceError({ code: 'damaged', detail: 'truncated' });
      const mark = magic.readUInt32LE(0);
      if (mark >>> 4 === 0x184d2a5) await pieces.skip((await pieces.all(4)).readUInt32LE(0));
      else if (mark === 0x184d2204) yield* frame(pieces);
      else throw damaged();
    }
  } finally {
    await pieces.close();
  }
}

async function* frame(pieces: Pieces): AsyncGenerator<Uint8Array> {
  const [flags, sizes] = await pieces.all(2);
  if (flags! >> 6 !== 1) throw damaged();
  // The size of the whole, the number of a dictionary that nobody but the sender has, and a check of the header.
  await pieces.all(((flags! & 8) !== 0 ? 8 : 0) + ((flags! & 1) !== 0 ? 4 : 0) + 1);
  if ((flags! & 1) !== 0) throw new SourceError({ code: 'unsupported', detail: 'method' });
  const largest = 1 << (8 + 2 * ((sizes! >> 4) & 7));
  const independent = (flags! & 32) !== 0;
  let before: Uint8Array = new Uint8Array(0);
  for (;;) {
    const size = (await pieces.all(4)).readUInt32LE(0);
    if (size === 0) break;
    const length = size & 0x7fffffff;
    if (length > largest) throw damaged();
    const packed = await pieces.all(length);
    const text = size >= 0x80000000 ? packed : block(packed, independent ? before.subarray(0, 0) : before, largest);
    if ((flags! & 16) !== 0) await pieces.all(4);
    yield text;
    if (!independent) before = tail(before, text);
  }
  if ((flags! & 4) !== 0) await pieces.all(4);
}

function tail(before: Uint8Array, text: Uint8Array): Uint8Array {
  return text.length >= reach ? text.subarray(-reach) : Buffer.concat([before, text]).subarray(-reach);
}

/** One block: runs of bytes as they are, each followed by a repetition of earlier ones. */
function block(packed: Uint8Array, before: Uint8Array, largest: number): Uint8Array {
  const out = new Uint8Array(before.length + largest);
  out.set(before);
  let at = before.length;
  let from = 0;
  const length = (start: number): number => {
    let sum = start;
    if (start === 15)
      for (let byte = 255; byte === 255; sum += byte) {
        if (from >= packed.length) throw damaged();
        byte = packed[from++]!;
      }
    return sum;
  };
  while (from < packed.length) {
    const token = packed[from++]!;
    const plain = length(token >> 4);
    if (from + plain > packed.length || at + plain > out.length) throw damaged();
    out.set(packed.subarray(from, from + plain), at);
    at += plain;
    from += plain;
    if (from === packed.length) break;
    if (from + 2 > packed.length) throw damaged();
    const distance = packed[from]! | (packed[from + 1]! << 8);
    from += 2;
    const repeat = length(token & 15) + 4;
    if (distance === 0 || distance > at || at + repeat > out.length) throw damaged();
    for (let i = 0; i < repeat; i++, at++) out[at] = out[at - distance]!;
  }
  return out.slice(before.length, at);
}
