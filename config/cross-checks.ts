import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { detectorOf, nameHalves } from '../agent/contracts/register.ts';
import { get } from './known-keys.ts';
import type { Path } from './mistake.ts';
import type { Parts } from './schema.ts';
import { closest } from './spelling.ts';

/** Something that no schema of one key sees. */
export interface Clash {
  readonly path: Path;
  readonly message: string;
  readonly suggestion?: string | null;
}

/** Looks at the file's own values, so that it also speaks when other parts of it are wrong. */
export function* crossChecks(value: unknown, parts: Parts): Generator<Clash> {
  yield* twice(list(value, 'sources'), 'name', ['sources'], 'another source has this name');
  yield* twice(list(value, 'destinations'), 'name', ['destinations'], 'another destination has this name');
  yield* twice(list(value, 'reports'), 'file', ['reports'], 'another report is written to this file');
  yield* twice(list(value, 'schedule'), 'name', ['schedule'], 'another job has this name');
  yield* unknownJobSources(value);
  const detectors = get(value, 'detectors');
  const custom = list(detectors, 'custom');
  yield* twice(custom, 'id', ['detectors', 'custom'], 'another detector has this id');
  yield* wrongPatterns(custom);
  const ids = [...parts.detectors, ...custom.map((entry) => get(entry, 'id')).filter((id) => typeof id === 'string')];
  for (const key of ['only', 'disable']) yield* unknownDetectors(list(detectors, key), ids, ['detectors', key]);
}

function* unknownJobSources(value: unknown): Generator<Clash> {
  const names = list(value, 'sources')
    .map((entry) => get(entry, 'name'))
    .filter((name) => typeof name === 'string');
  for (const [job, entry] of list(value, 'schedule').entries()) {
    for (const [at, source] of list(entry, 'sources').entries()) {
      if (typeof source !== 'string' || names.includes(source)) continue;
      const near = closest(source, names);
      const suggestion = near === null ? `There are ${names.join(', ') || 'none'}` : `Did you mean "${near}"?`;
      yield { path: ['schedule', job, 'sources', at], message: 'there is no such source', suggestion };
    }
  }
}

/** A policy that speaks of a source that is not there would judge nothing of it. */
export function* unknownSources(policy: unknown, value: unknown, parts: Parts): Generator<Clash> {
  const names = list(value, 'sources')
    .map((entry) => get(entry, 'name'))
    .filter((name) => typeof name === 'string');
  for (const { source, path } of parts.sourcesNamed(policy)) {
    if (names.includes(source)) continue;
    const near = closest(source, names);
    const suggestion =
      near === null
        ? `There ${names.length === 1 ? 'is' : 'are'} ${names.join(', ') || 'none'}`
        : `Did you mean "${near}"?`;
    yield { path: path as Path, message: 'names a source that the configuration does not have', suggestion };
  }
}

/** The columns of the customer register hold what detectors in use recognise, and it is no folder. */
export function* registerClashes(policy: unknown, value: unknown, parts: Parts): Generator<Clash> {
  const register = get(policy, 'customer_register');
  const columns = get(register, 'columns');
  const source = list(value, 'sources').find((entry) => get(entry, 'name') === get(register, 'source'));
  if (source !== undefined && get(source, 'kind') === 'folder') {
    const path = ['customer_register', 'source'];
    yield { path, message: 'is a folder', suggestion: 'Give a file in it as "file:", or name a database' };
  }
  if (typeof columns !== 'object' || columns === null) return;
  const detectors = get(value, 'detectors');
  const custom = list(detectors, 'custom').map((entry) => get(entry, 'id'));
  const known = [...parts.detectors, ...custom.filter((id) => typeof id === 'string'), ...nameHalves];
  const [only, disable] = [list(detectors, 'only'), list(detectors, 'disable')];
  const covered = (by: readonly unknown[], id: string) => by.some((one) => id === one || id.startsWith(`${one}.`));
  for (const [name, meaning] of Object.entries(columns)) {
    if (typeof meaning !== 'string') continue;
    const path = ['customer_register', 'columns', name];
    const id = detectorOf(meaning);
    if (!known.includes(meaning)) {
      const near = closest(meaning, known);
      const suggestion = near === null ? '"wayward detectors" lists them' : `Did you mean "${near}"?`;
      yield { path, message: 'there is no such detector', suggestion };
    } else if (covered(disable, id) || (only.length > 0 && !covered(only, id))) {
      yield { path, message: `the detector ${id} is not in use`, suggestion: 'See "detectors:" in the configuration' };
    }
  }
}

