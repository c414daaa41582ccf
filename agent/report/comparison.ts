import type { Difference, RunDifference } from '../contracts/difference.ts';
import type { Comparison, ReportDifference, ShownStanding } from '../contracts/report.ts';
import { severities } from '../contracts/rule.ts';
import type { Names } from './names.ts';

/** How many of what is new are named. */
const named = 50;

/** Numbers, and the worst of what is new. */
export async function comparisonOf(
  difference: RunDifference,
  differences: AsyncIterable<Difference>,
  names: Names,
): Promise<Comparison> {
  const { sources } = difference;
  const sumOf = (of: readonly Readonly<Record<string, number>>[]) => total(of.flatMap((one) => Object.values(one)));
  let top: Difference[] = [];
  for await (const one of differences) {
    if (one.kind !== 'new') continue;
    top.push(one);
    // Stable: of those as bad, the first by place.
    if (top.length >= named * 4) top = top.sort(byWorst).slice(0, named);
  }
  return {
    sources: sources.map((of) => ({ ...of, source: names.source(of.source) })),
    isFirst: sources.every(({ since }) => since === null),
    open: total(sources.map(({ open }) => open)),
    new: sumOf(sources.map((of) => of.new)),
    gone: sumOf(sources.map(({ gone }) => gone)),
    still: total(sources.map(({ still }) => still)),
    newBecause: sumBy(sources.map((of) => of.new)),
    goneBecause: sumBy(sources.map(({ gone }) => gone)),
    stillBut: sumBy(sources.map(({ stillBut }) => stillBut)),
    top: top
      .sort(byWorst)
      .slice(0, named)
      .map((one) => showDifference(one, names)),
  };
}

export function showDifference(one: Difference, names: Names): ReportDifference {
  const { source, path, part, isTable, was, now } = one;
  const whole = isTable ? 'table' : 'file';
  const stood = (standing: Difference['was']): ShownStanding | null =>
    standing === null
      ? null
      : {
          ...standing,
          source: names.source(standing.source),
          path: names.path(standing.source, standing.path),
          place: names.place(standing.source, standing.path, part, whole),
        };
  return {
    ...one,
    source: names.source(source),
    path: names.path(source, path),
    part: names.part(source, path, part, whole) as Difference['part'],
    place: names.place(source, path, part, whole),
    was: stood(was),
    now: stood(now),
  };
}

function byWorst(a: Difference, b: Difference): number {
  return rank(a) - rank(b) || (b.now?.count ?? 0) - (a.now?.count ?? 0);
}

/** Violations by severity, then reviews, then what was not judged. */
function rank({ now }: Difference): number {
  const severity = now?.severity ?? null;
  if (now?.result === 'violation' && severity !== null) return severities.indexOf(severity);
  return severities.length + (now?.result === 'review' ? 0 : 1);
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, n) => sum + n, 0);
}

function sumBy(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const counts of all) for (const [key, n] of Object.entries(counts)) sums.set(key, (sums.get(key) ?? 0) + n);
  return Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
}
