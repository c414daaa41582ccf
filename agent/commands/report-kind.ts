import { parse } from 'yaml';
import type { Reporter } from '../contracts/report.ts';
import type { PathMode } from '../report/names.ts';
import { CannotRun } from './errors.ts';
import { findRun } from './find-run.ts';
import { tellSealed, wantedFile, writeReport } from './reports.ts';
import { openSession } from './session.ts';
import { sameStore, terminalSettings } from './terminal.ts';

export interface ReportKindOptions {
  readonly kind: string;
  readonly config?: string;
  readonly state?: string;
  readonly run?: string;
  readonly out?: string;
  readonly paths?: PathMode;
  readonly set: readonly string[];
}

/** `wayward report KIND`: a run that is stored, in one format. Reads no file of any source. */
export async function reportKindCommand(options: ReportKindOptions): Promise<void> {
  await using session = await openSession({ ...options, readOnly: true });
  const reporter = reporterFor(session.reporters, options);
  if (reporter === undefined) throw new CannotRun(`there is no report kind ${options.kind}`);
  const file = wantedFile(options.out, options.kind === 'terminal');
  const configured = session.reports.find(({ kind }) => kind === reporter.id)?.settings ?? {};
  const settings = settingsOf(reporter, { ...configured, ...onTerminal(reporter, options), ...given(options.set) });
  const run = await findRun(session.store, options.run);
  const report = await session.buildReport(run, options.paths);
  if (!report.whole && reporter.fromKept !== true) {
    const kinds = [...session.reporters.values()].filter(({ fromKept }) => fromKept === true).map(({ id }) => id);
    throw new CannotRun(
      `of a past run only what pages and summaries show is kept: ${kinds.join(', ')}; a ${reporter.id} report tells every finding, and those are known of the newest run`,
    );
  }
  const gate = session.gate(report);
  await writeReport(report, reporter, { kind: reporter.id, file, settings }, gate);
  tellSealed(gate, file);
}

/** `retention --out review.xlsx` is the kind that writes such files. */
function reporterFor(
  reporters: ReadonlyMap<string, Reporter<unknown>>,
  { kind, out }: Pick<ReportKindOptions, 'kind' | 'out'>,
): Reporter<unknown> | undefined {
  const extension = /\.([a-z]+)$/.exec(out ?? '')?.[1] ?? '';
  return reporters.get(`${kind}-${extension}`) ?? reporters.get(kind);
}

/** `--set rows=200`: as it would stand in the configuration. */
function given(set: readonly string[]): Record<string, unknown> {
  const pairs = set.map((text) => {
    const at = text.indexOf('=');
    if (at < 1) throw new CannotRun(`--set ${text}: give NAME=VALUE, as it would stand in the configuration`);
    return [text.slice(0, at), parse(text.slice(at + 1)) as unknown] as const;
  });
  return Object.fromEntries(pairs);
}

/** Every mistake at once. */
function settingsOf(reporter: Reporter<unknown>, settings: Readonly<Record<string, unknown>>): typeof settings {
  try {
    reporter.settings.parse(settings);
    return settings;
  } catch (error) {
    const { issues } = error as { issues?: readonly { path: readonly PropertyKey[]; message: string }[] };
    if (issues === undefined) throw error;
    const lines = issues.map(({ path, message }) => `${path.length === 0 ? '' : `${path.join('.')}: `}${message}`);
    throw new CannotRun(`--set is not right for a ${reporter.id} report: ${lines.join('; ')}`);
  }
}

function onTerminal({ id }: Reporter<unknown>, options: ReportKindOptions): object {
  return id === 'terminal' ? { ...terminalSettings(), flags: sameStore(options) } : {};
}
