/**
 * The index in shared memory: open addressing over entries of 8 bytes, then 4 bytes of rank for each customer.
 *
 * An entry stands for a keyed hash of 64 bits: its place comes from the upper bits of the first half, and it holds the
 * second half (32 bits), the customer (27), whether the value is others' too (1), and the last 4 bits of the first half.
 * So 36 bits are compared beside the place. At most 2/3 of the slots are taken, which makes 5 comparisons for a value that
 * is not there: it is taken for one that is with a probability of 5 / 2^36, or 7 in 10^11.
 *
 * A customer with an e-mail address, a phone, an account, a number, a name and a date of birth has eight entries and
 * takes 100 bytes.
 */
export interface Layout {
  readonly slots: number;
  readonly customers: number;
}

/** Of the slots, at most. */
const load = 2 / 3;
const fewest = 16;
/** Customers are numbered from 1, in 27 bits. */
export const mostCustomers = 2 ** 27 - 1;

export function slotsFor(entries: number): number {
  return Math.max(fewest, Math.ceil(entries / load));
}

/** Bytes that an index takes. */
export function sizeOf({ slots, customers }: Layout): number {
  return slots * 8 + (customers + 1) * 4;
}

export class Table {
  readonly #slots: number;
  readonly #scale: number;
  readonly #entries: Uint32Array;
  readonly #ranks: Uint32Array;

  constructor(memory: SharedArrayBuffer, layout: Layout) {
    this.#slots = layout.slots;
    this.#scale = layout.slots / 2 ** 32;
    this.#entries = new Uint32Array(memory, 0, 2 * layout.slots);
    this.#ranks = new Uint32Array(memory, 8 * layout.slots, layout.customers + 1);
  }

  /** `customer * 2`, plus 1 when the value is others' too; 0 when there is no such entry. */
  find(first: number, second: number): number {
    const entries = this.#entries;
    const tag = first & 15;
    for (let at = (first * this.#scale) >>> 0; ; ) {
      const rest = entries[2 * at + 1]!;
      if (rest === 0) return 0;
      if (entries[2 * at] === second && (rest & 15) === tag) return rest >>> 4;
      if (++at === this.#slots) at = 0;
    }
  }

  rank(customer: number): number {
    return this.#ranks[customer] ?? 0;
  }

  /** For the builder: puts an entry where nothing equal is. `whose` as `find` gives it. */
  put(first: number, second: number, whose: number): void {
    const entries = this.#entries;
    let at = (first * this.#scale) >>> 0;
    while (entries[2 * at + 1] !== 0) if (++at === this.#slots) at = 0;
    entries[2 * at] = second;
    entries[2 * at + 1] = (whose << 4) | (first & 15);
  }

  putRank(customer: number, rank: number): void {
    this.#ranks[customer] = rank;
  }
}
