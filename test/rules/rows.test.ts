import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hold, Opinion } from '../../agent/contracts/rule.ts';
import type { RowDates, StoredTable } from '../../agent/contracts/table.ts';
import { nowFrom } from '../../agent/judge/judge.ts';
import { addDays } from '../../agent/judge/opinion.ts';
import { resultOf } from '../../agent/judge/results.ts';
import { cutOff, lengthOf, periodEnd } from '../../agent/rules/lib/due.ts';
import type { Cutoff } from '../../agent/rules/lib/retention-settings.ts';
import retention from '../../agent/rules/retention.ts';
import { expectSound, type JudgedCase, judgedOf } from '../kits/rule.ts';
import { column, rowsBy, tableOf } from '../kits/table.ts';

interface Asked extends JudgedCase {
  readonly rule?: Record<string, unknown>;
  readonly trigger?: Record<string, unknown>;
  readonly more?: readonly Record<string, unknown>[];
  readonly now?: string;
}

const sources = [{ column: 'closed_at' }];
const ruleOf = (rule: Record<string, unknown> = {}, trigger: Record<string, unknown> = {}) => ({
  id: 'RET-1',
  trigger: { event: 'contract_end', sources, ...trigger },
  ...('keep' in rule || 'review_every' in rule ? {} : { delete: { at_most: 'P6Y' } }),
  due_soon: 'P30D',
  ...rule,
});

/** What the rule says of a table with these counts, on 2026-03-01 in Berlin. */
function judge(dates: readonly RowDates[] | StoredTable, of: Asked = {}): Opinion & { result: string } {
  const { rule, trigger, more = [], now = '2026-03-01T12:00:00Z', ...judged } = of;
  const settings = retention.settings.parse({ retention: [ruleOf(rule, trigger), ...more] });
  const table = 'columns' in dates ? dates : tableOf(dates);
  const said = retention.judge(
    judgedOf({ part: '#email', path: 'public/customers', source: 'crm', kind: 'postgres', ...judged, table }),
    settings,
    nowFrom(now, 'Europe/Berlin'),
  );
  if (said === null) throw new Error('nothing was said');
  expectSound('retention', said);
  if (said.rows !== undefined) expectSum(said);
  return { ...said, result: resultOf('retention', said.status, said.numbers) };
}

/** Every row is counted once, and the query finds what is past its last day. */
function expectSum({ rows }: Opinion): void {
  if (rows === undefined) throw new Error('no rows');
  const { overdue, possibly, within, future, noDate, notRead } = rows;
  expect(overdue + possibly + within + future + noDate + notRead).toBe(rows.rows);
  expect(Math.min(overdue, possibly)).toBe(0);
  for (const some of [overdue, possibly, within, future]) expect(some).toBeGreaterThanOrEqual(0);
  if (overdue + possibly > 0) expect(rows.byYear.reduce((sum, one) => sum + one.rows, 0)).toBe(overdue + possibly);
}

const closed = (days: Readonly<Record<string, number>>, of: object = {}) => [rowsBy('closed_at', { days, ...of })];

