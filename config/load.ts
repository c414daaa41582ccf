import { createHash } from 'node:crypto';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { crossChecks, registerClashes, sourceAround, unknownCategories, unknownSources } from './cross-checks.ts';
import { type Parsed, parseYaml } from './document.ts';
import { type Checked, explain } from './issues.ts';
import { toJsonSchema } from './json-schema.ts';
import { get } from './known-keys.ts';
import { ConfigError, formatPath, inOrder, type Mistake, type Path } from './mistake.ts';
import { readText } from './read-file.ts';
import { redact } from './redact.ts';
import { secretKeys } from './references.ts';
import { configSchema, type Parts, type Settled } from './schema.ts';
import { type Config, folderOf, settle } from './settle.ts';
import { defaultKeyFile } from './state.ts';

export { ConfigError, type Mistake } from './mistake.ts';
export { redact } from './redact.ts';
export type { Parts as LoadParts } from './schema.ts';
export type { Config, DestinationConfig, Gentle, JobConfig, Limits, ReportConfig, SourceConfig } from './settle.ts';
export { configNames, findConfig, stateFolder } from './state.ts';

export interface Loaded {
  readonly config: Config;
  /** SHA-256 of what can change a result, as hex: no secret, no path of this machine, not how it is run or reported. */
  readonly hash: string;
  /** Absolute; null for a run without one. */
  readonly file: string | null;
  /** Absolute; null when the policy stands in the configuration, or there is none. */
  readonly policyFile: string | null;
  /** For people, to be shown once. */
  readonly warnings: readonly string[];
  /** What references stood for. Never to be shown: `redact` takes them out of a text. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Keys as in the file, defaults in, references as written: what `effective` prints. */
  readonly shown: Readonly<Record<string, unknown>>;
  /** Secrets that are not there, where none was needed. */
  readonly missing: readonly string[];
}

export interface LoadOptions {
  /** As the user gave it, or found it. */
  readonly file: string;
  /** True when the user named the file (`--config`): it may then lie in a scanned folder, with a warning. */
  readonly explicit?: boolean;
  /** Takes the place of the configuration's own `policy:`; relative to the current folder. */
  readonly policyFile?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly parts: Parts;
  /** For what uses no secret: one that is not there is no mistake, and told as `missing`. */
  readonly secretsUnneeded?: boolean;
}

/**
 * Reads wayward.yaml and the policy it names.
 * @throws ConfigError with every mistake in both, each with its line, what was expected, and what may have been meant
 */
export async function loadConfig(options: LoadOptions): Promise<Loaded> {
  const { file, parts } = options;
  const parsed = parseFile(file, file, options);
  if ('problem' in parsed) throw new ConfigError([whole(file, parsed.problem)]);
  const schema = configSchema(parts).omit({ policy: true });
  const given = withoutPolicy(parsed.value);
  const settled = parsed.value === undefined ? null : schema.safeParse(given);
  const checked: Checked = { parsed, value: given, schema: once(() => toJsonSchema(configSchema(parts))), below: [] };
  const policy = readPolicy(parsed, options);
  const warnings: string[] = [];
  const mistakes = [
    ...parsed.mistakes,
    ...explain(settled?.error?.issues ?? [], checked),
    ...[...crossChecks(parsed.value, parts)].map((clash) => parsed.mistake(clash.path, clash.message, clash)),
    ...writtenSecrets(parsed),
    ...policy.mistakes,
    ...scanned(parsed, policy.file, options, warnings),
  ];
  if (mistakes.length > 0 || settled?.data === undefined) {
    throw new ConfigError(tidy(mistakes, [parsed, ...(policy.parsed === null ? [] : [policy.parsed])]));
  }
  warnings.push(...unknownCategories(policy.policy, parsed.value, parts));
  return finish(settled.data, parsed, policy, file, warnings);
}

