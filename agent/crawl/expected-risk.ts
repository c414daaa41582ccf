import { exposures } from '../contracts/item.ts';
import type { TableFacts } from '../contracts/table.ts';
import type { Found } from './parts.ts';

/** Whether the name of a column speaks of personal data. */
export type NamesData = (column: string) => boolean;

/**
 * Tables in the order in which they are read: first those whose columns are called like personal data, most of such
 * columns first, then the larger; so that a scan that is cut short has seen what matters. Of files, those that are to be
 * read: first what everyone may read, then what was last written latest, then by path.
 */
export function byExpectedRisk(found: readonly Found[], names: NamesData): readonly Found[] {
  if (!found.some(({ item }) => 'table' in item && item.table !== undefined)) return files(found);
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

function files(found: readonly Found[]): readonly Found[] {
  const toRead = ({ item, known }: Found) => 'facts' in item && item.signature !== known?.signature;
  const read = found.filter(toRead);
  if (read.length < 2) return found;
  return [...found.filter((one) => !toRead(one)), ...read.sort(byExposure)];
}

function byExposure({ item: a }: Found, { item: b }: Found): number {
  if (!('facts' in a) || !('facts' in b)) return 0;
  const open = ({ exposure }: typeof a.facts) => exposures.indexOf(exposure) % exposures.indexOf('unknown');
  const latest = ({ mtime }: typeof a.facts) => mtime ?? '';
  return (
    open(b.facts) - open(a.facts) ||
    (latest(a.facts) < latest(b.facts) ? 1 : latest(a.facts) > latest(b.facts) ? -1 : 0)
  );
}
