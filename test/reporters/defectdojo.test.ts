import { describe, expect, it } from 'vitest';
import { inventory, onlyProblems, sample } from '../../fixtures/reporters/sample.ts';
import defectdojo from '../../reporters/defectdojo.ts';
import { acceptReporter, write } from '../kits/reporter.ts';
import { reportOf } from '../report/build.ts';

/** Keys that its importer takes: any other is an error there. */
const keys = new Set([
  ...['title', 'severity', 'description', 'date', 'mitigation', 'impact', 'severity_justification', 'references'],
  ...['active', 'verified', 'false_p', 'risk_accepted', 'is_mitigated', 'mitigated', 'file_path', 'line'],
  ...['component_name', 'service', 'nb_occurences', 'unique_id_from_tool', 'vuln_id_from_tool', 'static_finding'],
  ...['dynamic_finding', 'scanner_confidence', 'cwe', 'planned_remediation_date', 'effort_for_fixing', 'tags'],
]);
interface Document {
  readonly findings: readonly Readonly<Record<string, unknown>>[];
}
const parse = (output: string) => JSON.parse(output) as Document;
const isCoverage = (of: Readonly<Record<string, unknown>>) => of['vuln_id_from_tool'] === 'coverage/incomplete';

describe('the defectdojo reporter', () => {
  acceptReporter(defectdojo, {
    numbers(output) {
      const lines = parse(output).findings.filter((of) => !isCoverage(of));
      return { riskLines: lines.length, matches: lines.reduce((sum, of) => sum + Number(of['nb_occurences']), 0) };
    },
    forbidden: [],
    controls: /\n/g,
    holds: null,
  });

  it('has no key that the importer refuses, and those that it requires', async () => {
    const { findings, ...rest } = parse(await write(defectdojo, await reportOf(sample)));
    expect(Object.keys(rest).sort()).toEqual(['name', 'type']);
    for (const finding of findings) {
      expect(Object.keys(finding).filter((key) => !keys.has(key))).toEqual([]);
      expect(['Critical', 'High', 'Medium', 'Low', 'Info']).toContain(finding['severity']);
      for (const key of ['title', 'description', 'unique_id_from_tool']) expect(finding[key]).toMatch(/\S/);
    }
    expect(parse(await write(defectdojo, await reportOf(inventory))).findings.every(isCoverage)).toBe(true);
  });

  it('says the same of a line whatever its numbers are, as it is known again by that', async () => {
    const again = { ...sample, findings: () => [...sample.findings()].map((of) => ({ ...of, count: of.count * 2 })) };
    const known = (document: Document) => document.findings.map(({ title, description }) => [title, description]);
    const first = parse(await write(defectdojo, await reportOf(sample)));
    expect(known(parse(await write(defectdojo, await reportOf(again))))).toEqual(known(first));
  });

  it('says what was not read', async () => {
    const { findings } = parse(await write(defectdojo, await reportOf(onlyProblems)));
    expect(findings.filter(isCoverage).map(({ service }) => service)).toEqual(['share']);
  });

  it('is as it was', async () => {
    const output = await write(defectdojo, await reportOf(sample));
    await expect(output).toMatchFileSnapshot('../../fixtures/reporters/defectdojo.json');
  });
});
