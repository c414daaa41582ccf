import { describe, expect, it } from 'vitest';
import { findingOf, plainFacts } from '../kits/rule.ts';
import { compile, itemOf, judge } from './support.ts';

const approved = {
  locations: [{ id: 'LOC', match: { source: 'share', path: 'CRM/**' }, approved_for: [{ categories: ['user'] }] }],
};
const oneYear = {
  retention: [
    {
      id: 'RET',
      trigger: { sources: ['document:created', 'file:mtime'] },
      delete: { at_most: 'P1Y' },
      due_soon: 'P0D',
    },
  ],
};
const created = (date: string, part = '') => ({ part, event: 'created', date, grade: 'B', from: 'ooxml:created' });
const old = itemOf({ dates: [created('2019-01-01')] });

describe('judging an item', () => {
  it('gives one verdict for each finding and rule that speaks, in order of part, detector and type', () => {
    const findings = [
      findingOf({ id: 'f-3', part: 'b.csv', detector: 'email' }),
      findingOf({ id: 'f-2', detector: 'phone' }),
      findingOf({ id: 'f-1', detector: 'email' }),
    ];
    const policy = compile({ ...approved, ...oneYear });
    const said = judge(policy, old, findings);
    expect(said.map(({ finding, type }) => `${finding} ${type}`)).toEqual([
      'f-1 location',
      'f-1 retention',
      'f-2 location',
      'f-2 retention',
      'f-3 location',
      'f-3 retention',
    ]);
    expect(judge(policy, old, findings.toReversed())).toEqual(said);
    expect(said[0]?.id).toBe('v f-1 location');
  });

  it('says nothing of findings that are test values alone', () => {
    const finding = findingOf({ count: 0, counts: { high: 0, medium: 0, low: 0, suppressed: 3 } });
    expect(judge(compile({}), itemOf(), [finding])).toEqual([]);
  });

  it('asks for a new scan when a fact was never gathered', () => {
    const { exposure: _, ...without } = plainFacts;
    const policy = compile({ exposure: [{ id: 'EXP', categories: ['user'], at_most: 'group' }] });
    const [verdict] = judge(policy, itemOf({ facts: without as never }), [findingOf({})]).filter(
      ({ type }) => type === 'exposure',
    );
    expect(verdict).toMatchObject({ status: 'needs_rescan', result: 'unknown', because: ['missing_fact=exposure'] });
  });

  it('holds nothing against low confidence but a review', () => {
    const [verdict] = judge(compile({}), itemOf(), [findingOf({ confidence: 'low' })]);
    expect(verdict).toMatchObject({ status: 'unknown_location', result: 'review', severity: null, risk: null });
    expect(verdict?.because).toContain('below_min_confidence=low medium');
    expect(judge(compile({ min_confidence: 'low' }), itemOf(), [findingOf({ confidence: 'low' })])[0]?.result).toBe(
      'violation',
    );
    expect(judge(compile({ min_confidence: 'high' }), itemOf(), [findingOf({ confidence: 'medium' })])[0]?.result).toBe(
      'review',
    );
  });

  it('judges in the policy’s own time zone before the organization’s', () => {
    expect(compile({ timezone: 'Europe/Paris' }, 'UTC').timezone).toBe('Europe/Paris');
    expect(compile({}, 'UTC').timezone).toBe('UTC');
  });
});

describe('unknown subjects', () => {
  const staffOnly = {
    locations: [
      {
        id: 'HR',
        match: { source: 'share', path: 'HR/**' },
        approved_for: [{ categories: ['user'], subjects: ['employee'] }],
      },
    ],
  };
  const item = itemOf({ path: 'HR/list.csv' });
  const finding = findingOf({ path: 'HR/list.csv' });

  it.each([
    [undefined, 'not_approved', 'violation'],
    ['treat_as_customer', 'not_approved', 'violation'],
    ['review', 'not_approved', 'review'],
    ['ignore', 'out_of_scope', 'allowed'],
  ])('unknown_subject %s gives %s, %s', (unknown_subject, status, result) => {
    const policy = compile({ ...staffOnly, ...(unknown_subject === undefined ? {} : { unknown_subject }) });
    expect(judge(policy, item, [finding])[0]).toMatchObject({ status, result, subject: 'unknown' });
  });

  it('the staff list in HR is no violation, by the policy’s word on the place', () => {
    const policy = compile({
      ...staffOnly,
      subjects: [{ match: { source: 'share', path: 'HR/**' }, subject: 'employee' }],
    });
    expect(judge(policy, item, [finding])[0]).toMatchObject({
      status: 'approved',
      result: 'allowed',
      subject: 'employee',
      subjectEvidence: 'place=share:HR/**',
    });
  });

  it('a customer list in HR is one, by the customer numbers in it', () => {
    const policy = compile({
      ...staffOnly,
      subjects: [{ match: { source: 'share', path: 'HR/**' }, subject: 'employee' }],
    });
    const numbers = findingOf({ id: 'f-2', path: 'HR/list.csv', detector: 'custom.customer_number' });
    const said = judge(policy, item, [finding, numbers], {
      detectorSubjects: new Map([['custom.customer_number', 'customer']]),
    });
    expect(said.map(({ status, subject }) => [status, subject])).toEqual([
      ['not_approved', 'customer'],
      ['not_approved', 'customer'],
    ]);
  });
});