/**
 * Categories of the policy that no detector finds, as warnings: a misspelt one would leave a rule or a hold without
 * anything to hold, and one for a detector still to come is no mistake.
 */
export function* unknownCategories(policy: unknown, value: unknown, parts: Parts): Generator<string> {
  const custom = list(get(value, 'detectors'), 'custom').map((entry) => get(entry, 'category'));
  const known = [...parts.categories, ...custom.filter((category) => typeof category === 'string')];
  const prefixes = [...new Set(known.flatMap((category) => prefixesOf(category)))];
  const unknown = [...new Set(categoriesIn(policy))].filter(
    (category) => !prefixes.includes(category.replace(/\.\*$/, '')),
  );
  for (const category of unknown.sort()) {
    const near = closest(category, prefixes);
    yield `the policy names the category ${category}, which no detector finds${near === null ? '' : `. Did you mean "${near}"?`}`;
  }
}

function prefixesOf(category: string): string[] {
  const steps = category.split('.');
  return steps.map((_, at) => steps.slice(0, at + 1).join('.'));
}

function* categoriesIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'categories' && Array.isArray(inner)) yield* inner.filter((one) => typeof one === 'string');
    else yield* categoriesIn(inner);
  }
}

/** The source whose folder a file lies in, or null. Links count as where they lead. */
export function sourceAround(
  file: string,
  value: unknown,
  base: string,
): { readonly index: number; readonly folder: string } | null {
  for (const [index, entry] of list(value, 'sources').entries()) {
    const path = get(entry, 'path');
    if (typeof path !== 'string') continue;
    const folder = real(resolve(dirname(base), path));
    const inside = relative(folder, real(file));
    if (inside !== '' && !inside.startsWith('..') && !isAbsolute(inside)) return { index, folder };
  }
  return null;
}

function* twice(entries: readonly unknown[], key: string, path: Path, message: string): Generator<Clash> {
  const seen = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    const word = get(entry, key);
    if (typeof word !== 'string') continue;
    if (seen.has(word)) yield { path: [...path, index, key], message };
    seen.add(word);
  }
}

/** The engine's own message would quote the pattern, which may hold a value. */
function* wrongPatterns(custom: readonly unknown[]): Generator<Clash> {
  for (const [index, detector] of custom.entries()) {
    const [pattern, flags = ''] = [get(detector, 'pattern'), get(detector, 'flags')];
    if (typeof pattern !== 'string' || typeof flags !== 'string') continue;
    const path = ['detectors', 'custom', index, 'pattern'];
    try {
      if (new RegExp(`^(?:${pattern})$`, flags).test(''))
        yield { path, message: 'matches the empty text, and so everywhere' };
    } catch {
      yield { path, message: 'is no valid regular expression' };
    }
  }
}

/** As an id, or as the beginning of ids: `us` covers `us.ssn`. */
function* unknownDetectors(given: readonly unknown[], ids: readonly string[], path: Path): Generator<Clash> {
  const prefixes = new Set(ids.flatMap((id) => id.split('.').map((_, n, words) => words.slice(0, n + 1).join('.'))));
  for (const [index, id] of given.entries()) {
    if (typeof id !== 'string' || prefixes.has(id)) continue;
    const near = closest(id, prefixes);
    const suggestion = near === null ? '"wayward detectors" lists them' : `Did you mean "${near}"?`;
    yield { path: [...path, index], message: 'there is no such detector', suggestion };
  }
}

function list(value: unknown, key: string): readonly unknown[] {
  const inner = get(value, key);
  return Array.isArray(inner) ? inner : [];
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
