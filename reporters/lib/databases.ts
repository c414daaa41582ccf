import type { DatabaseCount, ReportFinding, TablesRead } from '../../agent/contracts/report.ts';
import { count, several } from './figures.ts';
import { exposureWords } from './words.ts';

/** Of a sample: `10,240 of about 5,000,000 rows in 3 tables`; what is not known of the size is told. */
export function rowsSeen({ rowsSeen, rows, rowsNotKnown, tables }: TablesRead): string {
  const inTables = `in ${several(tables, 'table')}`;
  if (rowsNotKnown === tables) return `${count(rowsSeen)} rows ${inTables} of unknown size`;
  const unknown = rowsNotKnown === 0 ? '' : `, ${count(rowsNotKnown)} of unknown size`;
  return `${count(rowsSeen)} of about ${count(rows)} rows ${inTables}${unknown}`;
}

/** Of what was read in full: `79,200 rows in 2 tables`. */
export function rowsRead({ rowsSeen, tables }: TablesRead): string {
  return `${several(rowsSeen, 'row')} in ${several(tables, 'table')}`;
}

/** What a sample may have missed, as a sentence without its end; null where there was none. */
export function missed({ sampled }: DatabaseCount): string | null {
  const { tables, missedAtMost, notKnown } = sampled;
  if (tables === 0) return null;
  if (missedAtMost === null) return 'how much the sample may have missed is not known';
  const bound =
    missedAtMost === 0
      ? 'the sample met all blocks'
      : `a kind of data that the sample did not meet is in at most ${percent(missedAtMost)} of a table’s blocks (95 % sure)`;
  return notKnown === 0 ? bound : `${bound}; of ${several(notKnown, 'table')} it is not known`;
}

/** Rounded up: it stays a bound. */
export function percent(share: number): string {
  return `${(Math.ceil(Math.round(share * 1e6) / 1e3) / 10).toFixed(1)} %`;
}

/** What a column's count means for the whole table; null outside of tables, and where the count says it. */
export function inWholeTable({ column, count: found }: ReportFinding): string | null {
  if (column === undefined) return null;
  if (column.estimate === null) return 'how many in the whole table is not known';
  if (column.estimate === found && !column.countIsEstimate) return null;
  return `about ${count(column.estimate)} in the whole table`;
}

/** How many there are: of a column `about 48,000` where that follows from a sample, `120 in a sample` where it cannot be said. */
export function matchesOf({ column, count: found }: Pick<ReportFinding, 'column' | 'count'>): string {
  if (column === undefined) return count(found);
  if (column.estimate === null) return `${count(found)} in a sample`;
  return column.estimate === found && !column.countIsEstimate ? count(found) : `about ${count(column.estimate)}`;
}

/** Who may select a column: `everyone`, `crm_app, reporting and 3 more`. */
export function selectedBy({ readers, facts }: ReportFinding, most = 4): string {
  if (readers === undefined) return 'not known';
  const { accounts, everyone, rowSecurity } = readers;
  const named = accounts.slice(0, most).join(', ');
  const more = accounts.length > most ? ` and ${count(accounts.length - most)} more` : '';
  // A database that is a file has no accounts: whoever can read the file.
  const nobody = facts.exposureFrom === 'source' ? 'superusers only' : exposureWords[facts.exposure];
  const who = everyone ? 'everyone' : accounts.length === 0 ? nobody : named + more;
  return rowSecurity ? `${who}; row security limits which rows` : who;
}
