import { type BigIntStats, type Dirent, lstatSync, readdirSync, statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import glob from 'fast-glob';
import type { ExclusionReason, Facts, Item } from '../../contracts/item.ts';
import type { Trouble } from '../../contracts/source.ts';
import { type Acl, fileExposure, narrower, type Reach, searchReach } from './exposure.ts';
import { fromBytes, toBytes } from './file-name.ts';
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
  /** Absolute paths that are ours. */
  readonly own: ReadonlySet<string>;
}

/** A folder that waits to be listed: its path in the source, who gets into it, and the folders around it. */
export interface Folder {
  readonly id: string;
  readonly reach: Reach;
  /** Device and inode of each, to notice a folder that contains itself. */
  readonly ancestors: readonly string[];
}

/** Entries looked at in one go. */
const breath = 500;

interface Listed {
  readonly folders: readonly Folder[];
  readonly found: readonly (Item | Trouble)[];
}

interface Entry {
  readonly name: string;
  readonly path: string;
  readonly stat: BigIntStats;
  readonly isLink: boolean;
}

/** One folder: names, facts, and the folders in it, in order of name. Opens nothing; what fails becomes a Trouble. */
export async function listFolder(listing: Listing, folder: Folder, signal: AbortSignal): Promise<Listed> {
  const folders: Folder[] = [];
  const found: (Item | Trouble)[] = [];
  const { names, trouble } = readNames(listing, folder);
  if (trouble !== null) found.push(trouble);
  for (const [at, name] of names.entries()) {
    if (at % breath === 0) {
      // lstat is synchronous: signals, timers and other items get their turn.
      await setImmediate();
      signal.throwIfAborted();
    }
    const path = folder.id === '' ? name : `${folder.id}/${name}`;
    const stated = statEntry(listing, path);
    if ('trouble' in stated) {
      found.push(stated);
    } else if (stated.isDirectory && !stated.leftOut) {
      const step = enter(listing, folder, path, stated.stat);
      if ('id' in step) folders.push(step);
      else found.push(step);
    } else {
      const entry = { name, path, stat: stated.stat, isLink: stated.isLink };
      found.push(await makeItem(listing, folder, entry, stated.leftOut));
    }
  }
  return { folders, found };
}

/** fast-glob lists; the adapter keeps what its defaults lose: names that are no UTF-8, and folders it may not read. */
function readNames(listing: Listing, folder: Folder): { names: string[]; trouble: Trouble | null } {
  if (listing.file !== null) return { names: [listing.file], trouble: null };
  let trouble: Trouble | null = null;
  const adapter = {
    lstatSync,
    statSync,
    readdirSync: () => {
      try {
        return readdirSync(absolute(listing, folder.id), { withFileTypes: true, encoding: 'buffer' }).map(named);
      } catch (error) {
        trouble = { trouble: problemOf(error), path: folder.id, folder: true };
        return [];
      }
    },
  };
  const entries = glob.globSync('*', {
    cwd: listing.root,
    fs: adapter as unknown as Partial<glob.FileSystemAdapter>,
    objectMode: true,
    onlyFiles: false,
    dot: true,
    deep: 1,
    unique: false,
    followSymbolicLinks: false,
  });
  return { names: entries.map((entry) => entry.dirent.name).sort(byCodePoint), trouble };
}

/** fast-glob asks an entry for its name and its kind only; patterns never see the bytes. */
function named(entry: Dirent<Buffer>): Dirent {
  const name = fromBytes(entry.name);
  return Object.create(entry, { name: { value: name, enumerable: true } }) as unknown as Dirent;
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
    let stat = lstatSync(absolute(listing, path), { bigint: true });
    const isLink = stat.isSymbolicLink();
    if (isLink && listing.followSymlinks) stat = statSync(absolute(listing, path), { bigint: true });
    return { stat, isLink, isDirectory: stat.isDirectory(), leftOut: leftOut(listing, path, stat) };
  } catch (error) {
    return { trouble: problemOf(error), path, folder: false };
  }
}

function leftOut(listing: Listing, path: string, stat: BigIntStats): ExclusionReason | null {
  if (listing.own.has(`${listing.root}/${path}`)) return 'own_state';
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
  const reach = narrower(parent.reach, searchReach(Number(stat.mode), listing.acls.get(`${listing.root}/${path}`)));
  return { id: path, reach, ancestors: [...parent.ancestors, identity] };
}

async function makeItem(
  listing: Listing,
  folder: Folder,
  entry: Entry,
  excluded: ExclusionReason | null,
): Promise<Item> {
  const { stat, path } = entry;
  const facts = await factsOf(listing, folder, entry);
  return {
    unit: folder.id,
    path: stat.isDirectory() ? `${path}/` : path,
    // ctime moves with content, mode, owner and ACL; exposure also depends on the folders around.
    signature: `${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}:${stat.ino}|${facts.exposure}`,
    facts,
    excluded,
  };
}

async function factsOf(listing: Listing, folder: Folder, { stat, path }: Entry): Promise<Facts> {
  const mode = Number(stat.mode & 0o7777n);
  const remote = listing.mounts.isRemote(stat.dev);
  const acl = listing.acls.get(`${listing.root}/${path}`);
  return {
    bytes: Number(stat.size),
    mtime: instant(stat.mtimeNs),
    birthtime: instant(stat.birthtimeNs),
    owner: await listing.names.owner(Number(stat.uid)),
    group: await listing.names.group(Number(stat.gid)),
    mode,
    exposure: remote ? 'unknown' : fileExposure(mode, acl, folder.reach),
    exposureFrom: remote ? 'mount' : acl !== undefined ? 'acl' : 'mode',
    links: Number(stat.nlink),
  };
}

/** Null for the epoch: file systems without a time report it so. */
function instant(nanoseconds: bigint): string | null {
  if (nanoseconds <= 0n) return null;
  const milliseconds = Number(nanoseconds / 1_000_000n);
  // Beyond what a Date can hold is a broken clock, not a date.
  return milliseconds > 8.64e15 ? null : new Date(milliseconds).toISOString();
}

function absolute(listing: Listing, path: string): Buffer {
  return path === '' ? Buffer.from(listing.root) : Buffer.concat([Buffer.from(`${listing.root}/`), toBytes(path)]);
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
