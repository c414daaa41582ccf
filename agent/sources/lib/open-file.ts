import { closeSync, constants, fstatSync, openSync, read, readSync } from 'node:fs';
import { promisify } from 'node:util';
import type { ProblemCode, ProblemDetail } from '../../contracts/problem.ts';
import { type Content, SourceError } from '../../contracts/source.ts';
import type { Mounts } from './mounts.ts';

const readAsync = promisify(read);
/** A link put there since the listing is not followed, and a FIFO is not waited for. */
const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
const noAtime = constants.O_NOATIME ?? 0;

/** Opens a regular file for reading without moving its access time, where the system allows that. @throws SourceError */
export async function openFile(path: Buffer, mounts: Mounts): Promise<Content> {
  const { fd, spared } = openSparing(path);
  const stat = fstatSync(fd);
  if (!stat.isFile()) {
    closeSync(fd);
    throw new SourceError({ code: 'changed', detail: null });
  }
  // A read from a remote mount may wait for ever: only there it is worth its detour through the thread pool.
  const remote = mounts.isRemote(stat.dev);
  const still = spared || mounts.keepsAtime(stat.dev);
  let untouched = true;
  return {
    kind: 'bytes',
    size: stat.size,
    get untouched() {
      return untouched;
    },
    async read(offset: number, length: number): Promise<Uint8Array> {
      // No more than there is, and a byte that shows whether it has grown: most files are far smaller than a chunk.
      const wanted = Math.min(length, Math.max(stat.size - offset, 0) + 1);
      const buffer = Buffer.allocUnsafeSlow(wanted);
      try {
        const done = remote
          ? (await readAsync(fd, buffer, 0, wanted, offset)).bytesRead
          : readSync(fd, buffer, 0, wanted, offset);
        return buffer.subarray(0, done);
      } catch (error) {
        throw new SourceError(problemOf(error));
      }
    },
    async [Symbol.asyncDispose]() {
      if (!still) untouched = fstatSync(fd).atimeMs === stat.atimeMs;
      closeSync(fd);
    },
  };
}

function openSparing(path: Buffer): { fd: number; spared: boolean } {
  try {
    return { fd: openSync(path, flags | noAtime), spared: noAtime !== 0 };
  } catch (error) {
    // EPERM: neither the file's owner nor CAP_FOWNER. EINVAL: a file system that knows no such flag.
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'EPERM' && code !== 'EINVAL') throw new SourceError(problemOf(error));
  }
  try {
    return { fd: openSync(path, flags), spared: false };
  } catch (error) {
    throw new SourceError(problemOf(error));
  }
}

/** The closed code of a system error. */
export function problemOf(error: unknown): { code: ProblemCode; detail: ProblemDetail | null } {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ESTALE':
      return { code: 'vanished', detail: null };
    case 'EACCES':
    case 'EPERM':
      return { code: 'unreadable', detail: 'permission' };
    case 'ENAMETOOLONG':
      return { code: 'unreadable', detail: 'name_too_long' };
    case 'ELOOP':
      // O_NOFOLLOW met a link: it was a file when it was listed.
      return { code: 'changed', detail: null };
    default:
      return { code: 'unreadable', detail: 'io' };
  }
}
