import { describe, expect, it } from 'vitest';
import { sample } from '../../fixtures/reporters/sample.ts';
import simplerisk from '../../reporters/simplerisk.ts';
import { acceptReporter, write } from '../kits/reporter.ts';
import { reportOf } from '../report/build.ts';
import { noFormula, tableRows } from './exports.ts';

/** Fields of a risk in its interface. */
const columns = [
  ...['subject', 'reference_id', 'regulation', 'control_number', 'location', 'source', 'category', 'team'],
  ...['technology', 'owner', 'manager', 'assessment', 'notes', 'tags', 'scoring_method', 'likelihood', 'impact'],
];
const rows = (output: string) => tableRows(output, ',', columns);

describe('the simplerisk reporter', () => {
  acceptReporter(simplerisk, {
    numbers: (output) => ({ riskLines: rows(output).length }),
    forbidden: noFormula,
    controls: /\r\n/g,
    holds: null,
  });

  it('scores by the classic method, from 1 to 5', async () => {
    for (const row of rows(await write(simplerisk, await reportOf(sample)))) {
      expect(row['scoring_method']).toBe('1');
      for (const band of ['likelihood', 'impact']) expect(['1', '2', '3', '4', '5']).toContain(row[band]);
      expect(row['tags']).toMatch(/^"[a-z-]+", "[a-z-]+", "[a-z_.]+"$/);
    }
  });

  it('is as it was', async () => {
    const output = await write(simplerisk, await reportOf(sample));
    await expect(output).toMatchFileSnapshot('../../fixtures/reporters/simplerisk.csv');
  });
});
