import type { Report, ReportVerdict } from '../../../agent/contracts/report.ts';
import { type Severity, severities } from '../../../agent/contracts/rule.ts';
import { matchesOf } from '../databases.ts';
import { count, several } from '../figures.ts';
import { thingsOf } from '../things.ts';
import { customersWords, readableBy, statusWords } from '../words.ts';
import { aligned, type Cell, type Paint, type Style, shorten, widthOf } from './text.ts';

const violationsShown = 5;
const placesShown = 5;

/** Violations by severity, the gravest of them, then places, then what a person has to decide. */
export function judgedLines(report: Report, gravest: readonly ReportVerdict[], width: number, paint: Paint): string[] {
  return [
    '',
    ...violations(report, gravest, width, paint),
    ...rowsLines(report, width, paint),
    ...places(report, width, paint),
    ...open(report, width, paint),
  ];
}

export const severityStyle: Readonly<Record<Severity, Style>> = {
  critical: 'red',
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
  info: 'dim',
};

function violations(
  { summary, detectors, total }: Report,
  gravest: readonly ReportVerdict[],
  width: number,
  paint: Paint,
): string[] {
  const all = summary.byResult.violation;
  if (total.read + total.partly === 0) return [`${paint('bold', 'Violations')}  not known: nothing was read`];
  if (all === 0) return [`${paint('bold', 'Violations')}  ${paint('green', 'none in what was read')}`];
  const by = severities
    .filter((severity) => summary.bySeverity[severity] > 0)
    .map((severity) => `${count(summary.bySeverity[severity])} ${severity}`);
  const lines = [`${paint('bold', 'Violations')}  ${shorten(`${count(all)}: ${by.join(', ')}`, width - 12)}`];
  const shown = gravest.slice(0, violationsShown);
  const heads = aligned(shown.map(head), [{}, { align: 'right' }, {}, { flexible: true }], width, paint);
  for (const [at, verdict] of shown.entries()) {
    const { of } = verdict;
    const what = `${detectors[of.detector]?.title ?? of.detector} (${matchesOf(of)}${customersWords(of)}) in `;
    const start = shorten(what, Math.max(40, width - 6 - widthOf(of.place)));
    lines.push(heads[at] ?? '', `      ${paint('dim', start + shorten(of.place, width - 6 - widthOf(start)))}`);
  }
  if (all > shown.length) lines.push(`  and ${count(all - shown.length)} more`);
  return lines;
}

/** Rows of tables that have had their time. */
function rowsLines({ summary: { rows } }: Report, width: number, paint: Paint): string[] {
  if (rows.tables === 0) return [];
  const of = `${count(rows.rows)} in ${several(rows.tables, 'table')}`;
  if (rows.total === 0)
    return ['', `${paint('bold', 'Rows')}  ${shorten(`none of ${of} is known to be overdue`, width - 6)}`];
  const perhaps = rows.possibly === 0 ? '' : `, ${count(rows.possibly)} perhaps`;
  const oldest = rows.oldest === null ? '' : `; the oldest is of ${rows.oldest}`;
  const [worst] = rows.top;
  const most = worst === undefined ? '' : `${count(worst.judged.overdue + worst.judged.possibly)} in ${worst.place}`;
  return [
    '',
    `${paint('bold', 'Rows')}  ${shorten(`${count(rows.overdue)} of ${of} are overdue${perhaps}${oldest}`, width - 6)}`,
    ...(rows.tables === 1 || most === '' ? [] : [shorten(`  most of them: ${most}`, width)]),
  ];
}

function head(verdict: ReportVerdict): Cell[] {
  const { of, severity, risk } = verdict;
  const since = verdict.since === null ? '' : ` since ${verdict.since}`;
  return [
    severity === null ? { text: '–' } : { text: severity, style: severityStyle[severity] },
    { text: String(risk?.score ?? '–') },
    { text: shortId(of.id) },
    { text: `${statusWords(verdict.type, verdict.status)}${since}` },
  ];
}

/** Enough of an id for `wayward explain`. */
export function shortId(id: string): string {
  return id.slice(0, 12);
}

function places(report: Report, width: number, paint: Paint): string[] {
  const { top, total } = report.summary.places;
  if (total === 0) return [];
  const shown = top.slice(0, placesShown);
  const rows = shown.map((place) => [
    place.worst === null ? { text: '–' } : { text: place.worst, style: severityStyle[place.worst] },
    { text: several(place.violations, 'violation') },
    { text: `in ${thingsOf(report).items(place.items)}` },
    { text: place.place },
    { text: readableBy(place.exposure) },
  ]);
  const shapes = [{}, { align: 'right' as const }, {}, { flexible: true as const }, {}];
  const more = total > shown.length ? [`  and ${several(total - shown.length, 'more folder')}`] : [];
  return ['', paint('bold', 'Places'), ...aligned(rows, shapes, width, paint), ...more];
}

function open({ summary }: Report, width: number, paint: Paint): string[] {
  const kinds = summary.byStatus.filter(({ result }) => result === 'review' || result === 'unknown');
  if (kinds.length === 0) return [];
  const shown = [...kinds].sort((a, b) => b.verdicts - a.verdicts).slice(0, 4);
  const rows = shown.map(({ type, status, result, verdicts }) => [
    { text: count(verdicts) },
    { text: result },
    { text: statusWords(type, status) },
  ]);
  return [
    '',
    paint('bold', 'For a person to decide'),
    ...aligned(rows, [{ align: 'right' }, {}, { flexible: true }], width, paint),
  ];
}
