import { SourceError } from '../../contracts/source.ts';
import { LzmaDecoder } from './lzma.ts';
import type { Pieces } from './pieces.ts';

/** Unpacks LZMA2, the chunks that xz and 7z pack into, to its end marker. `dictionary`: bytes, as the format declares. */
export async function* lzma2(pieces: Pieces, dictionary: number): AsyncGenerator<Uint8Array> {
  const decoder = new LzmaDecoder(dictionary);
  let ready = false;
  for (;;) {
    const control = await pieces.byte();
    if (control === 0) return;
    if (control < 0x80) {
      if (control > 2) throw new SourceError({ code: 'damaged', detail: 'structure' });
      const size = (await pieces.all(2)).readUInt16BE(0) + 1;
      if (control === 1) decoder.restart();
      yield* plain(decoder, await pieces.all(size));
      continue;
    }
    const sizes = await pieces.all(4);
    const reset = (control >> 5) & 3;
    if (reset === 3) decoder.restart();
    if (reset >= 2) decoder.properties(await pieces.byte());
    else if (!ready) throw new SourceError({ code: 'damaged', detail: 'structure' });
    else if (reset === 1) decoder.reset();
    ready = true;
    const unpacked = ((control & 0x1f) << 16) + sizes.readUInt16BE(0) + 1;
    const packed = await pieces.all(sizes.readUInt16BE(2) + 1);
    decoder.begin(packed);
    decoder.feed(packed.subarray(5));
    for (let left = unpacked; left > 0; ) {
      left -= decoder.decode(left, true);
      if (decoder.ended) throw new SourceError({ code: 'damaged', detail: 'structure' });
      yield decoder.window.take();
    }
  }
}

function* plain(decoder: LzmaDecoder, bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; ) {
    const piece = bytes.subarray(at, at + decoder.window.room());
    decoder.plain(piece);
    at += piece.length;
    yield decoder.window.take();
  }
}

/**
 * Unpacks a bare stream of LZMA. `size`: bytes to come, null where only the marker of the end tells. What was fed and
 * not used is the decoder's to give back, see `rest`.
 */
export async function* lzma1(
  pieces: Pieces,
  properties: number,
  dictionary: number,
  size: number | null,
): AsyncGenerator<Uint8Array, Uint8Array> {
  const decoder = new LzmaDecoder(dictionary);
  decoder.properties(properties);
  decoder.begin(await pieces.all(5));
  let input: Uint8Array = new Uint8Array(0);
  let last = false;
  let left = size ?? Number.POSITIVE_INFINITY;
  while (left > 0 && !decoder.ended) {
    if (!last) {
      const more = await pieces.some(1 << 16);
      if (more === null) last = true;
      else input = input.length === 0 ? more : Buffer.concat([input, more]);
    }
    decoder.feed(input);
    for (;;) {
      const made = decoder.decode(left, last);
      left -= made;
      if (made > 0) yield decoder.window.take();
      if (made === 0 || left === 0 || decoder.ended) break;
    }
    input = input.subarray(input.length - decoder.left);
    if (last && left > 0 && !decoder.ended && input.length === 0)
      throw new SourceError({ code: 'damaged', detail: 'truncated' });
  }
  return input;
}
