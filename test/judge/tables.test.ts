import { describe, expect, it } from 'vitest';
import type { Finding } from '../../agent/contracts/finding.ts';
import type { Facts } from '../../agent/contracts/item.ts';
import type { Verdict } from '../../agent/contracts/rule.ts';
import type { StoredTable } from '../../agent/contracts/table.ts';
import { columnOf } from '../../agent/contracts/table.ts';
import { explainVerdict } from '../../agent/judge/explain.ts';
import { expectSound, findingOf, plainFacts } from '../kits/rule.ts';
import { column, rowsBy, tableOf } from '../kits/table.ts';
import { compile, itemOf, judge } from './support.ts';

const facts: Facts = {
  ...plainFacts,
  ...{ mtime: null, birthtime: null, owner: 'crm_owner', group: null, mode: null },
  ...{ exposure: 'everyone', exposureFrom: 'source' },
};
const columns = [
  column('id', { readers: ['crm_owner'] }),
  column('email', { readers: ['app', 'crm_owner', 'report'] }),
  column('iban', { readers: ['crm_owner'] }),
  column('payload', { readers: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] }),
  column('payload.old', { everyone: true, readers: [] }),
  column('note', { readers: [] }),
];
const crm = (of: Partial<StoredTable> = {}, more: Partial<Facts> = {}) =>
  itemOf({
    ...{ source: 'crm', unit: 'public', path: 'public/customers', kind: 'table' },
    facts: { ...facts, ...more },
    table: tableOf([], { columns, ...of }),
  });
const at = (part: string, more: Partial<Finding> = {}) =>
  findingOf({ id: `f-${part}`, source: 'crm', path: 'public/customers', part, ...more } as never);

function of(type: string, verdicts: readonly Verdict[]): Verdict[] {
  for (const verdict of verdicts) expectSound(verdict.type, verdict);
  return verdicts.filter((verdict) => verdict.type === type);
}

describe('the columns of a table', () => {
  it.each([
    ['#email', 'email'],
    ['#payload', 'payload'],
    ['#payload.customer.email', 'payload'],
    ['#payload[0].email', 'payload'],
    ['#payload.old', 'payload.old'],
    ['#payload.old.email', 'payload.old'],
    ['#payload.older', 'payload'],
    ['#payload!/letter.docx', 'payload'],
    ['#emails', null],
    ['#sealed:0a1b2c3d', null],
    ['', null],
  ])('%s lies in %s', (part, name) => {
    expect(columnOf(tableOf([], { columns }), part)?.name ?? null).toBe(name);
  });

  const policy = compile({ exposure: [{ id: 'EXP', categories: ['user'], at_most: 'owner' }] });
  const exposure = (part: string, item = crm()) => of('exposure', judge(policy, item, [at(part)]))[0];

  it.each([
    ['#iban', 'ok', 'exposure=owner at_most owner from source'],
    ['#note', 'ok', 'exposure=owner at_most owner from source'],
    ['#email', 'exposed', 'readers=3 app,crm_owner,report'],
    ['#payload.customer.email', 'exposed', 'readers=7 a,b,c,d,e'],
    ['#payload.old.email', 'exposed', 'readers=everyone'],
  ])('are exposed to who may select them: %s', (part, status, because) => {
    const said = exposure(part);
    expect(said?.status).toBe(status);
    expect(said?.because).toContain(because);
  });

  it('are as exposed as the table where their own readers are not known', () => {
    expect(exposure('#sealed:0a1b2c3d')?.because).toEqual(['exposure=everyone at_most owner from source']);
    const file = crm({ columns: columns.map(({ name }) => column(name)) }, { exposure: 'group', exposureFrom: 'mode' });
    expect(exposure('#email', file)?.because).toEqual(['exposure=group at_most owner from mode']);
    expect(exposure('#iban', crm({}, { exposure: 'unknown' }))?.status).toBe('unknown_exposure');
  });

  it('are told with what else bears on who reads them', () => {
    const said = exposure('#email', crm({ rowSecurity: true, plainConnections: 'allowed' }));
    expect(said?.because.slice(1)).toEqual([
      'readers=3 app,crm_owner,report',
      'row_level_security',
      'plain_connections=allowed',
    ]);
    const told = explainVerdict(said as Verdict).join('\n');
    expect(told).toContain('3 accounts may select it: app, crm_owner, report.');
    expect(told).toContain('The server takes connections that are not encrypted.');
    expect(explainVerdict(exposure('#payload') as Verdict).join('\n')).toContain(
      '7 accounts may select it: a, b, c, d, e and 2 more.',
    );
  });

  it('weigh as much as they are exposed', () => {
    const risk = (part: string) => judge(compile({}), crm(), [at(part)])[0]?.risk?.factors['exposure'];
    expect([risk('#iban'), risk('#email'), risk('#payload.old')]).toEqual([0.1, 0.5, 0.8]);
  });
});

