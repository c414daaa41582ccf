import {
  type Difference,
  type DifferenceKind,
  differenceWords,
  type SourceDifference,
} from '../contracts/difference.ts';
import type { Comparison, ReportDifference } from '../contracts/report.ts';
import type { Run } from '../contracts/store.ts';
import { comparisonOf, showDifference } from '../report/comparison.ts';
import { visible } from '../report/names.ts';
import { CannotRun } from './errors.ts';
import { openSession, type Session } from './session.ts';

export interface DiffOptions {
  readonly run?: string;
  readonly since?: string;
  readonly config?: string;
  readonly state?: string;
  readonly json: boolean;
}

/** Lines for a terminal; `--json` has all. */
const shownAtMost = 200;

/** `wayward diff`: what is different at a run from the one before of the same sources, or from another. */
export async function diffCommand(options: DiffOptions): Promise<void> {
  await using session = await openSession({ ...options, readOnly: true });
  const { store, names } = session;
  const [run, since] = await runsOf(session, options);
  const found = await store.difference(run.id, since?.id);
  if (found === null) {
    throw new CannotRun(
      run.state === 'finished'
        ? `nothing of run ${run.id} was compared: it was made before differences were kept, or holds no source`
        : `run ${run.id} did not come to its end (${run.state}), and was compared with nothing; the next one that does will be`,
    );
  }
  const { top: _, ...comparison } = await comparisonOf(found, store.differences(run.id, since?.id), names);
  const differences = store.differences(run.id, since?.id);
  if (options.json) return printJson(run, comparison, differences, session);
  const lines = headOf(run, comparison);
  const left: Record<string, number> = {};
  let shown = 0;
  for await (const one of differences) {
    if (shown++ < shownAtMost) lines.push(lineOf(showDifference(one, names), session));
    else left[one.kind] = (left[one.kind] ?? 0) + 1;
  }
  for (const [kind, n] of Object.entries(left)) lines.push(`… and ${n} more ${kind}: --json lists all`);
  process.stdout.write(`${lines.map(visible).join('\n')}\n`);
}

/** Given by id or its beginning: the older and the newer, in any order; or the newer alone. */
async function runsOf({ store }: Session, options: DiffOptions): Promise<readonly [Run, Run | null]> {
  const runs = await store.runs();
  const named = [options.since, options.run].filter((id) => id !== undefined).map((id) => findRun(runs, id));
  if (named.length === 0) {
    const newest = await store.compared();
    if (newest === null) throw new CannotRun('no run was compared yet; "wayward scan" makes one');
    return [newest, null];
  }
  const [older, newer] = named.sort((a, b) => runs.indexOf(a) - runs.indexOf(b));
  if (older === newer) throw new CannotRun('these are the same run; name two, or one to see what it changed');
  return newer === undefined ? [older as Run, null] : [newer, older as Run];
}

function findRun(runs: readonly Run[], id: string): Run {
  const found = runs.filter((run) => run.id.startsWith(id));
  if (found.length === 1) return found[0] as Run;
  const last = runs.slice(-5).map((run) => `${run.id} (${run.startedAt}, ${run.state})`);
  const what = found.length === 0 ? `there is no run ${id}` : `${found.length} runs begin with ${id}`;
  throw new CannotRun(`${what}; the last ones are ${last.join(', ')}`);
}

type Numbers = Omit<Comparison, 'top'>;

function headOf(run: Run, { sources, ...of }: Numbers): string[] {
  const lines = [`Run ${run.id} of ${run.startedAt}: ${of.new} new, ${of.still} still there, ${of.gone} gone`];
  for (const source of sources) lines.push(sourceLine(source));
  lines.push(...reasons('new', of.newBecause), ...reasons('gone', of.goneBecause), ...reasons('still', of.stillBut));
  return [...lines, ''];
}

function sourceLine({ source, since, open }: SourceDifference): string {
  if (since === null) return `  ${source}: scanned for the first time, ${open} open`;
  return `  ${source}: ${open} open, compared with run ${since.id} of ${since.startedAt}`;
}

function reasons(kind: DifferenceKind, because: Readonly<Record<string, number>>): string[] {
  return Object.entries(because)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, n]) => `  ${kind}: ${n} ${differenceWords[kind][reason] ?? reason}`);
}

const signs: Readonly<Record<DifferenceKind, string>> = { new: '+', gone: '-', still: '=' };

function lineOf(one: ReportDifference, { detectors }: Session): string {
  const { kind, because, was, now, place } = one;
  const title = detectors.get(one.detector)?.title ?? one.detector;
  const count = (now ?? was)?.count ?? 0;
  const from = was !== null && was.place !== place ? ` (was ${was.place})` : '';
  const why = differenceWords[kind][because] ?? because;
  return `${signs[kind]} ${one.finding.slice(0, 12)}  ${standing(one)}${title} (${count}) in ${place}${from}: ${why}`;
}

function standing({ kind, was, now }: ReportDifference): string {
  const of = kind === 'gone' ? was : now;
  if (of === null || of.result === null) return '';
  const status = (of.status ?? '').replaceAll('_', ' ');
  return of.severity === null ? `${of.result}, ${status}: ` : `${of.severity}, ${status}: `;
}

/** Streamed: there may be as many as findings. */
async function printJson(run: Run, comparison: Numbers, differences: AsyncIterable<Difference>, { names }: Session) {
  const head = JSON.stringify({ run, ...comparison }, null, 2).slice(0, -2);
  process.stdout.write(`${head},\n  "differences": [`);
  let first = true;
  for await (const one of differences) {
    process.stdout.write(`${first ? '' : ','}\n    ${JSON.stringify(showDifference(one, names))}`);
    first = false;
  }
  process.stdout.write(first ? ']\n}\n' : '\n  ]\n}\n');
}
