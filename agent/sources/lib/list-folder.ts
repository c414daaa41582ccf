import { type BigIntStats, lstatSync, statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { ExclusionReason, Facts, Item } from '../../contracts/item.ts';
import { byCodePoint } from '../../contracts/path-order.ts';
import type { Trouble } from '../../contracts/source.ts';
import { type Acl, fileExposure, narrower, type Reach, searchReach } from './exposure.ts';
import { toBytes } from './file-name.ts';
import { namesIn } from './folder-names.ts';
import type { Mounts } from './mounts.ts';
import type { Names } from './names.ts';
import { problemOf } from './open-file.ts';
import type { Selector } from './select.ts';

/** What stays the same for all folders of a source. */
export interface Listing {
  /** Absolute, without links. */
  readonly root: string;
  /** Set when the source is this one file in the root. */
  readonly file: string | null;
  readonly maxSize: number;
  readonly followSymlinks: boolean;
  readonly select: Selector;
  readonly mounts: Mounts;
  readonly names: Names;
  readonly acls: ReadonlyMap<string, Acl>;
  /** Paths in the source that are ours. */
  readonly own: readonly string[];
}

/** A folder that waits to be listed: its path in the source, who gets into it, and the folders around it. */
export interface Folder {
  readonly id: string;
  readonly reach: Reach;
  /** Device and inode of each, to notice a folder that contains itself. */
  readonly ancestors: readonly string[];
}

/** Entries looked at in one go, and given together. */
const breath = 200;

interface Entry {
  readonly name: string;
  readonly path: string;
  readonly stat: BigIntStats;
  readonly isLink: boolean;
}

/**
 * One folder: names and facts, in the order of paths; what fails becomes a Trouble. Opens nothing. The folders in it are
 * put into `folders`, in the order of names. They are looked at as they are asked for: names alone are held.
 */
export async function* listFolder(
  listing: Listing,
  folder: Folder,
  folders: Folder[],
  signal: AbortSignal,
): AsyncGenerator<readonly (Item | Trouble)[]> {
  const { names, trouble } = readNames(listing, folder);
  const leftOut: Item[] = [];
  let found: (Item | Trouble)[] = trouble === null ? [] : [trouble];
  let looked = 0;
  for (const name of names) {
    if (looked++ % breath === 0) {
      yield found;
      found = [];
      // lstat is synchronous: signals, timers and other items get their turn.
      await setImmediate();
      signal.throwIfAborted();
    }
    const path = folder.id === '' ? name : `${folder.id}/${name}`;
    while (comesBefore(leftOut.at(-1), path)) found.push(leftOut.pop() as Item);
    const stated = statEntry(listing, path);
    if ('trouble' in stated) {
      found.push(stated);
    } else if (stated.isDirectory && stated.leftOut === null) {
      const step = enter(listing, folder, path, stated.stat);
      if ('id' in step) folders.push(step);
      else found.push(step);
    } else {
      const entry = { name, path, stat: stated.stat, isLink: stated.isLink };
      const item = await makeItem(listing, folder, entry, stated.leftOut);
      // A folder's path ends with a slash: `a-b` is behind `a`, and before `a/`.
      (stated.isDirectory ? leftOut : found).push(item);
    }
  }
  yield [...found, ...leftOut.toReversed()];
}

function comesBefore(item: Item | undefined, path: string): boolean {
  return item !== undefined && byCodePoint(item.path, path) < 0;
}

function readNames(listing: Listing, folder: Folder): ReturnType<typeof namesIn> {
  if (listing.file !== null) return { names: [listing.file], trouble: null };
  return namesIn(absolute(listing, folder.id), folder.id);
}

interface Stated {
  readonly stat: BigIntStats;
  readonly isDirectory: boolean;
  readonly isLink: boolean;
  readonly leftOut: ExclusionReason | null;
}

/** Facts of an entry and whether it is left out; links are looked through only where they are followed. */
function statEntry(listing: Listing, path: string): Stated | Trouble {
  try {
    let stat = lstatSync(located(listing, path), { bigint: true });
    const isLink = stat.isSymbolicLink();
    if (isLink && listing.followSymlinks) stat = statSync(located(listing, path), { bigint: true });
    return { stat, isLink, isDirectory: stat.isDirectory(), leftOut: leftOut(listing, path, stat) };
  } catch (error) {
    return { trouble: problemOf(error), path, folder: false };
  }
}

function leftOut(listing: Listing, path: string, stat: BigIntStats): ExclusionReason | null {
  if (listing.own.includes(path)) return 'own_state';
  if (stat.isSymbolicLink()) return 'symlink';
  if (stat.isDirectory()) return listing.select.prunes(path) ? 'glob' : null;
  if (!stat.isFile()) return 'special';
  if (listing.select.excludes(path)) return 'glob';
  return stat.size > listing.maxSize ? 'size' : null;
}

/** The folder as the next to list, or the loop that it is. */
function enter(listing: Listing, parent: Folder, path: string, stat: BigIntStats): Folder | Trouble {
  const identity = `${stat.dev}:${stat.ino}`;
  if (parent.ancestors.includes(identity)) return { trouble: { code: 'loop', detail: null }, path, folder: false };
  const reach = narrower(parent.reach, searchReach(Number(stat.mode), aclOf(listing, path)));
  return { id: path, reach, ancestors: [...parent.ancestors, identity] };
}

async function makeItem(
  listing: Listing,
  folder: Folder,
  { stat, path }: Entry,
  excluded: ExclusionReason | null,
): Promise<Item> {
  const { names } = listing;
  const [uid, gid] = [Number(stat.uid), Number(stat.gid)];
  const owner = names.knownOwner(uid) ?? (await names.owner(uid));
  const group = names.knownGroup(gid) ?? (await names.group(gid));
  return new FileItem(listing, folder, stat, path, excluded, { owner, group });
}

/** What of it is asked for by few is made when it is asked for: mostly nothing about a file has changed. */
class FileItem implements Item {
  readonly unit: string;
  readonly path: string;
  readonly signature: string;
  readonly excluded: ExclusionReason | null;
  readonly #stat: BigIntStats;
  readonly #who: { readonly owner: string; readonly group: string };
  readonly #exposure: Pick<Facts, 'exposure' | 'exposureFrom'>;
  #facts: Facts | null = null;

  constructor(
    listing: Listing,
    folder: Folder,
    stat: BigIntStats,
    path: string,
    excluded: ExclusionReason | null,
    who: { readonly owner: string; readonly group: string },
  ) {
    this.unit = folder.id;
    this.path = stat.isDirectory() ? `${path}/` : path;
    this.excluded = excluded;
    this.#stat = stat;
    this.#who = who;
    this.#exposure = exposureOf(listing, folder, stat, path);
    // ctime moves with content, mode, owner and ACL; exposure also depends on the folders around.
    this.signature = `${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}:${stat.ino}|${this.#exposure.exposure}`;
  }

  get facts(): Facts {
    const stat = this.#stat;
    this.#facts ??= {
      bytes: Number(stat.size),
      mtime: instant(stat.mtimeNs),
      birthtime: instant(stat.birthtimeNs),
      ...this.#who,
      mode: Number(stat.mode & 0o7777n),
      ...this.#exposure,
      links: Number(stat.nlink),
    };
    return this.#facts;
  }

  get inode(): bigint | undefined {
    const stat = this.#stat;
    return stat.nlink === 1n && this.#exposure.exposureFrom !== 'mount' && stat.isFile() ? stat.ino : undefined;
  }
}

