import type { Item } from '../contracts/item.ts';
import type { Origin } from '../contracts/store.ts';
import { contentOf } from './unchanged.ts';

/**
 * The item that this one was before it was moved or renamed: of the same inode, made at the same moment, of the same size
 * and last written at the same moment. An inode that was given to another file has another date of birth; where the file
 * system keeps none, nothing is taken for moved by its inode. (A rename changes ctime: it tells nothing here.)
 */
export function originOf(item: Item, origins: readonly Origin[]): Origin | null {
  const { birthtime } = item.facts;
  if (birthtime === null) return null;
  return origins.find((one) => one.birthtime === birthtime && sameFile(one.signature, item.signature)) ?? null;
}

function sameFile(a: string, b: string): boolean {
  const [size, mtime, , inode, ...more] = contentOf(a).split(':');
  const [sizeNow, mtimeNow, , inodeNow, ...moreNow] = contentOf(b).split(':');
  if (more.length > 0 || moreNow.length > 0 || inode === undefined) return false;
  return size === sizeNow && mtime === mtimeNow && inode === inodeNow;
}

/** Kinds whose inner file is called after them. */
const named: ReadonlySet<string> = new Set(['gzip', 'bzip2', 'xz', 'zstd', 'lz4', 'compress', 'lzma']);

/**
 * Whether what an item's content says could be another under its new name: the name is a label, too.
 * @param says what a file's name says of what is in it
 */
export function nameMatters(origin: Origin, path: string, says: (name: string) => string): boolean {
  const [before, now] = [nameOf(origin.path), nameOf(path)];
  if (before === now) return false;
  return named.has(origin.kind ?? '') || extensionOf(before) !== extensionOf(now) || says(before) !== says(now);
}

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
const extensionOf = (name: string) => /\.\w{1,5}$/.exec(name)?.[0].toLowerCase() ?? '';
