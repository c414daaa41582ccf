import { describe, expect, it } from 'vitest';
import type { Reporter } from '../../agent/contracts/report.ts';
import { tables } from '../../fixtures/reporters/tables.ts';
import csv from '../../reporters/csv.ts';
import html from '../../reporters/html.ts';
import jsonl from '../../reporters/jsonl.ts';
import terminal from '../../reporters/terminal.ts';
import { write } from '../kits/reporter.ts';
import { collect, reportOf } from '../report/build.ts';
import { parseCsv } from './parse-csv.ts';

const query = 'SELECT count(*) FROM "public"."customers" WHERE "closed_at" < $1';

describe('tables in reports', () => {
  it('are counted once, whatever columns they have, by the verdict that finds most', async () => {
    const { summary } = await reportOf(tables);
    expect(summary.rows).toMatchObject({
      ...{ tables: 4, rows: 20_000, overdue: 1213, possibly: 40, oldest: '2012-01-01', total: 3 },
      byYear: [
        { year: '2012', rows: 40 },
        { year: '2013', rows: 3 },
        { year: '2014', rows: 10 },
        { year: '2019', rows: 1200 },
      ],
    });
    expect(summary.rows.top.map(({ place, judged }) => [place, judged.overdue, judged.possibly])).toEqual([
      ['crm/public/customers', 1203, 0],
      ['crm/public/tickets', 10, 0],
      ['crm/public/orders', 0, 40],
    ]);
  });

  it('are what findings of their columns are grouped by', async () => {
    const { summary } = await reportOf(tables);
    expect(summary.inventory.top.map(({ place }) => place).sort()).toEqual([
      'crm/public/customers',
      'crm/public/orders',
      'crm/public/orders_2012',
      'crm/public/tickets',
      'share',
    ]);
  });

  it('are named with their column, and an archive’s file is not taken for one', async () => {
    const places = async (pathMode: 'full' | 'share_and_hash' | 'hash') => {
      const report = await reportOf(tables, { pathMode });
      return (await collect(report.findings())).map(({ place }) => place);
    };
    expect(await places('full')).toEqual([
      'crm/public/customers#email',
      'crm/public/customers#payload.bank.iban',
      'crm/public/orders#letter!/Anna Muster/page.docx',
      'crm/public/orders_2012#email',
      'crm/public/tickets#phone',
      'share/old.zip!/#email',
    ]);
    const hidden = await places('share_and_hash');
    expect(hidden[0]).toMatch(/^crm\/[0-9a-f]{12}\/[0-9a-f]{12}#email$/);
    expect(hidden[2]).toMatch(/^crm\/[0-9a-f]{12}\/[0-9a-f]{12}#letter!\/[0-9a-f]{12}\/[0-9a-f]{12}\.docx$/);
    expect(hidden[5]).toMatch(/^share\/[0-9a-f]{12}\.zip!\/[0-9a-f]{12}$/);
    expect((await places('hash'))[1]).toMatch(/^[0-9a-f]{12}\/[0-9a-f]{12}\/[0-9a-f]{12}#payload\.bank\.iban$/);
  });

  it.each<[string, Reporter<never>]>([
    ['csv', csv as Reporter<never>],
    ['html', html as Reporter<never>],
    ['jsonl', jsonl as Reporter<never>],
    ['terminal', terminal as Reporter<never>],
  ])('don’t betray their names by a query where names are hidden: %s', async (_, reporter) => {
    const output = await write(reporter, await reportOf(tables, { pathMode: 'share_and_hash' }));
    expect(output).not.toMatch(/customers"|orders"|SELECT count/);
    if (reporter.id !== 'terminal') expect(await write(reporter, await reportOf(tables))).toMatch(/SELECT count/);
  });

  it('stand in jsonl with all that is known of their rows', async () => {
    const lines = (await write(jsonl, await reportOf(tables))).split('\n').filter((line) => line !== '');
    const verdicts = lines.map((line) => JSON.parse(line)).filter(({ type }) => type === 'verdict');
    expect(verdicts[0]?.rows).toEqual({
      trigger: 'closed_at',
      ...{ rows: 5000, overdue: 1203, possibly: 0, within: 3700, future: 0, no_date: 97, not_read: 0, deleted: 12 },
      oldest: '2013-04-02',
      by_year: [
        { year: '2013', rows: 3 },
        { year: '2019', rows: 1200 },
      ],
      first_key: '17',
      last_key: '88123',
      query,
      parameters: ['2020-01-01'],
    });
    expect(verdicts.at(-1)?.rows).toBeNull();
    expect(verdicts[0]?.numbers).toMatchObject({ rows_overdue: 1203 });
  });

  it('stand in csv in columns of their own', async () => {
    const [head = [], ...rows] = parseCsv((await write(csv, await reportOf(tables))).slice(1), ',');
    const cell = (row: readonly string[], name: string) => row[head.indexOf(name)];
    const first = rows.find((row) => cell(row, 'place') === 'crm/public/customers#email') ?? [];
    expect(
      ['rows', 'rows_overdue', 'rows_perhaps_overdue', 'rows_without_date', 'oldest_row'].map((name) =>
        cell(first, name),
      ),
    ).toEqual(['5000', '1203', '0', '97', '2013-04-02']);
    expect(cell(first, 'rows_query')).toBe(`${query} -- with 2020-01-01`);
    const file = rows.find((row) => cell(row, 'place') === 'share/old.zip!/#email') ?? [];
    expect([cell(file, 'rows'), cell(file, 'rows_query')]).toEqual(['', '']);
  });

  it('stand on the page with a chart by year, the worst first, and how to count again', async () => {
    const output = await write(html, await reportOf(tables));
    expect(output).toContain(
      '1,213 of 20,000 rows in 4 tables that a retention rule dates are overdue, and perhaps 40 more.',
    );
    expect(output).toContain('Rows past their last day, by the year of their date');
    const at = (text: string) => output.indexOf(`<th scope="row" class="w wide" data-v="${text}`);
    expect(at('crm/public/customers')).toBeGreaterThan(0);
    expect(output).toContain('WHERE &quot;closed_at&quot; &lt; $1 -- with 2020-01-01');
    expect(output).toContain('keys 17 to 88123');
  });

  it('stand on the terminal in two lines', async () => {
    const output = await write(terminal, await reportOf(tables));
    expect(output).toContain('Rows  1,213 of 20,000 in 4 tables are overdue, 40 perhaps; the oldest is of 2012-01-01');
    expect(output).toContain('most of them: 1,203 in crm/public/customers');
    const width = 40;
    for (const line of (await write(terminal, await reportOf(tables), { width })).split('\n')) {
      if (/rows|most of them/i.test(line)) expect(line.length).toBeLessThanOrEqual(width);
    }
  });

  it('are not spoken of where there are none', async () => {
    const files = { ...tables, verdicts: () => [...tables.verdicts()].map(({ rows: _, ...verdict }) => verdict) };
    expect(await write(terminal, await reportOf(files))).not.toContain('Rows  ');
    expect((await reportOf(files)).summary.rows).toMatchObject({ tables: 0, top: [], oldest: null });
  });
});
