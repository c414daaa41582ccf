import { z } from 'zod';
import type { PolicyNote } from '../agent/contracts/policy-note.ts';
import type {
  Report,
  ReportCopy,
  Reporter,
  ReportFinding,
  ReportItem,
  ReportProblem,
  ReportVerdict,
} from '../agent/contracts/report.ts';
import type { Coverage } from '../agent/contracts/store.ts';
import { placeWords, sameWords } from './lib/copies.ts';
import { csvCell } from './lib/escape.ts';
import { judgedFindings } from './lib/judged-findings.ts';
import { thingsOf } from './lib/things.ts';
import {
  daysOverdue,
  evidenceLine,
  exclusionWords,
  noteWords,
  problemWords,
  queryLine,
  riskLine,
  statusWords,
} from './lib/words.ts';

const settings = z
  .strictObject({
    /** Where spreadsheets expect a semicolon (much of Europe), say so. */
    separator: z.enum([',', ';']).default(','),
    /** A row for every file that the configuration leaves out, too; without, they are counted in the coverage rows. */
    excluded: z.boolean().default(false),
  })
  .prefault({});
export type CsvSettings = z.infer<typeof settings>;

/**
 * A table for spreadsheets: first the coverage, then what was not read, then one row for each thing that a rule says
 * of a finding, and one for each finding of which no rule says anything. `row` says which.
 */
const csv: Reporter<CsvSettings> = { id: 'csv', title: 'Table for spreadsheets', extension: 'csv', settings, write };
export default csv;

const columns = [
  ...[
    'row',
    'place',
    'category',
    'what',
    'count',
    'estimate',
    'distinct',
    'customers',
    'confidence',
    'confidence_score',
  ],
  ...['readable_by', 'owner', 'group', 'modified', 'bytes'],
  ...['rule_type', 'status', 'result', 'severity', 'risk', 'rule', 'since', 'days_overdue', 'subject', 'meaning'],
  ...['rows', 'rows_overdue', 'rows_perhaps_overdue', 'rows_without_date', 'oldest_row'],
  ...['because', 'citations', 'recognised_by', 'at', 'risk_factors', 'rows_query', 'source', 'detector'],
  ...['finding_id', 'verdict_id', 'item_id', 'carried'],
] as const;
type Row = Partial<Record<(typeof columns)[number], string | number | null>>;

async function write(report: Report, out: (chunk: string) => Promise<void>, given: CsvSettings): Promise<void> {
  const row = (cells: Row) => out(`${columns.map((name) => csvCell(cells[name] ?? null)).join(given.separator)}\r\n`);
  await out(`\ufeff${columns.join(given.separator)}\r\n`);
  for (const coverage of report.coverage) await row(coverageRow(coverage, report));
  for await (const problem of report.problems()) await row(problemRow(problem));
  if (given.excluded) {
    for await (const item of report.items()) if (item.status === 'excluded') await row(excludedRow(item));
  }
  for (const note of report.policyNotes) await row(policyRow(note));
  for await (const { finding, verdicts } of judgedFindings(report)) {
    for (const verdict of verdicts) await row(verdictRow(verdict, report));
    if (verdicts.length === 0) await row({ row: 'finding', ...findingCells(finding, report) });
  }
  for await (const copy of report.copies()) await row(copyRow(copy, report));
}

function coverageRow(of: Coverage, report: Report): Row {
  const things = thingsOf(report, of.source);
  const { listed, read, partly, unread, excluded, carried, gaps } = of;
  const reasons = Object.entries(of.excludedBy).map(([reason, n]) => `${reason} ${n}`);
  return {
    row: 'coverage',
    place: of.source,
    source: of.source,
    count: listed,
    bytes: of.bytesListed,
    status: partly + unread + gaps === 0 ? 'complete' : 'incomplete',
    meaning: `${things.several(listed)} listed = ${read} read + ${partly} read in part + ${unread} not read + ${excluded} left out; ${things.folders(gaps)} not listed; ${carried} unchanged since an earlier run`,
    because: reasons.length === 0 ? '' : `left out: ${reasons.join(', ')}`,
  };
}

