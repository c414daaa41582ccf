import { createHmac } from 'node:crypto';
import type { Report } from '../../agent/contracts/report.ts';
import { recordRows } from '../../agent/judge/activities.ts';
import { complianceBy } from '../../agent/judge/frameworks.ts';
import { riskLinesBy } from '../../agent/judge/risk.ts';
import { defaultWeights } from '../../agent/judge/weights.ts';
import { buildReport, type ReportOptions } from '../../agent/report/model.ts';
import { activities, locations, retention } from '../../fixtures/reporters/activities.ts';
import { detectors, type StoredRun } from '../../fixtures/reporters/stored.ts';
import { memoryStore } from './memory-store.ts';

/** The report of a run that is held in memory. */
export function reportOf(held: StoredRun, options: Partial<ReportOptions> = {}): Promise<Report> {
  const { judged, policyTitle } = held;
  return buildReport(memoryStore(held), held.run, {
    judged,
    policyTitle,
    detectors,
    pathMode: 'full',
    hashName,
    riskLines,
    records,
    policyPlaces: [],
    compliance,
    ...options,
  });
}

export const records = recordRows({ activities, locations, retention });
export const compliance = complianceBy({}, ['exposure', 'location', 'retention']);
export const riskLines = riskLinesBy(defaultWeights, (...about) => `rl-${hashName(about.join('\0'))}`);

export function hashName(name: string): string {
  return createHmac('sha256', 'a key of this test').update(name).digest('hex').slice(0, 12);
}

export async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  return Array.fromAsync(stream);
}
