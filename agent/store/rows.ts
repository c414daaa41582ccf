import type { SQLInputValue } from 'node:sqlite';
import type { PartDate } from '../contracts/finding.ts';
import type { ExclusionReason, Facts } from '../contracts/item.ts';
import type { Problem } from '../contracts/problem.ts';
import type { Status, StoredItem } from '../contracts/store.ts';
import type { StoredTable } from '../contracts/table.ts';
import { StoreError } from './error.ts';

export const factColumns = 'bytes, mtime, birthtime, owner, "group", mode, exposure, exposure_from, links';

/** Values for `factColumns`. */
export function factValues(facts: Facts): FactTuple {
  const { bytes, mtime, birthtime, owner, group, mode, exposure, exposureFrom, links } = facts;
  return [bytes, mtime, birthtime, owner, group, mode, exposure, exposureFrom, links];
}

/** What an item is read from, in this order. */
export const itemColumns = `items.name, items.id, signature, recipe, status, excluded, opened_in, kind, content_hash,
  untouched, dates, problems, items."table", ${factColumns}`;

export type ItemTuple = [
  name: string,
  id: string,
  signature: string,
  recipe: number,
  status: Status,
  excluded: ExclusionReason | null,
  openedIn: number,
  kind: string | null,
  contentHash: Uint8Array | null,
  untouched: number,
  dates: string | null,
  problems: string | null,
  table: string | null,
  ...facts: FactTuple,
];

type FactTuple = [
  bytes: number,
  mtime: string | null,
  birthtime: string | null,
  owner: string | null,
  group: string | null,
  mode: number | null,
  exposure: Facts['exposure'],
  exposureFrom: Facts['exposureFrom'],
  links: number,
];

/** What the numbers in a row stand for. */
export interface Meanings {
  recipe(no: number): string;
  run(no: number): string;
}

export function toItem(source: string, prefix: string, row: ItemTuple, meanings: Meanings): StoredItem {
  const [
    name,
    id,
    signature,
    recipe,
    status,
    excluded,
    openedIn,
    kind,
    contentHash,
    untouched,
    dates,
    problems,
    table,
  ] = row;
  const [bytes, mtime, birthtime, owner, group, mode, exposure, exposureFrom, links] = row.slice(13) as FactTuple;
  return {
    id,
    source,
    unit: unitOf(prefix),
    path: prefix + name,
    signature,
    recipe: meanings.recipe(recipe),
    status,
    excluded,
    kind,
    contentHash: contentHash === null ? null : toHex(contentHash),
    facts: { bytes, mtime, birthtime, owner, group, mode, exposure, exposureFrom, links },
    ...(table === null ? {} : { table: JSON.parse(table) as StoredTable }),
    dates: fromList<PartDate>(dates),
    problems: fromList<Problem>(problems),
    untouched: untouched === 1,
    openedIn: meanings.run(openedIn),
  };
}

/** A unit's prefix and its id say the same: what stands before the names of its items. */
export function prefixOf(unit: string): string {
  return unit === '' ? '' : `${unit}/`;
}

export function unitOf(prefix: string): string {
  return prefix.slice(0, -1);
}

/** An item's name in its unit. @throws StoreError when its path does not lie there. */
export function nameIn(unit: string, path: string): string {
  const prefix = prefixOf(unit);
  if (!path.startsWith(prefix) || path.length === prefix.length) {
    throw new StoreError('internal', `The item ${path} does not lie in its unit ${unit}.`);
  }
  return path.slice(prefix.length);
}

/** Names between two others, null being open: no name is empty, and a blob sorts behind every text. */
export function bounds(low: string | null, high: string | null): [string, string | Uint8Array] {
  return [low ?? '', high ?? new Uint8Array(0)];
}

/** Null for an empty list. */
export function toList(list: readonly unknown[]): string | null {
  return list.length === 0 ? null : JSON.stringify(list);
}

function fromList<T>(json: string | null): readonly T[] {
  return json === null ? [] : (JSON.parse(json) as T[]);
}

/** Null for what is not there. */
export function toJson(value: object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}

/** @throws StoreError unless it is so many bytes in hex. */
export function fromHex(hex: string, bytes: number): Uint8Array {
  const value = Buffer.from(hex, 'hex');
  if (value.length !== bytes || hex.length !== bytes * 2)
    throw new StoreError('internal', `A hash has not ${bytes} bytes.`);
  return value satisfies SQLInputValue;
}
