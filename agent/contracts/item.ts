import type { TableFacts } from './table.ts';

/** Who can read it, as an upper bound from mode bits, parents' search permission and ACLs; unknown on remote mounts. */
export type Exposure = 'owner' | 'group' | 'everyone' | 'unknown';
export const exposures: readonly Exposure[] = ['owner', 'group', 'everyone', 'unknown'];

/** What is known of an item without opening it; everything a policy may ask about. Dates are ISO 8601 instants, UTC. */
export interface Facts {
  readonly bytes: number;
  readonly mtime: string | null;
  /** Null where the file system keeps none. */
  readonly birthtime: string | null;
  /** User and group names, or `uid:1000` where the system knows no name. */
  readonly owner: string | null;
  readonly group: string | null;
  /** Permission bits, 0o7777. */
  readonly mode: number | null;
  readonly exposure: Exposure;
  readonly exposureFrom: 'mode' | 'acl' | 'mount' | 'source';
  /** Hard links to the same content. */
  readonly links: number;
}

/** A piece of a source that can be leased, finished and resumed on its own: a folder, a range of rows. */
export interface Unit {
  /** Unique in the source, stable between runs; for a folder its path ('' is the root). */
  readonly id: string;
}

/** The smallest thing with an identity and a signature: a file, a table's row range. */
export interface Item {
  readonly unit: string;
  /** Path in the source, '/' between names, reversible (see sources/folder: bytes that are not UTF-8 are mapped). */
  readonly path: string;
  /** Changes when the content or a fact changed. */
  readonly signature: string;
  readonly facts: Facts;
  /** Of a table. */
  readonly table?: TableFacts<string>;
  /**
   * Of a file that has one name only, where the system gives a number to each that stays when it is moved or renamed.
   * Its signature then begins with `size:mtime:ctime:inode`.
   */
  readonly inode?: bigint | undefined;
  /** Set when the source itself leaves the item out; it is counted and never opened. */
  readonly excluded: ExclusionReason | null;
}

export const exclusionReasons = [
  ...['glob', 'size', 'symlink', 'special', 'kind', 'own_state'],
  /** Of databases: what only shows rows of other tables, and tables that lie on another server. */
  ...['view', 'foreign'],
] as const;
export type ExclusionReason = (typeof exclusionReasons)[number];
