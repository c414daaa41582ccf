import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowTriggers, shownTrigger, triggerText } from '../../agent/judge/row-triggers.ts';
import { blankDays, parseColumns, parseName, rowTriggerOf } from '../../agent/rules/lib/row-trigger.ts';
import { compile, mistakes } from '../judge/support.ts';

const own = (...columns: string[]) => columns.map((column) => ({ table: null, column }));
const rule = (id: string, sources: unknown[], more: object = {}) => ({
  id,
  trigger: { sources },
  delete: { at_most: 'P1Y' },
  ...more,
});
const wrong = (source: unknown) => mistakes({ retention: [rule('R', [source])] });

describe('a trigger of rows', () => {
  it.each([
    ['closed_at', 'only', own('closed_at')],
    ['  closed_at ', 'only', own('closed_at')],
    ['ClosedAt', 'only', own('ClosedAt')],
    ['"Closed at"', 'only', own('Closed at')],
    ['"say ""when"""', 'only', own('say "when"')],
    ['größe_am', 'only', own('größe_am')],
    ['coalesce', 'only', own('coalesce')],
    ['coalesce(closed_at, last_order_at)', 'coalesce', own('closed_at', 'last_order_at')],
    ['COALESCE ( a,b , c )', 'coalesce', own('a', 'b', 'c')],
    ['greatest("a,b", "c)d")', 'greatest', own('a,b', 'c)d')],
    ['least(a, b)', 'least', own('a', 'b')],
    ['customers.contract_end', 'only', [{ table: 'customers', column: 'contract_end' }]],
    [
      'coalesce(closed_at, "Our Customers"."end")',
      'coalesce',
      [...own('closed_at'), { table: 'Our Customers', column: 'end' }],
    ],
  ])('is read from %s', (expression, pick, columns) => {
    expect(parseColumns(expression)).toEqual({ pick, columns });
  });

  it.each([
    ['lower(closed_at)', 'allowed are a column (closed_at'],
    ['closed_at; drop table customers', 'allowed are'],
    ['closed_at -- x', 'allowed are'],
    ["'2020-01-01'", 'allowed are'],
    ['closed_at + 1', 'allowed are'],
    ['coalesce(a, lower(b))', 'allowed are'],
    ['coalesce(a, (select 1))', 'allowed are'],
    ['coalesce(a)', 'between two columns or more'],
    ['coalesce()', 'allowed are'],
    ['coalesce(a,)', 'allowed are'],
    ['coalesce(closed_at', 'must stand in quotes'],
    ['public.customers.contract_end', 'without its schema'],
    ['""', 'allowed are'],
    ['"a\u0000b"', 'allowed are'],
    ['"open', 'allowed are'],
    [`greatest(${Array.from({ length: 17 }, (_, at) => `c${at}`).join()})`, '16 columns at most'],
  ])('is not read from %s, and what is allowed is said', (expression, message) => {
    expect(parseColumns(expression)).toEqual({ mistake: expect.stringContaining(message) });
    expect(wrong({ column: expression })).toEqual([expect.stringContaining(message)]);
  });

  it('is names alone: whatever is written, or it is refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const parsed = parseColumns(text);
        if ('mistake' in parsed) return;
        const trigger = { ...rowTriggerOf({ column: text, grade: 'A' }, 'UTC') };
        expect(parseColumns(shownTrigger({ ...trigger, via: null }))).toEqual(parsed);
      }),
      { numRuns: 3000 },
    );
    const any = fc.string({ minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.array(any, { minLength: 2, maxLength: 5 }), (names) => {
        const written = `coalesce(${names.map((name) => `"${name.replaceAll('"', '""')}"`).join(', ')})`;
        const parsed = parseColumns(written);
        if (!('mistake' in parsed)) expect(parsed).toEqual({ pick: 'coalesce', columns: own(...names) });
        else expect(names.join()).toMatch(/\p{C}/u);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes names of single columns plain or in quotes', () => {
    expect([parseName('deleted_at'), parseName('"deleted at"'), parseName('deleted at'), parseName('a.b')]).toEqual([
      'deleted_at',
      'deleted at',
      null,
      null,
    ]);
  });

  it('has days that mean no date, the policy’s besides those that always do', () => {
    const trigger = rowTriggerOf({ column: 'a', grade: 'A', no_date: ['2099-12-31', '1970-01-01'] }, 'UTC');
    expect(trigger.noDate).toEqual([...blankDays, '2099-12-31'].sort());
    expect(rowTriggerOf({ column: 'a', grade: 'A' }, 'UTC')).toMatchObject({
      timeZone: 'UTC',
      deleted: null,
      via: null,
    });
  });
});

