import { lstat, opendir, realpath } from 'node:fs/promises';
import { basename, dirname, relative, resolve } from 'node:path';
import { z } from 'zod';
import { CannotRun } from '../contracts/cannot-run.ts';
import type { Item, Unit } from '../contracts/item.ts';
import type {
  OpenSource,
  SourceContext,
  SourceKind,
  Trouble,
  Watched,
  WatchTold,
  WatchWishes,
} from '../contracts/source.ts';
import { readAcls } from './lib/acl.ts';
import { reachOf } from './lib/exposure.ts';
import { toBytes } from './lib/file-name.ts';
import { type Folder, type Listing, listFolder } from './lib/list-folder.ts';
import { type Mounts, readMounts } from './lib/mounts.ts';
import { readNames } from './lib/names.ts';
import { openFile } from './lib/open-file.ts';
import { withoutLinks } from './lib/real-path.ts';
import { selector } from './lib/select.ts';
import { FolderWatch } from './lib/watch/folder-watch.ts';

const settings = z.strictObject({
  /** A folder, or a single file. */
  path: z.string().min(1),
  include: z.array(z.string().min(1)).default(['**']),
  exclude: z.array(z.string().min(1)).default([]),
  /** Bytes; larger files are excluded (size). */
  max_size: z.number().int().positive().optional(),
  follow_symlinks: z.boolean().default(false),
  /** Ask getfacl, where it is installed, for ACLs. */
  acl: z.boolean().default(true),
  /** Caps that the core keeps (`gentle/`). MB are decimal. */
  max_mb_per_second: z.number().positive().optional().describe('Read of this source, in MB (decimal).'),
  max_files_per_second: z.number().positive().optional().describe('Files of this source opened.'),
});
export type FolderSettings = z.infer<typeof settings>;

/** A folder or a mounted share. Units are its folders, items its regular files. */
const folder: SourceKind<FolderSettings> = { kind: 'folder', settings, watches: true, open: openFolder };
export default folder;

async function openFolder(given: FolderSettings, context: SourceContext): Promise<OpenSource> {
  const { root, file } = await checkRoot(given.path);
  const mounts = await readMounts();
  if (context.forReading) return reader(root, mounts);

  const rootStat = await lstat(root, { bigint: true });
  const remote = mounts.isRemote(rootStat.dev);
  const listing: Listing = {
    root,
    file,
    maxSize: given.max_size ?? Number.POSITIVE_INFINITY,
    followSymlinks: given.follow_symlinks,
    select: selector(given.include, given.exclude),
    mounts,
    names: await readNames(),
    // On a remote mount the server decides; its ACLs are not what getfacl would print.
    acls: given.acl && !remote ? await readAcls(root, context.signal) : new Map(),
    own: (await Promise.all(context.ownPaths.map(withoutLinks))).map((path) => relative(root, path)),
  };
  const start: Folder = { id: '', reach: await reachOf(root), ancestors: [`${rootStat.dev}:${rootStat.ino}`] };
  /** The unit given last, to be listed by `items`; `whole` once it has been: then all folders in it are known. */
  let last: { readonly folder: Folder; folders: readonly Folder[]; whole: boolean } | null = null;

  async function* lots(unit: Unit, signal: AbortSignal): AsyncGenerator<readonly (Item | Trouble)[]> {
    signal.throwIfAborted();
    const current = last?.folder.id === unit.id ? last : null;
    const folder = current?.folder ?? (await folderOf(root, unit));
    const folders: Folder[] = [];
    yield* listFolder(listing, folder, folders, signal);
    if (current === null) return;
    current.folders = folders;
    current.whole = true;
  }

  return {
    ...reader(root, mounts),
    // The number of a device is another each time it is mounted; a folder keeps its own.
    place: { id: `${rootStat.ino}`, isEmpty: file === null && (await isEmpty(root)) },
    async *units(signal: AbortSignal, rank: (unit: string) => number = () => 0): AsyncIterable<Unit> {
      const waiting = [start];
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        signal.throwIfAborted();
        const current: NonNullable<typeof last> = { folder: next, folders: [], whole: false };
        last = current;
        yield { id: next.id };
        // Who took the items has met the folders among them: mostly, nothing is listed twice.
        const folders = current.whole ? current.folders : await foldersIn(listing, next, signal);
        // Reversed, as the stack gives the last one first: folders come by rank, and then in the order of their names.
        const first = folders.toSorted((a, b) => rank(b.id) - rank(a.id));
        for (const sub of first.toReversed()) waiting.push(sub);
      }
    },
    async *items(unit: Unit, signal: AbortSignal): AsyncIterable<Item | Trouble> {
      for await (const lot of lots(unit, signal)) yield* lot;
    },
    lots,
    isThere: (unit) => isThere(root, unit),
    async watch(wishes: WatchWishes, told: WatchTold, signal: AbortSignal): Promise<Watched> {
      checkWatchable(given.path, file, mounts, rootStat.dev);
      const { own, select } = listing;
      const watching = new FolderWatch({ root, own, ...select, isRemote: mounts.isRemote }, wishes, told);
      try {
        await watching.start(signal);
        return watching;
      } catch (error) {
        await watching[Symbol.asyncDispose]();
        throw error;
      }
    },
  };
}

