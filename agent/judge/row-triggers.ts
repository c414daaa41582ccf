import type { RowTrigger } from '../contracts/table.ts';
import type { CompiledPolicy } from './compile.ts';

/** By which dates the rules of a policy want the rows of a table counted: each once, in the order of the rules. */
export function rowTriggers(policy: CompiledPolicy, source: string, path: string): RowTrigger[] {
  const asked = policy.rules.flatMap(({ rule, settings }) => {
    return rule.rowTriggers?.(settings, { source, path }, policy.timezone) ?? [];
  });
  const known = new Map<string, RowTrigger>();
  for (const trigger of asked) {
    const key = triggerText(trigger);
    if (!known.has(key)) known.set(key, trigger);
  }
  return [...known.values()];
}

/** A trigger with all that changes the counts, on one line. Two that count alike are written alike. */
export function triggerText(trigger: RowTrigger): string {
  const { timeZone, noDate, deleted } = trigger;
  return [
    shownTrigger(trigger),
    `in ${timeZone}`,
    `no date: ${[...new Set(noDate)].sort().join(' ')}`,
    ...(deleted === null ? [] : [`deleted: ${quoted(deleted)}`]),
  ].join('; ');
}

/** A trigger for a reader: `coalesce(closed_at, customers.contract_end) via customer_id`. */
export function shownTrigger({ pick, columns, via }: RowTrigger): string {
  const names = columns.map(({ table, column }) => (table === null ? '' : `${quoted(table)}.`) + quoted(column));
  const what = pick === 'only' ? names.join() : `${pick}(${names.join(', ')})`;
  return via === null ? what : `${what} via ${quoted(via)}`;
}

const quoted = (name: string) => (/^[\p{L}_][\p{L}\p{N}_$]*$/u.test(name) ? name : `"${name.replaceAll('"', '""')}"`);
