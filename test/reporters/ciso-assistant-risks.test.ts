import { describe, expect, it } from 'vitest';
import { sample } from '../../fixtures/reporters/sample.ts';
import risks from '../../reporters/ciso-assistant-risks.ts';
import { acceptReporter, write } from '../kits/reporter.ts';
import { reportOf } from '../report/build.ts';
import { noFormula, tableRows } from './exports.ts';

/** Columns that its importer reads. */
const columns = [
  ...['ref_id', 'name', 'description', 'inherent_proba', 'inherent_impact', 'existing_controls', 'current_proba'],
  ...['current_impact', 'additional_controls', 'residual_proba', 'residual_impact', 'treatment', 'assets'],
  ...['justification', 'filtering_labels'],
];
const rows = (output: string) => tableRows(output, ';', columns);

describe('the ciso-assistant-risks reporter', () => {
  acceptReporter(risks, {
    numbers: (output) => ({ riskLines: rows(output).length }),
    forbidden: noFormula,
    controls: /\r\n/g,
    holds: null,
  });

  it('uses the labels of the matrix that the settings name', async () => {
    const report = await reportOf(sample);
    const mine = { probabilities: ['p1', 'p2', 'p3', 'p4', 'p5'], impacts: ['i1', 'i2', 'i3', 'i4', 'i5'] };
    const all = rows(await write(risks, report, mine));
    const { lines } = report.riskLines;
    expect(all.map((row) => [row['current_proba'], row['current_impact']])).toEqual(
      lines.map(({ likelihood, impact }) => [`p${likelihood}`, `i${impact}`]),
    );
    expect(() => risks.settings.parse({ impacts: ['low', 'high'] })).toThrow();
  });

  it('is as it was', async () => {
    const output = await write(risks, await reportOf(sample));
    await expect(output).toMatchFileSnapshot('../../fixtures/reporters/ciso-assistant-risks.csv');
  });
});