describe('rows of a table', () => {
  it('are overdue when one is, with how many and the oldest, in words', () => {
    const said = judge(closed({ '2013-04-02': 3, '2019-12-30': 1200, '2024-01-01': 3797 }));
    expect(said).toMatchObject({
      status: 'overdue',
      result: 'violation',
      since: '2019-04-03',
      numbers: { rows: 5000, rowsOverdue: 1203, daysOverdue: 2525, yearsOverdue: 6.91 },
      dates: { earliest: '2013-04-02', latest: '2024-01-01', deleteBy: '2019-04-02', overdueBefore: '2020-03-01' },
      rows: {
        ...{ trigger: 'closed_at', rows: 5000, overdue: 1203, possibly: 0, within: 3797, oldest: '2013-04-02' },
        byYear: [
          { year: '2013', rows: 3 },
          { year: '2019', rows: 1200 },
        ],
        parameters: ['2020-03-01'],
      },
    });
    expect(said.because).toEqual([
      'rule=RET-1 version 1',
      'event=contract_end',
      'delete=P6Y',
      'rows_dated_by=closed_at grade A',
      'rows_overdue=1203 5000 2013-04-02',
      'past_due=2019-04-02 2525',
    ]);
  });

  it('are in time on their last day, and overdue on the next', () => {
    const rows = closed({ '2020-03-01': 5 });
    expect(judge(rows)).toMatchObject({ status: 'due_soon', rows: { overdue: 0, within: 5 } });
    expect(judge(rows, { now: '2026-03-02T00:00:00Z' })).toMatchObject({ status: 'overdue', rows: { overdue: 5 } });
    // In the policy's time zone the next day has begun.
    expect(judge(rows, { now: '2026-03-01T23:30:00Z' }).status).toBe('overdue');
  });

  it.each([
    ['NULL and infinity', { noDate: 5 }],
    ['what is no date', { notRead: 5 }],
    ['both', { noDate: 2, notRead: 3 }],
  ])('without a date are never overdue: %s', (_, counts) => {
    const said = judge(closed({}, counts));
    expect(said).toMatchObject({
      status: 'unknown_trigger',
      result: 'unknown',
      since: null,
      rows: { overdue: 0, rows: 5 },
    });
    const beside = judge(closed({ '2010-01-01': 2 }, counts));
    expect(beside).toMatchObject({ status: 'overdue', rows: { overdue: 2, rows: 7, ...counts } });
    for (const [code, count] of [
      ['rows_without_date', 'noDate' in counts ? counts.noDate : 0],
      ['rows_not_read', 'notRead' in counts ? counts.notRead : 0],
    ] as const) {
      if (count === 0) expect(beside.because.join()).not.toContain(code);
      else
        expect([said.because, beside.because]).toEqual([
          expect.arrayContaining([`${code}=${count}`]),
          expect.arrayContaining([`${code}=${count}`]),
        ]);
    }
  });

  it('that are deleted and there all the same are judged, and told', () => {
    const days = { '2012-01-01': { rows: 10, deleted: 4 }, '2025-01-01': { rows: 3, deleted: 3 } };
    const said = judge([rowsBy({ column: 'closed_at', deleted: 'deleted_at' }, { days })], {
      trigger: { sources: [{ column: 'closed_at', deleted: 'deleted_at' }] },
    });
    expect(said.rows).toMatchObject({ overdue: 10, deleted: 4 });
    expect(said.because).toContain('rows_deleted=4');
  });

  it('of an empty table are within', () => {
    const said = judge(closed({}));
    expect(said).toMatchObject({ status: 'within', result: 'allowed', rows: { rows: 0, oldest: null } });
    expect(said.because).toContain('no_rows');
  });

  it('that lie ahead are not begun', () => {
    expect(judge(closed({ '2026-03-03': 5 }))).toMatchObject({
      status: 'future_trigger',
      result: 'allowed',
      rows: { future: 5, within: 0, oldest: '2026-03-03' },
    });
    // One day is left to zones and clocks.
    expect(judge(closed({ '2026-03-02': 5 }))).toMatchObject({ status: 'within', rows: { future: 0, within: 5 } });
    const mixed = judge(closed({ '2010-01-01': 1, '2030-01-01': 2 }));
    expect(mixed).toMatchObject({
      status: 'overdue',
      rows: { overdue: 1, future: 2 },
      dates: { latest: '2010-01-01' },
    });
    expect(mixed.because).toContain('rows_future=2');
    expect(mixed.because).not.toContain('rows_clock_error');
  });

  it('that lie ahead though they can only be past tell of a wrong clock', () => {
    const created = { trigger: { event: 'created', sources } };
    expect(judge(closed({ '2027-01-01': 5 }), created)).toMatchObject({
      status: 'future_trigger',
      result: 'unknown',
      numbers: { clockError: 1 },
    });
    expect(judge(closed({ '2025-01-01': 1, '2027-01-01': 5 }), created).because).toContain('rows_clock_error');
    const own = { trigger: { event: 'created', sources: [{ column: 'closed_at', event: 'contract_end' }] } };
    expect(judge(closed({ '2027-01-01': 5 }), own).result).toBe('allowed');
  });

  it('of too low a grade are possibly overdue', () => {
    const said = judge([rowsBy({ column: 'created_at' }, { days: { '2012-01-01': 7, '2025-01-01': 1 } })], {
      trigger: { sources: [{ column: 'created_at', grade: 'C' }] },
    });
    expect(said).toMatchObject({
      status: 'possibly_overdue',
      result: 'review',
      since: null,
      numbers: { rowsPossiblyOverdue: 7 },
      rows: { overdue: 0, possibly: 7, within: 1, byYear: [{ year: '2012', rows: 7 }], parameters: ['2020-03-01'] },
    });
    expect(said.because).toEqual(expect.arrayContaining(['rows_possibly_overdue=7 8 2012-01-01', 'grade_too_low=C B']));
  });

  it('say nothing of the item’s own dates', () => {
    const dates = [{ date: '2001-01-01', from: 'file:mtime', grade: 'C' as const }];
    const more = { dates, facts: { mtime: '2001-01-01T00:00:00Z' } };
    expect(judge(closed({ '2025-01-01': 1 }), more).status).toBe('within');
    const files = { ...more, trigger: { sources: ['file:mtime', 'document:created'], min_grade: 'C' } };
    expect(judge(closed({}), files)).toMatchObject({
      status: 'unknown_trigger',
      result: 'unknown',
      because: expect.arrayContaining(['no_trigger_for_table']),
    });
  });

  it('have the smallest and largest key of those past their day, by size', () => {
    const days = {
      '2012-01-01': { firstKey: '90' as never, lastKey: '1000' as never },
      '2013-01-01': { firstKey: '1001' as never, lastKey: '2000' as never },
      '2025-01-01': { firstKey: '5' as never, lastKey: '99999' as never },
    };
    expect(judge([rowsBy('closed_at', { days })]).rows).toMatchObject({ firstKey: '90', lastKey: '2000' });
  });

  it('have sealed keys of the first and last day, where keys are sealed', () => {
    const days = {
      '2012-01-01': { firstKey: 'sealed:ffffffff' as never, lastKey: 'sealed:00000000' as never },
      '2013-01-01': { firstKey: 'sealed:11111111' as never, lastKey: 'sealed:22222222' as never },
      '2014-01-01': {},
    };
    expect(judge([rowsBy('closed_at', { days })]).rows).toMatchObject({
      firstKey: 'sealed:ffffffff',
      lastKey: 'sealed:22222222',
    });
    expect(judge(closed({ '2012-01-01': 1 })).rows).toMatchObject({ firstKey: null, lastKey: null });
  });
});

