import { describe, expect, it } from 'vitest';
import { tellSubject } from '../../agent/judge/subject.ts';
import { findingOf } from '../kits/rule.ts';

const natures = new Map<string, 'customer' | 'employee'>([
  ['custom.customer_number', 'customer'],
  ['custom.staff_number', 'employee'],
]);
const hr = [{ match: { source: 'share', path: 'HR/**' }, subject: 'employee' as const }];
const email = (customer: number, employee: number, more = {}) =>
  findingOf({ path: 'HR/list.csv', subjects: { customer, employee }, ...more } as never);
const number = (detector: string, more = {}) =>
  findingOf({ id: 'f-2', path: 'HR/list.csv', detector, ...more } as never);
const tell = (finding = email(0, 0), beside: ReturnType<typeof findingOf>[] = [], places: typeof hr = []) =>
  tellSubject(finding, [finding, ...beside], places, natures);

describe('whose data it is', () => {
  it('is unknown when nothing tells', () => {
    expect(tell()).toEqual({ subject: 'unknown', evidence: 'none' });
  });

  it('is told by the words nearby, when one side has more than twice the other', () => {
    expect(tell(email(1, 0))).toEqual({ subject: 'customer', evidence: 'labels=customer:1,employee:0' });
    expect(tell(email(1, 3)).subject).toBe('employee');
    expect(tell(email(2, 4)).subject).toBe('unknown');
  });

  it('is told by the words of the whole part when the finding has none of its own', () => {
    expect(tell(email(0, 0), [email(2, 0, { id: 'f-9' })]).evidence).toBe('labels_in_part=customer:2,employee:0');
  });

  it('is told by the place before the words, and what they say otherwise is shown', () => {
    expect(tell(email(0, 0), [], hr)).toEqual({ subject: 'employee', evidence: 'place=share:HR/**' });
    expect(tell(email(3, 0), [], hr)).toEqual({
      subject: 'employee',
      evidence: 'place=share:HR/**; against=labels=customer:3,employee:0',
    });
  });

  it('is told by the first place that fits', () => {
    const first = { match: { source: 'share', path: 'HR/**' }, subject: 'customer' as const };
    expect(tellSubject(email(0, 0), [], [first, ...hr], natures).subject).toBe('customer');
  });

  it('is told by a customer number beside it before the place', () => {
    const told = tell(email(0, 0), [number('custom.customer_number')], hr);
    expect(told).toEqual({
      subject: 'customer',
      evidence: 'detector=custom.customer_number; against=place=share:HR/**',
    });
  });

  it.each([
    ['of low confidence', { confidence: 'low' }],
    ['that is a test value alone', { count: 0 }],
  ])('is not told by a customer number %s', (_, more) => {
    expect(tell(email(0, 0), [number('custom.customer_number', more)], hr).subject).toBe('employee');
  });

  it('is not told by numbers of both kinds, except for the numbers themselves', () => {
    const both = [number('custom.customer_number'), number('custom.staff_number')];
    expect(tell(email(0, 0), both).subject).toBe('unknown');
    expect(tell(number('custom.staff_number'), both, hr).subject).toBe('employee');
  });
});
