import { describe, expect, it } from 'vitest';
import { sample } from '../../fixtures/reporters/sample.ts';
import riskCsv from '../../reporters/risk-csv.ts';
import { acceptReporter, write } from '../kits/reporter.ts';
import { reportOf } from '../report/build.ts';
import { noFormula, tableRows } from './exports.ts';
import { parseCsv } from './parse-csv.ts';

const rows = (output: string) => tableRows(output, ',', parseCsv(output, ',')[0] ?? []);

describe('the risk-csv reporter', () => {
  acceptReporter(riskCsv, {
    numbers(output) {
      const all = rows(output);
      return {
        riskLines: all.length,
        violations: all.reduce((sum, { findings }) => sum + Number(findings), 0),
        matches: all.reduce((sum, { matches }) => sum + Number(matches), 0),
      };
    },
    forbidden: noFormula,
    controls: /\r\n/g,
    holds: null,
  });

  it('has what the risk tables of others ask for, and every factor of the score', async () => {
    const all = rows(await write(riskCsv, await reportOf(sample)));
    for (const row of all) {
      for (const name of ['name', 'description', 'affected_asset', 'category', 'consequences', 'status', 'tags']) {
        expect(row[name]).not.toBe('');
      }
      for (const band of ['likelihood', 'impact']) expect(['1', '2', '3', '4', '5']).toContain(row[band]);
      const odds = ['exposure', 'location', 'encryption', 'retention', 'third_party'].map((name) => Number(row[name]));
      const { sensitivity, identifiability, volume, formula } = row;
      expect([sensitivity, identifiability, volume, ...odds].every((factor) => Number(factor) >= 0)).toBe(true);
      expect(formula).toBe('v1');
    }
  });

  it('is as it was', async () => {
    const output = await write(riskCsv, await reportOf(sample));
    await expect(output).toMatchFileSnapshot('../../fixtures/reporters/risk-csv.csv');
  });
});
