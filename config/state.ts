import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** The names under which a configuration is found in the current folder. */
export const configNames = ['wayward.yaml', 'wayward.yml'] as const;

/** The configuration in a folder, or null. A scanned folder is never looked into. */
export function findConfig(folder: string): string | null {
  const found = configNames.map((name) => join(folder, name)).find((file) => existsSync(file));
  return found ?? null;
}

/**
 * The folder that keeps what is known: `--state`, then `state:` of the configuration, then a folder for this
 * configuration below the XDG state folder. Two configurations never share one; scans without any share `default`.
 */
export function stateFolder(given: {
  /** Of the command line; relative to the current folder. */
  readonly flag: string | undefined;
  /** `state:` as an absolute path, or null. */
  readonly configured: string | null;
  /** The configuration file, or null. */
  readonly file: string | null;
  readonly env: Environment;
}): string {
  if (given.flag !== undefined) return resolve(given.flag);
  if (given.configured !== null) return given.configured;
  const base = join(xdg(given.env, 'XDG_STATE_HOME', ['.local', 'state']), 'wayward');
  if (given.file === null) return join(base, 'default');
  const file = resolve(given.file);
  const hash = createHash('sha256').update(file).digest('hex').slice(0, 8);
  return join(base, `${basename(dirname(file)) || 'root'}-${hash}`);
}

/** Where the fingerprint key is when no configuration says so: below the XDG configuration folder. */
export function defaultKeyFile(env: Environment): string {
  return join(xdg(env, 'XDG_CONFIG_HOME', ['.config']), 'wayward', 'wayward.key');
}

/** The specification says that a relative path in the variable is to be ignored. */
function xdg(env: Environment, name: string, fallback: readonly string[]): string {
  const given = env[name];
  if (given !== undefined && isAbsolute(given)) return given;
  const home = env['HOME'];
  return join(home !== undefined && isAbsolute(home) ? home : homedir(), ...fallback);
}
