import type { Finding } from '../contracts/finding.ts';
import type { Facts } from '../contracts/item.ts';
import type { Judged } from '../contracts/rule.ts';
import { columnOf, type TableFacts } from '../contracts/table.ts';
import { reason } from './opinion.ts';

/** Facts of the finding's own column: who may select it, where the grants are known. */
export function factsOf(facts: Facts, table: TableFacts | undefined, { part }: Finding): Facts {
  const column = table === undefined ? null : columnOf(table, part);
  if (table === undefined || column === null || facts.exposure === 'unknown' || !knowsReaders(table)) return facts;
  const others = column.readers.some((reader) => reader !== facts.owner);
  return { ...facts, exposure: column.everyone ? 'everyone' : others ? 'group' : 'owner' };
}

/** A database that has accounts grants something to somebody; one that is a file has none. */
function knowsReaders({ columns }: TableFacts): boolean {
  return columns.some(({ readers, everyone }) => everyone || readers.length > 0);
}

const named = 5;

/** Who may select the column, and what else bears on who can read it. */
export function readerReasons({ table, finding }: Judged): string[] {
  if (table === undefined) return [];
  const column = columnOf(table, finding.part);
  const readers = column?.readers ?? [];
  return [
    ...(column?.everyone === true ? ['readers=everyone'] : []),
    ...(column?.everyone === true || readers.length === 0
      ? []
      : [reason('readers', readers.length, readers.slice(0, named).join(','))]),
    ...(table.rowSecurity ? ['row_level_security'] : []),
    ...(table.plainConnections === 'allowed' ? ['plain_connections=allowed'] : []),
  ];
}
