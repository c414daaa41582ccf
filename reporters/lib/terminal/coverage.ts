import type { Report } from '../../../agent/contracts/report.ts';
import { bytes, count, several } from '../figures.ts';
import { thingsOf } from '../things.ts';
import { problemStatus, problemWords, words } from '../words.ts';
import { databaseLines } from './databases.ts';
import { aligned, type Paint, shorten } from './text.ts';

const nothing = 'Nothing was listed: the sources hold no file. Are their paths right?';
const reasonsShown = 5;

/** What was looked at, and, loudly, what was not. */
export function coverageLines(report: Report, width: number, paint: Paint): string[] {
  const { total } = report;
  const things = thingsOf(report);
  const title = `${things.several(total.listed)} listed (${bytes(total.bytesListed)})`;
  const carried = total.carried === 0 ? '' : `, ${count(total.carried)} unchanged since an earlier run`;
  return [
    `${paint('bold', 'Coverage')}  ${shorten(title + carried, width - 10)}`,
    shorten(
      `  = ${count(total.read)} read + ${count(total.partly)} in part + ${count(total.unread)} not read + ${count(total.excluded)} left out`,
      width,
    ),
    ...bySource(report, width, paint),
    ...databaseLines(report, width),
    ...unread(report, width, paint),
    ...leftOut(report, width),
    ...(total.touched === 0
      ? []
      : [
          shorten(
            `  The access time of ${things.several(total.touched)} may have moved: the system did not allow to spare it.`,
            width,
          ),
        ]),
  ];
}

function bySource(report: Report, width: number, paint: Paint): string[] {
  const { coverage } = report;
  if (coverage.length < 2) return [];
  const rows = coverage.slice(0, 3).map((of) => [
    { text: of.source },
    { text: count(of.listed) },
    {
      text:
        of.unread + of.partly + of.gaps === 0
          ? 'complete'
          : `${count(of.unread)} not read, ${count(of.partly)} in part, ${thingsOf(report, of.source).folders(of.gaps)} not listed`,
    },
  ]);
  const more = coverage.length > 3 ? [`  and ${count(coverage.length - 3)} more sources`] : [];
  return [...aligned(rows, [{ flexible: true }, { align: 'right' }, {}], width, paint), ...more];
}

function unread(report: Report, width: number, paint: Paint): string[] {
  const { total, summary } = report;
  const things = thingsOf(report);
  if (total.listed + total.gaps === 0) return [paint('yellow', shorten(`  ${nothing}`, width))];
  if (total.unread + total.partly + total.gaps === 0)
    return [paint('green', shorten('  Everything that was to be read was read.', width))];
  const says = [
    total.unread > 0 ? `${things.items(total.unread)} not read` : '',
    total.partly > 0 ? `${things.items(total.partly)} read only in part` : '',
    total.gaps > 0 ? `${things.folders(total.gaps)} not listed` : '',
  ].filter((part) => part !== '');
  const kinds = summary.byProblem.slice(0, reasonsShown);
  const rows = kinds.map(({ status, code, detail, problems, first }) => [
    { text: count(problems) },
    { text: `${problemStatus[status]}: ${problemWords(code, detail)}` },
    { text: `${first[0] ?? ''}${problems > 1 ? ', …' : ''}`, style: 'dim' as const },
  ]);
  const rest = summary.byProblem.slice(reasonsShown).reduce((sum, { problems }) => sum + problems, 0);
  return [
    paint('red', paint('bold', shorten(`  NOT COMPLETE: ${says.join(', ')}`, width))),
    ...aligned(rows, [{ align: 'right' }, {}, { flexible: true }], width, paint),
    ...(rest === 0 ? [] : [`  and ${several(rest, 'problem')} of other kinds: see a report`]),
  ];
}

function leftOut({ total }: Report, width: number): string[] {
  if (total.excluded === 0) return [];
  const reasons = Object.entries(total.excludedBy).map(([reason, n]) => `${words(reason)} ${count(n)}`);
  return [shorten(`  Left out as configured: ${reasons.join(', ')}`, width)];
}
