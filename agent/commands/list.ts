import { ConfigError } from '../../config/mistake.ts';
import { listSettings } from '../../config/state-of.ts';
import type { ListQuery, Lists } from '../contracts/lists.ts';
import { type Severity, severities } from '../contracts/rule.ts';
import type { Run } from '../contracts/store.ts';
import { createIds } from '../ids.ts';
import { loadKey } from '../key.ts';
import { createNames, type Names } from '../report/names.ts';
import { openLists } from '../store/lists.ts';
import { CannotRun } from './errors.ts';

/** What "findings" and "places" are given. */
export interface ListOptions {
  readonly config?: string;
  readonly state?: string;
  readonly category: readonly string[];
  readonly detector: readonly string[];
  readonly path?: string;
  readonly severity?: string;
  readonly verdict: readonly string[];
  readonly status: readonly string[];
  readonly since?: string;
  readonly limit: number;
  readonly page: number;
  readonly json: boolean;
}

export interface OpenedList extends Disposable {
  readonly lists: Lists;
  readonly names: Names;
  readonly query: ListQuery;
  /** The newest run. */
  readonly run: Run;
}

/**
 * Opens the store for a list, without plug-ins and without looking at the rest of the configuration.
 * @throws CannotRun or StoreError, with a message that says what to do
 */
export async function openList(options: ListOptions): Promise<OpenedList> {
  const { stateDir, keyFile, paths } = settingsOf(options);
  const lists = openLists(stateDir);
  try {
    const runs = lists.runs();
    const run = runs.at(-1);
    if (run === undefined) throw new CannotRun('nothing is stored yet; run "wayward scan" first');
    const query = await queryOf(options, runs, lists.sources());
    // Names that are shown need no key.
    const ids = paths === 'full' ? null : createIds(await loadKey(keyFile, stateDir, { make: false }));
    const names = createNames(paths, (name) => ids?.name(name) ?? '');
    return { lists, names, query, run, [Symbol.dispose]: () => lists[Symbol.dispose]() };
  } catch (error) {
    lists[Symbol.dispose]();
    throw error;
  }
}

function settingsOf({ config, state }: ListOptions) {
  try {
    return listSettings({ config, state, env: process.env });
  } catch (error) {
    if (error instanceof ConfigError) throw new CannotRun(error.message);
    throw error;
  }
}

async function queryOf(options: ListOptions, runs: readonly Run[], sources: readonly string[]): Promise<ListQuery> {
  const { category, detector, path, severity, verdict, status, since, limit, page } = options;
  if (limit < 1 || page < 1) throw new CannotRun('--limit and --page are 1 or more');
  return {
    categories: category.map((one) => one.replace(/\.\*$/, '')),
    detectors: detector,
    results: verdict as NonNullable<ListQuery['results']>,
    statuses: status,
    ...(severity === undefined ? {} : { severity: severities.find((one) => one === severity) as Severity }),
    ...(since === undefined ? {} : { since: runSince(since, runs) }),
    ...(path === undefined ? {} : { place: await placeOf(path, sources) }),
    limit,
    offset: (page - 1) * limit,
  };
}

/** The number of the first run that began then or later; of a run that is named, its own. */
function runSince(since: string, runs: readonly Run[]): number {
  if (/^\d{4}-\d{2}-\d{2}/.test(since)) {
    const instant = instantOf(since);
    const first = runs.findIndex(({ startedAt }) => Date.parse(startedAt) >= instant);
    // No run yet: nothing is since then.
    return first < 0 ? runs.length + 1 : first + 1;
  }
  const named = /^\d{1,9}$/.test(since) ? Number(since) - 1 : -1;
  if (runs[named] !== undefined) return named + 1;
  const found = runs.flatMap(({ id }, at) => (id.startsWith(since) || id.startsWith(`r-${since}`) ? [at + 1] : []));
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  throw new CannotRun(
    `--since ${since}: give a day as YYYY-MM-DD, or a run, by its number (1 to ${runs.length}) or id; "wayward report runs" lists them`,
  );
}

function instantOf(since: string): number {
  const given = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(since) ? `${since}T00:00:00Z` : since);
  if (Number.isNaN(given)) throw new CannotRun(`--since ${since} is no date; give YYYY-MM-DD`);
  return given;
}

/** `share:CRM/**`, `CRM/**` in any source, or a folder as reports show it: `share/CRM`. */
async function placeOf(given: string, sources: readonly string[]): Promise<NonNullable<ListQuery['place']>> {
  const { source, path } = partsOf(given, sources);
  if (/[*?[{]/.test(path)) {
    const { pathMatches } = await import('../judge/match.ts');
    const below = /^[^*?[{\\]*/.exec(path)?.[0] ?? '';
    return { source, below, matches: (one) => pathMatches(path, one) };
  }
  // A folder stands for what lies in it; a name may also be a file's, or a table's.
  const exact = path.replace(/\/+$/, '');
  if (exact === '') return { source, below: '', matches: null };
  if (exact !== path) return { source, below: `${exact}/`, matches: null };
  return { source, below: exact, matches: (one) => one.length === exact.length || one[exact.length] === '/' };
}

function partsOf(given: string, sources: readonly string[]): { readonly source: string | null; readonly path: string } {
  const [, name, glob] = /^(\*|[A-Za-z0-9._-]+):(.*)$/s.exec(given) ?? [];
  if (name !== undefined) {
    if (name !== '*' && !sources.includes(name)) {
      throw new CannotRun(`--path ${given}: there is no source ${name}; there are ${sources.join(', ')}`);
    }
    return { source: name === '*' ? null : name, path: glob ?? '' };
  }
  const end = given.indexOf('/');
  const first = end < 0 ? given : given.slice(0, end);
  if (sources.includes(first)) return { source: first, path: end < 0 ? '' : given.slice(end + 1) };
  return { source: null, path: given };
}

/** `Findings 1 to 50 of 1,234`; where there is none, what that means. */
export function pageOf(
  query: ListQuery,
  shown: number,
  total: number,
): { readonly first: number; readonly last: number; readonly more: number } {
  const first = shown === 0 ? 0 : query.offset + 1;
  return { first, last: query.offset + shown, more: Math.max(0, total - query.offset - shown) };
}
