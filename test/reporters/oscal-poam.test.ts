import { describe, expect, it } from 'vitest';
import { databases } from '../../fixtures/reporters/databases.ts';
import { hostile } from '../../fixtures/reporters/hostile.ts';
import { empty, inventory, onlyProblems, sample } from '../../fixtures/reporters/sample.ts';
import oscal from '../../reporters/oscal-poam.ts';
import { acceptReporter, write } from '../kits/reporter.ts';
import { reportOf } from '../report/build.ts';
import { expectValid } from '../support/json-schema.ts';
import { checkIds } from './oscal.ts';

interface Plan {
  readonly risks?: readonly unknown[];
  readonly 'poam-items': readonly { readonly title: string; readonly 'related-risks'?: readonly unknown[] }[];
}
const parse = (output: string) => (JSON.parse(output) as Record<string, Plan>)['plan-of-action-and-milestones'] as Plan;

describe('the oscal-poam reporter', () => {
  acceptReporter(oscal, {
    numbers: (output) => ({
      riskLines: parse(output)['poam-items'].filter((item) => item['related-risks'] !== undefined).length,
    }),
    forbidden: [],
    controls: /\n/g,
    holds: null,
  });

  it('is valid by the schema of NIST', async (context) => {
    for (const held of [sample, inventory, databases, hostile, empty, onlyProblems]) {
      const document = JSON.parse(await write(oscal, await reportOf(held))) as object;
      expectValid(context, 'oscal-1.0.6-poam.json', document);
    }
  });

  it('refers only to what is there, by ids that 1.1 and later take', async () => {
    for (const held of [sample, databases, onlyProblems]) {
      checkIds(JSON.parse(await write(oscal, await reportOf(held))));
    }
  });

  it('has an item where there is nothing to do, as it must have one', async () => {
    expect(parse(await write(oscal, await reportOf(empty)))['poam-items'].length).toBe(1);
  });

  it('is as it was', async () => {
    const output = await write(oscal, await reportOf(sample));
    await expect(output).toMatchFileSnapshot('../../fixtures/reporters/oscal-poam.json');
  });
});
