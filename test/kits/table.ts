import type { ColumnFacts, RowDates, RowDay, StoredTable } from '../../agent/contracts/table.ts';
import { triggerText } from '../../agent/judge/row-triggers.ts';
import { type ColumnSource, rowTriggerOf } from '../../agent/rules/lib/row-trigger.ts';

/** A table as a store keeps it, with the rows of its days. All of it is made up. */

export const zone = 'Europe/Berlin';

export interface RowsGiven extends Partial<Omit<RowDates, 'days' | 'trigger' | 'rows'>> {
  /** Rows by day; or with what else is known of the day. */
  readonly days?: Readonly<Record<string, number | Partial<RowDay>>>;
}

/** Rows counted by one column of the policy. */
export function rowsBy(source: string | Partial<ColumnSource>, { days: given = {}, ...of }: RowsGiven = {}): RowDates {
  const asked = typeof source === 'string' ? { column: source } : source;
  const trigger = rowTriggerOf({ grade: 'A', column: 'closed_at', ...asked }, zone);
  const days = Object.entries(given)
    .map(([day, rows]): RowDay => {
      const known = typeof rows === 'number' ? { rows } : rows;
      return { rows: 1, deleted: 0, firstKey: null, lastKey: null, ...known, day };
    })
    .sort((a, b) => (a.day < b.day ? -1 : 1));
  const counts = {
    problem: null,
    noDate: 0,
    notRead: 0,
    parameter: 'date',
    timeZone: trigger.timeZone,
    ...of,
  } as const;
  const dated = days.reduce((sum, { rows }) => sum + rows, 0);
  return {
    ...counts,
    trigger: triggerText(trigger),
    days,
    rows: dated + counts.noDate + counts.notRead,
    query: of.query ?? 'SELECT count(*) FROM "public"."customers" WHERE "closed_at" < $1',
  };
}

export function column(name: string, of: Partial<ColumnFacts> = {}): ColumnFacts {
  return { name, type: 'text', readers: [], everyone: false, references: null, ...of } as ColumnFacts;
}

export function tableOf(dates: readonly RowDates[] = [], of: Partial<StoredTable> = {}): StoredTable {
  return {
    type: 'table',
    rows: 5000,
    columns: ['id', 'email', 'closed_at', 'created_at'].map((name) => column(name)),
    rowSecurity: false,
    plainConnections: 'refused',
    reading: { depth: 'full', rowsSeen: 5000, blocksSeen: 50, blocks: 50, missedAtMost: 0 },
    dates,
    ...of,
  };
}
