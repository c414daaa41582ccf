import { readFile } from 'node:fs/promises';

/** File systems whose permissions and times are kept elsewhere: what mode bits say here is not what the server does. */
const remoteTypes =
  /^(nfs|nfs4|cifs|smb3|smbfs|ncpfs|9p|afs|coda|ceph|glusterfs|lustre|beegfs|davfs2?|fuse\.(sshfs|rclone|glusterfs|ceph|s3fs|gcsfuse|blobfuse2?|davfs2?|mount\.davfs|smbnetfs|curlftpfs|juicefs))$/;

export interface Mounts {
  /** By the device number that `lstat` gives. */
  isRemote(device: number | bigint): boolean;
  /** Type of its file system: `ext4`, `nfs4`; null where it is not known. */
  typeOf(device: number | bigint): string | null;
  /** True where reading moves no access time, whatever the flags: mounted `noatime` or read-only. */
  keepsAtime(device: number | bigint): boolean;
}

/**
 * The mount table of this machine, in the form of /proc/self/mountinfo (proc(5)); where there is none (not Linux),
 * nothing is known to be remote.
 */
export async function readMounts(given?: string): Promise<Mounts> {
  const types = new Map<string, string>();
  const still = new Set<string>();
  let last: { readonly device: number | bigint; readonly isRemote: boolean } = { device: -1, isRemote: false };
  const table = given ?? (await readFile('/proc/self/mountinfo', 'utf8').catch(() => ''));
  for (const line of table.split('\n')) {
    const [left = '', right = ''] = line.split(' - ');
    const fields = left.split(' ');
    const device = fields[2];
    if (device === undefined) continue;
    types.set(device, right.split(' ')[0] ?? '');
    if (/(^|,)(noatime|ro)(,|$)/.test(fields[5] ?? '')) still.add(device);
  }
  return {
    isRemote(device) {
      // Asked of every file, and mostly the same.
      if (device !== last.device) last = { device, isRemote: remoteTypes.test(types.get(majorMinor(device)) ?? '') };
      return last.isRemote;
    },
    typeOf: (device) => types.get(majorMinor(device)) ?? null,
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
