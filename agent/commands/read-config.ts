import { realpathSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import {
  type Config,
  ConfigError,
  defaultConfig,
  findConfig,
  type Loaded,
  loadConfig,
  stateFolder,
} from '../../config/load.ts';
import { parseSize } from '../../config/units.ts';
import { CannotRun } from './errors.ts';
import type { PluginParts } from './parts.ts';

export interface ConfigOptions {
  readonly config?: string;
  readonly state?: string;
  readonly targets?: readonly string[];
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly maxSize?: string;
  /** Instead of the configuration's own policy. */
  readonly policyFile?: string;
  /** Read before: no file is looked at. */
  readonly loaded?: Loaded;
  /** Told of what people should know; left out: standard error. */
  readonly warn?: (text: string) => void;
  /** `none`: one that is not there is no mistake, as none is used. */
  readonly secrets?: 'needed' | 'none';
  /** Of tables, whatever their source says. */
  readonly depth?: 'sample' | 'full';
}

export interface ConfigRead {
  readonly loaded: Loaded;
  readonly config: Config;
  readonly stateDir: string;
}

/**
 * The configuration a command works by: `--config`, else wayward.yaml in the current folder, else none; with targets
 * and globs of the command line put in.
 * @throws CannotRun with every mistake at once
 */
export async function readConfig(options: ConfigOptions, parts: PluginParts): Promise<ConfigRead> {
  const { env } = process;
  if (options.loaded !== undefined) return chosen(options.loaded, options, parts);
  const targets = options.targets ?? [];
  const warn = options.warn ?? ((text: string) => void process.stderr.write(`wayward: ${text}\n`));
  const file = options.config ?? implicitConfig(targets);
  if (file === null && options.policyFile !== undefined) {
    throw new CannotRun('--what-if needs the configuration that the stored scan was made with; name it with --config');
  }
  try {
    const loaded =
      file === null
        ? defaultConfig(targets, parts, env)
        : await loadConfig({
            file,
            explicit: options.config !== undefined,
            env,
            parts,
            secretsUnneeded: options.secrets === 'none',
            ...(options.policyFile === undefined ? {} : { policyFile: options.policyFile }),
          });
    const around =
      options.config === undefined ? undefined : targets.find((target) => isInside(real(file ?? '.'), real(target)));
    if (around !== undefined) {
      warn(`the configuration lies in ${around}, which is scanned: whoever may write there could approve himself`);
    }
    for (const warning of loaded.warnings) warn(warning);
    return chosen(loaded, options, parts);
  } catch (error) {
    if (error instanceof ConfigError) throw new CannotRun(error.message);
    throw error;
  }
}

function chosen(loaded: Loaded, options: ConfigOptions, parts: PluginParts): ConfigRead {
  const config = { ...loaded.config, sources: chosenSources(loaded, options, parts) };
  const { state } = loaded.config;
  const stateDir = stateFolder({ flag: options.state, configured: state, file: loaded.file, env: process.env });
  return { loaded, config, stateDir };
}

/** The one in the current folder, unless that folder is being scanned: whoever can write there could approve himself. */
function implicitConfig(targets: readonly string[]): string | null {
  const found = findConfig('.');
  if (found === null) return null;
  const scanned = targets.find((target) => isInside(real('.'), real(target)));
  if (scanned === undefined) return found;
  process.stderr.write(
    `wayward: ${found} lies in a folder that is scanned and is not used; name it with --config to use it\n`,
  );
  return null;
}

/** Without links, as far as it exists: a link to a share is the share. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith('..') && !way.startsWith('/'));
}

type Sources = Config['sources'];

/** The configured sources, or those that the command line names: by name, or as folders of their own. */
function chosenSources(loaded: Loaded, options: ConfigOptions, parts: PluginParts): Sources {
  const configured = loaded.config.sources;
  const named = loaded.file === null ? [] : (options.targets ?? []);
  const byName = configured.filter(({ name }) => named.includes(name));
  const others = named.filter((target) => !configured.some(({ name }) => name === target));
  const wanted = named.length === 0 ? configured : [...byName, ...targetSources(others, configured, parts)];
  const maxSize = options.maxSize === undefined ? {} : { max_size: sizeOf(options.maxSize) };
  const include = options.include ?? [];
  return wanted.map(({ name, kind, settings }) => {
    const exclude = [...((settings['exclude'] as readonly string[] | undefined) ?? []), ...(options.exclude ?? [])];
    // Files have a size; tables have not.
    const own = kind === 'folder' ? maxSize : options.depth === undefined ? {} : { depth: options.depth };
    return { name, kind, settings: { ...settings, ...(include.length > 0 ? { include } : {}), exclude, ...own } };
  });
}

/** Folders and files of the command line as sources, each under a name of its own. */
function targetSources(targets: readonly string[], configured: Sources, parts: PluginParts): Sources {
  const taken = new Set(configured.map(({ name }) => name));
  return defaultConfig(targets, parts, process.env).config.sources.map((source) => {
    let name = source.name;
    for (let n = 2; taken.has(name); n++) name = `${source.name}-${n}`;
    taken.add(name);
    return { ...source, name };
  });
}

function sizeOf(given: string): number {
  const bytes = parseSize(given);
  if (bytes === null) throw new CannotRun(`--max-size ${given} is no size; give 500 MB, 2 GiB or a number of bytes`);
  return bytes;
}
