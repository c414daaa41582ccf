import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotRun } from '../contracts/cannot-run.ts';
import type { Detector } from '../contracts/detector.ts';
import { detectorOf } from '../contracts/register.ts';
import { buildIndex } from './build.ts';
import { type Header, readHeader, readIndex, writeIndex } from './index-file.ts';
import { registerKeys } from './keys.ts';
import type { RegisterIndex } from './lookup.ts';
import type { BuildOrder } from './messages.ts';
import type { RegisterCounts } from './records.ts';
import { placeOf, type WantedRegister } from './wanted.ts';

export const indexFile = 'register.idx';

export interface RegisterOptions extends BuildOrder {
  /** The detectors in force, for their versions. */
  readonly known: ReadonlyMap<string, Detector>;
  /** How old an index may be, as ISO 8601. */
  readonly refresh: string;
  readonly stateDir: string;
  /** As an instant. */
  readonly now: string;
}

export interface Prepared {
  readonly index: RegisterIndex;
  /** Where the register is, as people are shown. */
  readonly place: string;
  readonly builtAt: string;
  readonly counts: RegisterCounts;
  /** Made now. */
  readonly built: boolean;
  /** Why it was not made anew though it should have been: the index is older than the policy wants. */
  readonly stale: string | null;
}

/**
 * The index of the register: the one that is kept, while it is fresh; else made anew and kept. When the register cannot be
 * read, an older index of the same configuration goes on, and says so.
 * @throws CannotRun when there is neither: verdicts without the register would be others than the policy asks for
 */
export async function prepareRegister(options: RegisterOptions, signal: AbortSignal): Promise<Prepared> {
  const { wanted, stateDir, key, now } = options;
  const file = join(stateDir, indexFile);
  const place = placeOf(wanted.from);
  const keys = registerKeys(key);
  const recipe = recipeOf(options);
  const state = await stateOf(wanted.from);
  const kept = await readHeader(file);
  const usable = kept !== null && kept.recipe === recipe;
  if (usable && isFresh(kept, state, options)) {
    const read = await readIndex(file, keys.file);
    if (read !== null) return prepared(read.header, read.memory, wanted, place);
  }
  const answer = await buildIndex(orderOf(options), signal);
  if (answer.type === 'built') {
    const { memory, layout, entries, counts } = answer;
    if (counts.customers === 0) throw new CannotRun(`the customer register ${place} holds nothing: ${said(counts)}`);
    const header: Header = { format: 1, recipe, state, builtAt: now, layout, entries, counts };
    await keep(file, header, memory, keys.file);
    return { ...prepared(header, memory, wanted, place), built: true };
  }
  const message = answer.message ?? 'an internal error';
  const read = usable ? await readIndex(file, keys.file) : null;
  if (read === null) {
    throw new CannotRun(
      `the customer register cannot be read: ${message}. Nothing was scanned: without it the policy cannot tell whose data is found.`,
    );
  }
  return { ...prepared(read.header, read.memory, wanted, place), stale: message };
}

/** Counts in words. */
export function said({ customers, values, invalid, shared }: RegisterCounts): string {
  const n = (count: number) => count.toLocaleString('en-US');
  const parts = [`${n(customers)} ${customers === 1 ? 'customer' : 'customers'}`, `${n(values)} values`];
  if (invalid > 0) parts.push(`${n(invalid)} left out as not valid`);
  if (shared > 0) parts.push(`${n(shared)} shared by several`);
  return parts.join(', ');
}

function orderOf({ wanted, countries, detectors, key }: RegisterOptions): BuildOrder {
  return { wanted, countries, detectors, key };
}

function prepared(header: Header, memory: SharedArrayBuffer, wanted: WantedRegister, place: string): Prepared {
  const meanings = wanted.columns.map(([, meaning]) => meaning);
  const { layout, recipe, builtAt, counts } = header;
  return { index: { memory, layout, meanings, recipe }, place, builtAt, counts, built: false, stale: null };
}

async function keep(file: string, header: Header, memory: SharedArrayBuffer, key: Uint8Array): Promise<void> {
  try {
    await writeIndex(file, header, memory, key);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'error';
    throw new CannotRun(`the index of the customer register cannot be kept in ${file} (${code})`);
  }
}

/**
 * Of everything that decides what an index says, but the register itself. An index of another key has another recipe,
 * though it could not be read anyway.
 */
function recipeOf({ wanted, countries, detectors, known, key }: RegisterOptions): string {
  const { from, columns } = wanted;
  const parts = {
    format: 1,
    from: recipeOfPlace(from),
    columns,
    countries,
    custom: detectors.custom,
    versions: columns.map(([, meaning]) => known.get(detectorOf(meaning))?.version ?? 0),
    key: createHash('sha256').update('key-id').update(key).digest('hex').slice(0, 16),
  };
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

function recipeOfPlace(from: WantedRegister['from']): string | string[] {
  if (from.kind === 'file') return from.shown;
  return from.kind === 'table' ? [from.source.name, from.table] : [from.source.name, 'query', from.query];
}

function isFresh({ builtAt, state }: Header, now: string | null, { refresh, now: moment }: RegisterOptions): boolean {
  if (now !== null && state !== now) return false;
  const until = Temporal.Instant.from(builtAt).toZonedDateTimeISO('UTC').add(Temporal.Duration.from(refresh));
  const at = Temporal.Instant.from(moment);
  return Temporal.Instant.compare(at, until.toInstant()) < 0 && Temporal.Instant.compare(at, builtAt) >= 0;
}

/** Changes when a file does; null for a table or query, and for a file that is not there. */
async function stateOf(from: WantedRegister['from']): Promise<string | null> {
  if (from.kind !== 'file') return null;
  try {
    const { size, mtimeNs } = await stat(from.file, { bigint: true });
    return `${size} ${mtimeNs}`;
  } catch {
    return null;
  }
}
