import { z } from 'zod';
import type { Report, Reporter, ReportProblem, ReportVerdict } from '../agent/contracts/report.ts';
import type { Severity } from '../agent/contracts/rule.ts';
import { json } from './lib/escape.ts';
import { several } from './lib/figures.ts';
import { actionOf } from './lib/risk/words.ts';
import { baseOf, locationsOf, uriOf } from './lib/sarif/locations.ts';
import { evidenceLine, problemWords, snake, statusWords } from './lib/words.ts';

const settings = z.strictObject({}).prefault({});
export type SarifSettings = z.infer<typeof settings>;

/**
 * SARIF 2.1.0: a result for each violation of each finding, and for what a person has to look at or an exception
 * accepted; what was not read is a notification. Never a snippet of content.
 */
const sarif: Reporter<SarifSettings> = {
  id: 'sarif',
  title: 'SARIF 2.1.0',
  extension: 'sarif',
  settings,
  write,
};
export default sarif;

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

async function write(report: Report, out: (chunk: string) => Promise<void>): Promise<void> {
  const { run } = report;
  const rules = rulesOf(report);
  await out(
    `{"$schema":${json(schema)},"version":"2.1.0","runs":[{\n"tool":${json({ driver: driver(report, rules) })},\n`,
  );
  await out(`"automationDetails":${json({ id: `wayward/${run.id}`, description: { text: titleOf(report) } })},\n`);
  const bases = report.coverage.map(({ source }) => [baseOf(source), { description: { text: source } }] as const);
  if (bases.length > 0) await out(`"originalUriBaseIds":${json(Object.fromEntries(bases))},\n`);
  await out('"columnKind":"utf16CodeUnits",\n');
  await out(`"properties":${json({ coverage: report.coverage.map(counts), total: counts(report.total) })},\n`);
  await out('"invocations":[{');
  await out(`"executionSuccessful":${run.state === 'finished'},"startTimeUtc":${json(run.startedAt)},`);
  if (run.finishedAt !== null) await out(`"endTimeUtc":${json(run.finishedAt)},`);
  await list(out, 'toolExecutionNotifications', report.problems(), notification);
  await out('}],\n');
  await list(out, 'results', report.verdicts(), (verdict) => resultOf(verdict, report, rules));
  await out('}]}\n');
}

async function list<T>(
  out: (chunk: string) => Promise<void>,
  name: string,
  of: AsyncIterable<T>,
  make: (one: T) => object | null,
): Promise<void> {
  await out(`"${name}":[`);
  let before = '\n';
  for await (const one of of) {
    const made = make(one);
    if (made === null) continue;
    await out(before + json(made));
    before = ',\n';
  }
  await out(']');
}

const titleOf = ({ policyTitle, judged }: Report) => (judged ? (policyTitle ?? 'by the policy') : 'inventory');

function counts({ source, listed, read, partly, unread, excluded, carried, gaps }: Report['total']) {
  return { ...(source === '' ? {} : { source }), listed, read, partly, unread, excluded, carried, gaps };
}

/** `location/unknown_location`, in order. */
function rulesOf({ summary }: Report): readonly string[] {
  const told = summary.byStatus.filter(({ result, status }) => result !== 'allowed' || status === 'exception');
  return [...new Set(told.map(({ type, status }) => `${type}/${status}`))].sort();
}

function driver(report: Report, rules: readonly string[]) {
  return {
    name: 'Wayward',
    version: report.run.version,
    rules: rules.map((id) => {
      const [type = '', status = ''] = id.split('/');
      const text = `Personal data ${statusWords(type, status)}`;
      return { id, name: pascal(id), shortDescription: { text }, help: { text: actionOf({ type, status }) } };
    }),
  };
}

const pascal = (id: string) => id.replace(/(?:^|[/_])([a-z])/g, (_, letter: string) => letter.toUpperCase());

function notification({ source, path, part, status, code, detail }: ReportProblem): object {
  const where = part === '' ? '' : `, in its part ${part}`;
  return {
    level: 'warning',
    descriptor: { id: `${status}/${code}` },
    message: { text: `${status === 'gap' ? 'folder not listed' : status}: ${problemWords(code, detail)}${where}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path), uriBaseId: baseOf(source) } } }],
  };
}

const levels: Readonly<Record<Severity, string>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

function resultOf(verdict: ReportVerdict, report: Report, rules: readonly string[]): object | null {
  const { of, type, status, result, severity, risk } = verdict;
  const excepted = status === 'exception';
  if (result === 'allowed' && !excepted) return null;
  const id = `${type}/${status}`;
  const title = report.detectors[of.detector]?.title ?? of.detector;
  return {
    ruleId: id,
    ruleIndex: rules.indexOf(id),
    // Only what fails has a level; what a person must look at has none.
    kind: result === 'violation' || excepted ? 'fail' : result === 'review' ? 'review' : 'open',
    level: result === 'violation' ? levels[severity ?? 'info'] : excepted ? 'note' : 'none',
    ...(risk === null ? {} : { rank: risk.score }),
    message: { text: `${title}: ${several(of.count, 'match', 'matches')} ${statusWords(type, status)}` },
    ...(of.count > 0 ? { occurrenceCount: of.count } : {}),
    partialFingerprints: { 'waywardVerdict/v1': verdict.id },
    ...(excepted
      ? { suppressions: [{ kind: 'external', status: 'accepted', justification: verdict.because.join('; ') }] }
      : {}),
    locations: locationsOf(of),
    properties: propertiesOf(verdict),
  };
}

function propertiesOf({ of, because, citations, rule, since, subject, risk, severity }: ReportVerdict) {
  return {
    finding: of.id,
    item: of.item,
    place: of.place,
    category: of.category,
    detector: of.detector,
    confidence: of.confidence,
    distinct: of.distinct,
    recognised: of.because.map(evidenceLine),
    carried: of.carried,
    rule,
    because,
    citations,
    since,
    subject,
    severity,
    ...(risk === null ? {} : { risk: riskOf(risk) }),
  };
}

function riskOf({
  formula,
  score,
  impact,
  likelihood,
  factors,
  persons,
  personsFrom,
  floor,
}: NonNullable<ReportVerdict['risk']>) {
  const named = Object.fromEntries(Object.entries(factors).map(([key, value]) => [snake(key), value]));
  return { formula, score, impact, likelihood, factors: named, persons, persons_from: personsFrom, floor };
}
