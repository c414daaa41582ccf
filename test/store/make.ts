import { createHash } from 'node:crypto';
import type { Finding } from '../../agent/contracts/finding.ts';
import type { Verdict } from '../../agent/contracts/rule.ts';
import type { Fingerprint, Safe } from '../../agent/contracts/sensitive.ts';
import type { Run, StoredItem, UnitDone } from '../../agent/contracts/store.ts';

/** Synthetic things to store. The same arguments give the same thing. */

export function runStart(change: Partial<Run> = {}): Omit<Run, 'finishedAt' | 'state' | 'id'> {
  return {
    startedAt: '2026-01-01T08:00:00Z',
    version: '1.0.0',
    policyHash: null,
    configHash: 'c0ffee',
    keyId: 'k1',
    ...change,
  };
}

/** An item that was read; `change` replaces what shall differ. */
export function item(
  where: { readonly run: string; readonly unit?: string; readonly name: string; readonly source?: string },
  change: Partial<StoredItem> = {},
): StoredItem {
  const { run, unit = '', name, source = 'share' } = where;
  const path = unit === '' ? name : `${unit}/${name}`;
  return {
    id: `i-${hash(source, path).slice(0, 16)}`,
    source,
    unit,
    path,
    signature: `1000:1767225600000000000:1767225600000000000:${parseInt(hash(path).slice(0, 8), 16)}|33184:1000:1000`,
    recipe: 'b7e1',
    status: 'read',
    excluded: null,
    kind: 'text',
    contentHash: hash('content', path),
    facts: {
      bytes: 1000,
      mtime: '2026-01-01T00:00:00.000Z',
      birthtime: '2025-12-31T00:00:00.000Z',
      owner: 'anna',
      group: 'sales',
      mode: 0o640,
      exposure: 'group',
      exposureFrom: 'mode',
      links: 1,
    },
    dates: [],
    problems: [],
    untouched: true,
    openedIn: run,
    ...change,
  };
}

export function finding(of: StoredItem, detector: string, change: Partial<Finding> = {}): Finding {
  return {
    id: `f-${hash(of.id, detector, change.part ?? '').slice(0, 16)}`,
    source: of.source,
    path: of.path,
    part: safe(''),
    detector,
    category: 'user.contact',
    confidence: 'high',
    score: 91.5,
    count: 3,
    counts: { high: 2, medium: 1, low: 4, suppressed: 1 },
    distinct: 2,
    distinctIsEstimate: false,
    because: [{ code: 'check', weight: 2, note: detector }],
    at: [safe('line 3'), safe('line 7')],
    columns: [safe('customer_email')],
    subjects: { customer: 2, employee: 0 },
    fingerprints: [fingerprint(`${of.path} 1`), fingerprint(`${of.path} 2`)],
    ...change,
  };
}

export function verdict(of: Finding, change: Partial<Verdict> = {}): Verdict {
  return {
    id: `v-${hash(of.id, 'location').slice(0, 16)}`,
    finding: of.id,
    type: 'location',
    status: 'not_approved',
    result: 'violation',
    rule: 'LOC-1',
    because: ['place:share'],
    since: '2026-01-01',
    citations: ['Art. 5'],
    numbers: { daysOverdue: 12 },
    dates: { due: '2025-12-20' },
    subject: 'customer',
    subjectEvidence: 'label',
    severity: 'high',
    risk: {
      formula: 'v1',
      score: 60.25,
      impact: 3,
      likelihood: 4,
      factors: { exposure: 2 },
      persons: 2,
      personsFrom: 'fingerprints',
      floor: null,
    },
    ...change,
  };
}

/** What a listing gave: nothing, but for `change`. */
export function done(change: Partial<UnitDone> = {}): UnitDone {
  return { records: [], unchanged: [], refreshed: [], gone: [], gaps: [], ...change };
}

export function fingerprint(value: string): Fingerprint {
  return hash('key', value).slice(0, 32) as Fingerprint;
}

export function safe(text: string): Safe {
  return text as Safe;
}

export async function all<T>(stream: AsyncIterable<T>): Promise<T[]> {
  return Array.fromAsync(stream);
}

export async function* stream<T>(values: Iterable<T>): AsyncGenerator<T> {
  yield* values;
}

function hash(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex');
}
