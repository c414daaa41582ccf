import type { Listed, Lists, ReportFinding, ReportProblem, ReportVerdict } from '../contracts/report.ts';
import { byDays, byDoubt, byRisk, bySureness, byValues } from './orders.ts';
import { Top } from './top.ts';

const most = { violations: 500, overdue: 250, open: 250, findings: 500, columns: 500 };
const problemsOfKind = 60;

/** Gathers what lists show, in the pass that counts. */
export class ListsGatherer {
  readonly #violations = new Top<ReportVerdict>(most.violations, byRisk);
  readonly #overdue = new Top<ReportVerdict>(most.overdue, byDays);
  readonly #open = new Top<ReportVerdict>(most.open, byDoubt);
  readonly #findings = new Top<ReportFinding>(most.findings, bySureness);
  readonly #columns = new Top<ReportFinding>(most.columns, byValues);
  /** By kind: a thousand locked archives must not hide one broken folder. */
  readonly #problems = new Map<string, ReportProblem[]>();
  #problemsSeen = 0;

  /** @param verdicts empty in an inventory */
  finding(finding: ReportFinding, verdicts: readonly ReportVerdict[], judged: boolean): void {
    for (const verdict of verdicts) {
      if (verdict.result === 'violation') this.#violations.add(verdict);
      if (verdict.type === 'retention' && past.has(verdict.status)) this.#overdue.add(verdict);
      if (verdict.result === 'review' || verdict.result === 'unknown') this.#open.add(verdict);
    }
    if (finding.count === 0) return;
    if (!judged) this.#findings.add(finding);
    if (finding.column !== undefined) this.#columns.add(finding);
  }

  problem(problem: ReportProblem): void {
    this.#problemsSeen++;
    const key = [problem.status, problem.code, problem.detail ?? ''].join('\0');
    const kind = this.#problems.get(key) ?? [];
    this.#problems.set(key, kind);
    if (kind.length < problemsOfKind) kind.push(problem);
  }

  end(): Lists {
    return {
      violations: listed(this.#violations),
      overdue: listed(this.#overdue),
      open: listed(this.#open),
      findings: listed(this.#findings),
      columns: listed(this.#columns),
      problems: { rows: [...this.#problems.values()].flat(), seen: this.#problemsSeen },
    };
  }
}

const past = new Set(['overdue', 'hold_and_overdue', 'possibly_overdue']);

function listed<T>({ rows, seen }: Top<T>): Listed<T> {
  return { rows: [...rows], seen };
}