/** The configuration of a run without a file: every folder or file named is a source; there is no policy. */
export function defaultConfig(
  targets: readonly string[],
  parts: Parts,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Loaded {
  const names = new Set<string>();
  const sources = targets.map((target) => ({ name: nameFor(target, names), kind: 'folder', path: resolve(target) }));
  const schema = configSchema(parts).omit({ policy: true });
  // A look-up needs no source.
  const settled = schema
    .extend({ sources: z.array(schema.shape.sources.element) })
    .parse({ version: 1, key: defaultKeyFile(env), sources });
  const shown = { ...settled };
  return {
    config: settle(settled, null, resolve('.')),
    hash: hashOf(shown),
    file: null,
    policyFile: null,
    warnings: [],
    secrets: new Map(),
    shown,
    missing: [],
  };
}

/** A secret in the file is read by whoever reads the file, and ends in copies and histories of it. */
function writtenSecrets(parsed: Parsed): Mistake[] {
  const suggestion = `Write \${NAME} for a variable of the environment, or \${file:./name} for the content of a file`;
  const found = ['sources', 'destinations'].flatMap((key) => [...secretsIn(get(parsed.value, key), [key])]);
  return found
    .filter(({ path }) => !parsed.references.has(formatPath(path)))
    .map(({ path, what }) => parsed.mistake(path, `is a ${what} in plain text`, { suggestion }));
}

function* secretsIn(value: unknown, path: Path): Generator<{ readonly path: Path; readonly what: string }> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    if (typeof inner !== 'string') yield* secretsIn(inner, at);
    else if (secretKeys.includes(key)) yield { path: at, what: key.replace('_', ' ') };
    // An address with a user and password in it.
    else if (key === 'proxy' && /\/\/[^/@]*:[^/@]*@/.test(inner)) yield { path: at, what: 'password' };
  }
}

interface PolicyRead {
  readonly mistakes: readonly Mistake[];
  readonly parsed: Parsed | null;
  readonly file: string | null;
  readonly policy: object | null;
}

const noPolicy: PolicyRead = { mistakes: [], parsed: null, file: null, policy: null };

/** The policy: inline, or from a file of its own, where its mistakes are then told. */
function readPolicy(config: Parsed, options: LoadOptions): PolicyRead {
  const given = get(config.value, 'policy');
  if (options.policyFile !== undefined)
    return readPolicyFile(resolve(options.policyFile), options.policyFile, config, options);
  if (given === undefined) return noPolicy;
  if (typeof given !== 'string') return checkPolicy(config, given, ['policy'], null, config, options);
  const file = resolve(dirname(options.file), given);
  return readPolicyFile(file, isAbsolute(given) ? given : join(dirname(options.file), given), config, options);
}

function readPolicyFile(file: string, shown: string, config: Parsed, options: LoadOptions): PolicyRead {
  const parsed = parseFile(file, shown, options);
  if (!('problem' in parsed)) return checkPolicy(parsed, parsed.value, [], file, config, options);
  const mistake =
    options.policyFile === undefined
      ? config.mistake(['policy'], `the policy file ${shown} ${parsed.problem}`)
      : whole(shown, parsed.problem);
  return { ...noPolicy, mistakes: [mistake] };
}

function checkPolicy(
  parsed: Parsed,
  value: unknown,
  below: Path,
  file: string | null,
  config: Parsed,
  { parts }: LoadOptions,
): PolicyRead {
  const own = file === null ? [] : parsed.mistakes;
  if (value === undefined) return { mistakes: own, parsed, file, policy: null };
  const result = parts.policy.safeParse(value);
  const checked: Checked = { parsed, value, schema: once(() => toJsonSchema(parts.policy)), below };
  const clashes = [...unknownSources(value, config.value, parts), ...registerClashes(value, config.value, parts)];
  const mistakes = [
    ...own,
    ...explain(result.error?.issues ?? [], checked),
    ...clashes.map(({ path, message, suggestion = null }) =>
      parsed.mistake([...below, ...path], message, { suggestion }),
    ),
  ];
  return { mistakes, parsed, file, policy: result.data ?? null };
}

/**
 * Whoever may write to a scanned folder could approve himself: neither file is taken from there unless the user
 * named it, and then with a warning.
 */
function scanned(config: Parsed, policyFile: string | null, options: LoadOptions, warnings: string[]): Mistake[] {
  const files = [
    { file: resolve(options.file), what: 'the configuration', path: [] as Path },
    ...(policyFile === null ? [] : [{ file: policyFile, what: 'the policy', path: ['policy'] as Path }]),
  ];
  return files.flatMap(({ file, what, path }) => {
    const around = sourceAround(file, config.value, resolve(options.file));
    if (around === null) return [];
    const message = `${what} lies in ${around.folder}, which is scanned: whoever may write there could approve himself`;
    const advice = 'Move it out of there';
    if (options.explicit === true) {
      warnings.push(`${message}. ${advice}.`);
      return [];
    }
    const at = path.length > 0 ? path : ['sources', around.index, 'path'];
    return [config.mistake(at, message, { suggestion: `${advice}, or name it with --config to take it all the same` })];
  });
}