describe('cut-offs on rows', () => {
  it.each<[Cutoff, string, string]>([
    ['none', '2020-03-01', '2020-02-29'],
    ['end_of_month', '2020-03-01', '2020-02-29'],
    ['end_of_quarter', '2020-01-01', '2019-12-31'],
    ['end_of_calendar_year', '2020-01-01', '2019-12-31'],
    [{ fiscal_year_end: '09-30' }, '2019-10-01', '2019-09-30'],
    [{ fiscal_year_end: '02-29' }, '2020-03-01', '2020-02-29'],
  ])('%j: from %s on they are in time', (cutoff, before, last) => {
    const said = judge(closed({ [last]: 2, [before]: 3 }), { trigger: { sources, cutoff } });
    expect(said).toMatchObject({ status: 'overdue', rows: { overdue: 2, within: 3, parameters: [before] } });
    expect(said.dates['overdueBefore']).toBe(before);
  });

  it('a leap day and a year is the 28th', () => {
    const oneYear = { rule: { delete: { at_most: 'P1Y' } } };
    const rows = closed({ '2024-02-28': 1, '2024-02-29': 1, '2024-03-01': 1 });
    const overdueOn = (now: string) => judge(rows, { ...oneYear, now }).rows?.overdue;
    expect([
      overdueOn('2025-02-28T12:00:00Z'),
      overdueOn('2025-03-01T12:00:00Z'),
      overdueOn('2025-03-02T12:00:00Z'),
    ]).toEqual([0, 2, 3]);
  });

  it('a period that never ends lets nothing be overdue', () => {
    expect(judge(closed({ '1900-01-01': 1 }), { rule: { delete: { at_most: 'P9999Y' } } })).toMatchObject({
      status: 'within',
      rows: { overdue: 0, parameters: ['1900-01-01'] },
    });
  });

  it('grace is given, and told', () => {
    const said = judge(closed({ '2020-02-20': 2 }), { rule: { grace: 'P30D' } });
    expect(said).toMatchObject({ status: 'due_soon', rows: { overdue: 0, within: 2, parameters: ['2020-01-30'] } });
    expect(said.because).toContain('rows_due_soon=2 2 2020-02-20');
    expect(judge(closed({ '2020-01-29': 2, '2020-01-30': 2 }), { rule: { grace: 'P30D' } }).rows?.overdue).toBe(2);
  });
});

