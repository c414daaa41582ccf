import type { KeyedRows } from '../sql/key-plan.ts';
import type { Walk } from './catalog.ts';
import type { KeyForm } from './key-forms.ts';
import type { ReadAs } from './types.ts';

/** A piece of rows. Plain data: it crosses to a worker. */
export interface RowsOrder {
  readonly schema: string;
  readonly table: string;
  /** When the table was made: another one of that name is not the one that was planned. */
  readonly made: string | null;
  readonly hasHistory: boolean;
  readonly columns: readonly ReadColumn[];
  /** By which rows are found. */
  readonly by: { readonly column: string; readonly form: KeyForm } | null;
  /** By which rows are gone through in steps, where no key tells how few there are. */
  readonly walk: Walk | null;
  /** By which a row is cited. */
  readonly cite: string | null;
  readonly rows: KeyedRows | Drawn;
}

export interface ReadColumn {
  readonly name: string;
  readonly as: ReadAs;
  readonly longest: number | null;
  readonly comment: string;
  /** Path of a table. */
  readonly references: string | null;
}

/** Of a table without a key to find rows by: all are gone through on the server, and each is taken by chance. */
export interface Drawn {
  readonly of: 'drawn';
  readonly shape: string;
  readonly chance: number;
  readonly seed: number;
}
