import type { Report, ReportFinding, ReportProblem, ReportVerdict } from '../../../agent/contracts/report.ts';
import { byDays, byDoubt, byRisk, bySureness, byValues } from '../order.ts';
import { Top } from '../top.ts';

/** What the lists of the document show: the first of each, and how many there are. */
export interface Gathered {
  /** Violations, gravest first. */
  readonly violations: Top<ReportVerdict>;
  /** Kept too long, certainly or perhaps: most days first. */
  readonly overdue: Top<ReportVerdict>;
  /** For a person to decide: review before unknown, most matches first. */
  readonly open: Top<ReportVerdict>;
  /** Without a policy: the surest and largest first. */
  readonly findings: Top<ReportFinding>;
  /** Columns of databases: the surest first, then with most values. */
  readonly columns: Top<ReportFinding>;
  /** What was not read, by reason, in the order of the summary's `byProblem`. */
  readonly problems: ReadonlyMap<string, readonly ReportProblem[]>;
}

/** One pass over the run's verdicts (or findings) and one over its problems. */
export async function gather(report: Report, rows: number): Promise<Gathered> {
  const gathered = {
    violations: new Top<ReportVerdict>(rows, byRisk),
    overdue: new Top<ReportVerdict>(Math.ceil(rows / 2), byDays),
    open: new Top<ReportVerdict>(Math.ceil(rows / 2), byDoubt),
    findings: new Top<ReportFinding>(rows, bySureness),
    columns: new Top<ReportFinding>(rows, byValues),
  };
  for await (const verdict of report.verdicts()) {
    if (verdict.result === 'violation') gathered.violations.add(verdict);
    if (verdict.type === 'retention' && past.has(verdict.status)) gathered.overdue.add(verdict);
    if (verdict.result === 'review' || verdict.result === 'unknown') gathered.open.add(verdict);
  }
  if (!report.judged || report.summary.databases.length > 0) {
    for await (const finding of report.findings()) {
      if (finding.count === 0) continue;
      if (!report.judged) gathered.findings.add(finding);
      if (finding.column !== undefined) gathered.columns.add(finding);
    }
  }
  return { ...gathered, problems: await gatherProblems(report, rows) };
}

const past = new Set(['overdue', 'hold_and_overdue', 'possibly_overdue']);

/** The key of a kind of problem. */
export function problemKey(of: Pick<ReportProblem, 'status' | 'code' | 'detail'>): string {
  return [of.status, of.code, of.detail ?? ''].join('\0');
}

/** Every kind gets its share of the rows, so that a thousand locked archives don't hide one broken folder. */
async function gatherProblems(report: Report, rows: number): Promise<ReadonlyMap<string, readonly ReportProblem[]>> {
  const kinds = new Map<string, ReportProblem[]>(report.summary.byProblem.map((kind) => [problemKey(kind), []]));
  const each = Math.max(3, Math.floor(rows / Math.max(1, kinds.size)));
  for await (const problem of report.problems()) {
    const kind = kinds.get(problemKey(problem));
    if (kind !== undefined && kind.length < each) kind.push(problem);
  }
  return kinds;
}