function finish(
  settled: Omit<Settled, 'policy'>,
  parsed: Parsed,
  read: PolicyRead,
  file: string,
  warnings: readonly string[],
): Loaded {
  const { policy } = read;
  const policyShown =
    policy === null ? {} : { policy: asWritten(policy, read.parsed ?? parsed, read.file === null ? ['policy'] : []) };
  const shown = { ...(asWritten(settled, parsed, []) as object), ...policyShown };
  const secrets = new Map([...parsed.secrets, ...(read.parsed?.secrets ?? [])]);
  return {
    config: settle(settled, policy, folderOf(file)),
    hash: hashOf(shown),
    file: resolve(file),
    policyFile: read.file,
    warnings: warnings.map((warning) => redact(warning, secrets)),
    secrets,
    shown,
    missing: [...parsed.missing, ...(read.parsed?.missing ?? [])],
  };
}

/** Texts with references as they are written in the file. */
function asWritten(value: unknown, parsed: Parsed, path: Path): unknown {
  const written = parsed.references.get(formatPath(path));
  if (written !== undefined) return written;
  if (Array.isArray(value)) return value.map((inner, index) => asWritten(inner, parsed, [...path, index]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, asWritten(inner, parsed, [...path, key])]),
  );
}

/** Where it keeps things, when and how fast it works and what it writes change no result. */
function hashOf(shown: Readonly<Record<string, unknown>>): string {
  const { state: _s, key: _k, workers: _w, reports: _r, destinations: _d, outbox: _o, ...others } = shown;
  const { schedule: _j, gentle: _g, sources, ...matters } = others;
  const unhurried = (sources as Record<string, unknown>[]).map(
    ({ max_mb_per_second: _m, max_files_per_second: _f, ...source }) => source,
  );
  return sha256({ ...matters, sources: unhurried });
}

function sha256(value: unknown): string {
  const sorted = (_: string, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner;
  return createHash('sha256').update(JSON.stringify(value, sorted)).digest('hex');
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function parseFile(
  file: string,
  shown: string,
  { env, secretsUnneeded = false }: LoadOptions,
): Parsed | { readonly problem: string } {
  const read = readText(file);
  return 'problem' in read ? read : parseYaml(read.text, shown, { env, file: resolve(file), secretsUnneeded });
}

function withoutPolicy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { policy: _, ...rest } = value as Record<string, unknown>;
  return rest;
}

/** What follows from a mistake at the same place is left out, and no text holds what a reference stood for. */
function tidy(mistakes: readonly Mistake[], files: readonly Parsed[]): Mistake[] {
  const secrets = new Map(files.flatMap(({ secrets }) => [...secrets]));
  const first = new Set(
    files.flatMap((parsed) =>
      parsed.mistakes.filter(({ path }) => path !== '').map((one) => `${one.file}\0${one.path}`),
    ),
  );
  const known = new Set<Mistake>(files.flatMap((parsed) => parsed.mistakes));
  const kept = mistakes.filter((one) => known.has(one) || !first.has(`${one.file}\0${one.path}`));
  const safe = kept.map((one) => ({
    ...one,
    message: redact(one.message, secrets),
    suggestion: one.suggestion === null ? null : redact(one.suggestion, secrets),
  }));
  return inOrder(
    safe,
    files.map((parsed) => parsed.file),
  );
}

function whole(file: string, message: string): Mistake {
  return {
    file,
    line: null,
    column: null,
    path: '',
    message,
    suggestion: message === 'does not exist' ? '"wayward init" writes one' : null,
  };
}

/** From the last part of the path; a number behind it when it is taken. */
function nameFor(target: string, taken: Set<string>): string {
  const folded = basename(resolve(target))
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-');
  const base = folded.replace(/^[._-]+|-+$/g, '') || 'source';
  let name = base;
  for (let n = 2; taken.has(name); n++) name = `${base}-${n}`;
  taken.add(name);
  return name;
}
