import type { Waits } from '../contracts/pace.ts';
import type { Content } from '../contracts/source.ts';

/** Counts how long a source lets one order wait. */
export class WaitCounter {
  #reads = 0;
  #milliseconds = 0;

  async of<T>(ask: () => Promise<T>): Promise<T> {
    const begun = performance.now();
    try {
      return await ask();
    } finally {
      this.#reads++;
      this.#milliseconds += performance.now() - begun;
    }
  }

  /** The same content, each read counted. */
  reading(content: Content): Content {
    return {
      kind: content.kind,
      size: content.size,
      get untouched() {
        return content.untouched;
      },
      read: (offset, length) => this.of(() => content.read(offset, length)),
      [Symbol.asyncDispose]: () => content[Symbol.asyncDispose](),
    };
  }

  total(): Waits {
    return { reads: this.#reads, milliseconds: this.#milliseconds };
  }
}