/** @throws CannotRun with the reason */
export function checkWatchable(path: string, file: string | null, mounts: Mounts, device: bigint): void {
  if (file !== null) throw new CannotRun(`${path} is a single file: name the folder it lies in`);
  if (!mounts.isRemote(device)) return;
  throw new CannotRun(
    `${path} lies on a network mount (${mounts.typeOf(device)}): what other machines change there is told to nobody here. ` +
      'Watch it on the server, or leave it to the scans of "wayward run"',
  );
}

async function isThere(root: string, unit: string): Promise<boolean> {
  try {
    return (await lstat(unit === '' ? root : Buffer.concat([Buffer.from(`${root}/`), toBytes(unit)]))).isDirectory();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code !== 'ENOENT' && code !== 'ENOTDIR';
  }
}

async function isEmpty(root: string): Promise<boolean> {
  try {
    await using opened = await opendir(root);
    return (await opened.read()) === null;
  } catch {
    // The listing says why.
    return false;
  }
}

async function foldersIn(listing: Listing, folder: Folder, signal: AbortSignal): Promise<readonly Folder[]> {
  const folders: Folder[] = [];
  for await (const _ of listFolder(listing, folder, folders, signal));
  return folders;
}

async function folderOf(root: string, { id }: Unit): Promise<Folder> {
  return { id, reach: await reachOf(id === '' ? root : `${root}/${id}`), ancestors: [] };
}

/** What a worker needs: it opens files, and lists nothing. */
function reader(root: string, mounts: Awaited<ReturnType<typeof readMounts>>): OpenSource {
  const notHere = (): never => {
    throw new Error('this source was opened for reading only');
  };
  return {
    units: notHere,
    items: notHere,
    read: (path: string) => openFile(Buffer.concat([Buffer.from(`${root}/`), toBytes(path)]), mounts),
    async [Symbol.asyncDispose]() {},
  };
}

async function checkRoot(path: string): Promise<{ root: string; file: string | null }> {
  const absolute = resolve(path);
  try {
    const real = await realpath(absolute);
    const stat = await lstat(real);
    if (stat.isDirectory()) return { root: real, file: null };
    if (stat.isFile()) return { root: dirname(real), file: basename(real) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT')
      throw new CannotRun(`${absolute} does not exist; check the path, or whether the share is mounted`);
    if (code === 'EACCES')
      throw new CannotRun(`${absolute} cannot be entered by this user; run as one who may read it`);
    throw new CannotRun(`${absolute} cannot be opened (${code ?? 'unknown error'})`);
  }
  throw new CannotRun(`${absolute} is neither a folder nor a regular file`);
}