describe('exceptions', () => {
  const exception = { id: 'EX-1', reason: 'Migration', approved_by: 'dpo@acme.example', expires: '2026-03-01' };
  const inScope = (scope: object, more: object = {}) =>
    compile({ exceptions: [{ ...exception, ...more, scope }], ...oneYear });

  it('allow on their last day, with reason, approver, end and what it would be without', () => {
    const [verdict] = judge(inScope({ paths: ['share:CRM/**'], rules: ['location'] }), old, [findingOf({})]);
    expect(verdict).toMatchObject({ status: 'exception', result: 'allowed', rule: 'EX-1', severity: null, risk: null });
    expect(verdict?.because.slice(0, 5)).toEqual([
      'exception=EX-1',
      'reason=Migration',
      'approved_by=dpo@acme.example',
      'expires=2026-03-01',
      'without_exception=unknown_location',
    ]);
  });

  it('cover the rules they name, by type or id, and all when they name none', () => {
    const statuses = (scope: object) => judge(inScope(scope), old, [findingOf({})]).map(({ status }) => status);
    expect(statuses({ paths: ['share:**'], rules: ['location'] })).toEqual(['exception', 'overdue']);
    expect(statuses({ paths: ['share:**'], rules: ['RET'] })).toEqual(['unknown_location', 'exception']);
    expect(statuses({ paths: ['share:**'] })).toEqual(['exception', 'exception']);
    expect(statuses({ paths: ['share:Other/**'] })).toEqual(['unknown_location', 'overdue']);
    expect(statuses({ categories: ['user.contact'] })).toEqual(['exception', 'exception']);
    expect(statuses({ categories: ['user.financial'] })).toEqual(['unknown_location', 'overdue']);
    expect(statuses({ finding: 'f-0000*' })).toEqual(['exception', 'exception']);
    expect(statuses({ finding: 'f-0000' })).toEqual(['unknown_location', 'overdue']);
    expect(statuses({ subjects: ['employee'], paths: ['share:**'] })).toEqual(['unknown_location', 'overdue']);
  });

  it('do not count after their end, nor before their approval, and are shown', () => {
    const policy = inScope({ paths: ['share:**'] });
    const [expired] = judge(policy, old, [findingOf({})], { now: '2026-03-02T12:00:00Z' });
    expect(expired).toMatchObject({ status: 'unknown_location', result: 'violation' });
    expect(expired?.because).toContain('exception_expired=EX-1 2026-03-01');
    const [early] = judge(inScope({ paths: ['share:**'] }, { approved_on: '2026-03-02', expires: '2026-04-01' }), old, [
      findingOf({}),
    ]);
    expect(early?.because).toContain('exception_not_yet=EX-1 2026-03-02');
  });

  it('do not speak of what is allowed anyway', () => {
    const policy = compile({ ...approved, exceptions: [{ ...exception, scope: { paths: ['share:**'] } }] });
    expect(judge(policy, itemOf(), [findingOf({})])[0]).toMatchObject({ status: 'approved', rule: 'LOC' });
  });
});

describe('holds', () => {
  const hold = {
    id: 'HOLD-1',
    matter: 'Case',
    issued_by: 'legal',
    issued_on: '2025-01-01',
    scope: { paths: ['share:CRM/**'] },
  };
  const statusOn = (now: string, more: object = {}, exceptions: unknown[] = []) =>
    judge(compile({ ...approved, ...oneYear, holds: [{ ...hold, ...more }], exceptions }), old, [findingOf({})], {
      now,
    }).find(({ type }) => type === 'retention');

  it('beat what is overdue, and that stays visible', () => {
    expect(statusOn('2026-03-01T12:00:00Z')).toMatchObject({
      status: 'hold_and_overdue',
      result: 'review',
      rule: 'HOLD-1',
    });
  });

  it('beat exceptions', () => {
    const exception = {
      id: 'EX',
      scope: { paths: ['share:**'] },
      reason: 'x',
      approved_by: 'y',
      expires: '2027-01-01',
    };
    expect(statusOn('2026-03-01T12:00:00Z', {}, [exception])?.status).toBe('hold_and_overdue');
  });

  it('count from the day they are issued to the day before they are released', () => {
    expect(statusOn('2024-12-31T12:00:00Z')?.status).toBe('overdue');
    expect(statusOn('2025-01-01T12:00:00Z')?.status).toBe('hold_and_overdue');
    const released = { released_on: '2026-02-01' };
    expect(statusOn('2026-01-31T12:00:00Z', released)?.status).toBe('hold_and_overdue');
    expect(statusOn('2026-02-01T12:00:00Z', released)?.status).toBe('overdue');
  });
});

