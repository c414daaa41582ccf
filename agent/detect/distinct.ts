import type { Fingerprint } from '../contracts/sensitive.ts';
import type { MakeFingerprint } from './fingerprint.ts';

/** Different values counted exactly up to here; beyond, the ones with the smallest ranks stand for all. */
export const exactUpTo = 4096;

/**
 * Different values of one kind. Each value has a rank in [0, 1), a fast keyed hash; the smallest ranks are kept
 * (bottom-k), so that a fingerprint (a slow hash) is made only of what is kept, and counts of two pieces can be joined.
 * The rank's key comes from the fingerprint key: ranks say nothing without it, and stay in memory.
 */
export class Distinct {
  readonly #values = new Map<number, string>();
  /** Ranks kept, as a heap with the largest on top; only once there are too many. */
  #heap: number[] = [];
  #over = false;

  add(value: string, seed: number): void {
    const rank = rankOf(value, seed);
    if (this.wants(rank)) this.put(rank, value);
  }

  /** Whether a value of this rank is new, and would be kept. */
  wants(rank: number): boolean {
    return !(this.#over && rank >= this.#heap[0]!) && !this.#values.has(rank);
  }

  /** False when no value whose rank begins so would be kept. */
  mayWant(high: number): boolean {
    return !this.#over || high <= this.#heap[0]! * 2 ** 32;
  }

  /** Keeps a value that is wanted. */
  put(rank: number, value: string): void {
    this.#values.set(rank, value);
    if (this.#over) push(this.#heap, rank);
    else if (this.#values.size <= exactUpTo) return;
    else {
      this.#over = true;
      this.#heap = [...this.#values.keys()].sort((a, b) => b - a);
    }
    this.#drop();
  }

  /** In order of rank. */
  kept(
    detector: string,
    fingerprint: MakeFingerprint,
  ): { fingerprints: Fingerprint[]; ranks: number[]; distinct: number } {
    const entries = [...this.#values].sort(([a], [b]) => a - b);
    const ranks = entries.map(([rank]) => rank);
    const fingerprints = entries.map(([, value]) => fingerprint(detector, value));
    return { fingerprints, ranks, distinct: this.#over ? estimate(ranks) : ranks.length };
  }

  #drop(): void {
    this.#values.delete(this.#heap[0]!);
    pop(this.#heap);
  }
}

/** How many different values there are when these are the smallest ranks of them, in order. */
export function estimate(ranks: readonly number[]): number {
  return Math.max(ranks.length + 1, Math.round((ranks.length - 1) / ranks.at(-1)!));
}

export interface Sample {
  readonly fingerprints: readonly Fingerprint[];
  readonly ranks?: readonly number[];
  readonly distinct: number;
}

/** Two samples as one. Without ranks (a tally made by hand) the fingerprint itself, as good as random, is the rank. */
export function joinSamples(samples: readonly Sample[]): {
  fingerprints: Fingerprint[];
  ranks: number[];
  distinct: number;
} {
  const all = new Map<Fingerprint, number>();
  let border = Number.POSITIVE_INFINITY;
  for (const { fingerprints, ranks, distinct } of samples) {
    for (const [index, one] of fingerprints.entries()) {
      all.set(one, ranks?.[index] ?? Number.parseInt(one.slice(0, 13), 16) / 16 ** 13);
    }
    // Of a sample that is not all there is, nothing is known above its largest rank.
    if (distinct > fingerprints.length) border = Math.min(border, Math.max(...(ranks ?? [1])));
  }
  const top = Math.min(border, smallest(all.values(), exactUpTo));
  const known = [...all].filter(([, rank]) => rank <= top).sort(([f, a], [g, b]) => a - b || (f < g ? -1 : 1));
  const kept = known.slice(0, exactUpTo);
  const whole = border === Number.POSITIVE_INFINITY && kept.length === all.size;
  const ranks = kept.map(([, rank]) => rank);
  return { fingerprints: kept.map(([one]) => one), ranks, distinct: whole ? kept.length : estimate(ranks) };
}

/** The largest of the `count` smallest. */
function smallest(ranks: Iterable<number>, count: number): number {
  const sorted = Float64Array.from(ranks).sort();
  return sorted[Math.min(count, sorted.length) - 1] ?? 0;
}

/** 52 bits of two multiplicative hashes with different keys. */
export function rankOf(value: string, seed: number): number {
  let a = startA(seed);
  let b = startB(seed);
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    a = stepA(a, code);
    b = stepB(b, code);
  }
  return rankAt(a, b);
}

/** Where the halves of a rank begin; `stepA` and `stepB` take each on by one code of the text, `rankAt` ends it. */
export function startA(seed: number): number {
  return seed | 0;
}

export function startB(seed: number): number {
  return Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
}

export function stepA(a: number, code: number): number {
  const next = Math.imul(a ^ code, 0x9e3779b1);
  return next ^ (next >>> 15);
}

export function stepB(b: number, code: number): number {
  const next = Math.imul(b ^ code, 0xc2b2ae35);
  return next ^ (next >>> 13);
}

/** The first 32 bits of a rank, which are of its first half alone: enough to tell that a value is not kept. */
export function highOf(a: number): number {
  let high = Math.imul(a ^ (a >>> 16), 0x85ebca6b);
  high = Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return (high ^ (high >>> 16)) >>> 0;
}

export function rankAt(a: number, b: number): number {
  const low = Math.imul(b ^ (b >>> 16) ^ a, 0x85ebca6b);
  return (highOf(a) * 0x100000 + ((low ^ (low >>> 16)) >>> 12)) / 2 ** 52;
}

/** A secret start for ranks, the same in every thread that has the same key. */
export function seedOf(fingerprint: MakeFingerprint): number {
  return Number.parseInt(fingerprint('wayward', 'rank').slice(0, 8), 16);
}

function push(heap: number[], value: number): void {
  let at = heap.push(value) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (heap[parent]! >= value) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = value;
}

function pop(heap: number[]): void {
  const last = heap.pop()!;
  if (heap.length === 0) return;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && heap[child + 1]! > heap[child]!) child++;
    if (heap[child]! <= last) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
}
