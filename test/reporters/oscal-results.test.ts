import { describe, expect, it } from 'vitest';
import { databases } from '../../fixtures/reporters/databases.ts';
import { hostile } from '../../fixtures/reporters/hostile.ts';
import { empty, inventory, onlyProblems, sample } from '../../fixtures/reporters/sample.ts';
import oscal from '../../reporters/oscal-results.ts';
import { acceptReporter, write } from '../kits/reporter.ts';
import { reportOf } from '../report/build.ts';
import { expectValid } from '../support/json-schema.ts';
import { checkIds } from './oscal.ts';

interface Result {
  readonly risks?: readonly unknown[];
  readonly observations?: readonly unknown[];
  readonly remarks?: string;
  readonly findings?: readonly {
    readonly target: { readonly 'target-id': string; readonly status: { readonly state: string } };
  }[];
}
const parse = (output: string) =>
  (JSON.parse(output) as { 'assessment-results': { results: [Result] } })['assessment-results'].results[0];

describe('the oscal-results reporter', () => {
  acceptReporter(oscal, {
    numbers: (output) => ({ riskLines: parse(output).risks?.length ?? 0 }),
    forbidden: [],
    controls: /\n/g,
    holds: null,
  });

  it('is valid by the schema of NIST', async (context) => {
    for (const held of [sample, inventory, databases, hostile, empty, onlyProblems]) {
      const document = JSON.parse(await write(oscal, await reportOf(held))) as object;
      expectValid(context, 'oscal-1.0.6-assessment-results.json', document);
    }
  });

  it('refers only to what is there, by ids that 1.1 and later take', async () => {
    for (const held of [sample, databases, onlyProblems]) {
      checkIds(JSON.parse(await write(oscal, await reportOf(held))));
    }
  });

  it('calls a control met only where everything was read and known', async () => {
    const states = async (held: typeof sample) => {
      const { findings = [], remarks } = parse(await write(oscal, await reportOf(held)));
      return [Object.fromEntries(findings.map(({ target }) => [target['target-id'], target.status.state])), remarks];
    };
    const [incomplete, remarks] = await states(sample);
    expect(incomplete).toEqual({
      'ac-6_obj': 'not-satisfied',
      'cm-12_obj': 'not-satisfied',
      'sa-9_obj': 'not-satisfied',
      'si-12_obj': 'not-satisfied',
    });
    expect(remarks).toBeUndefined();
    const calm = [...sample.verdicts()].filter(({ result }) => result === 'allowed');
    const whole = sample.coverage.map((of) => ({ ...of, partly: 0, unread: 0, gaps: 0, read: of.listed }));
    expect((await states({ ...sample, verdicts: () => calm }))[0]).toEqual({});
    expect((await states({ ...sample, verdicts: () => calm }))[1]).toContain('Not determined');
    expect((await states({ ...sample, verdicts: () => calm, coverage: whole }))[0]).toEqual({
      'cm-12_obj': 'satisfied',
      'si-12_obj': 'satisfied',
    });
  });

  it('is as it was', async () => {
    const output = await write(oscal, await reportOf(sample));
    await expect(output).toMatchFileSnapshot('../../fixtures/reporters/oscal-results.json');
  });
});