describe('duties on rows', () => {
  it('to keep alone is for review when it has ended', () => {
    const said = judge(closed({ '2010-01-01': 4, '2025-01-01': 6 }), { rule: { keep: { at_least: 'P6Y' } } });
    expect(said).toMatchObject({
      status: 'review_due',
      result: 'review',
      rows: { overdue: 0, possibly: 0, within: 10, byYear: [{ year: '2010', rows: 4 }], parameters: ['2020-03-01'] },
    });
    expect(said.because).toContain('rows_review_due=4 10 2010-01-01');
  });

  it('to look again is by the oldest row, or the last review', () => {
    const every = { review_every: 'P1Y', due_soon: 'P0D' };
    expect(judge(closed({ '2024-01-01': 4, '2026-01-01': 6 }), { rule: every }).status).toBe('review_due');
    expect(judge(closed({ '2026-01-01': 6 }), { rule: every }).status).toBe('within');
    expect(judge(closed({ '2024-01-01': 4 }), { rule: { ...every, reviewed_on: '2026-01-01' } }).status).toBe('within');
  });

  it('that contradict each other are shown and never resolved', () => {
    const said = judge(closed({ '2010-01-01': 4, '2025-12-01': 6 }), {
      rule: {
        keep: { at_least: 'P10Y', basis: { kind: 'law', ref: 'Act 1' } },
        delete: { at_most: 'P1Y', basis: { kind: 'policy', ref: 'Schedule 2' } },
      },
    });
    expect(said).toMatchObject({
      status: 'rule_conflict',
      result: 'review',
      citations: ['Act 1', 'Schedule 2'],
      rows: { overdue: 0, possibly: 4, within: 6 },
    });
    expect(said.numbers['rowsOverdue']).toBeUndefined();
  });

  it('that contradict each other on some days only are a conflict when a row is of such a day', () => {
    const rule = { keep: { at_least: 'P1M' }, delete: { at_most: 'P30D' } };
    // A month after 31 January is 28 February, before the 30 days are over; after 1 January it is 31 days.
    expect(judge(closed({ '2025-01-31': 1 }), { rule }).status).toBe('overdue');
    expect(judge(closed({ '2025-01-01': 1, '2025-01-31': 1 }), { rule }).status).toBe('rule_conflict');
    // Rows that lie ahead have begun no period.
    expect(judge(closed({ '2025-01-31': 1, '2027-01-01': 1 }), { rule }).status).toBe('overdue');
  });

  it('permanent, and no rule at all, need no rows', () => {
    expect(judge([], { rule: { disposition: 'permanent', delete: undefined } }).status).toBe('permanent');
    expect(judge([], { rule: { scope: { categories: ['user.financial'] } } }).status).toBe('no_rule');
  });
});

