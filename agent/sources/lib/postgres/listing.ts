import { createHash, randomUUID } from 'node:crypto';
import type { Exposure, Item } from '../../../contracts/item.ts';
import type { Trouble } from '../../../contracts/source.ts';
import type { ColumnFacts, TableFacts } from '../../../contracts/table.ts';
import type { Selector } from '../select.ts';
import { tablePath } from '../sql/names.ts';
import type { RelationFound, SchemaFound } from './catalog.ts';
import type { Roles } from './readers.ts';
import type { ServerFacts } from './server-facts.ts';
import type { PostgresSettings } from './settings.ts';

export interface Listing {
  readonly settings: PostgresSettings;
  readonly server: ServerFacts;
  readonly roles: Roles;
  readonly select: Selector;
}

const excludedKinds: Readonly<Record<string, 'view' | 'foreign'>> = { v: 'view', f: 'foreign' };
/** Raised when what is read of a table, or how, changes though no setting did. */
const edition = 1;

/** One relation as an item, or as what stands in the way of reading it. Columns hidden from the account are told, too. In no order of paths. */
export function* describe(listing: Listing, schema: SchemaFound, found: RelationFound): Generator<Item | Trouble> {
  const path = tablePath(schema.name, found.name);
  const excluded = listing.select.excludes(path) ? 'glob' : (excludedKinds[found.kind] ?? null);
  if (excluded === null && (!found.selectSome || found.hidesRows)) {
    yield noPermission(path);
    return;
  }
  const facts = {
    ...{ mtime: null, birthtime: null, group: null, mode: null, exposureFrom: 'source' as const, links: 1 },
    bytes: found.bytes,
    owner: found.ownerName,
  };
  if (excluded !== null) {
    const signature = hash([edition, found.oid, found.kind, excluded]);
    yield { unit: tablePath(schema.name), path, signature, facts: { ...facts, exposure: 'unknown' }, excluded };
    return;
  }
  const table = tableFacts(listing, schema, found);
  const exposure = exposureOf(table, found.ownerName);
  // The estimate is kept out: an ANALYZE changes it, and nothing else.
  // What changes where a foreign key leads changes no rows here, but it may change their dates.
  const about = hash([exposure, found.ownerName, { ...table, rows: null }, found.referred]);
  const signature = `${contentOf(listing, found)}|${about}`;
  yield { unit: tablePath(schema.name), path, signature, facts: { ...facts, exposure }, table, excluded };
  for (const { name, selectable, as } of found.columns)
    if (!selectable && as !== null) yield noPermission(`${path}#${tablePath(name)}`);
}

export function noPermission(path: string, folder = false): Trouble {
  return { trouble: { code: 'unreadable', detail: 'permission' }, path, folder };
}

function tableFacts({ roles, server }: Listing, schema: SchemaFound, found: RelationFound): TableFacts<string> {
  const columns = found.columns.map(({ name, type, readers, references }): ColumnFacts<string> => {
    const { names, everyone } = roles.readersOf(schema.users, [...found.readers, ...readers]);
    return { name, type, readers: names, everyone, references: references && tablePath(...references) };
  });
  return {
    type: found.kind === 'm' ? 'materialized_view' : found.partition ? 'partition' : 'table',
    rows: found.rows,
    columns,
    rowSecurity: found.rowSecurity,
    plainConnections: server.plainConnections,
  };
}

function exposureOf({ columns }: TableFacts<string>, owner: string): Exposure {
  if (columns.some(({ everyone }) => everyone)) return 'everyone';
  return columns.some(({ readers }) => readers.some((name) => name !== owner)) ? 'group' : 'owner';
}

/**
 * Changes when the rows may have changed, or what is read of them. Where the server counts no changes (a standby, or
 * `track_counts` off) it is never the same twice: such a table is read in each scan.
 */
function contentOf({ settings, server }: Listing, found: RelationFound): string {
  if (server.countedSince === null) return randomUUID();
  const { depth, sample_rows, seed, max_cell } = settings;
  const read = depth === 'full' ? [depth, max_cell] : [depth, max_cell, sample_rows, seed];
  return hash([
    edition,
    ...[found.oid, found.file, found.blocks, found.counters, server.countedSince],
    found.columns.map(({ name, type, record, selectable, comment, references }) => {
      return [name, type, record, selectable, comment, references];
    }),
    read,
  ]);
}

export function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 24);
}
