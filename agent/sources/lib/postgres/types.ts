import type { RowColumn } from '../../../contracts/source.ts';

/**
 * How cells of a column are asked for.
 * `short`: as the server writes it, which is never long.
 * `text`, `xml`, `json`: as text, cut on the server when it is longer than is read.
 * `document`: lists, records (see records.ts), key-value pairs, turned into JSON.
 * `bytes`: as it stands, cut on the server too.
 * `midnight`: the day of a moment that is a day only (dates of birth in columns of time), NULL for all others.
 */
export type ReadAs = 'short' | 'text' | 'json' | 'xml' | 'document' | 'bytes' | 'midnight';

export const holdsOf: Readonly<Record<ReadAs, RowColumn['holds']>> = {
  short: 'text',
  text: 'text',
  midnight: 'text',
  json: 'json',
  document: 'json',
  xml: 'xml',
  bytes: 'bytes',
};

export interface TypeFacts {
  readonly oid: number;
  readonly name: string;
  /** Its schema. */
  readonly schema: string;
  /** pg_type.typtype: `b`ase, `c`omposite, `d`omain, `e`num, `r`ange, `m`ultirange, `p`seudo. */
  readonly sort: string;
  /** pg_type.typcategory. */
  readonly category: string;
  /** Of a domain. */
  readonly base: number;
  /** Of an array. */
  readonly element: number;
  /** Of a composite. */
  readonly members: readonly { readonly name: string; readonly type: number }[];
}

/** Of the server's own types, those that can hold personal data; all others are not read. */
const builtIn: Readonly<Record<string, ReadAs>> = {
  text: 'text',
  varchar: 'text',
  bpchar: 'text',
  name: 'short',
  // Numbers of people and accounts.
  int2: 'short',
  int4: 'short',
  int8: 'short',
  numeric: 'short',
  // Dates of birth.
  date: 'short',
  timestamp: 'midnight',
  inet: 'short',
  cidr: 'short',
  json: 'json',
  jsonb: 'json',
  xml: 'xml',
  bytea: 'bytes',
};

/** Of extensions: coordinates, vectors, search trees. Any other type of an extension is read as text. */
const skipped = new Set([
  ...['geometry', 'geography', 'raster', 'box2d', 'box3d', 'vector', 'halfvec', 'sparsevec', 'cube', 'seg'],
  ...['ltree', 'lquery', 'ltxtquery', 'gtrgm', 'ghstore', 'query_int', 'intset', 'roaringbitmap', 'hll', 'tdigest'],
]);

/** What a cell is made of. A list of plain values is a plain value itself: the server turns it into JSON. */
export type Shape =
  | { readonly of: 'value'; readonly as: ReadAs }
  | { readonly of: 'list'; readonly element: Shape }
  | { readonly of: 'record'; readonly members: readonly (readonly [string, Shape])[] };

/** Null: what such a cell holds is nothing that we look for. Of a record, only members that are read are told. */
export function shapeOf(oid: number, types: ReadonlyMap<number, TypeFacts>): Shape | null {
  const type = types.get(oid);
  if (type === undefined) return null;
  if (type.sort === 'd') return shapeOf(type.base, types);
  if (type.category === 'A') {
    const element = shapeOf(type.element, types);
    if (element === null || element.of !== 'value') return element && { of: 'list', element };
    return element.as === 'midnight' || element.as === 'bytes' ? null : { of: 'value', as: 'document' };
  }
  if (type.sort === 'c') {
    const members = type.members.flatMap(({ name, type: of }): [string, Shape][] => {
      const shape = shapeOf(of, types);
      return shape === null || (shape.of === 'value' && shape.as === 'bytes') ? [] : [[name, shape]];
    });
    return members.length === 0 ? null : { of: 'record', members };
  }
  const as = plainAs(type);
  return as && { of: 'value', as };
}

function plainAs(type: TypeFacts): ReadAs | null {
  if (type.schema === 'pg_catalog') return builtIn[type.name] ?? null;
  // Base types, with all their functions and casts, are made by superusers alone; all others by anybody.
  if (type.sort !== 'b' || skipped.has(type.name)) return null;
  return type.name === 'hstore' ? 'document' : 'text';
}

/** How cells of such a shape are read. */
export function readAs(shape: Shape | null): ReadAs | null {
  return shape !== null && shape.of === 'value' ? shape.as : shape && 'document';
}

/** The day of a moment that is the first of its day; else NULL. */
export const midnight = (moment: string): string =>
  `CASE WHEN ${moment} = date_trunc('day', ${moment}) AND isfinite(${moment}) THEN ${moment}::date END`;

/**
 * What is asked for, of a column that is written `column`. A cell of more than `max` bytes was cut, or is to be.
 * @param longest characters that it has at most, where its type says so
 */
export function selectAs(as: ReadAs, column: string, max: number, longest: number | null = null): string {
  if (as === 'short') return column;
  if (as === 'midnight') return midnight(column);
  if (as === 'bytes')
    return `CASE WHEN octet_length(${column}) > ${max} THEN substring(${column} FROM 1 FOR ${max + 1}) ELSE ${column} END`;
  if (as === 'document') return `left(to_json(${column})::text, ${max + 1})`;
  if (as !== 'text') return `left(${column}::text, ${max + 1})`;
  if (longest !== null && longest * 4 <= max) return `${column}::text`;
  // The length is known without the text being fetched.
  return `CASE WHEN octet_length(${column}::text) > ${max} THEN left(${column}::text, ${max + 1}) ELSE ${column}::text END`;
}
