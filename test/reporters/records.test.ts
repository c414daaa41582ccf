import { describe, expect, it } from 'vitest';
import { sample } from '../../fixtures/reporters/sample.ts';
import type { StoredRun } from '../../fixtures/reporters/stored.ts';
import records from '../../reporters/records.ts';
import { acceptReporter, write } from '../kits/reporter.ts';
import { reportOf } from '../report/build.ts';
import { noFormula, type Row } from './exports.ts';
import { parseCsv } from './parse-csv.ts';

function rows(output: string): Row[] {
  expect(output.startsWith('\ufeff')).toBe(true);
  const [head = [], ...lines] = parseCsv(output.slice(1), ',');
  return lines.map((cells) => {
    expect(cells.length).toBe(head.length);
    return Object.fromEntries(head.map((name, at) => [name, cells[at] ?? '']));
  });
}
const retained = 'Is personal data retained and erased in accordance with the policy document?';
const rowsOf = async (held: StoredRun) => rows(await write(records, await reportOf(held)));

describe('the records reporter', () => {
  acceptReporter(records, {
    numbers: (output) => ({ records: rows(output).length }),
    forbidden: noFormula,
    controls: /\r\n|^\ufeff/g,
    holds: null,
  });

  it('has the 30 columns of the template of the ICO first, location 20th and retention 29th', async () => {
    const [head = []] = parseCsv((await write(records, await reportOf(sample))).slice(1), ',');
    expect([head[0], head[19], head[28], head[29]]).toEqual([
      'Business function',
      'Location of personal data',
      retained,
      'Reasons for not adhering to retention and erasure policy document',
    ]);
    expect(head[30]).toBe('Activity reference');
    expect(new Set(head).size).toBe(head.length);
  });

  it('says where data of an activity lies, and where it lies and may not', async () => {
    const [contact, numbers, financial, ...others] = await rowsOf(sample);
    expect(others).toEqual([]);
    expect(contact).toMatchObject({
      'Activity reference': 'ACT-CRM',
      'Categories of personal data': 'user.contact',
      'Observed locations': 'share/CRM',
      'Location of personal data': 'share:CRM/**',
      'Retention schedule': 'RET-ORDERS: delete at most P8Y after (§147 AO (DE))',
      [retained]: 'no (1)',
      'Items past retention': '1',
      'Coverage of the scan': '72.7 %',
      Processors: "'=Billing+1",
    });
    expect(contact?.['Unapproved locations found']).toBe(
      'share/Backup; share/IT/dumps; share/Legal/case-17; share/Support',
    );
    expect(numbers?.[retained]).toBe('not determined (coverage 72.7 %)');
    expect(financial).toMatchObject({ 'Observed locations': 'partner/out', 'Coverage of its locations': '100 %' });
  });

  it('says yes only where all was read and nothing is open', async () => {
    const whole = sample.coverage.map((of) => ({
      ...of,
      partly: 0,
      unread: 0,
      gaps: 0,
      read: of.listed - of.excluded,
    }));
    const approved = [...sample.verdicts()].filter(({ rule, result }) => rule === 'LOC-CRM' || result === 'allowed');
    const calm = { ...sample, verdicts: () => approved };
    expect((await rowsOf({ ...calm, coverage: whole }))[0]?.[retained]).toBe('yes');
    expect((await rowsOf(calm))[0]?.[retained]).toBe('not determined (coverage 72.7 %)');
    const stopped = { ...calm, coverage: whole, run: { ...sample.run, state: 'stopped' as const } };
    expect((await rowsOf(stopped))[0]?.[retained]).toBe('not determined (coverage 100 %)');
  });

  it('is as it was', async () => {
    const output = await write(records, await reportOf(sample));
    await expect(output).toMatchFileSnapshot('../../fixtures/reporters/records.csv');
  });
});
