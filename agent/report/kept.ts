import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Report } from '../contracts/report.ts';
import type { Run } from '../contracts/store.ts';

/** What is kept of a report when items and findings of its run are forgotten: all but its streams. */
type Kept = Omit<
  Report,
  'items' | 'findings' | 'verdicts' | 'problems' | 'copies' | 'review' | 'differences' | 'sentence' | 'history' | 'run'
>;

/** Rises when what is kept changes: what an older Wayward kept is then told as not kept. */
const layout = 1;

/** For the store: names are as the report shows them. */
export function keep(report: Report): Uint8Array {
  const {
    items: _i,
    findings: _f,
    verdicts: _v,
    problems: _p,
    copies: _c,
    review: _w,
    differences: _d,
    ...rest
  } = report;
  const { sentence: _s, history: _h, run: _r, ...kept } = rest;
  return zstdCompressSync(JSON.stringify({ layout, kept: { ...kept, whole: false } satisfies Kept }));
}

/** A past run as it was told then; null where another Wayward kept it. Its streams give what its lists show. */
export function recall(content: Uint8Array, run: Run, rest: Pick<Report, 'sentence' | 'history'>): Report | null {
  const stored = JSON.parse(zstdDecompressSync(content).toString()) as { layout: number; kept: Kept };
  if (stored.layout !== layout) return null;
  const { kept } = stored;
  const { lists, summary } = kept;
  return {
    ...kept,
    ...rest,
    run,
    items: () => each([]),
    findings: () => each(lists.findings.rows),
    verdicts: () => each(lists.violations.rows),
    problems: () => each(lists.problems.rows),
    copies: () => each(summary.copies.top),
    review: async () => [],
    differences: () => each(kept.comparison?.top ?? []),
  };
}

async function* each<T>(rows: readonly T[]): AsyncGenerator<T> {
  yield* rows;
}
