import { type DifferenceKind, differenceWords } from '../../../agent/contracts/difference.ts';
import type { Report } from '../../../agent/contracts/report.ts';
import { count, day } from '../figures.ts';
import { type Paint, shorten } from './text.ts';

/** What is different from the run before, in two lines or three. */
export function differenceLines({ comparison }: Report, width: number, paint: Paint): string[] {
  if (comparison === null || comparison.isFirst) return [];
  const { sources } = comparison;
  const since = sources.flatMap((of) => (of.since === null ? [] : [day(of.since.startedAt)])).sort();
  const head = `${count(comparison.new)} new, ${count(comparison.still)} still there, ${count(comparison.gone)} gone`;
  const first = sources.filter((of) => of.since === null).length;
  return [
    '',
    `${paint('bold', 'Since')} ${since[0] ?? ''}  ${shorten(head, width - 18)}`,
    ...reasons('new', comparison.newBecause, width),
    ...reasons('gone', comparison.goneBecause, width),
    ...(first === 0 ? [] : [shorten(`  scanned for the first time: ${count(first)} of the sources`, width)]),
  ];
}

function reasons(kind: DifferenceKind, because: Readonly<Record<string, number>>, width: number): string[] {
  const says = Object.entries(because)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, n]) => `${count(n)} ${differenceWords[kind][reason] ?? reason}`);
  return says.length === 0 ? [] : [shorten(`  ${kind}: ${says.join('; ')}`, width)];
}
