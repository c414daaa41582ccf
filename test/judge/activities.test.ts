import { describe, expect, it } from 'vitest';
import { recordRows } from '../../agent/judge/activities.ts';
import { compile, mistakes } from './support.ts';

const activity = { id: 'ACT-1', purpose: 'Sales', categories: ['user.contact'] };
const location = (more: object = {}) => ({
  id: 'LOC-1',
  match: { source: 'share', path: 'CRM/**' },
  approved_for: [{ categories: ['user'], activity: 'ACT-1' }],
  ...more,
});

describe('activities', () => {
  it('may name only what there is, and be named only when they are there', () => {
    const named = {
      ...activity,
      locations: ['LOC-9'],
      retention: ['RET-9'],
      recipients: [{ name: 'x', third_party: 'tp:9' }],
    };
    expect(mistakes({ activities: [named] })).toEqual([
      'activities.0.retention.0: names the retention rule RET-9, which does not exist (none is defined)',
      'activities.0.locations.0: names the location LOC-9, which does not exist (none is defined)',
      'activities.0.recipients.0.third_party: names the third party tp:9, which does not exist (none is defined)',
    ]);
    const other = location({ approved_for: [{ categories: ['user'], activity: 'ACT-2' }] });
    expect(mistakes({ activities: [activity], locations: [other] })).toEqual([
      'locations.0.approved_for.0.activity: names the activity ACT-2, which does not exist (defined are ACT-1)',
    ]);
    // Who keeps the record elsewhere may name its lines.
    expect(mistakes({ locations: [other] })).toEqual([]);
    expect(mistakes({ activities: [activity, activity] })).toEqual([
      'activities.1.id: the id ACT-1 is used twice: activities[0] and activities[1]',
    ]);
  });

  it('find their places and rules where they name none', () => {
    const rule = (id: string, scope: object) => ({
      id,
      scope,
      trigger: { sources: ['document:created'] },
      delete: { at_most: 'P1Y' },
    });
    const { policy } = compile({
      activities: [activity],
      locations: [location(), location({ id: 'LOC-2', approved_for: [{ categories: ['user'] }] })],
      retention: [
        rule('RET-1', { categories: ['user'], locations: ['share:CRM/Old/**'] }),
        rule('RET-2', { categories: ['user'], locations: ['share:HR/**'] }),
        rule('RET-3', { categories: ['user.financial'] }),
      ],
    });
    const [row, ...others] = recordRows(policy);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ locations: ['LOC-1'], places: ['share:CRM/**'], sources: ['share'], rules: ['RET-1'] });
    expect(row?.schedule).toEqual(['RET-1: delete at most P1Y after']);
  });

  it('change no policy that has none', () => {
    expect(compile({}).hash).toBe(compile({ activities: undefined }).hash);
  });
});
