import type { Safe } from '../../contracts/sensitive.ts';
import type { RowDates, RowDay, RowsJudged } from '../../contracts/table.ts';

/** Where the days of a table part: each a day, from which on the next begins. */
export interface Bounds {
  /** The first day whose rows have not had their last day. */
  readonly inTime: string;
  /** The first day whose rows are less pressing than the oldest ones. */
  readonly unlike: string;
  /** The first day whose period has not begun. */
  readonly future: string;
}

export interface Counted {
  readonly pastDue: readonly RowDay[];
  readonly rows: Omit<RowsJudged, 'trigger' | 'overdue' | 'possibly'>;
  readonly rowsPastDue: number;
  /** Rows as pressing as the oldest ones. */
  readonly rowsAlike: number;
  /** Of the days that are not in the future. */
  readonly newest: string | null;
}

/** Counts rows by where their day lies. Every row is counted once. */
export function countRows(dates: RowDates, { inTime, unlike, future }: Bounds): Counted {
  const begun = dates.days.filter(({ day }) => day < future);
  const pastDue = begun.filter(({ day }) => day < inTime);
  const rowsBegun = sum(begun);
  const rowsPastDue = sum(pastDue);
  return {
    pastDue,
    rowsPastDue,
    rowsAlike: sum(begun.filter(({ day }) => day < unlike)),
    newest: begun.at(-1)?.day ?? null,
    rows: {
      rows: dates.rows,
      within: rowsBegun - rowsPastDue,
      future: sum(dates.days) - rowsBegun,
      noDate: dates.noDate,
      notRead: dates.notRead,
      deleted: pastDue.reduce((all, { deleted }) => all + deleted, 0),
      oldest: dates.days[0]?.day ?? null,
      byYear: byYear(pastDue),
      firstKey: outermost(
        pastDue.flatMap(({ firstKey }) => firstKey ?? []),
        'first',
      ),
      lastKey: outermost(
        pastDue.flatMap(({ lastKey }) => lastKey ?? []),
        'last',
      ),
      query: dates.query,
      parameters: [parameterOf(inTime, dates)],
    },
  };
}

const sum = (days: readonly RowDay[]) => days.reduce((all, { rows }) => all + rows, 0);

function byYear(days: readonly RowDay[]): { year: string; rows: number }[] {
  const years = new Map<string, number>();
  for (const { day, rows } of days) years.set(day.slice(0, 4), (years.get(day.slice(0, 4)) ?? 0) + rows);
  return [...years].map(([year, rows]) => ({ year, rows }));
}

const wholeNumber = /^-?\d+$/;

/** Whole numbers by size; of other keys, which may be sealed, that of the first or last day. */
function outermost(keys: readonly Safe[], which: 'first' | 'last'): Safe | null {
  const ordered = keys.every((key) => wholeNumber.test(key))
    ? [...keys].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1))
    : keys;
  return ordered.at(which === 'first' ? 0 : -1) ?? null;
}

/** The beginning of a day, as the query of a table takes it. */
export function parameterOf(day: string, { parameter, timeZone }: RowDates): string {
  if (parameter === 'date') return day;
  const { epochMilliseconds } = Temporal.PlainDate.from(day).toZonedDateTime(timeZone);
  if (parameter === 'milliseconds') return String(epochMilliseconds);
  if (parameter === 'seconds') return String(epochMilliseconds / 1000);
  return Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toString();
}
