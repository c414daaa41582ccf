import { describe, expect, it } from 'vitest';
import { databases } from '../../fixtures/reporters/databases.ts';
import { inventory, sample } from '../../fixtures/reporters/sample.ts';
import { column, finding, item, type StoredRun, safe, table, verdict } from '../../fixtures/reporters/stored.ts';
import { collect, reportOf } from './build.ts';

/** Tables of one database, with nothing found in them. */
function tablesOnly(items: readonly ReturnType<typeof item>[]): StoredRun {
  const none = () => [];
  return { ...sample, coverage: [], gaps: [], items: () => items, findings: none, verdicts: none };
}

describe('the report of a database', () => {
  it('sums how its tables were read', async () => {
    const { summary } = await reportOf(databases);
    expect(summary.databases).toEqual([
      {
        source: 'shop',
        tables: 4,
        full: { tables: 2, rowsSeen: 79_200, rows: 79_200, rowsNotKnown: 0 },
        sampled: {
          ...{ tables: 1, rowsSeen: 10_240, rows: 5_000_000, rowsNotKnown: 0 },
          ...{ blocksSeen: 160, blocks: 83_340, missedAtMost: 0.0185, notKnown: 0 },
        },
        views: 1,
        foreign: 0,
        rowSecurity: 1,
        plainConnections: 'allowed',
      },
    ]);
    expect((await reportOf(sample)).summary.databases).toEqual([]);
  });

  it('gives the worst bound of its samples, and counts what is not known', async () => {
    const sampled = { depth: 'sample', rowsSeen: 100, blocksSeen: 2, blocks: 40, missedAtMost: 0.7764 } as const;
    const { summary } = await reportOf(
      tablesOnly([
        table('b', 'x/1', { rows: 1000, reading: sampled }),
        table('b', 'x/2', { rows: 1000, reading: { ...sampled, missedAtMost: 0.01 } }),
        table('b', 'x/3', { rows: null, reading: { ...sampled, blocks: null, missedAtMost: null } }),
        item('b', 'x/4', { status: 'excluded', excluded: 'foreign', kind: null }),
        table('a', 'x/1', { plainConnections: 'unknown' }),
      ]),
    );
    expect(summary.databases.map(({ source }) => source)).toEqual(['a', 'b']);
    expect(summary.databases[1]).toMatchObject({
      tables: 3,
      sampled: {
        rowsSeen: 300,
        rows: 2000,
        rowsNotKnown: 1,
        blocksSeen: 4,
        blocks: 80,
        missedAtMost: 0.7764,
        notKnown: 1,
      },
      foreign: 1,
      plainConnections: 'refused',
    });
    expect(summary.databases[0]).toMatchObject({ plainConnections: 'unknown', full: { tables: 0 } });
  });

  it.each([
    ['#email', ['crm']],
    ['#payload.customer.email', ['log']],
    ['#payload[].email', ['log']],
    ['#payload.v2.email', ['log2']],
    ['#files!/list.csv', ['dms']],
    ['#emails', null],
  ])('says who may select the column of %s', async (part, accounts) => {
    const columns = [
      ['email', 'crm'],
      ['payload', 'log'],
      ['payload.v2', 'log2'],
      ['files', 'dms'],
    ].map(([name = '', reader = '']) => column(name, 'text', { readers: [reader] }));
    const of = table('shop', 'public/t', { columns });
    const found = finding(of, 'email', { part: safe(part) });
    const [shown] = await collect((await reportOf({ ...tablesOnly([of]), findings: () => [found] })).findings());
    expect(shown?.readers).toEqual(accounts === null ? undefined : { accounts, everyone: false, rowSecurity: false });
  });

  it('hides names of tables where names are hidden', async () => {
    const report = await reportOf(databases, { pathMode: 'hash' });
    const all = [
      ...(await collect(report.items())).map(({ facts: _, ...rest }) => rest),
      ...(await collect(report.copies())),
      report.summary.copies,
      report.summary.databases,
    ];
    expect(JSON.stringify(all)).not.toMatch(/shop|public|customers|orders|Backup|2015/);
  });
});

describe('copies', () => {
  it('are told with what location rules say of their place, in the order of the store', async () => {
    const copies = await collect((await reportOf(databases)).copies());
    expect(copies.map(({ table: of, other }) => [of.place, other.place, other.isTable, other.location])).toEqual([
      [
        'shop/public/customers',
        'share/Backup/sales-2015.zip',
        false,
        { status: 'unknown_location', result: 'violation', severity: 'medium' },
      ],
      [
        'shop/public/customers',
        'shop/public/customers_backup_2019',
        true,
        { status: 'approval_expired', result: 'violation', severity: 'high' },
      ],
    ]);
    const unjudged = await collect((await reportOf({ ...databases, judged: false })).copies());
    expect(unjudged.map(({ other }) => other.location)).toEqual([null, null]);
  });

  it('are ordered by where they may not be, then other sources first', async () => {
    const places = async (held: StoredRun) =>
      (await reportOf(held)).summary.copies.top.map(({ other }) => other.source);
    expect(await places(databases)).toEqual(['shop', 'share']);
    expect(await places({ ...databases, judged: false })).toEqual(['share', 'shop']);
    expect((await reportOf(inventory)).summary.copies).toEqual({ top: [], total: 0 });
  });

  it('need more than values that several people share', async () => {
    const detectors = new Map([['email', { title: 'E-mail', category: 'user.contact', shared: true as const }]]);
    const report = await reportOf(databases, { detectors });
    expect(report.summary.copies.total).toBe(0);
    expect(await collect(report.copies())).toEqual([]);
  });

  it('tells the gravest of several findings', async () => {
    const [one] = databases.copies();
    const inOther = [...databases.findings()].filter(({ item: of }) => of === one?.other);
    const more = finding([...databases.items()].find(({ id }) => id === one?.other)!, 'phone');
    const held = {
      ...databases,
      findings: () => [...databases.findings()].flatMap((of) => (of === inOther[0] ? [of, more] : [of])),
      verdicts: () =>
        [...databases.verdicts()].flatMap((of) =>
          of.finding === inOther[0]?.id
            ? [
                verdict(inOther[0], 'location', 'approved'),
                verdict(more, 'location', 'not_approved', { result: 'review' }),
              ]
            : [of],
        ),
    };
    const [copy] = await collect((await reportOf(held)).copies());
    expect(copy?.other.location).toEqual({ status: 'not_approved', result: 'review', severity: null });
  });
});
