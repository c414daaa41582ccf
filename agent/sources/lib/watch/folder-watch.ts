import { type BigIntStats, type FSWatcher, lstatSync, readdirSync, readFileSync, watch } from 'node:fs';
import { setImmediate as breath } from 'node:timers/promises';
import type { Watched, WatchTold, WatchWishes } from '../../../contracts/source.ts';
import { fromBytes, toBytes } from '../file-name.ts';
import { Quiet } from './quiet.ts';

/** What of the tree is looked at, and what is ours. */
export interface WatchedTree {
  readonly root: string;
  prunes(folder: string): boolean;
  isRemote(device: bigint): boolean;
  /** Paths in the source that are ours. */
  readonly own: readonly string[];
}

interface Known {
  readonly watcher: FSWatcher | null;
  readonly inode: bigint;
  /** Of the folder, when it was last looked at. */
  mtime: bigint;
  /** Something was told of it since then. */
  told: boolean;
}

const longestMs = 30_000;
const atOnce = 200;
/** From this share of the system's queue on, events of one moment may not be all of them. */
const almostFull = 0.9;

/**
 * One watch for each folder: the system tells what happens to the files in it, so that a watch for each file would tell
 * no more, and take as many as there are files (docs/benchmarks.md). Folders beyond the limit, and all others for what
 * may have got lost, are compared by their dates now and then.
 */
export class FolderWatch implements Watched {
  readonly #tree: WatchedTree;
  readonly #wishes: WatchWishes;
  readonly #told: WatchTold;
  readonly #quiet: Quiet;
  readonly #known = new Map<string, Known>();
  readonly #mostQueued: number;
  #watched = 0;
  #full = false;
  #inThisTurn = 0;
  #overflowed = false;
  #closed = false;
  #timer: NodeJS.Timeout | null = null;
  #comparing: Promise<void> = Promise.resolve();

  constructor(tree: WatchedTree, wishes: WatchWishes, told: WatchTold) {
    this.#tree = tree;
    this.#wishes = wishes;
    this.#told = told;
    this.#quiet = new Quiet(wishes.settleMs, longestMs, (folder) => told.changed(folder));
    this.#mostQueued = wishes.mostQueued ?? mostQueued();
  }

  get folders(): number {
    return this.#watched;
  }

  get unwatched(): number {
    return this.#known.size - this.#watched;
  }