describe('holds on rows', () => {
  const hold = (of: Partial<Hold>): Hold[] => [{ id: 'HOLD-1', active: true, releasedOn: null, ...of }];
  const rows = closed({ '2010-01-01': 4, '2025-12-01': 6 });

  it('keep them, and what would be overdue stays visible', () => {
    expect(judge(rows, { holds: hold({}) })).toMatchObject({
      status: 'hold_and_overdue',
      result: 'review',
      rule: 'HOLD-1',
      rows: { overdue: 4 },
    });
    expect(judge(closed({ '2025-12-01': 6 }), { holds: hold({}) }).status).toBe('on_hold');
  });

  it('that were released begin the days of grace again', () => {
    const grace = { rule: { grace: 'P30D' } };
    const on = (releasedOn: string) => judge(rows, { ...grace, holds: hold({ active: false, releasedOn }) });
    expect(on('2026-02-20')).toMatchObject({ status: 'due_soon', rows: { overdue: 0 } });
    expect(on('2026-02-20').because).toContain('hold_released=2026-02-20');
    expect(on('2026-01-20')).toMatchObject({ status: 'overdue', rows: { overdue: 4, parameters: ['2020-01-30'] } });
  });
});

describe('which column dates a row', () => {
  const two = [
    { column: 'created_at', grade: 'B' },
    { column: 'closed_at' },
    { column: 'customers.contract_end', via: 'customer_id' },
  ];
  const created = rowsBy('created_at', { days: { '2001-01-01': 9 } });
  const [recent] = closed({ '2025-01-01': 9 }) as [RowDates];
  const other = rowsBy({ column: 'customers.contract_end', via: 'customer_id' }, { days: { '2012-01-01': 9 } });

  it('is the best grade first, then the order of the policy', () => {
    const said = judge([created, recent, other], { trigger: { sources: two } });
    expect(said).toMatchObject({ status: 'within', rows: { trigger: 'closed_at' } });
    const swapped = [...two].reverse();
    expect(judge([created, recent, other], { trigger: { sources: swapped } }).rows?.trigger).toBe(
      'customers.contract_end via customer_id',
    );
  });

  it('is the first that the table has', () => {
    const missing = rowsBy('closed_at', { problem: 'no_column' });
    const noForeign = rowsBy({ column: 'customers.contract_end', via: 'customer_id' }, { problem: 'no_column' });
    const said = judge([created, missing, noForeign], { trigger: { sources: two } });
    expect(said).toMatchObject({ status: 'overdue', rows: { trigger: 'created_at', overdue: 9 } });
    expect(said.because).toEqual(
      expect.arrayContaining(['no_column=closed_at', 'no_column=customers.contract_end via customer_id']),
    );
  });

  it.each(['no_column', 'no_date_type'] as const)('is none: %s', (problem) => {
    const said = judge([rowsBy('closed_at', { problem })]);
    expect(said).toMatchObject({ status: 'unknown_trigger', result: 'unknown', rule: 'RET-1' });
    expect(said.because).toContain(`${problem}=closed_at`);
    expect(said.rows).toBeUndefined();
  });

  it('could not be counted: scan again, and judge by no other column meanwhile', () => {
    const said = judge([rowsBy('closed_at', { problem: 'unreadable' }), created], { trigger: { sources: two } });
    expect(said).toMatchObject({ status: 'needs_rescan', result: 'unknown' });
    expect(said.because).toContain('unreadable=closed_at');
    expect(said.rows).toBeUndefined();
  });

  it('was never asked for: scan again', () => {
    const said = judge([created], { trigger: { sources: two } });
    expect(said).toMatchObject({ status: 'needs_rescan', result: 'unknown' });
    expect(said.because).toContain('rows_not_counted=closed_at');
    // Another time zone counts otherwise.
    const utc = { trigger: { sources: [{ column: 'closed_at', timezone: 'UTC' }] } };
    expect(judge([recent], utc).status).toBe('needs_rescan');
  });

  it('was never asked for of a table that has no such column: nothing would be gained by scanning again', () => {
    const bare = tableOf([], { columns: ['id', 'email', 'Created_At'].map((name) => column(name)) });
    expect(judge(bare).status).toBe('unknown_trigger');
    expect(judge(bare, { trigger: { sources: [{ column: 'created_at' }] } }).status).toBe('needs_rescan');
    expect(judge(bare, { trigger: { sources: [{ column: 'coalesce(created_at, closed_at)' }] } }).status).toBe(
      'unknown_trigger',
    );
    const via = { trigger: { sources: [{ column: 'customers.contract_end', via: 'customer_id' }] } };
    expect(judge(bare, via).status).toBe('unknown_trigger');
    const sealed = tableOf([], { columns: [column('sealed:0a1b2c3d')] });
    expect(judge(sealed).status).toBe('needs_rescan');
  });
});

