/** Folders in which something happens: each is given once it has been quiet for a while, or has not been for too long. */
export class Quiet {
  readonly #settleMs: number;
  readonly #longestMs: number;
  readonly #give: (folder: string) => void;
  readonly #waiting = new Map<string, { readonly since: number; last: number }>();
  #timer: NodeJS.Timeout | null = null;

  /** @param longestMs a file that is written all the time is read as it is, so often */
  constructor(settleMs: number, longestMs: number, give: (folder: string) => void) {
    this.#settleMs = settleMs;
    this.#longestMs = longestMs;
    this.#give = give;
  }

  touch(folder: string): void {
    const now = performance.now();
    const known = this.#waiting.get(folder);
    if (known === undefined) this.#waiting.set(folder, { since: now, last: now });
    else known.last = now;
    this.#timer ??= setTimeout(() => this.#look(), this.#settleMs);
  }

  forget(folder: string): void {
    this.#waiting.delete(folder);
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#waiting.clear();
  }

  #look(): void {
    this.#timer = null;
    const now = performance.now();
    let next = Number.POSITIVE_INFINITY;
    for (const [folder, { since, last }] of this.#waiting) {
      const due = Math.min(last + this.#settleMs, since + this.#longestMs);
      if (due > now) next = Math.min(next, due);
      else {
        this.#waiting.delete(folder);
        this.#give(folder);
      }
    }
    if (next < Number.POSITIVE_INFINITY) this.#timer = setTimeout(() => this.#look(), Math.max(20, next - now));
  }
}
