import type { AnnounceJudgement } from './contracts/delivery.ts';
import type { Unit } from './contracts/item.ts';
import type { Pace } from './contracts/pace.ts';
import type { Now } from './contracts/rule.ts';
import type { Caution, OpenSource, SourceKind } from './contracts/source.ts';
import type { Run, Store } from './contracts/store.ts';
import { crawlSource, type Watcher } from './crawl/crawl-source.ts';
import type { Context } from './crawl/record.ts';
import type { Sealer } from './crawl/shards.ts';
import type { Alarm } from './deliver/alarm.ts';
import type { Announcer } from './deliver/announce.ts';
import type { Ids } from './ids.ts';
import { type Judge, judgeRun } from './judge/judge-run.ts';
import type { Scanner } from './work/pool.ts';

export interface ScanParts {
  readonly store: Store;
  readonly scanner: Scanner;
  readonly ids: Ids;
  /** Hash of every version and setting that could change what content says. */
  readonly recipe: string;
  readonly sources: readonly {
    readonly name: string;
    readonly kind: SourceKind<unknown>;
    readonly settings: unknown;
  }[];
  /** Paths that are ours and never listed. */
  readonly ownPaths: readonly string[];
  /** Null for an inventory: there is no policy. */
  readonly judge: Judge | null;
  /** The moment to judge by. */
  readonly now: Now;
  /** The time of day, as an instant: when the run starts and ends. */
  clock(): string;
  readonly run: Omit<Run, 'id' | 'state' | 'finishedAt' | 'startedAt'>;
  readonly watcher: Watcher;
  readonly pace: Pace;
  /** Seals what is kept of tables that were not read to their end. */
  readonly sealer: Sealer;
  /** Refuse accounts of databases that could change something. */
  readonly strict: boolean;
  /** Told of what an operator should know of a source. */
  caution(source: string, caution: Caution): void;
  /** Queues what destinations are to be told; null where there are none. */
  readonly announcer: Announcer | null;
  /** Tells people at once; null where there is no policy. */
  readonly alarm: Alarm | null;
  /** Called once the run has begun: from then on there may be something to deliver. */
  begun(): void;
  readonly settle: Context['settle'];
  readonly seal: Context['seal'];
  readonly holds?: NonNullable<Context['holds']>;
  readonly namesData: Context['namesData'];
  readonly nameSays: Context['nameSays'];
  readonly rowTriggers: Context['rowTriggers'];
  readonly triggerText: Context['triggerText'];
}

/**
 * One scan: list ► skip unchanged ► scan ► store ► judge ► compare with the run before. Reports are made from the store afterwards.
 *
 * Stopped by `signal`, or when its pace is closed, it keeps what was done and gives a run in state `stopped`, which is
 * not judged.
 * @throws when a source's set-up is wrong (before anything is read), or when the store fails.
 */
export async function scan(parts: ScanParts, signal: AbortSignal): Promise<Run> {
  await using opened = await openAll(parts, signal);
  const { announcer } = parts;
  const run = await parts.store.beginRun({ ...parts.run, startedAt: parts.clock() }, announcer?.started);
  parts.begun();
  let state: Run['state'] = 'failed';
  let finishedAt = '';
  try {
    const store = parts.alarm?.watching(parts.store, run) ?? parts.store;
    for (const { name, source } of opened.sources) {
      await crawlSource(source, { ...parts, store, context: { ...parts, run: run.id, source: name } }, signal);
    }
    state = 'finished';
  } catch (error) {
    if (!signal.aborted && !parts.pace.closing.aborted) throw error;
    state = 'stopped';
  } finally {
    finishedAt = parts.clock();
    await parts.store.endRun(run.id, state, finishedAt, announcer?.ended, parts.ids.finding);
  }
  if (parts.judge !== null && state === 'finished') {
    await judgeAll(parts.store, run.id, { ...parts, judge: parts.judge }, announcer?.judged(true));
  } else if (state === 'finished') {
    await parts.store.compare(run.id);
  }
  return { ...run, state, finishedAt };
}

