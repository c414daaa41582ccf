import { describe, expect, it } from 'vitest';
import { onlyProblems, sample } from '../../fixtures/reporters/sample.ts';
import findings from '../../reporters/ciso-assistant-findings.ts';
import { acceptReporter, write } from '../kits/reporter.ts';
import { reportOf } from '../report/build.ts';
import { noFormula, tableRows } from './exports.ts';

/** Columns that its importer reads. */
const columns = [
  ...['ref_id', 'name', 'description', 'severity', 'status', 'priority', 'filtering_labels', 'asset', 'eta'],
  ...['due_date', 'observation', 'vulnerabilities'],
];
const rows = (output: string) => tableRows(output, ';', columns);
const isCoverage = ({ ref_id: id }: Record<string, string>) => id?.startsWith('coverage-');

describe('the ciso-assistant-findings reporter', () => {
  acceptReporter(findings, {
    numbers: (output) => ({ riskLines: rows(output).filter((row) => !isCoverage(row)).length }),
    forbidden: noFormula,
    controls: /\r\n/g,
    holds: null,
  });

  it('says only what its importer knows', async () => {
    for (const row of rows(await write(findings, await reportOf(sample)))) {
      expect(['info', 'low', 'medium', 'high', 'critical']).toContain(row['severity']);
      expect(row['status']).toBe('identified');
      expect(['1', '2', '3', '4']).toContain(row['priority']);
      expect(row['name']).not.toBe('');
    }
  });

  it('says what was not read', async () => {
    const told = rows(await write(findings, await reportOf(onlyProblems))).filter(isCoverage);
    expect(told.map(({ ref_id: id }) => id)).toEqual(['coverage-share']);
  });

  it('is as it was', async () => {
    const output = await write(findings, await reportOf(sample));
    await expect(output).toMatchFileSnapshot('../../fixtures/reporters/ciso-assistant-findings.csv');
  });
});
