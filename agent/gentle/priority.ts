import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';

/** What could not be set. */
export type NotSet = 'nice' | 'io';

/**
 * Gives this process the CPU priority `nice`, and what it does to disks the class `idle`. On Linux both belong to a
 * thread: all that there are get them, and those to come inherit them. Never gives a better one than it has.
 */
export function setGentle({ nice, io }: { readonly nice: number; readonly io: 'idle' | 'normal' }): NotSet[] {
  const threads = threadsOfThis();
  const notSet: NotSet[] = [];
  if (!threads.every((thread) => lower(thread, nice))) notSet.push('nice');
  if (io === 'idle' && !setIdle(threads)) notSet.push('io');
  return notSet;
}

function lower(thread: number, nice: number): boolean {
  try {
    if (getPriority(thread) < nice) setPriority(thread, nice);
    return true;
  } catch (error) {
    // It has ended meanwhile.
    return (error as NodeJS.ErrnoException & { info?: { code?: string } }).info?.code === 'ESRCH';
  }
}

/** Node has no call for it. */
function setIdle(threads: readonly number[]): boolean {
  const set = spawnSync('ionice', ['-c', '3', '-p', ...threads.map(String)]);
  if (set.status === 0) return true;
  // A service may have it from its unit, and not be allowed to set it.
  const has = spawnSync('ionice', ['-p', String(process.pid)], { encoding: 'utf8' });
  return has.status === 0 && has.stdout.trim() === 'idle';
}

function threadsOfThis(): number[] {
  try {
    return readdirSync('/proc/self/task').map(Number);
  } catch {
    return [0];
  }
}