describe('a column as a source of dates in the policy', () => {
  it.each([
    [{ column: 'closed_at' }],
    [{ column: 'coalesce(closed_at, last_order_at)', deleted: 'deleted_at', no_date: ['2099-12-31'], grade: 'B' }],
    [{ column: 'customers.contract_end', via: 'customer_id', timezone: 'UTC', event: 'contract_end' }],
  ])('is %j', (source) => {
    expect(wrong(source)).toEqual([]);
  });

  it.each([
    [{ column: 'customers.contract_end' }, 'via must name the column that leads to customers'],
    [{ column: 'contract_end', via: 'customer_id' }, 'of which column names none'],
    [{ column: 'coalesce(a.x, b.x)', via: 'id' }, 'two other tables (a, b)'],
    [{ column: 'a', via: 'x y' }, 'in double quotes'],
    [{ column: 'a', deleted: '1=1 --' }, 'in double quotes'],
    [{ column: 'a', timezone: 'Europe/Nowhere' }, 'a time zone as Europe/Berlin'],
    [{ column: 'a', no_date: ['2026-02-30'] }, 'a date that exists'],
    [{ column: 'a', grade: 'D' }, 'retention.0.trigger.sources.0'],
    [{ column: 'a', colour: 'red' }, 'retention.0.trigger.sources.0'],
    [{ column: '' }, 'retention.0.trigger.sources.0'],
  ])('is not %j', (source, message) => {
    expect(wrong(source).join('\n')).toContain(message);
  });

  it('is told with all that is wrong at once', () => {
    expect(wrong({ column: 'lower(a)', via: '(', timezone: 'X' })).toHaveLength(3);
  });
});

describe('what a table is asked for', () => {
  const policy = compile({
    retention: [
      rule('RET-ALL', ['document:created', { column: 'created_at', grade: 'C' }]),
      rule('RET-CRM', [{ column: 'closed_at' }, { column: 'created_at' }], { scope: { locations: ['crm:public/**'] } }),
      rule('RET-HR', [{ column: 'left_on' }], { scope: { locations: ['hr:**'] } }),
      rule('RET-UTC', [{ column: 'closed_at', timezone: 'UTC' }], { scope: { categories: ['user.financial'] } }),
      { id: 'RET-EVER', disposition: 'permanent', scope: { categories: ['user.biometric'] } },
    ],
  });
  const asked = (source: string, path: string) =>
    rowTriggers(policy, source, path).map(({ text, timeZone }) => `${text} ${timeZone}`);

  it('are the columns of the rules that hold its place, each once, in the order of the rules', () => {
    expect(asked('crm', 'public/customers')).toEqual([
      'created_at Europe/Berlin',
      'closed_at Europe/Berlin',
      'closed_at UTC',
    ]);
    expect(asked('crm', 'archive/customers')).toEqual(['created_at Europe/Berlin', 'closed_at UTC']);
    expect(asked('hr', 'staff')).toEqual(['created_at Europe/Berlin', 'left_on Europe/Berlin', 'closed_at UTC']);
  });

  it('is nothing without a rule that names a column', () => {
    expect(rowTriggers(compile({ retention: [rule('R', ['document:created'])] }), 'crm', 'a')).toEqual([]);
    expect(rowTriggers(compile({}), 'crm', 'a')).toEqual([]);
  });

  it('is told apart by all that changes the counts, and by nothing else', () => {
    const text = (source: object) => triggerText(rowTriggerOf({ column: 'a', grade: 'A', ...source }, 'UTC'));
    const plain = text({});
    expect(plain).toBe(`a; in UTC; no date: ${blankDays.join(' ')}`);
    for (const same of [{ grade: 'C' }, { event: 'sent' }, { column: ' "a" ' }, { no_date: [] }, { timezone: 'UTC' }]) {
      expect([same, text(same)]).toEqual([same, plain]);
    }
    const others = [
      { timezone: 'Europe/Paris' },
      { no_date: ['2099-12-31'] },
      { deleted: 'gone' },
      { column: 'b' },
      { column: 'coalesce(a, b)' },
      { column: 'greatest(a, b)' },
      { column: '"a.b"' },
      { column: 'a.b', via: 'c' },
      { column: 'a.b', via: 'd' },
    ].map(text);
    expect(new Set([plain, ...others]).size).toBe(10);
  });
});
