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

describe('the customer register', () => {
  const known = (matches: number, supported: number, more = {}) =>
    email(0, 0, {
      count: 10,
      register: { matches, supported, customers: Math.min(matches, 9), customersIsEstimate: false },
      ...more,
    });
  const staff = [number('custom.staff_number')];

  it('tells of customers, and how many', () => {
    expect(tell(known(12, 4, { count: 12 }))).toEqual({
      subject: 'customer',
      evidence: 'register=matches:12,customers:9',
    });
    const many = { matches: 500, supported: 9, customers: 480, customersIsEstimate: true };
    expect(tell(email(0, 0, { count: 500, register: many })).evidence).toBe('register=matches:500,customers:~480');
    expect(tell(known(0, 0)).subject).toBe('unknown');
  });

  it('that knows half of the matches comes before the place and numbers of others beside it', () => {
    expect(tell(known(5, 0), staff, hr)).toEqual({
      subject: 'customer',
      evidence: 'register=matches:5,customers:5; against=detector=custom.staff_number; against=place=share:HR/**',
    });
    expect(tell(known(4, 4), [], hr)).toEqual({
      subject: 'employee',
      evidence: 'place=share:HR/**; against=register=matches:4,customers:4',
    });
  });

  it('never makes an employee number a customer’s', () => {
    const register = { matches: 12, supported: 12, customers: 12, customersIsEstimate: false };
    const told = tell(number('custom.staff_number', { register }));
    expect(told).toEqual({
      subject: 'employee',
      evidence: 'detector=custom.staff_number; against=register=matches:12,customers:12',
    });
  });

  it('that knows a few comes before words, and one alone after them', () => {
    const words = { subjects: { customer: 0, employee: 3 } };
    expect(tell(known(2, 0, words)).subject).toBe('customer');
    expect(tell(known(1, 1, words)).subject).toBe('customer');
    expect(tell(known(1, 0, words))).toEqual({
      subject: 'employee',
      evidence: 'labels=customer:0,employee:3; against=register=matches:1,customers:1',
    });
    expect(tell(known(1, 0)).subject).toBe('customer');
  });

  it('tells of what lies beside values that it knows', () => {
    const beside = known(6, 0, { id: 'f-5' });
    expect(tell(email(0, 0), [beside], hr)).toEqual({
      subject: 'customer',
      evidence: 'register_in_part=matches:6,customers:6; against=place=share:HR/**',
    });
    expect(tell(email(0, 0), [known(4, 4, { id: 'f-5' })]).subject).toBe('unknown');
    expect(tell(email(0, 0), [known(6, 0, { id: 'f-5', confidence: 'low' })]).subject).toBe('unknown');
    expect(tell(email(0, 0), [...staff, beside]).subject).toBe('employee');
  });
});
