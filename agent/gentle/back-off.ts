/** A look every so many milliseconds, and so many observations, at the least. */
const lookEvery = 5_000;
const fewest = 16;
/** The best is forgotten by this much at every look: after some hours a share that became slower is as it is. */
const forget = 1.001;

/** Milliseconds below which a share is not slow, whatever its best was: a cache answers at once, a disk does not. */
const fine = { read: 25, list: 5 } as const;
export type Observed = keyof typeof fine;

/**
 * How many orders a share is asked for at once. Every few seconds it looks at the median of what it took to open and
 * read (up to 512 KiB at a time), and to list an entry. While either is more than `factor` times the best there was, the
 * number is halved, down to one; then orders are followed by a rest as long as they took. Once it is not, it grows again,
 * by one at a look.
 */
export class BackOff {
  readonly #width: number;
  readonly #factor: number;
  readonly #seen: Readonly<Record<Observed, Latency>>;
  #allowed: number;
  #resting = false;
  #looked: number;

  constructor(width: number, factor: number, now: number) {
    this.#width = width;
    this.#factor = factor;
    this.#allowed = width;
    this.#looked = now;
    this.#seen = { read: new Latency(fine.read), list: new Latency(fine.list) };
  }

  get allowed(): number {
    return this.#allowed;
  }

  /** An order is to be followed by a rest. */
  get resting(): boolean {
    return this.#resting;
  }

  /** @param milliseconds that one read took, or one entry of a listing. Gives true when something changed. */
  observe(what: Observed, milliseconds: number, now: number): boolean {
    this.#seen[what].add(milliseconds);
    if (now - this.#looked < lookEvery) return false;
    const looks = [this.#seen.read.look(this.#factor), this.#seen.list.look(this.#factor)];
    if (looks.every((look) => look === null)) return false;
    this.#looked = now;
    return this.#turn(looks.includes('slow'));
  }

  #turn(slow: boolean): boolean {
    const [allowed, resting] = [this.#allowed, this.#resting];
    this.#resting = slow && allowed === 1;
    this.#allowed = slow ? Math.max(1, Math.floor(allowed / 2)) : Math.min(this.#width, allowed + 1);
    return this.#allowed !== allowed || this.#resting !== resting;
  }
}

class Latency {
  readonly #fine: number;
  #best: number | null = null;
  #since: number[] = [];

  constructor(fine: number) {
    this.#fine = fine;
  }

  add(milliseconds: number): void {
    this.#since.push(milliseconds);
    if (this.#since.length > 1_000) this.#since = this.#since.slice(-500);
  }

  /** Null while too little was seen since the last look. */
  look(factor: number): 'slow' | 'fine' | null {
    if (this.#since.length < fewest) return null;
    const sorted = this.#since.toSorted((a, b) => a - b);
    this.#since = [];
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
    const best = this.#best ?? median;
    this.#best = Math.min(best * forget, median);
    return median > Math.max(this.#fine, best * factor) ? 'slow' : 'fine';
  }
}
