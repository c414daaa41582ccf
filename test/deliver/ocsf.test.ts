import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { events, origin } from '../../fixtures/destinations/sample.ts';
import { cloudEvent } from '../../reporters/lib/cloudevents.ts';
import { ocsf } from '../../reporters/lib/ocsf/event.ts';
import { sharedDir, skipUnless } from '../support/require.ts';

const classes = {
  2003: 'ocsf-1.8.0-2003-compliance_finding.json',
  2006: 'ocsf-1.8.0-2006-data_security_finding.json',
  6007: 'ocsf-1.8.0-6007-scan_activity.json',
} as const;

/** The schemas that stand beside the project; null where they don't. */
function schemas(): { of: Record<number, ValidateFunction>; cloudEvents: ValidateFunction } | null {
  const shared = sharedDir();
  if (shared === null) return null;
  const read = (name: string) => JSON.parse(readFileSync(join(shared, 'schemas', name), 'utf8')) as object;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const old = new Ajv({ strict: false, allErrors: true });
  addFormats.default(old);
  const of = Object.fromEntries(Object.entries(classes).map(([uid, name]) => [uid, ajv.compile(read(name))]));
  return { of, cloudEvents: old.compile(read('cloudevents-1.0.json')) };
}

const known = schemas();

describe('OCSF', () => {
  it.each(events.map((event) => [`${event.notice.kind} ${event.notice.activity} ${event.sequence}`, event] as const))(
    'is valid, and so is its envelope: %s',
    (_, event) => {
      if (known === null) return;
      const data = ocsf(event, origin, '1.8.0') as { class_uid: number };
      const validate = known.of[data.class_uid];
      expect(validate).toBeDefined();
      validate?.(JSON.parse(JSON.stringify(data)));
      expect(validate?.errors ?? []).toEqual([]);
      known.cloudEvents(JSON.parse(JSON.stringify(cloudEvent(event, origin, '1.8.0'))));
      expect(known.cloudEvents.errors ?? []).toEqual([]);
    },
  );

  it('has schemas to be valid by', (context) => {
    skipUnless(context, sharedDir() !== null, 'the schemas of OCSF are not beside the project (../shared)');
    expect(Object.keys(known?.of ?? {})).toHaveLength(3);
  });

  it('finds what is wrong', (context) => {
    skipUnless(context, known !== null, 'the schemas of OCSF are not beside the project (../shared)');
    const event = events[1];
    if (event === undefined) throw new Error('no event');
    expect(known?.of[2006]?.({ ...ocsf(event, origin, '1.8.0'), retention: 1 })).toBe(false);
  });

  it('has retention in a place of its own, and no text that was matched', () => {
    const all = events.map((event) => ocsf(event, origin, '1.8.0'));
    const [overdue] = all.filter((one) => JSON.stringify(one).includes('days_overdue":546'));
    expect((overdue as { unmapped: { retention: unknown } }).unmapped.retention).toEqual({
      status: 'overdue',
      rule: 'RET-CONTRACT',
      since: '2025-01-01',
      citations: ['§147 AO (DE)'],
      trigger_earliest: '2014-03-31',
      trigger_latest: '2014-03-31',
      due_date: '2024-12-31',
      keep_until: '2024-12-31',
      days_overdue: 546,
      days_overdue_at_most: null,
      hold: false,
    });
    const text = JSON.stringify(all);
    expect(text).not.toMatch(/"(pattern_match|fingerprints|hashes|raw_data)":/);
    for (const one of all) {
      const details = (one as { data_security?: { discovery_details?: object[] } }).data_security?.discovery_details;
      for (const detail of details ?? []) expect(detail).not.toHaveProperty('value');
    }
  });

  it('says the version that is asked for, and when in milliseconds', () => {
    const [event] = events;
    if (event === undefined) throw new Error('no event');
    const of = ocsf(event, origin, '1.6.0') as { metadata: { version: string; uid: string }; time: number };
    expect(of.metadata.version).toBe('1.6.0');
    expect(of.metadata.uid).toBe(event.id);
    expect(of.time).toBe(Date.parse('2026-06-30T02:15:00Z'));
  });
});