const ofMounts = { exposure: 'unknown', exposureFrom: 'mount' } as const;

function exposureOf(listing: Listing, folder: Folder, stat: BigIntStats, path: string) {
  if (listing.mounts.isRemote(stat.dev)) return ofMounts;
  const acl = aclOf(listing, path);
  const exposure = fileExposure(Number(stat.mode & 0o7777n), acl, folder.reach);
  return { exposure, exposureFrom: acl !== undefined ? 'acl' : 'mode' } as const;
}

/** Mostly there are none: nothing is looked up. */
function aclOf({ acls, root }: Listing, path: string): Acl | undefined {
  return acls.size === 0 ? undefined : acls.get(`${root}/${path}`);
}

/** Null for the epoch: file systems without a time report it so. */
function instant(nanoseconds: bigint): string | null {
  if (nanoseconds <= 0n) return null;
  const milliseconds = Number(nanoseconds / 1_000_000n);
  // Beyond what a Date can hold is a broken clock, not a date.
  return milliseconds > 8.64e15 ? null : new Date(milliseconds).toISOString();
}

/** Mostly a text will do; bytes that are no UTF-8 must be given as such. */
function located({ root }: Listing, path: string): string | Buffer {
  const whole = `${root}/${path}`;
  return mappedBytes.test(whole) ? Buffer.concat([Buffer.from(`${root}/`), toBytes(path)]) : whole;
}

const mappedBytes = /[\uEF80-\uEFFF]/;

function absolute(listing: Listing, path: string): Buffer {
  return path === '' ? Buffer.from(listing.root) : Buffer.concat([Buffer.from(`${listing.root}/`), toBytes(path)]);
}
