import { describe, expect, it } from 'vitest';
import { databases } from '../../fixtures/reporters/databases.ts';
import { hostile } from '../../fixtures/reporters/hostile.ts';
import { inventory, onlyProblems, sample } from '../../fixtures/reporters/sample.ts';
import csv from '../../reporters/csv.ts';
import { csvCell } from '../../reporters/lib/escape.ts';
import { acceptReporter, write } from '../kits/reporter.ts';
import { reportOf } from '../report/build.ts';
import { parseCsv } from './parse-csv.ts';

type Row = Record<string, string>;

function rows(output: string, separator = ','): Row[] {
  expect(output.startsWith('\ufeff')).toBe(true);
  expect(output.endsWith('\r\n')).toBe(true);
  const [head = [], ...lines] = parseCsv(output.slice(1), separator);
  return lines.map((cells) => {
    expect(cells.length).toBe(head.length);
    return Object.fromEntries(head.map((name, at) => [name, cells[at] ?? '']));
  });
}
const ofKind = (all: readonly Row[], kind: string) => all.filter((row) => row['row'] === kind);

describe('the csv reporter', () => {
  acceptReporter(csv, {
    numbers(output) {
      const all = rows(output);
      const coverage = ofKind(all, 'coverage');
      const found = [...ofKind(all, 'verdict'), ...ofKind(all, 'finding')].filter(({ count }) => count !== '0');
      return {
        listed: coverage.reduce((sum, { count }) => sum + Number(count), 0),
        unread: new Set(
          ofKind(all, 'problem')
            .filter(({ status }) => status === 'unread')
            .map(({ item_id: id }) => id),
        ).size,
        violations: all.filter(({ result }) => result === 'violation').length,
        itemsWithFindings: new Set(found.map(({ item_id: id }) => id)).size,
      };
    },
    forbidden: [/(^|[,;\n])[\s"]*[=+\-@\uff1d\uff0b\uff0d\uff20]/m],
    controls: /\r\n|^\ufeff/g,
    holds: 10,
  });

  it('has a row for each thing that a rule says, and for a finding of which none says anything', async () => {
    const all = rows(await write(csv, await reportOf(sample)));
    expect(ofKind(all, 'verdict').length).toBe([...sample.verdicts()].length);
    const [silent, ...others] = ofKind(all, 'finding');
    expect(others).toEqual([]);
    expect(silent?.['place']).toBe('share/IT/test-cards.txt');
  });

  it('has a row for each finding where there is no policy', async () => {
    expect(ofKind(rows(await write(csv, await reportOf(inventory))), 'finding').length).toBe(
      [...inventory.findings()].length,
    );
  });

  it('begins with coverage and what was not read', async () => {
    const all = rows(await write(csv, await reportOf(onlyProblems)));
    expect(all.map(({ row }) => row)).toEqual(['coverage', 'problem', 'problem', 'problem']);
    expect(all[0]).toMatchObject({ place: 'share', status: 'incomplete', count: '2' });
    expect(all[1]).toMatchObject({ place: 'share/HR/payroll', status: 'gap', because: 'unreadable: permission' });
  });

  it('tells the estimate of a column, and copies', async () => {
    const all = rows(await write(csv, await reportOf(databases)));
    const estimates = ofKind(all, 'verdict').map(({ detector, count, estimate }) => [detector, count, estimate]);
    expect(estimates).toContainEqual(['email', '9800', '4785156']);
    expect(estimates).toContainEqual(['email', '5200', '']);
    expect(ofKind(all, 'copy').map(({ place, status, meaning }) => [place, status, meaning])).toEqual([
      [
        'share/Backup/sales-2015.zip',
        'unknown_location',
        'holds values of shop/public/customers; in a place that the policy does not name',
      ],
      [
        'shop/public/customers_backup_2019',
        'approval_expired',
        'holds values of shop/public/customers; in a place whose approval has expired',
      ],
    ]);
  });

  it('names what was left out when asked', async () => {
    const all = rows(await write(csv, await reportOf(sample), { excluded: true }));
    expect(ofKind(all, 'excluded').map(({ place, because }) => [place, because])).toEqual([
      ['partner/out/latest', 'symlink'],
      ['share/Marketing/logo.png', 'kind'],
      ['share/Marketing/tour.mp4', 'kind'],
    ]);
  });

  it('says the same with semicolons', async () => {
    const report = await reportOf(hostile);
    expect(rows(await write(csv, report, { separator: ';' }), ';')).toEqual(rows(await write(csv, report)));
  });

  it('begins no cell as a formula, at whichever separator a program splits', async () => {
    const output = await write(csv, await reportOf(hostile));
    for (const separator of [',', ';', '\t']) {
      for (const cell of parseCsv(output.slice(1), separator).flat())
        expect(cell).not.toMatch(/^[\s"]*[=+\-@\uff1d\uff0b\uff0d\uff20]/);
    }
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['  =1+1', "'  =1+1"],
    ['\t=1', "' =1"],
    ['\r\n+1', "' +1"],
    ['\0@SUM', "'@SUM"],
    ['\u3000\uff1d1', "'\u3000\uff1d1"],
    ['\u202e-1', "'-1"],
    ['a;=1', '"a;\'=1"'],
    ['a, "=1"', '"a, ""\'=1"""'],
    ['say "hi"', '"say ""hi"""'],
    ['a\nb', 'a b'],
    ['1 - 2', '1 - 2'],
    ['', ''],
  ])('writes %j as %s', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  it('keeps numbers numbers', () => {
    expect(csvCell(-3)).toBe('-3');
    expect(csvCell(null)).toBe('');
  });

  it('is as it was', async () => {
    await expect(await write(csv, await reportOf(sample))).toMatchFileSnapshot('../../fixtures/reporters/csv.csv');
  });
});