  async start(signal: AbortSignal): Promise<void> {
    await this.#add('', signal, false);
    this.#plan();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#quiet.close();
    for (const { watcher } of this.#known.values()) watcher?.close();
    this.#known.clear();
    await this.#comparing;
  }

  /** A folder and all below it. What has come in with it is told, when `isNew`. */
  async #add(folder: string, signal: AbortSignal | null, isNew: boolean): Promise<void> {
    const waiting = [folder];
    for (let next = waiting.pop(), n = 0; next !== undefined; next = waiting.pop(), n++) {
      if (n % atOnce === 0) await breath();
      signal?.throwIfAborted();
      if (this.#closed || (next !== '' && this.#isLeftOut(next))) continue;
      const stat = this.#stat(next);
      if (stat?.isDirectory() !== true || (next !== '' && this.#tree.isRemote(stat.dev))) continue;
      const known = this.#known.get(next);
      if (known !== undefined && known.inode === stat.ino) continue;
      known?.watcher?.close();
      if (known?.watcher != null) this.#watched--;
      // Watched first, listed then: what comes in between is told, and not lost.
      const watcher = this.#watch(next);
      this.#known.set(next, { watcher, inode: stat.ino, mtime: stat.mtimeNs, told: isNew });
      if (isNew) this.#quiet.touch(next);
      waiting.push(...this.#foldersIn(next));
    }
  }

  #watch(folder: string): FSWatcher | null {
    if (this.#full) return null;
    if (this.#watched >= this.#wishes.mostFolders) {
      this.#beFull('limit', String(this.#wishes.mostFolders));
      return null;
    }
    try {
      const watcher = watch(this.#absolute(folder), { encoding: 'buffer' }, (kind, name) => {
        this.#event(folder, kind, name as unknown as Buffer | null);
      });
      watcher.on('error', (error) => this.#lost(folder, (error as NodeJS.ErrnoException).code ?? 'error'));
      this.#watched++;
      return watcher;
    } catch (error) {
      const { code = 'error' } = error as NodeJS.ErrnoException;
      if (code === 'ENOSPC' || code === 'EMFILE' || code === 'ENFILE' || code === 'ENOMEM')
        this.#beFull('system', code);
      return null;
    }
  }

  /** No more than there are; the rest is compared by dates. */
  #beFull(why: 'limit' | 'system', detail: string): void {
    this.#full = true;
    this.#told.trouble({ code: why === 'limit' ? 'too_many_folders' : 'no_more_watches', detail });
  }

  #event(folder: string, kind: string, name: Buffer | null): void {
    if (this.#closed) return;
    this.#count();
    const known = this.#known.get(folder);
    if (known === undefined) return;
    known.told = true;
    const path = name === null ? null : join(folder, fromBytes(name));
    if (path !== null && this.#tree.own.includes(path)) return;
    if (folder === '' && this.#isAway()) return;
    this.#quiet.touch(folder);
    if (kind !== 'rename' || path === null) return;
    // A name has come, or gone: of a folder, maybe, with all that is in it.
    const stat = this.#stat(path);
    if (stat === null) this.#remove(path);
    else if (stat.isDirectory()) this.#background(this.#add(path, null, true));
  }

  /** The place itself has gone: unmounted, moved, deleted. */
  #isAway(): boolean {
    const stat = this.#stat('');
    if (stat?.isDirectory() === true && stat.ino === this.#known.get('')?.inode) return false;
    this.#die('away');
    return true;
  }

  #die(detail: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#quiet.close();
    this.#told.trouble({ code: 'died', detail });
  }

  #lost(folder: string, detail: string): void {
    if (folder === '') {
      this.#die(detail);
      return;
    }
    const known = this.#known.get(folder);
    if (known === undefined || this.#stat(folder) === null) {
      this.#remove(folder);
      return;
    }
    known.watcher?.close();
    this.#watched--;
    this.#known.set(folder, { ...known, watcher: null });
    this.#told.trouble({ code: 'lost', detail });
  }

  #remove(folder: string): void {
    const below = [...this.#known.keys()].filter((path) => path === folder || path.startsWith(`${folder}/`));
    if (below.length === 0) return;
    for (const path of below) {
      const known = this.#known.get(path);
      known?.watcher?.close();
      if (known?.watcher != null) this.#watched--;
      this.#known.delete(path);
      this.#quiet.forget(path);
    }
    this.#told.gone(folder);
  }

  /** Many events in one turn: the system's queue may have been full, and it drops what does not fit without a word. */
  #count(): void {
    if (this.#inThisTurn++ === 0) {
      setImmediate(() => {
        this.#inThisTurn = 0;
        if (!this.#overflowed) return;
        this.#overflowed = false;
        this.#told.trouble({ code: 'overflow', detail: String(this.#mostQueued) });
      });
    }
    if (this.#inThisTurn >= this.#mostQueued * almostFull) this.#overflowed = true;
  }

  #plan(): void {
    if (this.#closed) return;
    this.#timer = setTimeout(() => {
      this.#background(this.#compare().finally(() => this.#plan()));
    }, this.#wishes.compareMs);
  }

  #background(work: Promise<void>): void {
    this.#comparing = Promise.all([this.#comparing, work.catch(() => this.#die('internal'))]).then(() => {});
  }

  /** A folder that has another date than before, and of which nothing was told: its events got lost, or it has no watch. */
  async #compare(): Promise<void> {
    if (this.#stat('') === null || this.#isAway()) return this.#die('away');
    let missed = 0;
    for (const [n, [folder, known]] of [...this.#known].entries()) {
      if (n % atOnce === 0) await breath();
      if (this.#closed) return;
      const stat = this.#stat(folder);
      if (stat === null || this.#known.get(folder) !== known) continue;
      if (stat.mtimeNs !== known.mtime && !known.told) {
        if (known.watcher !== null) missed++;
        this.#quiet.touch(folder);
        for (const sub of this.#foldersIn(folder)) if (!this.#known.has(sub)) await this.#add(sub, null, true);
      }
      known.mtime = stat.mtimeNs;
      known.told = false;
    }
    for (const folder of this.#known.keys()) if (folder !== '' && this.#stat(folder) === null) this.#remove(folder);
    if (missed > 0) this.#told.trouble({ code: 'missed', detail: String(missed) });
  }

  #foldersIn(folder: string): string[] {
    try {
      return readdirSync(this.#absolute(folder), { withFileTypes: true, encoding: 'buffer' })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => join(folder, fromBytes(name)));
    } catch {
      // Gone again, or not to be listed: the scan says so.
      return [];
    }
  }

  #isLeftOut(folder: string): boolean {
    return this.#tree.own.includes(folder) || this.#tree.prunes(folder);
  }

  #stat(folder: string): BigIntStats | null {
    try {
      return lstatSync(this.#absolute(folder), { bigint: true });
    } catch {
      return null;
    }
  }

  #absolute(folder: string): Buffer {
    const root = Buffer.from(this.#tree.root);
    return folder === '' ? root : Buffer.concat([root, Buffer.from('/'), toBytes(folder)]);
  }
}

const join = (folder: string, name: string) => (folder === '' ? name : `${folder}/${name}`);

/** Events that the system keeps for a reader. */
function mostQueued(): number {
  try {
    return Number(readFileSync('/proc/sys/fs/inotify/max_queued_events', 'utf8')) || 16_384;
  } catch {
    return 16_384;
  }
}
