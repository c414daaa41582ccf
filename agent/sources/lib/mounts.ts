import { readFile } from 'node:fs/promises';

/** File systems whose permissions and times are kept elsewhere: what mode bits say here is not what the server does. */
const remoteTypes =
  /^(nfs|nfs4|cifs|smb3|smbfs|9p|afs|ceph|glusterfs|lustre|fuse\.(sshfs|rclone|glusterfs|s3fs|davfs2?))$/;

export interface Mounts {
  /** By the device number that `lstat` gives. */
  isRemote(device: number | bigint): boolean;
  /** True where reading moves no access time, whatever the flags: mounted `noatime` or read-only. */
  keepsAtime(device: number | bigint): boolean;
}

/** The mount table of this machine; where there is none (not Linux), nothing is known to be remote. */
export async function readMounts(): Promise<Mounts> {
  const remote = new Set<string>();
  const still = new Set<string>();
  let last: { readonly device: number | bigint; readonly isRemote: boolean } = { device: -1, isRemote: false };
  const table = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '');
  for (const line of table.split('\n')) {
    const [left = '', right = ''] = line.split(' - ');
    const fields = left.split(' ');
    const device = fields[2];
    if (device === undefined) continue;
    if (remoteTypes.test(right.split(' ')[0] ?? '')) remote.add(device);
    if (/(^|,)(noatime|ro)(,|$)/.test(fields[5] ?? '')) still.add(device);
  }
  return {
    isRemote(device) {
      // Asked of every file, and mostly the same.
      if (device !== last.device) last = { device, isRemote: remote.has(majorMinor(device)) };
      return last.isRemote;
    },
    keepsAtime: (device) => still.has(majorMinor(device)),
  };
}

/** As glibc packs a device number. */
function majorMinor(device: number | bigint): string {
  const d = BigInt(device);
  const major = ((d >> 8n) & 0xfffn) | ((d >> 32n) & ~0xfffn);
  const minor = (d & 0xffn) | ((d >> 12n) & ~0xffn);
  return `${major}:${minor}`;
}
