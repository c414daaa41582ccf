import type { Report } from '../../../agent/contracts/report.ts';
import type { RiskLine } from '../../../agent/contracts/risk-line.ts';
import {
  actionOf,
  countsOf,
  coverageOf,
  coverageOfLine,
  descriptionOf,
  incomplete,
  incompleteTitle,
  scoreOf,
  titleOf,
} from '../risk/words.ts';
import { snake } from '../words.ts';
import type { OscalSettings } from './settings.ts';
import { uuidOf } from './uuid.ts';

/** What assessment results and plans of action have in common. A list that is empty is left out: OSCAL knows none. */

const nist = 'http://csrc.nist.gov/ns/oscal';
/** Our own names stand under the formula that they belong to. */
const system = (formula: string) => `urn:wayward:risk:${formula === 'v1' ? 'v1' : 'v1-own-weights'}`;
const namespace = 'urn:wayward:ns:v1';

export const tool = uuidOf('component', 'wayward');
const origin = { actors: [{ type: 'tool', 'actor-uuid': tool }] };

export function metadata(report: Report, what: string, { version, organization }: OscalSettings) {
  const { run } = report;
  return {
    title: `${what}: ${report.policyTitle ?? 'personal data'}`,
    'last-modified': run.finishedAt ?? run.startedAt,
    version: run.id,
    'oscal-version': version,
    roles: [{ id: 'dpo', title: 'Data protection officer' }],
    parties: [{ uuid: uuidOf('party', organization), type: 'organization', name: organization }],
  };
}

export function localDefinitions(report: Report) {
  return {
    components: [
      {
        uuid: tool,
        type: 'software',
        title: 'Wayward',
        description: `Data discovery, version ${report.run.version}`,
        status: { state: 'operational' },
      },
    ],
    ...list(
      'inventory-items',
      report.coverage.map(({ source }) => ({ uuid: sourceId(source), description: source })),
    ),
  };
}

const sourceId = (source: string) => uuidOf('source', source);
const observationId = (report: Report, id: string) => uuidOf('observation', report.run.id, id);
/** The same in every run: it is the same risk. */
export const riskId = ({ id }: RiskLine) => uuidOf('risk', id);

export function observationRef(report: Report, line: RiskLine) {
  return { 'observation-uuid': observationId(report, line.id) };
}

export const riskRef = (line: RiskLine) => ({ 'risk-uuid': riskId(line) });

export function observations(report: Report) {
  const collected = report.run.finishedAt ?? report.run.startedAt;
  const common = { methods: ['TEST'], types: ['discovery'], origins: [origin], collected };
  return [
    ...report.riskLines.lines.map((line) => ({
      uuid: observationId(report, line.id),
      title: titleOf(line),
      description: `${countsOf(line)}. ${coverageOfLine(report, line)}. Values are not shown.`,
      props: [prop('finding', line.gravest), prop('category', line.category), prop('place', line.place)],
      ...common,
      ...(line.source === null ? {} : { subjects: [subject(line.source)] }),
      'relevant-evidence': [{ href: `#${evidenceId(report)}`, description: 'The run that observed it.' }],
    })),
    ...report.coverage.filter(incomplete).map((of) => ({
      uuid: observationId(report, `coverage ${of.source}`),
      title: incompleteTitle(of),
      description: `${coverageOf(report, of)}.`,
      ...common,
      subjects: [subject(of.source)],
      'relevant-evidence': [{ href: `#${evidenceId(report)}`, description: 'The run that observed it.' }],
    })),
  ];
}

const subject = (source: string) => ({ 'subject-uuid': sourceId(source), type: 'inventory-item', title: source });
/** OSCAL takes no value with a space at its ends. */
const prop = (name: string, value: string) => ({ name, ns: namespace, value: value.trim() });

export function risks(report: Report) {
  return report.riskLines.lines.map((line) => ({
    uuid: riskId(line),
    title: titleOf(line),
    description: descriptionOf(line),
    statement: `Disclosure of, or unlawful dealing with, personal data. ${scoreOf(line)}.`,
    props: [prop('risk-line', line.id)],
    status: 'open',
    origins: [origin],
    characterizations: [{ origin, facets: facets(line) }],
    remediations: [
      {
        uuid: uuidOf('remediation', line.id),
        lifecycle: 'recommendation',
        title: actionOf(line),
        description: `${actionOf(line)} ${line.place}`,
      },
    ],
    'related-observations': [observationRef(report, line)],
  }));
}

/** Impact and likelihood from 1 to 5 under NIST's names; every factor under ours. */
function facets({ risk, likelihood, impact, severity, persons }: RiskLine) {
  const own = {
    score: risk.score,
    impact: risk.impact,
    likelihood: risk.likelihood,
    persons,
    ...Object.fromEntries(Object.entries(risk.factors).map(([name, value]) => [snake(name), value])),
  };
  return [
    { name: 'likelihood', system: nist, value: String(likelihood) },
    { name: 'impact', system: nist, value: String(impact) },
    { name: 'severity', system: nist, value: severity },
    ...Object.entries(own).map(([name, value]) => ({
      name: snake(name).replaceAll('_', '-'),
      system: system(risk.formula),
      value: String(value),
    })),
    ...(risk.floor === null ? [] : [{ name: 'floor', system: system(risk.formula), value: risk.floor }]),
  ];
}

const evidenceId = ({ run }: Report) => uuidOf('run', run.id);
export const planId = (report: Report) => uuidOf('plan', report.run.policyHash ?? 'none');

export function backMatter(report: Report, withPlan: boolean) {
  const { run, policyTitle } = report;
  return {
    resources: [
      {
        uuid: evidenceId(report),
        title: `Run ${run.id}`,
        description: `Wayward ${run.version}, ${run.startedAt} to ${run.finishedAt ?? 'no end'}, ${run.state}; policy ${run.policyHash ?? 'none'}, configuration ${run.configHash}, key ${run.keyId}.`,
      },
      ...(withPlan
        ? [
            {
              uuid: planId(report),
              title: policyTitle ?? 'No policy',
              description: `The policy by which the run was judged, SHA-256 ${run.policyHash ?? 'none'}: it is the plan of this assessment.`,
            },
          ]
        : []),
    ],
  };
}

/** `{ name: [...] }`, or nothing. */
export function list<K extends string, T>(name: K, values: readonly T[]): Partial<Record<K, readonly T[]>> {
  return values.length === 0 ? {} : ({ [name]: values } as Partial<Record<K, readonly T[]>>);
}
