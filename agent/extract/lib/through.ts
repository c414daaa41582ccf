import { pipeline, Readable, type Transform } from 'node:stream';

/** Bytes held back at most before the decompressor is made to wait. */
const most = 1 << 20;

/**
 * Bytes pulled through a decompressor, no faster than they are taken. Errors of either side come out here, behind all
 * that was unpacked before them.
 */
export async function* through(source: AsyncIterable<Uint8Array>, transform: Transform): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  let held = 0;
  let failure: unknown = null;
  let finished = false;
  let wake = (): void => {};
  const end = (error: unknown): void => {
    failure ??= error ?? null;
    finished = true;
    wake();
  };
  transform.on('data', (chunk: Uint8Array) => {
    ready.push(chunk);
    held += chunk.length;
    if (held >= most) transform.pause();
    wake();
  });
  transform.on('end', () => end(null));
  // The transform is destroyed with the error of the source.
  transform.on('error', end);
  transform.on('close', () => end(null));
  const input = Readable.from(source, { objectMode: false, highWaterMark: 1 << 16 });
  pipeline(input, transform, () => {});
  try {
    for (;;) {
      for (let chunk = ready.shift(); chunk !== undefined; chunk = ready.shift()) {
        held -= chunk.length;
        yield chunk;
      }
      if (finished) {
        if (failure !== null) throw failure;
        return;
      }
      transform.resume();
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    transform.destroy();
    input.destroy();
  }
}
