import { resolve } from 'node:path';
import { parseYaml } from './document.ts';
import { get } from './known-keys.ts';
import { ConfigError } from './mistake.ts';
import { readText } from './read-file.ts';
import { folderOf } from './settle.ts';
import { defaultKeyFile, findConfig, stateFolder } from './state.ts';

type Given = {
  readonly config: string | undefined;
  readonly state: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/**
 * The state folder that a configuration means, without looking at the rest of it: to speak with an agent, whatever
 * mistakes the configuration has got since.
 * @throws ConfigError when it cannot be read at all
 */
export function stateFolderOf(given: Given): string {
  if (given.state !== undefined) return resolve(given.state);
  const file = given.config ?? findConfig('.');
  return stateIn(given, file, file === null ? undefined : valuesOf(file, given.env));
}

/** What lists need of a configuration: where things are kept, and how names are shown. Nothing else of it is looked at. */
export interface ListSettings {
  readonly stateDir: string;
  readonly keyFile: string;
  readonly paths: 'full' | 'share_and_hash' | 'hash';
}

/** @throws ConfigError when it cannot be read, or says something of these three that nobody can understand */
export function listSettings(given: Given): ListSettings {
  const file = given.config ?? findConfig('.');
  const value = file === null ? undefined : valuesOf(file, given.env);
  const stateDir = given.state === undefined ? stateIn(given, file, value) : resolve(given.state);
  const key = get(value, 'key');
  const folder = file === null ? '.' : folderOf(file);
  const named = typeof key === 'string' ? resolve(folder, key) : resolve(folder, 'wayward.key');
  const keyFile = file === null ? defaultKeyFile(given.env) : named;
  return { stateDir, keyFile, paths: pathsIn(value, file ?? '') };
}

function pathsIn(value: unknown, file: string): ListSettings['paths'] {
  const paths = get(value, 'paths') ?? 'full';
  if (paths === 'full' || paths === 'share_and_hash' || paths === 'hash') return paths;
  const suggestion = 'There are full, share_and_hash, hash';
  // Rather nothing than names that were to be hidden.
  throw new ConfigError([
    { file, line: null, column: null, path: 'paths', message: 'is no way to show names', suggestion },
  ]);
}

function stateIn(given: Given, file: string | null, value: unknown): string {
  const state = get(value, 'state');
  const configured = file !== null && typeof state === 'string' ? resolve(folderOf(file), state) : null;
  return stateFolder({ flag: given.state, configured, file, env: given.env });
}

function valuesOf(file: string, env: Given['env']): unknown {
  const read = readText(file);
  if ('problem' in read) {
    const nowhere = { line: null, column: null, path: '', suggestion: 'Name the state folder with --state' };
    throw new ConfigError([{ file, message: read.problem, ...nowhere }]);
  }
  const { value, mistakes } = parseYaml(read.text, file, { env, file: resolve(file) });
  if (value === undefined) throw new ConfigError(mistakes);
  return value;
}
