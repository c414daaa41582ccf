import { resolve } from 'node:path';
import { parseYaml } from './document.ts';
import { get } from './known-keys.ts';
import { ConfigError } from './mistake.ts';
import { readText } from './read-file.ts';
import { folderOf } from './settle.ts';
import { findConfig, stateFolder } from './state.ts';

/**
 * The state folder that a configuration means, without looking at the rest of it: to speak with an agent, whatever
 * mistakes the configuration has got since.
 * @throws ConfigError when it cannot be read at all
 */
export function stateFolderOf(given: {
  readonly config: string | undefined;
  readonly state: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}): string {
  const file = given.config ?? findConfig('.');
  if (given.state !== undefined) return resolve(given.state);
  return stateFolder({ flag: given.state, configured: configured(file, given.env), file, env: given.env });
}

function configured(file: string | null, env: Readonly<Record<string, string | undefined>>): string | null {
  if (file === null) return null;
  const read = readText(file);
  if ('problem' in read) {
    const nowhere = { line: null, column: null, path: '', suggestion: 'Name the state folder with --state' };
    throw new ConfigError([{ file, message: read.problem, ...nowhere }]);
  }
  const { value, mistakes } = parseYaml(read.text, file, { env, file: resolve(file) });
  if (value === undefined) throw new ConfigError(mistakes);
  const state = get(value, 'state');
  return typeof state === 'string' ? resolve(folderOf(file), state) : null;
}
