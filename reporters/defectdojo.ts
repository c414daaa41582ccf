import { z } from 'zod';
import type { Report, Reporter } from '../agent/contracts/report.ts';
import type { RiskLine } from '../agent/contracts/risk-line.ts';
import type { Severity } from '../agent/contracts/rule.ts';
import type { Coverage } from '../agent/contracts/store.ts';
import { json } from './lib/escape.ts';
import {
  actionOf,
  countsOf,
  coverageOf,
  coverageOfLine,
  descriptionOf,
  incomplete,
  incompleteTitle,
  labelsOf,
  scoreOf,
  titleOf,
} from './lib/risk/words.ts';

const settings = z
  .strictObject({
    /** What its tests are called there: DefectDojo knows findings again within one type. */
    type: z.string().trim().min(1).default('Wayward'),
  })
  .prefault({});
export type DefectDojoSettings = z.infer<typeof settings>;

/** For DefectDojo's Generic Findings Import, which refuses a key that it does not know: there are no others. */
const defectdojo: Reporter<DefectDojoSettings> = {
  id: 'defectdojo',
  title: 'Findings for DefectDojo',
  extension: 'json',
  settings,
  write,
};
export default defectdojo;

async function write(report: Report, out: (chunk: string) => Promise<void>, given: DefectDojoSettings): Promise<void> {
  const findings = [
    ...report.riskLines.lines.map((line) => findingOf(line, report)),
    ...report.coverage.filter(incomplete).map((of) => coverageFinding(of, report)),
  ];
  await out(`{"name":${json(`Wayward ${report.run.id}`)},"type":${json(given.type)},"findings":[\n`);
  for (const [at, finding] of findings.entries()) await out(`${at === 0 ? '' : ',\n'}${json(finding)}`);
  await out('\n]}\n');
}

const severities: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Info',
};

/** CWE-359: exposure of private personal information to an unauthorised actor. */
const cwe = 359;

function findingOf(line: RiskLine, report: Report) {
  return {
    title: titleOf(line),
    severity: severities[line.severity],
    description: descriptionOf(line),
    mitigation: actionOf(line),
    impact: `${countsOf(line)}. ${coverageOfLine(report, line)}.`,
    severity_justification: scoreOf(line),
    ...(line.citations.length === 0 ? {} : { references: line.citations.join('\n') }),
    date: report.run.startedAt.slice(0, 10),
    active: true,
    verified: false,
    static_finding: true,
    dynamic_finding: false,
    file_path: line.place,
    component_name: line.category,
    ...(line.source === null ? {} : { service: line.source }),
    unique_id_from_tool: line.id,
    vuln_id_from_tool: `${line.type}/${line.status}`,
    nb_occurences: line.matches,
    cwe,
    tags: labelsOf(line),
  };
}

function coverageFinding(of: Coverage, report: Report) {
  return {
    title: incompleteTitle(of),
    severity: severities.info,
    description: 'Make it readable, or leave it out in the configuration on purpose.',
    impact: coverageOf(report, of),
    date: report.run.startedAt.slice(0, 10),
    active: true,
    verified: true,
    static_finding: true,
    dynamic_finding: false,
    service: of.source,
    unique_id_from_tool: `coverage-${of.source}`,
    vuln_id_from_tool: 'coverage/incomplete',
    tags: ['coverage'],
  };
}
