import type { RowDates, StoredTable } from '../../contracts/table.ts';
import { reason } from '../../judge/opinion.ts';
import { shownTrigger, triggerText } from '../../judge/row-triggers.ts';
import type { Grade, RetentionRule } from './retention-settings.ts';
import { rowTriggerOf } from './row-trigger.ts';
import { columnSources } from './trigger.ts';

/** The dates that a rule judges the rows of a table by. */
export interface DatedRows {
  readonly rule: RetentionRule;
  readonly dates: RowDates;
  /** As a reader is shown it. */
  readonly trigger: string;
  readonly grade: Grade;
  readonly event: string;
}

export interface FoundRows {
  readonly dated: DatedRows | null;
  readonly because: readonly string[];
  /** The rows were never counted by a date that the rule asks for, and the table may have it. */
  readonly needsRescan: boolean;
}

/** The first of a rule's columns, best grade first, that this table has. */
export function findRows(table: StoredTable, rule: RetentionRule, timeZone: string): FoundRows {
  const sources = columnSources(rule);
  const because: string[] = sources.length === 0 ? ['no_trigger_for_table'] : [];
  for (const source of sources) {
    const trigger = rowTriggerOf(source, timeZone);
    const shown = shownTrigger(trigger);
    const text = triggerText(trigger);
    const dates = table.dates.find((counted) => counted.trigger === text);
    const problem = dates === undefined ? (lacks(table, trigger) ? 'no_column' : null) : dates.problem;
    if (dates !== undefined && problem === null) {
      const event = source.event ?? rule.trigger?.event ?? 'created';
      const dated = { rule, dates, trigger: shown, grade: source.grade, event };
      return {
        dated,
        because: [...because, reason('rows_dated_by', shown, 'grade', source.grade)],
        needsRescan: false,
      };
    }
    // By the next column, rows could be overdue that are not.
    if (problem === 'unreadable') {
      return { dated: null, because: [...because, reason(problem, shown)], needsRescan: true };
    }
    if (problem === null) {
      return { dated: null, because: [...because, reason('rows_not_counted', shown)], needsRescan: true };
    }
    because.push(reason(problem, shown));
  }
  return { dated: null, because, needsRescan: false };
}

/**
 * Whether the table surely has none of such a column: then nothing would be gained by scanning it again. Databases
 * differ in whether capitals matter; a sealed name could be any.
 */
function lacks(table: StoredTable, { columns, via }: ReturnType<typeof rowTriggerOf>): boolean {
  const names = new Set(table.columns.map(({ name }) => name.toLowerCase()));
  if (names.size === 0 || [...names].some((name) => name.startsWith('sealed:'))) return false;
  const own = [
    ...columns.filter((column) => column.table === null).map(({ column }) => column),
    ...(via === null ? [] : [via]),
  ];
  return own.some((name) => !names.has(name.toLowerCase()));
}