describe('several rules on the same rows', () => {
  const scope = (path: string) => ({ scope: { locations: [path] } });
  const keepByOrder = (id: string, at_least: string) => ({
    ...ruleOf({ keep: { at_least }, ...scope('crm:public/*s') }, { sources: [{ column: 'created_at' }] }),
    id,
  });
  const rows = (created: Readonly<Record<string, number>>, noDate = 0) => [
    ...closed({ '2012-01-01': 5, '2025-01-01': 5 }),
    rowsBy('created_at', { days: created, noDate }),
  ];

  it('that count from another column leave open which rows must be kept', () => {
    const asked = { rule: scope('crm:public/c*'), more: [keepByOrder('RET-KEEP', 'P6Y')] };
    const said = judge(rows({ '2011-01-01': 5, '2024-06-01': 5 }), asked);
    expect(said).toMatchObject({
      status: 'possibly_overdue',
      result: 'review',
      since: null,
      rows: { overdue: 0, possibly: 5, trigger: 'closed_at' },
    });
    expect(said.because).toContain('kept_by_other_date=RET-KEEP');
    expect(judge(rows({ '2011-01-01': 9 }, 1), asked).status).toBe('possibly_overdue');
    // The duty to keep has ended for every row.
    expect(judge(rows({ '2011-01-01': 10 }), asked)).toMatchObject({ status: 'overdue', rows: { overdue: 5 } });
  });

  it('that count from the same column count the longest keep and the shortest delete', () => {
    const shorter = { ...ruleOf({ delete: { at_most: 'P1Y' }, ...scope('crm:public/*s') }), id: 'RET-SHORT' };
    expect(
      judge(closed({ '2024-01-01': 5, '2026-01-01': 5 }), { rule: scope('crm:public/c*'), more: [shorter] }),
    ).toMatchObject({
      status: 'overdue',
      rows: { overdue: 5 },
    });
  });

  it('speak of other categories in the same rows, which must still be kept', () => {
    const financial = (sources: unknown[], at_least = 'P15Y') => ({
      ...ruleOf({ scope: { categories: ['user.financial'] }, keep: { at_least } }, { sources }),
      id: 'RET-TAX',
    });
    const asked = (more: Record<string, unknown>) => ({
      categoriesHere: ['user.contact.email', 'user.financial.bank_account'],
      more: [more],
    });
    const said = judge(closed({ '2012-01-01': 5 }), asked(financial(sources)));
    expect(said).toMatchObject({ status: 'overdue', numbers: { partial: 1 } });
    expect(said.because).toContain('kept_in_rows=user.financial.bank_account 2027-01-01');
    expect(judge(closed({ '2010-01-01': 5 }), asked(financial(sources))).numbers['partial']).toBeUndefined();
    const elsewhere = financial([{ column: 'created_at' }]);
    expect(judge(rows({ '2014-01-01': 10 }), asked(elsewhere)).because).toContain(
      'perhaps_kept_in_rows=user.financial.bank_account',
    );
    expect(judge(rows({ '2010-01-01': 10 }), asked(elsewhere)).because.join()).not.toContain('kept_in_rows');
  });
});

describe('the query', () => {
  const parameter = (of: Pick<RowDates, 'parameter' | 'timeZone'>) => {
    const dates = rowsBy({ column: 'closed_at', timezone: of.timeZone }, { days: { '2010-01-01': 1 }, ...of });
    const trigger = { sources: [{ column: 'closed_at', timezone: of.timeZone }], cutoff: 'end_of_calendar_year' };
    return judge([dates], { trigger }).rows?.parameters;
  };

  it.each([
    ['date', 'Europe/Berlin', '2020-01-01'],
    ['instant', 'Europe/Berlin', '2019-12-31T23:00:00Z'],
    ['instant', 'America/New_York', '2020-01-01T05:00:00Z'],
    ['instant', 'UTC', '2020-01-01T00:00:00Z'],
    ['seconds', 'Europe/Berlin', '1577833200'],
    ['milliseconds', 'Asia/Kolkata', '1577817000000'],
  ] as const)('takes the first moment in time as %s in %s', (kind, timeZone, value) => {
    expect(parameter({ parameter: kind, timeZone })).toEqual([value]);
  });
});

