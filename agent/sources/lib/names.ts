import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Names {
  owner(uid: number): Promise<string>;
  group(gid: number): Promise<string>;
  /** Those that were asked for before, or stand in the system's own files. */
  knownOwner(uid: number): string | undefined;
  knownGroup(gid: number): string | undefined;
}

/** User and group names: from /etc/passwd and /etc/group, else from `getent` (directory services), else `uid:1000`. */
export async function readNames(): Promise<Names> {
  const users = await readTable('/etc/passwd');
  const groups = await readTable('/etc/group');
  return {
    owner: (uid) => lookUp(users, 'passwd', uid, 'uid'),
    group: (gid) => lookUp(groups, 'group', gid, 'gid'),
    knownOwner: (uid) => users.get(uid),
    knownGroup: (gid) => groups.get(gid),
  };
}

async function readTable(file: string): Promise<Map<number, string>> {
  const table = new Map<number, string>();
  for (const line of (await readFile(file, 'utf8').catch(() => '')).split('\n')) {
    const [name, , id] = line.split(':');
    if (name !== undefined && id !== undefined && !table.has(Number(id))) table.set(Number(id), name);
  }
  return table;
}

async function lookUp(table: Map<number, string>, database: string, id: number, prefix: string): Promise<string> {
  const known = table.get(id);
  if (known !== undefined) return known;
  const name = await run('getent', [database, String(id)], { timeout: 2000 })
    .then(({ stdout }) => stdout.split(':')[0] ?? '')
    .catch(() => '');
  const found = name === '' ? `${prefix}:${id}` : name;
  table.set(id, found);
  return found;
}
