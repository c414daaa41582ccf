import { createHash, randomUUID } from 'node:crypto';
import type { Exposure, Item } from '../../../contracts/item.ts';
import type { Trouble } from '../../../contracts/source.ts';
import type { ColumnFacts, TableFacts } from '../../../contracts/table.ts';
import type { Selector } from '../select.ts';
import { tablePath } from '../sql/names.ts';
import type { TableFound, TableState } from './catalog.ts';
import type { Grants } from './readers.ts';
import type { MysqlSettings } from './settings.ts';

export interface Listing {
  readonly settings: MysqlSettings;
  /** Null where the account may not see what others are granted. */
  readonly grants: Grants | null;
  readonly plainConnections: TableFacts['plainConnections'];
  readonly select: Selector;
}

/** Raised when what is read of a table, or how, changes though no setting did. */
const edition = 1;

/** One table as an item, or as what stands in the way of reading it. */
export function* describe(listing: Listing, found: TableFound): Generator<Item | Trouble> {
  const unit = tablePath(found.schema);
  const path = tablePath(found.schema, found.name);
  const excluded = listing.select.excludes(path) ? 'glob' : found.kind === 'table' ? null : found.kind;
  if (excluded === null && !found.columns.some(({ selectable }) => selectable)) {
    yield noPermission(path);
    return;
  }
  const facts = {
    ...{
      mtime: null,
      birthtime: null,
      owner: null,
      group: null,
      mode: null,
      exposureFrom: 'source' as const,
      links: 1,
    },
    bytes: found.bytes,
  };
  if (excluded !== null) {
    const signature = hash([edition, found.kind, excluded]);
    yield { unit, path, signature, facts: { ...facts, exposure: 'unknown' }, excluded };
    return;
  }
  const table = tableFacts(listing, found);
  const exposure = exposureOf(listing, table);
  // Dates may stand in tables that this one refers to: when one of those changes they are counted anew, and nothing read.
  const others = found.refersTo.map(changesOf);
  // The estimate is kept out: it changes by itself.
  const signature = `${contentOf(listing, found)}|${hash([exposure, { ...table, rows: null }, others])}`;
  yield { unit, path, signature, facts: { ...facts, exposure }, table, excluded };
  for (const { name, selectable, as } of found.columns)
    if (!selectable && as !== null) yield noPermission(`${path}#${tablePath(name)}`);
  if (found.hidesColumns) yield noPermission(`${path}#*`);
}

export function noPermission(path: string, folder = false): Trouble {
  return { trouble: { code: 'unreadable', detail: 'permission' }, path, folder };
}

function tableFacts({ grants, plainConnections }: Listing, found: TableFound): TableFacts<string> {
  const columns = found.columns.map(({ name, type, references }): ColumnFacts<string> => {
    const readers = grants?.readersOf(found.schema, found.name, name);
    return {
      name,
      type,
      readers: readers?.names ?? [],
      everyone: readers?.everyone ?? false,
      references: references && tablePath(...references),
    };
  });
  return { type: 'table', rows: found.rows, columns, rowSecurity: false, plainConnections };
}

/** Tables have no owner: who is not everybody is a group, were it one account alone. */
function exposureOf({ grants }: Listing, { columns }: TableFacts<string>): Exposure {
  if (grants === null) return 'unknown';
  if (columns.some(({ everyone }) => everyone)) return 'everyone';
  return columns.some(({ readers }) => readers.length > 0) ? 'group' : 'owner';
}

/** Changes when the rows may have changed, or what is read of them. */
function contentOf({ settings }: Listing, found: TableFound): string {
  const { columns, keys, hasHistory } = found;
  const { depth, sample_rows, seed, max_cell } = settings;
  const read = depth === 'full' ? [depth, max_cell] : [depth, max_cell, sample_rows, seed];
  return hash([edition, changesOf(found), columns, keys, hasHistory, read]);
}

/**
 * Where the server does not know when a table was changed last (InnoDB forgets it when the server is started), it is
 * never the same twice: such a table is read in each scan.
 */
function changesOf({ made, changed, bytes }: TableState): readonly unknown[] {
  return changed === null ? [randomUUID()] : [made, changed, bytes];
}

export function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 24);
}