describe('containers', () => {
  const zip = itemOf({
    path: 'CRM/old.zip',
    dates: [created('2019-01-01', 'a.docx'), created('2026-01-01', 'b.docx'), created('2018-01-01', 'c.zip!/d.docx')],
  });
  const parts = ['a.docx', 'b.docx', 'c.zip!/d.docx'].map((part, n) =>
    findingOf({ id: `f-${n}`, part, path: 'CRM/old.zip' }),
  );
  const policy = compile({ ...approved, ...oneYear });

  it('are judged part by part', () => {
    const said = judge(policy, zip, parts).filter(({ type }) => type === 'retention');
    expect(said.map(({ status }) => status)).toEqual(['overdue', 'within', 'overdue']);
  });

  it('are overdue as a whole only when all their parts are; else each overdue part says so', () => {
    const said = judge(policy, zip, parts).filter(({ type }) => type === 'retention');
    expect(said[0]?.because).toContain('container=2 3');
    expect(said[0]?.numbers).toMatchObject({ containerOverdue: 2, containerParts: 3 });
    expect(said[1]?.because.join()).not.toContain('container=');
    const all = judge(
      policy,
      zip,
      [parts[0], parts[2]].flatMap((one) => one ?? []),
    );
    expect(all.flatMap(({ because }) => because).join()).not.toContain('container=');
  });

  it('lend their dates to parts that have none, and no part lends its own to another', () => {
    const dates = [created('2019-01-01', 'c.zip'), created('2026-01-01', 'b.docx')];
    const [verdict] = judge(policy, { ...zip, dates: dates as never }, [
      findingOf({ part: 'c.zip!/d.csv', path: 'CRM/old.zip' }),
    ]).filter(({ type }) => type === 'retention');
    expect(verdict).toMatchObject({ status: 'overdue', dates: { latest: '2019-01-01' } });
  });
});

describe('copies', () => {
  it('of the same content that are older date a file whose own times are new', () => {
    const policy = compile({
      ...approved,
      retention: [
        { id: 'R', trigger: { sources: ['file:mtime'], min_grade: 'C' }, delete: { at_most: 'P1Y' }, due_soon: 'P0D' },
      ],
    });
    const statusWith = (copies?: { mtime: string }[]) =>
      judge(policy, itemOf(), [findingOf({})], copies === undefined ? {} : { copies })[1]?.status;
    expect(statusWith()).toBe('within');
    expect(statusWith([{ mtime: '2026-01-01T00:00:00Z' }, { mtime: '2018-01-01T00:00:00Z' }])).toBe('overdue');
  });
});

describe('rule versions', () => {
  it('a changed rule is judged anew, and the verdict names its version', () => {
    const version = (number: number, at_most: string) =>
      judge(
        compile({ ...approved, retention: [{ ...oneYear.retention[0], version: number, delete: { at_most } }] }),
        old,
        [findingOf({})],
      )[1];
    expect(version(1, 'P1Y')).toMatchObject({ status: 'overdue' });
    expect(version(2, 'P10Y')).toMatchObject({ status: 'within' });
    expect(version(2, 'P10Y')?.because).toContain('rule=RET version 2');
  });
});

describe('severity', () => {
  it('comes from all that is wrong with a finding together', () => {
    const elsewhere = itemOf({ path: 'Misc/list.csv', dates: [created('2019-01-01')] });
    const said = judge(compile({ ...approved, ...oneYear }), elsewhere, [findingOf({ path: 'Misc/list.csv' })]);
    expect(said.map(({ status }) => status)).toEqual(['unknown_location', 'overdue']);
    expect(said[0]?.risk).toEqual(said[1]?.risk);
    expect(said[0]?.risk?.factors).toMatchObject({
      location: 0.3,
      retention: 0.4,
      encryption: 0,
      thirdParty: 0,
      exposure: 0.5,
    });
    expect(said[0]?.risk).toMatchObject({ persons: 10, personsFrom: 'fingerprints' });
  });

  it('does not count what an exception allows', () => {
    const exceptions = [
      {
        id: 'EX',
        scope: { paths: ['share:**'], rules: ['location'] },
        reason: 'x',
        approved_by: 'y',
        expires: '2027-01-01',
      },
    ];
    const said = judge(compile({ ...oneYear, exceptions }), old, [findingOf({})]);
    expect(said[1]?.risk?.factors).toMatchObject({ location: 0, retention: 0.4 });
  });

  it('does not count what a hold keeps', () => {
    const hold = { id: 'H', matter: 'm', issued_by: 'i', issued_on: '2025-01-01', scope: { paths: ['share:**'] } };
    const said = judge(compile({ ...oneYear, holds: [hold] }), old, [findingOf({})]);
    expect(said.map(({ status }) => status)).toEqual(['unknown_location', 'hold_and_overdue']);
    expect(said[0]?.risk?.factors).toMatchObject({ location: 0.3, retention: 0 });
  });

  it('counts occurrences where there are no fingerprints, and says so', () => {
    const [verdict] = judge(compile({}), itemOf(), [findingOf({ distinct: 0 })]);
    expect(verdict?.risk).toMatchObject({ persons: 12, personsFrom: 'occurrences' });
  });
});
