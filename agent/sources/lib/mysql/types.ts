import type { RowColumn } from '../../../contracts/source.ts';

/**
 * How cells of a column are asked for.
 * `short`: as the server writes it, which is never long.
 * `text`, `json`: as text, cut on the server when it is longer than is read.
 * `bytes`: as it stands, cut on the server too.
 * `midnight`: the day of a moment that is a day only (dates of birth in columns of time), NULL for all others.
 */
export type ReadAs = 'short' | 'text' | 'json' | 'bytes' | 'midnight';

export const holdsOf: Readonly<Record<ReadAs, RowColumn['holds']>> = {
  short: 'text',
  text: 'text',
  midnight: 'text',
  json: 'json',
  bytes: 'bytes',
};

/** By DATA_TYPE of information_schema.COLUMNS. A type that is not here (of a later server, of a plug-in) is text. */
const types: Readonly<Record<string, ReadAs | null>> = {
  char: 'text',
  varchar: 'text',
  tinytext: 'text',
  text: 'text',
  mediumtext: 'text',
  longtext: 'text',
  // Lists of words that stand in the schema.
  enum: null,
  set: null,
  // Numbers of people and accounts; those of up to three digits are none.
  tinyint: null,
  smallint: 'short',
  mediumint: 'short',
  int: 'short',
  bigint: 'short',
  decimal: 'short',
  float: null,
  double: null,
  bit: null,
  year: null,
  // Dates of birth. A TIMESTAMP is a moment that something happened.
  date: 'short',
  datetime: 'midnight',
  timestamp: null,
  time: null,
  // MariaDB's is longtext, in which the core sees documents by itself.
  json: 'json',
  binary: 'bytes',
  varbinary: 'bytes',
  tinyblob: 'bytes',
  blob: 'bytes',
  mediumblob: 'bytes',
  longblob: 'bytes',
  inet4: 'short',
  inet6: 'short',
  uuid: null,
  vector: null,
  geometry: null,
  point: null,
  linestring: null,
  polygon: null,
  multipoint: null,
  multilinestring: null,
  multipolygon: null,
  geometrycollection: null,
  geomcollection: null,
};

/** Null: what such a column holds is nothing that we look for. */
export function readAs(type: string): ReadAs | null {
  const as = types[type.toLowerCase()];
  return as === undefined ? 'text' : as;
}

const whole = new Set(['tinyint', 'smallint', 'mediumint', 'int', 'bigint']);

export function isWhole(type: string): boolean {
  return whole.has(type.toLowerCase());
}

/**
 * What is asked for, of a column that is written `column`. A cell of more than `max` bytes was cut, or is to be.
 * @param longest characters that it has at most
 */
export function selectAs(as: ReadAs, column: string, max: number, longest: number | null): string {
  if (as === 'short') return column;
  if (as === 'midnight') return `IF(TIME(${column}) = 0, DATE(${column}), NULL)`;
  const perCharacter = as === 'bytes' ? 1 : 4;
  if (longest !== null && longest * perCharacter <= max) return column;
  return `IF(OCTET_LENGTH(${column}) > ${max}, LEFT(${column}, ${max + 1}), ${column})`;
}
