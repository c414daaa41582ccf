import type { Report } from '../contracts/report.ts';
import { severities } from '../contracts/rule.ts';
import type { Caution } from '../contracts/source.ts';
import { drawProgress } from '../observe/progress.ts';
import type { Rebuilt } from '../store/rebuild.ts';
import { remind } from './alarm.ts';
import { type Courier, openCourier } from './courier.ts';
import { CannotRun, exit } from './errors.ts';
import { rebuiltWords, repairing } from './repair.ts';
import { checkFolders, parseReports, writeReports } from './reports.ts';
import { expectItems, governorOf, type ScanWishes, scanSession, workersOf } from './scan-session.ts';
import { openSession, type Session } from './session.ts';
import { sameStore, terminalSettings } from './terminal.ts';

export interface ScanOptions {
  readonly targets: readonly string[];
  readonly config?: string;
  readonly state?: string;
  readonly now?: string;
  readonly workers?: number;
  readonly report: readonly string[];
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly maxSize?: string;
  readonly failOn: string;
  readonly quiet: boolean;
  readonly progress: boolean;
  readonly strict: boolean;
  readonly deliver: boolean;
}

/** `wayward scan`. Gives the exit code. */
export async function scanCommand(options: ScanOptions): Promise<number> {
  const stop = new AbortController();
  const interrupted = () => stop.abort();
  // From the first moment: a signal before that ends the process as it would any other, with nothing begun.
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    return await repairing((isKnown) => scanUntil(stop.signal, options, isKnown));
  } catch (error) {
    if (!stop.signal.aborted || error !== stop.signal.reason) throw error;
    process.stderr.write('Stopped before anything was scanned.\n');
    return exit.interrupted;
  } finally {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
  }
}

async function scanUntil(signal: AbortSignal, options: ScanOptions, isKnown: boolean): Promise<number> {
  const tell = (rebuilt: Rebuilt) => void process.stderr.write(`wayward: ${rebuiltWords(rebuilt)}\n`);
  await using session = await openSession({ ...options, repair: { isKnown, tell } });
  if (session.sources.length === 0) {
    throw new CannotRun(
      'there is nothing to scan: name a folder, or a configuration with --config ("wayward init" writes one)',
    );
  }
  const wanted = parseReports(options.report, session.reporters);
  await checkFolders([...session.reports, ...wanted]);
  const workers = workersOf(session, options.workers);
  if (workers === 0 && !options.quiet) {
    process.stderr.write('--workers 0 runs inline, for debugging: limits of time and memory are not enforced.\n');
  }
  await using courier = await openCourier(session, options.deliver, { chores: () => remind(session) });
  const run = await scanSession(session, wishesOf(session, workers, options, courier, signal), signal);
  const stopped = run.state === 'stopped';
  // Nobody waits for it while reports are made.
  const delivered = courier.finish(stopped ? whenStopped : session.outbox.deliverFor, stopped ? null : signal);
  if (run.state === 'stopped') {
    await delivered;
    process.stderr.write(
      'Stopped. What was done is kept, and the next scan carries on from there; no report was made.\n',
    );
    return exit.interrupted;
  }
  const report = await session.buildReport(run);
  const { listed, read, partly, unread } = report.total;
  if (options.include.length > 0 && listed > 0 && read + partly + unread === 0) {
    throw new CannotRun(
      `no file matches --include ${options.include.join(', ')}; globs begin at the source, as '**/*.csv'`,
    );
  }
  const written = await writeReports(session, report, options.report);
  if (!options.quiet) await printSummary(session, report, written, options);
  const { full } = await delivered;
  return (
    exitCode(report, options.failOn) |
    (full ? exit.outboxFull : exit.done) |
    (run.rebuiltFrom === undefined ? exit.done : exit.rebuilt)
  );
}

/** Whoever stops a scan waits for it. */
const whenStopped = 1_500;

function wishesOf(
  session: Session,
  workers: number,
  options: ScanOptions,
  courier: Courier,
  signal: AbortSignal,
): ScanWishes {
  const files = parseReports(options.report, session.reporters).map(({ file }) => file);
  return {
    ...(options.now === undefined ? {} : { now: options.now }),
    workers,
    reportFiles: files,
    strict: options.strict,
    pace: governorOf(session, workers, () => {}),
    begun: () => courier.begin(),
    raised: () => courier.wake(),
    watch(meter) {
      if (options.quiet || !options.progress || !process.stderr.isTTY) return () => {};
      void expectItems(session, meter, signal).catch(() => {});
      return drawProgress(process.stderr, meter);
    },
    caution(source, caution) {
      process.stderr.write(`wayward: ${source}: ${cautionSentences[caution]}\n`);
    },
    register({ event, text }) {
      if (event !== 'register_built' || !options.quiet) process.stderr.write(`wayward: ${text}\n`);
    },
  };
}

/** What an operator should know of a source, though the scan goes on. */
const cautionSentences: Readonly<Record<Caution, string>> = {
  superuser: 'this account may do everything; give it one that may only select (--strict refuses this one)',
  can_write: 'this account could change data; give it one that may only select (--strict refuses this one)',
  not_encrypted: 'the connection is not encrypted: whoever sees the network sees the rows',
};

async function printSummary(
  session: Session,
  report: Report,
  written: readonly string[],
  options: ScanOptions,
): Promise<void> {
  const reporter = session.reporters.get('terminal');
  if (reporter === undefined) return;
  const settings = reporter.settings.parse({ ...terminalSettings(), reports: written, flags: sameStore(options) });
  const gated = await session.gate(report).through(report);
  await reporter.write(gated, async (text) => void process.stdout.write(text), settings);
}

/** Bits: see `wayward scan --help`. */
function exitCode(report: Report, failOn: string): number {
  const { partly, unread, gaps } = report.total;
  const incomplete = partly + unread + gaps > 0 ? exit.incomplete : exit.done;
  const reached = severities.slice(0, (severities as readonly string[]).indexOf(failOn) + 1);
  const failed = reached.some((severity) => report.summary.bySeverity[severity] > 0);
  return incomplete | (failed ? exit.violation : exit.done);
}
