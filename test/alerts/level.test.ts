import { describe, expect, it } from 'vitest';
import type { AlertLevel } from '../../agent/contracts/alert.ts';
import { alertLevel, alertSettings, isWorse } from '../../agent/judge/alerts.ts';
import { clocksOf, deadlineOf, incidentSettings } from '../../agent/judge/incidents.ts';
import { mistakes } from '../judge/support.ts';
import { finding, item, verdict } from '../store/make.ts';

const one = item({ run: 'r-1', name: 'a.csv', unit: 'HR' });
const health = finding(one, 'x.health', { category: 'user.health_and_medical', distinct: 40, count: 80 });
const open = { exposure: 'everyone' } as const;
const when = [{ id: 'HEALTH', categories: ['user.health_and_medical'] }];

describe('the alert level', () => {
  it('is a violation of a severity, or a graver one', () => {
    const high = [verdict(health, { severity: 'high' })];
    expect(alertLevel(alertSettings.parse({}), health, open, high)).toBeNull();
    expect(alertLevel(alertSettings.parse({ severity: 'medium' }), health, open, high)).toEqual({
      ...{ reasons: ['severity'], severity: 'high', exposure: 'everyone', persons: 40 },
    });
    const critical = [verdict(health, { severity: 'critical' })];
    expect(alertLevel(alertSettings.parse({}), health, open, critical)?.severity).toBe('critical');
    expect(alertLevel(alertSettings.parse({ severity: 'none' }), health, open, critical)).toBeNull();
    const review = [verdict(health, { severity: null, result: 'review', risk: null })];
    expect(alertLevel(alertSettings.parse({ severity: 'info' }), health, open, review)).toBeNull();
  });

  it('is data that too many can read, whatever the rules say, unless somebody has accepted it', () => {
    const settings = alertSettings.parse({ when });
    const approved = [verdict(health, { result: 'allowed', status: 'approved', severity: null })];
    expect(alertLevel(settings, health, open, approved)?.reasons).toEqual(['HEALTH']);
    expect(alertLevel(settings, health, open, [])?.reasons).toEqual(['HEALTH']);
    expect(alertLevel(settings, health, { exposure: 'group' }, approved)).toBeNull();
    expect(alertLevel(settings, health, { exposure: 'unknown' }, approved)).toBeNull();
    const excepted = [verdict(health, { result: 'allowed', status: 'exception', severity: null })];
    expect(alertLevel(settings, health, open, excepted)).toBeNull();
    const mail = finding(one, 'email');
    expect(alertLevel(settings, mail, open, [])).toBeNull();
    expect(alertLevel(settings, { ...health, confidence: 'low' }, open, [])).toBeNull();
    expect(alertLevel(settings, { ...health, count: 0 }, open, [])).toBeNull();
  });

  it('knows places, subjects, and how many', () => {
    const level = (more: object) =>
      alertLevel(alertSettings.parse({ when: [{ ...when[0], ...more }] }), health, open, []);
    expect(level({ locations: ['share:HR/**'] })).not.toBeNull();
    expect(level({ locations: ['share:CRM/**'] })).toBeNull();
    expect(level({ persons: 40 })).not.toBeNull();
    expect(level({ persons: 41 })).toBeNull();
    expect(level({ subjects: ['unknown'] })).not.toBeNull();
    expect(level({ subjects: ['customer'] })).toBeNull();
    expect(level({ exposure: 'group' })).not.toBeNull();
  });

  it('tells what is worse from what is as it was', () => {
    const before: AlertLevel = { reasons: ['A'], severity: 'high', exposure: 'group', persons: 10 };
    expect(isWorse(before, before)).toBe(false);
    expect(isWorse({ ...before, severity: 'medium', exposure: 'owner', persons: 1, reasons: [] }, before)).toBe(false);
    expect(isWorse({ ...before, persons: 99 }, before)).toBe(false);
    for (const worse of [
      { severity: 'critical' },
      { exposure: 'everyone' },
      { persons: 100 },
      { reasons: ['A', 'B'] },
    ]) {
      expect(isWorse({ ...before, ...worse } as AlertLevel, before)).toBe(true);
    }
    expect(isWorse(before, { ...before, severity: null })).toBe(true);
  });

  it('refuses what means nothing', () => {
    expect(
      mistakes({ alerts: { severity: 'terrible', remind: ['1 h'], when: [{ id: 'A', categories: [] }] } }),
    ).toEqual([
      expect.stringContaining('alerts.severity'),
      expect.stringContaining('alerts.when.0.categories'),
      expect.stringContaining('alerts.remind.0: a duration as PT1H'),
    ]);
    expect(mistakes({ alerts: { remind: ['PT1H', 'P1D', 'P1DT12H'] } })).toEqual([]);
    expect(
      mistakes({ incidents: { regimes: ['gdpr', 'mars'], clocks: [{ id: 'x', title: 'y', within: 'P1M' }] } }),
    ).toHaveLength(2);
  });
});

describe('clocks', () => {
  it('are those of the regimes, and of the organisation, which come first', () => {
    const ids = (given: object) => clocksOf(incidentSettings.parse(given)).map(({ id, within }) => `${id} ${within}`);
    expect(ids({})).toEqual(['gdpr_authority PT72H', 'gdpr_persons null']);
    expect(ids({ regimes: ['hipaa', 'california'] })).toEqual([
      ...[
        'hipaa_individuals P60D',
        'hipaa_hhs P60D',
        'hipaa_media P60D',
        'ca_residents P30D',
        'ca_attorney_general P15D',
      ],
    ]);
    const own = [{ id: 'gdpr_authority', title: 'As of another year', within: 'PT96H' }];
    expect(ids({ clocks: own })).toEqual(['gdpr_persons null', 'gdpr_authority PT96H']);
  });

  it('run through weekends and changes of the clock', () => {
    expect(deadlineOf({ within: 'PT72H' }, '2026-10-23T15:30:00Z')).toBe('2026-10-26T15:30:00Z');
    expect(deadlineOf({ within: 'P60D' }, '2026-01-01T00:00:00Z')).toBe('2026-03-02T00:00:00Z');
    expect(deadlineOf({ within: null }, '2026-01-01T00:00:00Z')).toBeNull();
  });
});
