import { z } from 'zod';
import type {
  Comparison,
  Report,
  ReportCopy,
  ReportDifference,
  Reporter,
  ReportFinding,
  ReportItem,
  ReportProblem,
  ReportTable,
  ReportVerdict,
} from '../agent/contracts/report.ts';
import type { Coverage } from '../agent/contracts/store.ts';
import { json } from './lib/escape.ts';
import { evidenceLine, snake } from './lib/words.ts';

const settings = z.strictObject({}).prefault({});
export type JsonlSettings = z.infer<typeof settings>;

/** One JSON object a line; docs/jsonl.md tells every field. No fingerprints, no content hashes, no elapsed times. */
const jsonl: Reporter<JsonlSettings> = {
  id: 'jsonl',
  title: 'JSON Lines, for programs',
  extension: 'jsonl',
  settings,
  write,
};
export default jsonl;

async function write(report: Report, out: (chunk: string) => Promise<void>): Promise<void> {
  const line = (fields: object) => out(`${json(fields)}\n`);
  await line(runLine(report));
  for (const coverage of report.coverage) await line(coverageLine(coverage, coverage.source));
  await line(coverageLine(report.total, null));
  for await (const item of report.items()) await line(itemLine(item));
  for await (const problem of report.problems()) await line(problemLine(problem));
  for await (const finding of report.findings()) await line(findingLine(finding));
  for await (const verdict of report.verdicts()) await line(verdictLine(verdict));
  for await (const copy of report.copies()) await line(copyLine(copy));
  for (const of of report.comparison?.sources ?? []) await line(comparisonLine(of));
  for await (const difference of report.differences()) await line(differenceLine(difference));
}

function runLine({ run, judged, policyTitle, detectors }: Report) {
  return {
    type: 'run',
    format: 'wayward/1',
    id: run.id,
    state: run.state,
    started: run.startedAt,
    finished: run.finishedAt,
    version: run.version,
    judged,
    policy: policyTitle,
    policy_hash: run.policyHash,
    config_hash: run.configHash,
    key_id: run.keyId,
    rebuilt_from: run.rebuiltFrom ?? null,
    detectors,
  };
}

/** @param source null for the sum of all sources */
function coverageLine(of: Coverage, source: string | null) {
  return {
    type: 'coverage',
    source,
    listed: of.listed,
    read: of.read,
    partly: of.partly,
    unread: of.unread,
    excluded: of.excluded,
    carried: of.carried,
    gaps: of.gaps,
    touched: of.touched,
    bytes_listed: of.bytesListed,
    bytes_read: of.bytesRead,
    excluded_by: byName(of.excludedBy),
    problems_by: byName(of.problemsBy),
  };
}

function itemLine(item: ReportItem) {
  const { facts } = item;
  return {
    type: 'item',
    id: item.id,
    source: item.source,
    path: item.path,
    place: item.place,
    status: item.status,
    excluded: item.excluded,
    kind: item.kind,
    carried: item.carried,
    untouched: item.untouched,
    bytes: facts.bytes,
    mtime: facts.mtime,
    birthtime: facts.birthtime,
    owner: facts.owner,
    group: facts.group,
    mode: facts.mode === null ? null : facts.mode.toString(8).padStart(4, '0'),
    exposure: facts.exposure,
    exposure_from: facts.exposureFrom,
    links: facts.links,
    dates: item.dates.map(({ part, event, date, grade, from }) => ({ part, event, date, grade, from })),
    table: item.table === undefined ? null : tableFields(item.table),
  };
}

function tableFields({ type, rows, rowSecurity, plainConnections, reading, columns }: ReportTable) {
  return {
    type,
    rows,
    row_security: rowSecurity,
    plain_connections: plainConnections,
    reading:
      reading === null
        ? null
        : {
            depth: reading.depth,
            rows_seen: reading.rowsSeen,
            blocks_seen: reading.blocksSeen,
            blocks: reading.blocks,
            missed_at_most: reading.missedAtMost,
          },
    columns: columns.map(({ name, type, readers, everyone, references }) => {
      return { name, type, readers, everyone, references };
    }),
  };
}

function problemLine(problem: ReportProblem) {
  const { item, source, path, part, place, status, code, detail, carried } = problem;
  return { type: 'problem', item, source, path, part, place, status, code, detail, carried };
}

