import { constants } from 'node:fs';
import { access, open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Out, Report, Reporter } from '../contracts/report.ts';
import type { Gate } from '../report/gate.ts';
import { CannotRun } from './errors.ts';
import type { Session } from './session.ts';

type WantedReport = Session['reports'][number];

/** `KIND=FILE`, as given on the command line; the file `-` is standard output. @throws CannotRun for an unknown kind or a missing file name */
export function parseReports(
  given: readonly string[],
  reporters: ReadonlyMap<string, Reporter<unknown>>,
): WantedReport[] {
  return given.map((text) => {
    const at = text.indexOf('=');
    const [kind, file] = [text.slice(0, at), text.slice(at + 1)];
    const known = [...reporters.keys()].join(', ');
    if (at < 1 || file === '') throw new CannotRun(`--report ${text}: give KIND=FILE, where KIND is one of ${known}`);
    if (!reporters.has(kind))
      throw new CannotRun(`--report ${text}: there is no report kind ${kind}; there are ${known}`);
    return { kind, file: file === '-' ? file : resolve(file), settings: {} };
  });
}

/** Before a scan that may take a night: whether the reports can be written at all. */
export async function checkFolders(wanted: readonly WantedReport[]): Promise<void> {
  for (const { file } of wanted) {
    if (file === '-') continue;
    await access(dirname(file), constants.W_OK).catch(() => {
      throw new CannotRun(`the report ${file} cannot be written: its folder is not there, or may not be written to`);
    });
  }
}

/** Writes each wanted report from the store, and gives the files written. */
export async function writeReports(session: Session, report: Report, given: readonly string[]): Promise<string[]> {
  const wanted = [...session.reports, ...parseReports(given, session.reporters)];
  for (const one of wanted) {
    const gate = session.gate(report);
    await writeReport(report, session.reporters.get(one.kind) as Reporter<unknown>, one, gate);
    tellSealed(gate, one.file);
  }
  return wanted.map(({ file }) => file);
}

/** Names that were sealed are no secret: that they had to be is for whoever keeps the share. */
export function tellSealed({ sealed }: Gate, file: string): void {
  if (sealed === 0) return;
  const cells = sealed === 1 ? '1 cell was' : `${sealed} cells were`;
  process.stderr.write(
    `wayward: ${cells} sealed in ${file === '-' ? 'the report' : file}: names of files or notes hold personal data that the scan found\n`,
  );
}

/** Where a report goes that a command makes: a file, or standard output unless somebody would have to look at it there. */
export function wantedFile(out: string | undefined, forReaders: boolean): string {
  if (out !== undefined && out !== '-') return resolve(out);
  if (out === undefined && !forReaders && process.stdout.isTTY === true) {
    throw new CannotRun('say where it is to go: --out FILE (--out - prints it here)');
  }
  return '-';
}

/** Whole or not at all: written beside its place and moved there. Readable by its owner alone, as it tells where data lies. */
export async function writeReport(
  found: Report,
  reporter: Reporter<unknown>,
  { file, settings }: WantedReport,
  gate: Gate,
): Promise<void> {
  const report = await gate.through(found);
  if (file === '-') {
    await reporter.write(report, async (text) => void process.stdout.write(text), reporter.settings.parse(settings));
    return;
  }
  const partial = `${file}.${process.pid}.partial`;
  try {
    const out = await open(partial, 'w', 0o600);
    try {
      const write = buffered((chunk) => out.appendFile(chunk));
      await reporter.write(report, write.add, reporter.settings.parse(settings));
      await write.flush();
      await out.sync();
    } finally {
      await out.close();
    }
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const advice = code === 'ENOENT' ? 'its folder does not exist' : code === 'ENOSPC' ? 'the disk is full' : code;
    throw new CannotRun(
      `the report ${file} cannot be written: ${advice}; what was scanned is stored, "wayward judge --report" writes it again`,
    );
  }
}

/** A system call for each line would be most of the time. */
function buffered(out: (chunk: string | Uint8Array) => Promise<unknown>) {
  let waiting: string[] = [];
  let length = 0;
  const flush = async () => {
    const text = waiting.join('');
    waiting = [];
    length = 0;
    if (text !== '') await out(text);
  };
  const add: Out = async (chunk) => {
    if (typeof chunk !== 'string') {
      await flush();
      await out(chunk);
      return;
    }
    waiting.push(chunk);
    length += chunk.length;
    if (length > 256 * 1024) await flush();
  };
  return { add, flush };
}