describe('a table as one place', () => {
  const natures = { detectorSubjects: new Map([['custom.customer_number', 'customer' as const]]) };

  it('tells of all its columns whose data it is', () => {
    const findings = [at('#email'), at('#number', { id: 'f-2', detector: 'custom.customer_number' })];
    const said = judge(compile({}), crm(), findings, natures);
    expect(said.map(({ subject }) => subject)).toEqual(['customer', 'customer']);
    const parts = [
      findingOf({ part: '#email' }),
      findingOf({ id: 'f-2', part: '#number', detector: 'custom.customer_number' }),
    ];
    // In an archive a file called `#email` is one of its own.
    expect(judge(compile({}), itemOf(), parts, natures).map(({ subject }) => subject)).toEqual(['unknown', 'customer']);
  });

  it('identifies by all its columns together', () => {
    const findings = [at('#iban', { category: 'user.demographic' }), at('#email', { id: 'f-2' })];
    const alone = judge(compile({}), crm(), [findings[0] as Finding])[0]?.risk?.factors['identifiability'];
    expect(alone).toBe(0.25);
    const said = judge(compile({}), crm(), findings);
    expect(said.map(({ risk }) => risk?.factors['identifiability'])).toEqual([1, 1]);
  });

  it('is no container of its columns', () => {
    const policy = compile({
      retention: [
        { id: 'A', trigger: { sources: [{ column: 'closed_at' }] }, delete: { at_most: 'P1Y' } },
        {
          id: 'B',
          scope: { categories: ['user.financial'] },
          trigger: { sources: [{ column: 'closed_at' }] },
          delete: { at_most: 'P30Y' },
        },
      ],
    });
    const dates = [rowsBy('closed_at', { days: { '2012-01-01': 5 } })];
    const findings = [at('#email'), at('#iban', { id: 'f-2', category: 'user.financial.bank_account' })];
    const said = of('retention', judge(policy, crm({ dates }), findings));
    expect(said.map(({ status }) => status)).toEqual(['overdue', 'within']);
    expect(said.flatMap(({ because }) => because).join()).not.toContain('container');
  });

  it('keeps its rows under an exception', () => {
    const policy = compile({
      retention: [{ id: 'A', trigger: { sources: [{ column: 'closed_at' }] }, delete: { at_most: 'P1Y' } }],
      exceptions: [
        {
          id: 'EX',
          reason: 'r',
          approved_by: 'a',
          expires: '2027-01-01',
          scope: { paths: ['crm:**'], rules: ['retention'] },
        },
      ],
    });
    const dates = [rowsBy('closed_at', { days: { '2012-01-01': 5 } })];
    const [said] = of('retention', judge(policy, crm({ dates }), [at('#email')]));
    expect(said).toMatchObject({ status: 'exception', result: 'allowed', rows: { overdue: 5 } });
  });

  it('gives years overdue to the risk', () => {
    const policy = compile({
      retention: [{ id: 'A', trigger: { sources: [{ column: 'closed_at' }] }, delete: { at_most: 'P1Y' } }],
    });
    const dates = [rowsBy('closed_at', { days: { '2023-03-01': 1, '2025-12-01': 500 } })];
    const [said] = of('retention', judge(policy, crm({ dates }), [at('#email')]));
    expect(said?.risk?.factors['retention']).toBe(0.2);
  });
});