function findingLine(finding: ReportFinding) {
  return {
    type: 'finding',
    id: finding.id,
    item: finding.item,
    source: finding.source,
    path: finding.path,
    part: finding.part,
    place: finding.place,
    at: finding.at,
    detector: finding.detector,
    category: finding.category,
    count: finding.count,
    distinct: finding.distinct,
    distinct_is_estimate: finding.distinctIsEstimate,
    confidence: finding.confidence,
    score: finding.score,
    because: finding.because.map(evidenceLine),
    counts: finding.counts,
    columns: finding.columns,
    subjects: finding.subjects,
    register: finding.register === undefined ? null : registerFields(finding.register),
    carried: finding.carried,
    column: finding.column === undefined ? null : columnFields(finding.column),
  };
}

function registerFields(of: NonNullable<ReportFinding['register']>) {
  const { matches, supported, customers, customersIsEstimate } = of;
  return { matches, supported, customers, customers_is_estimate: customersIsEstimate };
}

function columnFields({ countIsEstimate, cells, estimate }: NonNullable<ReportFinding['column']>) {
  return { count_is_estimate: countIsEstimate, cells, estimate };
}

function verdictLine({ of, ...verdict }: ReportVerdict) {
  return {
    type: 'verdict',
    id: verdict.id,
    finding: verdict.finding,
    item: of.item,
    source: of.source,
    path: of.path,
    part: of.part,
    place: of.place,
    detector: of.detector,
    category: of.category,
    rule_type: verdict.type,
    status: verdict.status,
    result: verdict.result,
    severity: verdict.severity,
    rule: verdict.rule,
    because: verdict.because,
    citations: verdict.citations,
    since: verdict.since,
    dates: snaked(verdict.dates),
    numbers: snaked(verdict.numbers),
    rows: verdict.rows === undefined ? null : rowFields(verdict.rows),
    risk: verdict.risk === null ? null : riskFields(verdict.risk),
    subject: verdict.subject,
    subject_evidence: verdict.subjectEvidence,
  };
}

function copyLine({ table, other, matches }: ReportCopy) {
  return {
    type: 'copy',
    item: table.item,
    source: table.source,
    path: table.path,
    place: table.place,
    other: {
      item: other.item,
      source: other.source,
      path: other.path,
      place: other.place,
      is_table: other.isTable,
      location: other.location === null ? null : { ...other.location },
    },
    matches: matches.map(({ detector, finding, otherFinding, held, taken }) => {
      return { detector, finding, other_finding: otherFinding, held, taken };
    }),
  };
}

function comparisonLine({ source, since, open, still, ...of }: Comparison['sources'][number]) {
  return {
    type: 'comparison',
    source,
    since: since?.id ?? null,
    since_started: since?.startedAt ?? null,
    open,
    still,
    new: of.new,
    gone: of.gone,
    still_but: of.stillBut,
  };
}

function differenceLine(of: ReportDifference) {
  return {
    type: 'difference',
    kind: of.kind,
    because: of.because,
    finding: of.finding,
    item: of.item,
    source: of.source,
    path: of.path,
    part: of.part,
    place: of.place,
    detector: of.detector,
    category: of.category,
    was: standingFields(of.was),
    now: standingFields(of.now),
  };
}

function standingFields(of: ReportDifference['was']) {
  if (of === null) return null;
  const { source, path, place, count, result, severity, type, status } = of;
  return { source, path, place, count, result, severity, rule_type: type, status };
}

function rowFields(of: NonNullable<ReportVerdict['rows']>) {
  const { trigger, rows, overdue, possibly, within, future, deleted, oldest, query, parameters } = of;
  return {
    ...{ trigger, rows, overdue, possibly, within, future },
    no_date: of.noDate,
    not_read: of.notRead,
    deleted,
    oldest,
    by_year: of.byYear.map(({ year, rows: some }) => ({ year, rows: some })),
    first_key: of.firstKey,
    last_key: of.lastKey,
    query,
    parameters,
  };
}

function riskFields(risk: NonNullable<ReportVerdict['risk']>) {
  const { formula, score, impact, likelihood, factors, persons, personsFrom, floor } = risk;
  return { formula, score, impact, likelihood, factors: snaked(factors), persons, persons_from: personsFrom, floor };
}

function snaked<T>(of: Readonly<Record<string, T>>): Record<string, T> {
  return byName(Object.fromEntries(Object.entries(of).map(([key, value]) => [snake(key), value])));
}

function byName<T>(of: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)));
}
