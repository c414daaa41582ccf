import { estimate } from './distinct.ts';

/** Different customers counted exactly up to here; beyond, the ones with the smallest ranks stand for all. */
export const customersKept = 4096;
const space = 2 ** 32;

/** Different customers, of whom only ranks are known: see `Register.rank`. */
export interface CustomerSample {
  /** The smallest, in order. */
  readonly ranks: readonly number[];
  /** How many there are: an estimate when more than there are ranks. */
  readonly distinct: number;
}

/** Counts different customers in bounded memory; the order in which they come has no say. */
export class Customers {
  readonly #ranks = new Set<number>();
  #border = space;
  #over = false;

  add(rank: number): void {
    if (rank >= this.#border) return;
    this.#ranks.add(rank);
    if (this.#ranks.size < 2 * customersKept) return;
    const dropped = sorted(this.#ranks).slice(customersKept);
    this.#border = dropped[0]!;
    this.#over = true;
    for (const one of dropped) this.#ranks.delete(one);
  }

  sample(): CustomerSample {
    return sampleOf(sorted(this.#ranks), this.#over);
  }
}

/** Samples of two pieces as one of both. */
export function joinCustomers(samples: readonly CustomerSample[]): CustomerSample {
  const all = new Set<number>();
  let border = space;
  for (const { ranks, distinct } of samples) {
    for (const rank of ranks) all.add(rank);
    // Of a sample that is not all there is, nothing is known above its largest rank.
    if (distinct > ranks.length) border = Math.min(border, ranks.at(-1)!);
  }
  const known = sorted(all).filter((rank) => rank <= border);
  return sampleOf(known, border < space);
}

function sampleOf(known: readonly number[], cut: boolean): CustomerSample {
  const ranks = known.slice(0, customersKept);
  const whole = !cut && ranks.length === known.length;
  return { ranks, distinct: whole ? ranks.length : estimate(ranks.map((rank) => (rank + 1) / space)) };
}

function sorted(ranks: Iterable<number>): number[] {
  return [...ranks].sort((a, b) => a - b);
}
