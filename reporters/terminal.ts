import { z } from 'zod';
import type { Report, Reporter, ReportFinding } from '../agent/contracts/report.ts';
import { day } from './lib/figures.ts';
import { coverageLines } from './lib/terminal/coverage.ts';
import { copyLines } from './lib/terminal/databases.ts';
import { differenceLines } from './lib/terminal/differences.ts';
import { inventoryLines } from './lib/terminal/inventory.ts';
import { judgedLines, shortId } from './lib/terminal/judged.ts';
import { policyLines } from './lib/terminal/policy.ts';
import { type Paint, painter, shorten } from './lib/terminal/text.ts';

const settings = z
  .strictObject({
    color: z.boolean().default(false),
    /** Columns of the terminal. */
    width: z.number().int().positive().default(100),
    /** Files that were written beside this summary, to be named at its end. */
    reports: z.array(z.string()).readonly().default([]),
    /** Options of the command that made it, as a shell reads them: what it names next must be of the same store. */
    flags: z.string().default(''),
  })
  .prefault({});
export type TerminalSettings = z.infer<typeof settings>;

/** The summary on one screen: coverage first, then violations and places; in an inventory, what lies where. */
const terminal: Reporter<TerminalSettings> = {
  id: 'terminal',
  title: 'Summary on one screen',
  extension: 'txt',
  settings,
  fromKept: true,
  write,
};
export default terminal;

async function write(report: Report, out: (chunk: string) => Promise<void>, given: TerminalSettings): Promise<void> {
  // Below forty columns nothing lines up: better a line that the terminal wraps.
  const width = Math.min(160, Math.max(40, given.width));
  const paint = painter(given.color);
  const verdicts = report.lists.violations.rows.slice(0, 6);
  const findings = report.lists.findings.rows.slice(0, 4);
  const first = verdicts[0]?.of ?? findings[0];
  const lines = [
    ...head(report, width, paint),
    ...coverageLines(report, width, paint),
    ...policyLines(report, width, paint),
    ...(report.judged ? judgedLines(report, verdicts, width, paint) : inventoryLines(report, findings, width, paint)),
    ...copyLines(report, width, paint),
    ...differenceLines(report, width, paint),
    ...next(report, first, given, width, paint),
  ];
  await out(`${lines.join('\n')}\n`);
}

function head({ run, policyTitle, judged }: Report, width: number, paint: Paint): string[] {
  const title = judged ? (policyTitle ?? 'by the policy') : 'inventory: no policy was given';
  const lines = [`${paint('bold', 'Wayward')}  ${shorten(`${title}  ${day(run.startedAt)}`, width - 9)}`];
  if (run.state !== 'finished')
    lines.push(
      paint(
        'red',
        shorten(`This run did not come to its end (${run.state}): what it had not listed is in no number here.`, width),
      ),
    );
  if (run.rebuiltFrom !== undefined)
    lines.push(
      paint('red', shorten(`The store was damaged and was made anew; what was is in ${run.rebuiltFrom}.`, width)),
    );
  return [...lines, ''];
}

function next(
  report: Report,
  first: ReportFinding | undefined,
  { reports: files, flags }: TerminalSettings,
  width: number,
  paint: Paint,
): string[] {
  const lines = ['', paint('bold', 'Next')];
  for (const file of files) lines.push(shorten(`  report           ${file}`, Math.max(width, 200)));
  if (first !== undefined)
    lines.push(
      `  wayward explain ${shortId(first.id)}${flags}   why it was recognised${report.judged ? ' and judged so' : ''}`,
    );
  lines.push(`  wayward findings${flags}   all of it, a page at a time; --help says how to choose`);
  if (files.length === 0)
    lines.push(`  wayward report html --out report.html${flags}   the whole of it, to read and print`);
  if (!report.judged) lines.push('  wayward init   a configuration, to say what may lie where and how long');
  return lines.map((line) => line.trimEnd());
}
