import type { TableFacts } from '../contracts/table.ts';
import type { Found } from './parts.ts';

/** Whether the name of a column speaks of personal data. */
export type NamesData = (column: string) => boolean;

/**
 * Tables in the order in which they are read: first those whose columns are called like personal data, most of such
 * columns first, then the larger; so that a scan that is cut short has seen what matters. Files stay as they were.
 */
export function byExpectedRisk(found: readonly Found[], names: NamesData): readonly Found[] {
  if (!found.some(({ item }) => 'table' in item)) return found;
  const risk = new Map(
    found.map((one) => [one, 'table' in one.item && one.item.table !== undefined ? riskOf(one.item.table, names) : -1]),
  );
  return found.toSorted((a, b) => risk.get(b)! - risk.get(a)!);
}

function riskOf({ columns, rows }: TableFacts<string>, names: NamesData): number {
  const named = columns.filter(({ name }) => names(name)).length;
  // Below one: size only decides among tables with as many such columns.
  return named + Math.min(0.99, Math.log10(1 + Math.max(0, rows ?? 0)) / 12);
}
