import type { ReadAs, Shape } from './types.ts';

/** Which rows of a table a piece is. Keys are whole numbers as text, both ends included. */
export type Range =
  | { readonly by: 'all' }
  /** Blocks `from` up to before `to`, or to the end; of these only keys up to `keyAtMost`. */
  | { readonly by: 'blocks'; readonly from: number; readonly to: number | null; readonly keyAtMost: string | null }
  | { readonly by: 'keys'; readonly from: string; readonly to: string }
  /** Blocks drawn at random, each with this chance. */
  | { readonly by: 'sample'; readonly percent: number; readonly seed: number };

/** All that a worker needs to read a piece: `of` of a piece of rows. */
export interface RowsOrder {
  readonly schema: string;
  readonly table: string;
  /** As it was when the plan was made: another table, or one written anew, is not read. */
  readonly oid: number;
  readonly file: number;
  readonly columns: readonly OrderedColumn[];
  readonly key: string | null;
  readonly range: Range;
  readonly anyEncoding: boolean;
}

export interface OrderedColumn {
  readonly name: string;
  readonly as: ReadAs;
  /** What it is made of where it holds records; null for all else. */
  readonly record: Shape | null;
  readonly longest: number | null;
  readonly comment: string;
  /** `public/customers` */
  readonly references: string | null;
}
