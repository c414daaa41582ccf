import { describe, expect, it } from 'vitest';
import { complianceBy } from '../../agent/judge/frameworks.ts';
import { sample } from '../../fixtures/reporters/sample.ts';
import type { StoredRun } from '../../fixtures/reporters/stored.ts';
import compliance from '../../reporters/compliance.ts';
import { acceptReporter, write } from '../kits/reporter.ts';
import { reportOf } from '../report/build.ts';
import { noFormula, tableRows } from './exports.ts';
import { parseCsv } from './parse-csv.ts';

const rows = (output: string) => tableRows(output, ',', parseCsv(output, ',')[0] ?? []);
const types = ['exposure', 'location', 'retention'];
const of = async (held: StoredRun, policy: object) => {
  const report = await reportOf(held, { compliance: complianceBy(policy, types) });
  return Object.fromEntries(report.compliance.map((row) => [row.id, row]));
};
const whole = sample.coverage.map((one) => ({ ...one, partly: 0, unread: 0, gaps: 0 }));

describe('the compliance reporter', () => {
  acceptReporter(compliance, {
    numbers: (output) => ({ requirements: rows(output).length }),
    forbidden: noFormula,
    controls: /\r\n/g,
    holds: null,
  });

  it('passes, fails, or says why it cannot tell', async () => {
    const policy = { retention: [{ id: 'RET-ORDERS' }], locations: [{ id: 'LOC-CRM' }], exposure: [{ id: 'EXP-1' }] };
    const said = await of(sample, policy);
    const { retention = [] } = Object.groupBy([...sample.verdicts()], ({ type }) => type as 'retention');
    const violations = retention.filter(({ result }) => result === 'violation').length;
    expect(said['GDPR Art. 5(1)(e)']).toMatchObject({ result: 'fail', violation: violations, why: null });
    expect(said['GDPR Art. 5(1)(e)']?.rules).toContain('RET-ORDERS');
    expect(said['HIPAA § 164.316(b)(2)(i)']).toMatchObject({ result: 'not_determined', why: 'no_rule' });
    const calm = [...sample.verdicts()].filter(({ result }) => result === 'allowed');
    expect((await of({ ...sample, verdicts: () => calm }, policy))['GDPR Art. 5(1)(e)']).toMatchObject({
      result: 'not_determined',
      why: 'incomplete',
    });
    expect((await of({ ...sample, verdicts: () => calm, coverage: whole }, policy))['GDPR Art. 5(1)(e)']).toMatchObject(
      { result: 'pass', why: null },
    );
    const open = [...sample.verdicts()].filter(({ result }) => result !== 'violation');
    expect((await of({ ...sample, verdicts: () => open, coverage: whole }, policy))['GDPR Art. 5(1)(e)']).toMatchObject(
      { result: 'not_determined', why: 'open' },
    );
  });

  it('asks for cards where PCI DSS does, and for the contract where a processor is concerned', async () => {
    const said = await of(sample, {});
    const cards = new Set([...sample.findings()].filter(({ detector }) => detector === 'card.pan').map(({ id }) => id));
    const ofCards = [...sample.verdicts()].filter(
      ({ finding, type, result }) => type === 'exposure' && cards.has(finding) && result === 'violation',
    );
    expect(said['PCI DSS 7.2.2']).toMatchObject({ result: 'fail', violation: ofCards.length, rules: ['EXP-1'] });
    expect(said['GDPR Art. 28(3)']).toMatchObject({ result: 'fail', violation: 1, rules: ['LOC-BILLING'] });
  });

  it('takes a rule at its word that says what it serves', async () => {
    const policy = {
      retention: [{ id: 'RET-ORDERS', serves: ['ISO/IEC 27001 A.8.10', 'HIPAA § 164.316(b)(2)(i)', 'Agreement 12'] }],
    };
    const said = await of(sample, policy);
    expect(said['ISO/IEC 27001 A.8.10']?.rules).toContain('RET-ORDERS');
    expect(said['GDPR Art. 5(1)(e)']?.rules).not.toContain('RET-ORDERS');
    expect(said['HIPAA § 164.316(b)(2)(i)']).toMatchObject({ result: 'fail', rules: ['RET-ORDERS'] });
    expect(said['Agreement 12']).toMatchObject({ framework: 'Other', result: 'fail', rules: ['RET-ORDERS'] });
  });

  it('is as it was, for one framework', async () => {
    const output = await write(compliance, await reportOf(sample), { frameworks: ['gdpr'] });
    expect(new Set(rows(output).map(({ framework }) => framework))).toEqual(new Set(['GDPR']));
    await expect(output).toMatchFileSnapshot('../../fixtures/reporters/compliance.csv');
  });
});
