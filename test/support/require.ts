import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'vitest';

/** Set where nothing may be missing: a skip for a missing part is then a failure. */
const requireAll = process.env['WAYWARD_REQUIRE_ALL'] === '1';

/** Skips the test, with a line that says why, unless the part it needs is there. */
export function skipUnless(context: TestContext, present: boolean, why: string): void {
  if (present) return;
  if (requireAll) throw new Error(`WAYWARD_REQUIRE_ALL is set, but ${why}`);
  context.skip(why);
}

/** True when the program can be started. */
export function installed(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}

/** The folder of shared corpora beside the project, or null where there is none. */
export function sharedDir(): string | null {
  const dir = fileURLToPath(new URL('../../../shared/', import.meta.url));
  return existsSync(dir) ? dir : null;
}