const day = fc.integer({ min: 0, max: 47_500 }).map((days) => addDays('1900-01-01', days));
const duration = fc.constantFrom(
  'P0D',
  'P1D',
  'P30D',
  'P1M',
  'P2M',
  'P90D',
  'P1Y',
  'P1Y6M',
  'P6Y',
  'P10Y',
  'P30Y',
  'P80Y',
);
const cutoff = fc.constantFrom<Cutoff>(
  'none',
  'end_of_month',
  'end_of_quarter',
  'end_of_calendar_year',
  { fiscal_year_end: '09-30' },
  { fiscal_year_end: '02-29' },
);

describe('whatever the rows, the rule and the day', () => {
  it('each row is judged as a document of its day would be, and the query finds just those past due', () => {
    const rows = fc.dictionary(day, fc.integer({ min: 1, max: 1000 }), { maxKeys: 12, noNullPrototype: true });
    const counts = fc.record({ noDate: fc.nat(50), notRead: fc.nat(50) });
    const grade = fc.constantFrom('A', 'C');
    fc.assert(
      fc.property(
        rows,
        counts,
        day,
        duration,
        duration,
        cutoff,
        grade,
        (days, none, today, at_most, grace, cut, of) => {
          const now = `${today}T12:00:00Z`;
          const trigger = { sources: [{ column: 'closed_at', grade: of }], cutoff: cut };
          const said = judge(closed(days, none), { rule: { delete: { at_most }, grace }, trigger, now });
          const isPast = (one: string) => today > periodEnd(periodEnd(cutOff(one, cut), at_most), grace);
          const past = Object.entries(days).filter(([one]) => isPast(one) && one <= addDays(today, 1));
          const sum = (of: [string, number][]) => of.reduce((all, [, some]) => all + some, 0);
          const { overdue = 0, possibly = 0, parameters = [] } = said.rows ?? {};
          expect(overdue + possibly).toBe(sum(past));
          expect(of === 'A' ? possibly : overdue).toBe(0);
          expect(sum(Object.entries(days).filter(([one]) => one < (parameters[0] ?? '')))).toBe(sum(past));
          // As a document of the oldest day would be.
          const [oldest] = Object.keys(days).sort();
          if (oldest === undefined) return;
          const document = retention.judge(
            judgedOf({ dates: [{ date: oldest, from: 'ooxml:created', event: 'contract_end', grade: of }] }),
            retention.settings.parse({
              retention: [ruleOf({ delete: { at_most }, grace }, { sources: ['ooxml:created'], cutoff: cut })],
            }),
            nowFrom(now, 'Europe/Berlin'),
          );
          // Blank dates of files are other ones than those of columns, which the source leaves out.
          if (document?.status !== 'unknown_trigger' && of === 'A') expect(said.status).toBe(document?.status);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('a duration is as long as was said', () => {
    fc.assert(
      fc.property(day, duration, (from, length) => {
        const { least, most } = lengthOf(length);
        const days = Temporal.PlainDate.from(from).until(periodEnd(from, length)).days;
        expect(days).toBeGreaterThanOrEqual(least);
        expect(days).toBeLessThanOrEqual(most);
      }),
      { numRuns: 500 },
    );
  });

  it('seen often and judged fast: a hundred years of days', () => {
    const days = Object.fromEntries(Array.from({ length: 36_500 }, (_, at) => [addDays('1920-01-01', at), 1]));
    const said = judge(closed(days), { rule: { keep: { at_least: 'P6Y' }, delete: { at_most: 'P10Y' } } });
    expect(said.rows?.rows).toBe(36_500);
    expect(said.rows?.byYear.length).toBe(97);
  });
});
