import type { Watcher } from '../crawl/crawl-source.ts';

/** What a scan has done so far. */
export interface Reading {
  readonly listed: number;
  /** Read, or known to be unchanged. */
  readonly finished: number;
  /** Opened and read. */
  readonly read: number;
  readonly bytes: number;
  /** Items to come to, from an earlier run or a count; null when nobody knows. */
  readonly expected: number | null;
  /** Milliseconds since it began, without those in which it was held. */
  readonly milliseconds: number;
}

export interface Meter extends Watcher {
  expect(items: number | null): void;
  /** While held, no time passes. */
  hold(held: boolean): void;
  reading(): Reading;
}

/** Counts what a scan does. @param underWay bytes of orders that are not done yet */
export function createMeter(underWay: () => number, now: () => number = () => performance.now()): Meter {
  let [listed, finished, read, bytes] = [0, 0, 0, 0];
  let expected: number | null = null;
  let passed = 0;
  let since: number | null = now();
  return {
    listed: (items) => {
      listed += items;
    },
    unchanged: (items) => {
      finished += items;
    },
    done: (size) => {
      finished++;
      read++;
      bytes += size;
    },
    expect: (items) => {
      expected = items;
    },
    hold: (held) => {
      if (held === (since === null)) return;
      if (since !== null) passed += now() - since;
      since = held ? null : now();
    },
    reading: () => ({
      ...{ listed, finished, read, bytes: bytes + underWay() },
      expected: expected === null ? null : Math.max(expected, listed),
      milliseconds: passed + (since === null ? 0 : now() - since),
    }),
  };
}

/** Milliseconds of work that are left at the rate so far; null when nobody can tell. */
export function timeLeft({ finished, expected, milliseconds }: Reading): number | null {
  if (expected === null || finished === 0 || milliseconds < 2_000) return null;
  return Math.max(0, Math.round(((expected - finished) / finished) * milliseconds));
}
