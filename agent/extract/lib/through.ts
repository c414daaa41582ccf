import { pipeline, Readable, type Transform } from 'node:stream';

/** Bytes pulled through a decompressor, no faster than they are taken. Errors of either side come out here. */
export async function* through(source: AsyncIterable<Uint8Array>, transform: Transform): AsyncGenerator<Uint8Array> {
  // The transform is destroyed with the error, and iterating over it throws that error.
  pipeline(Readable.from(source, { objectMode: false, highWaterMark: 1 << 16 }), transform, () => {});
  yield* transform as AsyncIterable<Uint8Array>;
}
