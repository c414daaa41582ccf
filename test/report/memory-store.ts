import type { ReportStore } from '../../agent/report/walk.ts';
import type { StoredRun } from '../../fixtures/reporters/stored.ts';

/** What a store holds of one run, as a store gives it. */
export function memoryStore(held: StoredRun): ReportStore {
  const all = async function* <T>(values: Iterable<T>): AsyncGenerator<T> {
    yield* values;
  };
  return {
    items: () => all(held.items()),
    tellingItems: () => all(held.items()),
    findings: () => all(held.findings()),
    verdicts: () => all(held.verdicts()),
    gaps: () => all(held.gaps),
    copies: () => all(held.copies()),
    coverage: async () => held.coverage,
    difference: async () => held.difference ?? null,
    differences: () => all(held.differences ?? []),
  };
}
