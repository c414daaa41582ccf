import { lstat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Exposure } from '../../contracts/item.ts';

/**
 * Who gets as far as a folder, and who may read a file in it. An upper bound: the mode's group class covers the owning
 * group and, with an ACL, every named user and group; which of them really reach it is not followed up.
 */
export type Reach = 'owner' | 'group' | 'everyone';

/** Effective permissions of an extended ACL, by class. */
export interface Acl {
  readonly others: string;
  /** The strongest of the owning group and all named users and groups, after the mask. */
  readonly group: string;
}

const order: readonly Reach[] = ['owner', 'group', 'everyone'];

export function narrower(a: Reach, b: Reach): Reach {
  return order.indexOf(a) < order.indexOf(b) ? a : b;
}

/** Who may search a folder, by its own bits. */
export function searchReach(mode: number, acl: Acl | undefined): Reach {
  if (acl !== undefined) return acl.others.includes('x') ? 'everyone' : acl.group.includes('x') ? 'group' : 'owner';
  return (mode & 0o001) !== 0 ? 'everyone' : (mode & 0o010) !== 0 ? 'group' : 'owner';
}

/** Who may read a file whose folder has that reach. */
export function fileExposure(mode: number, acl: Acl | undefined, folder: Reach): Exposure {
  const own =
    acl !== undefined ? aclReach(acl) : (mode & 0o004) !== 0 ? 'everyone' : (mode & 0o040) !== 0 ? 'group' : 'owner';
  return narrower(own, folder);
}

function aclReach(acl: Acl): Reach {
  return acl.others.includes('r') ? 'everyone' : acl.group.includes('r') ? 'group' : 'owner';
}

/** Reach of a folder from the root of the file system down, its own bits included. */
export async function reachOf(folder: string): Promise<Reach> {
  let reach: Reach = 'everyone';
  for (let path = folder; ; path = dirname(path)) {
    const stat = await lstat(path).catch(() => null);
    if (stat !== null) reach = narrower(reach, searchReach(stat.mode, undefined));
    if (path === dirname(path)) return reach;
  }
}
