import type { Safe } from './sensitive.ts';

/** What is known of a table without reading a row. `Name` is `string` in a source, and `Safe` wherever it is kept. */
export interface TableFacts<Name extends string = Safe> {
  readonly type: 'table' | 'partition' | 'materialized_view';
  /** As the server estimates it; null when it does not say. */
  readonly rows: number | null;
  readonly columns: readonly ColumnFacts<Name>[];
  /** A policy of the database limits which rows a reader sees: readers are an upper bound. */
  readonly rowSecurity: boolean;
  /** Whether the server takes connections over the network without TLS. */
  readonly plainConnections: 'refused' | 'allowed' | 'unknown';
}

export interface ColumnFacts<Name extends string = Safe> {
  readonly name: Name;
  /** As the database spells it: `character varying(255)`. */
  readonly type: string;
  /** Accounts that may select it, roles expanded, sorted; superusers, who may everything, are not in it. */
  readonly readers: readonly string[];
  /** PUBLIC, or every account, may select it. */
  readonly everyone: boolean;
  /** The table it refers to by a foreign key: `public/customers`. */
  readonly references: string | null;
}

/**
 * The column that a part of a table is in, or lies in: `#payload` of `#payload.customer.email`. A column's name may
 * hold dots, so the longest that fits counts. Null where the name was sealed together with what lies in it.
 */
export function columnOf(table: TableFacts, part: string): ColumnFacts | null {
  const fitting = table.columns.filter(({ name }) => {
    return part.startsWith(`#${name}`) && /^(?:$|[.[]|!\/)/.test(part.slice(1 + name.length));
  });
  return fitting.sort((a, b) => b.name.length - a.name.length)[0] ?? null;
}

export type Depth = 'sample' | 'full';

/** How a table was read. */
export interface TableReading {
  readonly depth: Depth;
  readonly rowsSeen: number;
  /** Blocks (pages, or ranges of keys) that were looked at, of how many; null where the source does not count them. */
  readonly blocksSeen: number | null;
  readonly blocks: number | null;
  /**
   * With 95 % confidence, the largest share of the blocks (0..1) that may hold a kind of data of which the sample saw
   * nothing. It counts blocks and not rows: rows of one block are alike. 0 when all was read.
   */
  readonly missedAtMost: number | null;
}

/** Rows of a table by the date that starts their period, as one trigger of the policy tells it. Counts only. */
export interface RowDates {
  /** The trigger and all that changes the counts, as `triggerText` (agent/judge/row-triggers.ts) writes it. */
  readonly trigger: string;
  /** Why nothing was counted; null when it was. */
  readonly problem: 'no_column' | 'no_date_type' | 'unreadable' | null;
  /** Ascending; a day without rows is left out. Days as in the trigger's time zone. */
  readonly days: readonly RowDay[];
  readonly rows: number;
  /** NULL, or what the policy says is no date: 9999-12-31, infinity. */
  readonly noDate: number;
  /** A text or number that is no date in any form we know. */
  readonly notRead: number;
  /** Counts rows whose date lies before a moment; `$1` or `?` is that moment. Read-only, ready to run. */
  readonly query: string;
  /** How that moment is written: a day, an instant (UTC), seconds or milliseconds since 1970. */
  readonly parameter: 'date' | 'instant' | 'seconds' | 'milliseconds';
  readonly timeZone: string;
}

export interface RowDay {
  readonly day: string;
  readonly rows: number;
  /** Of these, rows that carry the mark of deletion and are there all the same. */
  readonly deleted: number;
  /** Smallest and largest key, sealed where it could say who somebody is; null where there is no key of one column. */
  readonly firstKey: Safe | null;
  readonly lastKey: Safe | null;
}

/** A trigger of the policy that a table is asked for. Plain data: it crosses to workers. */
export interface RowTrigger {
  /** As the policy writes it: `closed_at`, `coalesce(closed_at, customers.contract_end)`. */
  readonly text: string;
  /** Which of the columns' dates counts: the only one, the first that is one, the latest, the earliest. */
  readonly pick: 'only' | 'coalesce' | 'greatest' | 'least';
  /** `table` null: a column of the table itself; else of the one that `via` refers to, by its name without a schema. */
  readonly columns: readonly { readonly table: string | null; readonly column: string }[];
  /** The column that leads to the other table by its foreign key; null where no other is named. */
  readonly via: string | null;
  /** In which a moment is turned into a day. */
  readonly timeZone: string;
  /** Days that mean "no date". */
  readonly noDate: readonly string[];
  /** The column that marks a row as deleted. */
  readonly deleted: string | null;
}

/** All that is kept of a table beside its findings. */
export interface StoredTable extends TableFacts {
  /** Null when no row was read. */
  readonly reading: TableReading | null;
  readonly dates: readonly RowDates[];
}

/** What a retention rule says of the rows of a table. Numbers, days and sealed keys: never a value. */
export interface RowsJudged {
  /** As a reader is shown it: `coalesce(closed_at, customers.contract_end) via customer_id`. */
  readonly trigger: string;
  readonly rows: number;
  readonly overdue: number;
  readonly possibly: number;
  readonly within: number;
  readonly future: number;
  readonly noDate: number;
  readonly notRead: number;
  /** Of the rows that the query finds, those that carry the mark of deletion. */
  readonly deleted: number;
  /** The day of the oldest row. */
  readonly oldest: string | null;
  /** The rows that the query finds, by the year of their date, oldest first. */
  readonly byYear: readonly { readonly year: string; readonly rows: number }[];
  /** Of the same rows. */
  readonly firstKey: Safe | null;
  readonly lastKey: Safe | null;
  /**
   * Finds the rows that are overdue, possibly or for certain, or, under a rule that lets none become overdue, those
   * that are due for review. Read-only, parametrised.
   */
  readonly query: string;
  readonly parameters: readonly string[];
}
