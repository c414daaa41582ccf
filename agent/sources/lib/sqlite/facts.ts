import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Facts } from '../../../contracts/item.ts';
import { readAcls } from '../acl.ts';
import { fileExposure, reachOf } from '../exposure.ts';
import { readMounts } from '../mounts.ts';
import { readNames } from '../names.ts';

/** Who may read a database file may read all its tables: what is known of the file, without its dates and size. */
export async function fileFacts(path: string, signal: AbortSignal): Promise<Facts> {
  const { mode, uid, gid, dev } = await stat(path);
  const names = await readNames();
  const remote = (await readMounts()).isRemote(dev);
  const acl = remote ? undefined : (await readAcls(path, signal)).get(path);
  return {
    bytes: 0,
    mtime: null,
    birthtime: null,
    owner: await names.owner(uid),
    group: await names.group(gid),
    mode: mode & 0o7777,
    exposure: remote ? 'unknown' : fileExposure(mode, acl, await reachOf(dirname(path))),
    exposureFrom: remote ? 'mount' : acl !== undefined ? 'acl' : 'mode',
    links: 1,
  };
}