/** What is to be looked at again in a source. */
export interface Again {
  readonly source: string;
  /** Null: all that there is. */
  readonly units: readonly string[] | null;
  /** Units that are there no more, with all below them. */
  readonly gone: readonly string[];
}

/**
 * Looks at some units again and adds what has changed to the newest run: list ► skip unchanged ► scan ► store ► judge.
 * Null where no run has finished: then there is nothing to add to.
 */
export async function amend(parts: ScanParts, again: readonly Again[], signal: AbortSignal): Promise<Run | null> {
  const run = await parts.store.amend();
  if (run === null) return null;
  await using opened = await openAll(parts, signal);
  const { announcer } = parts;
  parts.begun();
  let stopped = false;
  try {
    const store = parts.alarm?.watching(parts.store, run) ?? parts.store;
    for (const { name, source } of opened.sources) {
      const wanted = again.find((one) => one.source === name);
      if (wanted === undefined) continue;
      const given = { ...parts, store, context: { ...parts, run: run.id, source: name } };
      await lookAgain(source, wanted, given, signal);
    }
  } catch (error) {
    if (!signal.aborted && !parts.pace.closing.aborted) throw error;
    stopped = true;
  } finally {
    await parts.store.amended(run.id);
  }
  if (stopped) return { ...run, state: 'stopped' };
  if (parts.judge !== null) {
    await judgeAll(parts.store, run.id, { ...parts, judge: parts.judge }, announcer?.judged(false));
  }
  return run;
}

async function lookAgain(
  source: OpenSource,
  { units, gone }: Again,
  given: Parameters<typeof crawlSource>[1],
  signal: AbortSignal,
): Promise<void> {
  const met = new Set<string>();
  async function* chosen(going: AbortSignal): AsyncIterable<Unit> {
    for await (const unit of units === null ? source.units(going) : toUnits(units)) {
      // Gone again meanwhile: below.
      if (units !== null && (await source.isThere?.(unit.id)) === false) continue;
      met.add(unit.id);
      yield unit;
    }
  }
  await crawlSource({ ...source, units: chosen }, given, signal);
  const { run, source: name } = given.context;
  const isGone = (unit: string) =>
    units === null || [...gone, ...units].some((one) => unit === one || unit.startsWith(`${one}/`));
  for (const unit of await given.store.units(name)) {
    if (met.has(unit) || !isGone(unit) || (await source.isThere?.(unit)) !== false) continue;
    const known = await given.store.known(name, unit);
    const lost = [...known.values()].map(({ id }) => id);
    const none = { records: [], unchanged: [], refreshed: [], gaps: [] };
    await given.store.commitUnit(run, name, unit, { ...none, gone: lost });
  }
}

async function* toUnits(ids: readonly string[]): AsyncGenerator<Unit> {
  for (const id of ids) yield { id };
}

/** Judges what a run found, and raises and ends alerts by it. */
export async function judgeAll(
  store: Store,
  run: string,
  { judge, now, alarm }: { readonly judge: Judge; readonly now: Now; readonly alarm: Alarm | null },
  announce: AnnounceJudgement | undefined,
): Promise<void> {
  const alerts = (await alarm?.judging(run)) ?? null;
  const verdicts = judgeRun(store, run, judge, now, async (...judged) => alerts?.judged(...judged));
  await store.judge(run, verdicts, judge.policy.hash, announce);
  await alerts?.end();
}

/** All sources before any is read: a wrong one is told at once, not after a night. */
async function openAll(parts: ScanParts, signal: AbortSignal) {
  const sources: { name: string; source: OpenSource }[] = [];
  const close = async () => {
    for (const { source } of sources) await source[Symbol.asyncDispose]();
  };
  try {
    for (const { name, kind, settings } of parts.sources) {
      const context = { signal, ownPaths: parts.ownPaths, forReading: false, strict: parts.strict };
      const source = await kind.open(settings, context);
      sources.push({ name, source });
      for (const caution of source.cautions ?? []) parts.caution(name, caution);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { sources, [Symbol.asyncDispose]: close };
}
