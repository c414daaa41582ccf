import { describe, expect, it } from 'vitest';
import { databases } from '../../fixtures/reporters/databases.ts';
import { hostile } from '../../fixtures/reporters/hostile.ts';
import { empty, inventory, onlyProblems, sample } from '../../fixtures/reporters/sample.ts';
import sarif from '../../reporters/sarif.ts';
import { acceptReporter, write } from '../kits/reporter.ts';
import { reportOf } from '../report/build.ts';
import { expectValid } from '../support/json-schema.ts';

interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly properties: { readonly total: Readonly<Record<string, number>> };
      readonly results: readonly Readonly<Record<string, unknown>>[];
      readonly invocations: readonly [{ readonly toolExecutionNotifications: readonly unknown[] }];
    },
  ];
}
const parse = (output: string) => (JSON.parse(output) as Log).runs[0];
const fails = (results: readonly Readonly<Record<string, unknown>>[]) =>
  results.filter(({ kind, suppressions }) => kind === 'fail' && suppressions === undefined);

describe('the sarif reporter', () => {
  acceptReporter(sarif, {
    numbers(output) {
      const { properties, results } = parse(output);
      const { listed = -1, unread = -1 } = properties.total;
      return { listed, unread, violations: fails(results).length };
    },
    forbidden: [/"(?:snippet|contextRegion)"/],
    controls: /\n/g,
    holds: 10,
  });

  it('is valid by the schema of OASIS', async (context) => {
    for (const held of [sample, inventory, databases, hostile, empty, onlyProblems]) {
      const document = JSON.parse(await write(sarif, await reportOf(held))) as object;
      expectValid(context, 'sarif-2.1.0.json', document);
    }
  });

  it('points each result at its rule, and tells what was not read', async () => {
    const report = await reportOf(sample);
    const { tool, results, invocations } = parse(await write(sarif, report));
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[Number(ruleIndex)]?.id).toBe(ruleId);
    const { review, unknown } = report.summary.byResult;
    expect(results.filter(({ kind }) => kind === 'review').length).toBe(review);
    expect(results.filter(({ kind }) => kind === 'open').length).toBe(unknown);
    expect(results.filter(({ suppressions }) => suppressions !== undefined).length).toBe(1);
    expect(invocations[0].toolExecutionNotifications.length).toBe((await Array.fromAsync(report.problems())).length);
  });

  it('is as it was', async () => {
    const output = await write(sarif, await reportOf(sample));
    await expect(output).toMatchFileSnapshot('../../fixtures/reporters/sarif.sarif');
  });
});