describe('a table as a location', () => {
  const location = (more: object, item = crm(), finding = at('#email')) => {
    const policy = compile({
      locations: [
        {
          ...{ id: 'LOC', match: { source: 'crm', path: 'public/*' } },
          approved_for: [{ categories: ['user.contact'] }],
          ...more,
        },
      ],
    });
    return of('location', judge(policy, item, [finding]))[0];
  };

  it('that holds more than it is approved for says so', () => {
    expect(location({})?.status).toBe('approved');
    const iban = at('#iban', { category: 'user.financial.bank_account' });
    const said = location({}, crm(), iban);
    expect(said).toMatchObject({ status: 'not_approved', result: 'violation' });
    expect(said?.because).toEqual(
      expect.arrayContaining(['not_approved_for=category user.financial.bank_account', 'minimisation']),
    );
    expect(explainVerdict(said as Verdict).join('\n')).toContain('data minimisation');
    // Approved for nothing, or a file: nothing is said of minimisation.
    expect(location({ approved_for: [] }, crm(), iban)?.because.join()).not.toContain('minimisation');
    const { table: _, ...file } = crm();
    expect(location({}, file, iban)?.because.join()).not.toContain('minimisation');
  });

  it.each([
    ['refused', 'approved', 'allowed'],
    ['allowed', 'requirement_failed', 'violation'],
    ['unknown', 'requirement_failed', 'unknown'],
  ] as const)('asks for TLS: %s', (plainConnections, status, result) => {
    const said = location({ require: { tls: true } }, crm({ plainConnections }));
    expect(said).toMatchObject({ status, result });
    expect(said?.because).toContain(`tls=${plainConnections}`);
  });

  it('asks a share for what nobody can see there', () => {
    const { table: _, ...file } = crm();
    expect(location({ require: { tls: true } }, file)).toMatchObject({
      status: 'requirement_failed',
      result: 'unknown',
    });
    expect(location({ require: { tls: false } }, file)?.status).toBe('approved');
  });

  it('asks who may select the column, by account', () => {
    const denied = (deny_groups: string[], part: string) =>
      location({ require: { access: { at_most: 'group', deny_groups } } }, crm(), at(part));
    expect(denied(['report'], '#email')).toMatchObject({ status: 'requirement_failed', result: 'violation' });
    expect(denied(['report'], '#email')?.because).toEqual(
      expect.arrayContaining(['access=observed denied_group report', 'readers=3 app,crm_owner,report']),
    );
    expect(denied(['bi'], '#email')?.status).toBe('approved');
    expect(denied(['crm_owner'], '#iban')?.status).toBe('approved');
    expect(denied(['bi'], '#payload.old')?.status).toBe('requirement_failed');
  });
});

describe('explaining rows', () => {
  it('says in plain words how many are overdue, and how to find them', () => {
    const policy = compile({
      retention: [{ id: 'RET', trigger: { sources: [{ column: 'closed_at' }] }, delete: { at_most: 'P6Y' } }],
    });
    const keys = { firstKey: '17' as never, lastKey: '88123' as never };
    const days = { '2013-04-02': { rows: 3, ...keys }, '2014-01-01': { rows: 1200, ...keys }, '2025-01-01': 3700 };
    const dates = [rowsBy('closed_at', { days, noDate: 97, parameter: 'instant' })];
    const [said] = of('retention', judge(policy, crm({ dates }), [at('#email')]));
    const told = explainVerdict(said as Verdict).map((line) => line.trim());
    expect(told).toEqual(
      expect.arrayContaining([
        'Retention: violation, severity low. It has stayed longer than it may. [RET]',
        'Each row’s period is counted from closed_at (grade A).',
        '1,203 of 5,000 rows are overdue; the oldest is of 2013-04-02.',
        'The last day was 2019-04-02, 2525 days ago.',
        '97 rows without a date: nobody knows their age, and none counts as overdue.',
        'Rows: 5,000, of them 1,203 overdue, 3,700 in time, 97 without a date.',
        'By year: 2013: 3, 2014: 1,200.',
        'Their keys: 17 to 88123.',
        'To count them again (read-only): SELECT count(*) FROM "public"."customers" WHERE "closed_at" < $1',
        'with 2020-02-29T23:00:00Z',
      ]),
    );
  });
});
