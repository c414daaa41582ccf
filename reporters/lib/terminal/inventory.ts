import type { PlaceCount, Report, ReportFinding } from '../../../agent/contracts/report.ts';
import { matchesOf } from '../databases.ts';
import { count, day, several } from '../figures.ts';
import { thingsOf } from '../things.ts';
import { exposureWords } from '../words.ts';
import { shortId } from './judged.ts';
import { aligned, type Cell, type Paint, shorten } from './text.ts';

/** What data lies where, how sure it is, who can read it, how old it is. */
export function inventoryLines(
  report: Report,
  surest: readonly ReportFinding[],
  width: number,
  paint: Paint,
): string[] {
  const { summary } = report;
  const { read, partly } = report.total;
  if (read + partly === 0) return ['', `${paint('bold', 'Personal data')}  not known: nothing was read`];
  if (summary.itemsWithFindings === 0)
    return ['', `${paint('bold', 'Personal data')}  none recognised in what was read`];
  return [
    '',
    `${paint('bold', 'Personal data')}  ${shorten(`in ${thingsOf(report).several(summary.itemsWithFindings)}`, width - 15)}`,
    ...detectors(report, width, paint),
    ...readers(report, width),
    ...places(report, width, paint),
    ...findings(report, surest, width, paint),
  ];
}

function detectors(report: Report, width: number, paint: Paint): string[] {
  const { byDetector } = report.summary;
  const shown = byDetector.slice(0, 8);
  const rows = shown.map(({ detector, matches, items }) => [
    { text: report.detectors[detector]?.title ?? detector },
    { text: several(matches, 'match', 'matches') },
    { text: `in ${thingsOf(report).items(items)}` },
    { text: report.detectors[detector]?.category ?? '', style: 'dim' as const },
  ]);
  const more =
    byDetector.length > shown.length ? [`  and ${several(byDetector.length - shown.length, 'more kind')}`] : [];
  return [...aligned(rows, [{ flexible: true }, { align: 'right' }, {}, {}], width, paint), ...more];
}

function readers({ summary }: Report, width: number): string[] {
  const { findings, byExposure, byYear } = summary;
  const readable = (['everyone', 'group', 'owner', 'unknown'] as const)
    .filter((who) => byExposure[who] > 0)
    .map((who) => `${exposureWords[who]} ${count(byExposure[who])}`);
  const known = byYear.filter(({ year }) => year !== '');
  const [oldest, newest] = [known[0]?.year ?? 'not known', known.at(-1)?.year ?? 'not known'];
  const suppressed = findings.suppressed === 0 ? '' : `, ${count(findings.suppressed)} nothing but test values`;
  return [
    `  How sure      ${count(findings.high)} high, ${count(findings.medium)} medium, ${count(findings.low)} low${suppressed}`,
    `  Readable by   ${readable.join(', ')}`,
    `  Last modified ${oldest === newest ? oldest : `${oldest} to ${newest}`}`,
  ].map((line) => shorten(line, width));
}

function places(report: Report, width: number, paint: Paint): string[] {
  const { top, total } = report.summary.places;
  const shown = top.slice(0, 8);
  const rows = shown.map((place): Cell[] => [
    { text: place.place },
    { text: several(place.matches, 'match', 'matches') },
    { text: `in ${thingsOf(report).items(place.items)}` },
    {
      text: `${exposureWords[place.exposure]}`,
      ...(place.exposure === 'everyone' ? { style: 'red' as const } : {}),
    },
    { text: years(place), style: 'dim' },
  ]);
  const shapes = [{ flexible: true as const }, { align: 'right' as const }, {}, {}, {}];
  const more = total > shown.length ? [`  and ${several(total - shown.length, 'more folder')}`] : [];
  return ['', paint('bold', 'Places'), ...aligned(rows, shapes, width, paint), ...more];
}

function years({ oldest, newest }: PlaceCount): string {
  const [from, to] = [day(oldest).slice(0, 4), day(newest).slice(0, 4)];
  if (oldest === null) return 'age not known';
  return from === to ? from : `${from}–${to}`;
}

function findings(report: Report, surest: readonly ReportFinding[], width: number, paint: Paint): string[] {
  const rows = surest.map((finding) => [
    { text: shortId(finding.id) },
    { text: finding.confidence },
    { text: `${report.detectors[finding.detector]?.title ?? finding.detector} (${matchesOf(finding)})` },
    { text: finding.place, style: 'dim' as const },
  ]);
  return ['', paint('bold', 'Findings'), ...aligned(rows, [{}, {}, {}, { flexible: true }], width, paint)];
}
