import type { Aim } from '../plan.ts';

/** What a scan reads: `bytes[low, high)`. Nothing outside is looked at. */
export interface Text {
  bytes: Uint8Array;
  /** The same memory: strings are made faster by it. */
  view: Buffer;
  low: number;
  high: number;
  /** Places looked at, for the test of linear cost. */
  steps: number;
}

/** How a candidate is written and what stands beside it, as bits. */
export const grouped = 1;
/** Nothing in its form says what it is: only with a label. */
export const bare = 2;
export const glued = 4;
export const amount = 8;
export const inRow = 16;
export const timestamp = 32;
export const dateTime = 64;
export const sequence = 128;

/** Gives a candidate to its detector; true when it was accepted. */
export type Propose = (aim: Aim, start: number, end: number, form: number) => boolean;