function problemRow(problem: ReportProblem): Row {
  return {
    row: 'problem',
    place: problem.place,
    status: problem.status,
    meaning: problemWords(problem.code, problem.detail),
    because: problem.detail === null ? problem.code : `${problem.code}: ${problem.detail}`,
    source: problem.source,
    item_id: problem.item,
    carried: yes(problem.carried),
  };
}

function excludedRow(item: ReportItem): Row {
  const reason = item.excluded ?? 'unknown';
  return {
    row: 'excluded',
    place: item.place,
    status: 'excluded',
    meaning: exclusionWords[reason] ?? reason,
    because: reason,
    bytes: item.facts.bytes,
    source: item.source,
    item_id: item.id,
    carried: yes(item.carried),
  };
}

function verdictRow(verdict: ReportVerdict, report: Report): Row {
  const { risk } = verdict;
  return {
    ...findingCells(verdict.of, report),
    row: 'verdict',
    rule_type: verdict.type,
    status: verdict.status,
    result: verdict.result,
    severity: verdict.severity,
    risk: risk?.score ?? null,
    rule: verdict.rule,
    since: verdict.since,
    days_overdue: daysOverdue(verdict),
    subject: verdict.subject,
    meaning: statusWords(verdict.type, verdict.status),
    because: verdict.because.join('; '),
    citations: verdict.citations.join('; '),
    ...(verdict.rows === undefined ? {} : rowCells(verdict.rows)),
    risk_factors: risk === null ? '' : `${risk.formula}: ${riskLine(risk)}`,
    verdict_id: verdict.id,
  };
}

/** Of a table whose rows were counted by date. */
function rowCells(of: NonNullable<ReportVerdict['rows']>): Row {
  return {
    rows: of.rows,
    rows_overdue: of.overdue,
    rows_perhaps_overdue: of.possibly,
    rows_without_date: of.noDate + of.notRead,
    oldest_row: of.oldest,
    rows_query: queryLine(of),
  };
}

function findingCells(finding: ReportFinding, report: Report): Row {
  const { facts } = finding;
  return {
    place: finding.place,
    category: finding.category,
    what: report.detectors[finding.detector]?.title ?? finding.detector,
    count: finding.count,
    estimate: finding.column?.estimate ?? null,
    distinct: finding.distinct,
    customers: finding.register?.customers ?? null,
    confidence: finding.confidence,
    confidence_score: finding.score,
    readable_by: facts.exposure,
    owner: facts.owner,
    group: facts.group,
    modified: facts.mtime,
    bytes: facts.bytes,
    recognised_by: finding.because.map(evidenceLine).join('; '),
    at: finding.at.join('; '),
    source: finding.source,
    detector: finding.detector,
    finding_id: finding.id,
    item_id: finding.item,
    carried: yes(finding.carried),
  };
}

/** A slip of the pen in the policy, or a place that is gone. */
function policyRow(note: PolicyNote): Row {
  return { row: 'policy', place: note.what, status: note.kind, rule: note.rule, meaning: noteWords(note) };
}

/** Where else values of a table lie. */
function copyRow({ table, other, matches }: ReportCopy, report: Report): Row {
  const titles = matches.map(({ detector }) => report.detectors[detector]?.title ?? detector);
  const location = placeWords({ table, other, matches });
  return {
    row: 'copy',
    place: other.place,
    what: titles.join('; '),
    // Its result is told by the verdicts: a violation is not to be counted twice.
    status: other.location?.status ?? null,
    meaning: `holds values of ${table.place}${location === '' ? '' : `; ${location}`}`,
    because: matches.map((match, at) => sameWords(match, titles[at] ?? match.detector)).join('; '),
    source: other.source,
    item_id: other.item,
  };
}

function yes(is: boolean): string {
  return is ? 'yes' : 'no';
}
