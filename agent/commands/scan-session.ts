import { availableParallelism } from 'node:os';
import type { Pace } from '../contracts/pace.ts';
import type { Caution } from '../contracts/source.ts';
import type { Run } from '../contracts/store.ts';
import { stillHolds } from '../crawl/recipes.ts';
import { createSealer } from '../crawl/shards.ts';
import { fileNameSays, readName } from '../detect/names.ts';
import { seal } from '../detect/seal.ts';
import { settle } from '../detect/settle.ts';
import { mayConcern } from '../detect/traits.ts';
import { type Caps, Governor, type PaceNews } from '../gentle/governor.ts';
import { machine, realTiming } from '../gentle/machine.ts';
import { rowTriggers, triggerText } from '../judge/row-triggers.ts';
import { countFiles } from '../observe/count.ts';
import { createMeter, type Meter } from '../observe/meter.ts';
import { type Again, amend, type ScanParts, scan } from '../pipeline.ts';
import { createToolbox, recipeOf } from '../toolbox.ts';
import { inlineScanner, type Scanner, threadScanner } from '../work/pool.ts';
import { alarmOf } from './alarm.ts';
import { checkDecisions } from './check-decisions.ts';
import { clock } from './clock.ts';
import { openRegisterOf, type RegisterSaid } from './register.ts';
import type { Session } from './session.ts';

/** How `wayward scan` and the jobs of `wayward run` have a session scanned. */
export interface ScanWishes {
  /** A date or an instant to judge by; left out: now. */
  readonly now?: string;
  readonly workers: number;
  /** Files being written, which are not to be listed. */
  readonly reportFiles: readonly string[];
  /** Refuse accounts of databases that could change something. */
  readonly strict: boolean;
  readonly pace: Pace;
  /** There may be something to deliver. */
  begun(): void;
  /** An alert is to be delivered, now. */
  raised(): void;
  /** Told once the scan begins; what it gives is called when it has ended. */
  watch(meter: Meter): () => void;
  /** An operator should know of it. */
  caution(source: string, caution: Caution): void;
  register(said: RegisterSaid): void;
}

/** Scans, and judges when there is a policy. Gives the run: `finished`, or `stopped` by the signal or by its pace. */
export async function scanSession(session: Session, wishes: ScanWishes, signal: AbortSignal): Promise<Run> {
  return withParts(session, wishes, signal, (parts) => scan(parts, signal));
}

/** Looks at some of it again, and adds what has changed to the newest run. Null where none has finished. */
export async function amendSession(
  session: Session,
  wishes: ScanWishes,
  again: readonly Again[],
  signal: AbortSignal,
): Promise<Run | null> {
  return withParts(session, wishes, signal, (parts) => amend(parts, again, signal));
}

async function withParts<R extends Run | null>(
  session: Session,
  wishes: ScanWishes,
  signal: AbortSignal,
  work: (parts: ScanParts) => Promise<R>,
): Promise<R> {
  const register = await openRegisterOf(session, wishes.register, signal);
  const setup = register === null ? session.setup : { ...session.setup, register };
  const tools = await createToolbox(setup);
  const now = clock(wishes.now, session.judge?.policy.timezone ?? session.timezone);
  const { workers } = wishes;
  await using scanner: Scanner = workers === 0 ? inlineScanner(tools) : threadScanner(setup, workers);
  const meter = createMeter(() => scanner.underWay());
  const { hash: recipe, parts: recipeParts } = recipeOf(setup, tools);
  await session.store.putRecipe(recipe, recipeParts);
  const unwatch = wishes.watch(meter);
  const time = () => (wishes.now === undefined ? Temporal.Now.instant().round('millisecond').toString() : now.instant);
  try {
    const parts = {
      store: session.store,
      scanner,
      ids: session.ids,
      recipe,
      holds: stillHolds(recipeParts, await session.store.recipes(), mayConcern),
      sources: session.sources,
      ownPaths: [...session.ownPaths, ...wishes.reportFiles],
      judge: session.judge,
      now,
      clock: time,
      announcer: session.announcer(time),
      alarm: alarmOf(session, now, time, wishes.raised),
      begun: wishes.begun,
      run: session.runInfo(),
      watcher: meter,
      pace: wishes.pace,
      sealer: createSealer(session.setup.key),
      strict: wishes.strict,
      caution: wishes.caution,
      settle: ({ tallies }: { tallies: Parameters<typeof settle>[0] }) =>
        settle(tallies, { detectors: tools.detectors }),
      seal: (name: string) => seal(tools.engine, tools.fingerprint, name),
      namesData: (column: string) => readName(tools.engine, column).means.some((means) => means > 0),
      nameSays: (name: string) => fileNameSays(tools.engine, name),
      rowTriggers: (source: string, path: string) =>
        session.judge === null ? [] : rowTriggers(session.judge.policy, source, path),
      triggerText,
    };
    const run = await work(parts);
    if (run?.state === 'finished') {
      await session.auditJudgement(run);
      await checkDecisions(session, run);
      await session.keepReport(run);
    }
    return run;
  } finally {
    unwatch();
  }
}

export function workersOf(session: Session, wanted?: number): number {
  return wanted ?? session.workers ?? availableParallelism();
}

/** Keeps to what the configuration says under `gentle:` and to the caps of its sources. */
export function governorOf(session: Session, workers: number, tell: (news: PaceNews) => void): Governor {
  const { maxLoad, memory, backOff } = session.gentle;
  const caps = session.setup.sources.map(({ name, settings }) => [name, capsOf(settings)] as const);
  // One order more than threads, as the scanner has them.
  const settings = { caps: new Map(caps), width: workers + 1, maxLoad, memory, backOff };
  return new Governor(settings, realTiming, machine, tell);
}

function capsOf(settings: unknown): Caps {
  const given = settings as Readonly<Record<string, unknown>>;
  const number = (key: string) => (typeof given[key] === 'number' ? given[key] : null);
  return { megabytesPerSecond: number('max_mb_per_second'), filesPerSecond: number('max_files_per_second') };
}

/**
 * Tells a meter how many items there are to come to: what the last whole pass over these sources met, else a count of
 * names that goes on beside the scan.
 */
export async function expectItems(session: Session, meter: Meter, signal: AbortSignal): Promise<void> {
  const names = session.sources.map(({ name }) => name);
  const finished = (await session.store.runs()).filter(({ state }) => state === 'finished');
  for (const { id } of finished.slice(-mostRunsLookedAt).reverse()) {
    const before = (await session.store.coverage(id)).filter(({ source }) => names.includes(source));
    const listed = before.reduce((sum, coverage) => sum + coverage.listed, 0);
    if (before.length < names.length || listed === 0) continue;
    meter.expect(listed);
    return;
  }
  void countFiles(session.folders(), signal).then((files) => meter.expect(files));
}

const mostRunsLookedAt = 20;
