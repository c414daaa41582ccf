import type {
  CategoryCount,
  DetectorCount,
  ProblemCount,
  ReportFinding,
  ReportItem,
  ReportProblem,
  RuleCount,
  Summary,
} from '../contracts/report.ts';
import type { Verdict } from '../contracts/rule.ts';
import { DatabaseCounter } from './databases.ts';
import { PlaceCounter } from './places.ts';
import { RetentionCounter } from './retention.ts';
import { RowCounter } from './rows.ts';

/** How many places of each kind of problem are named. */
const firstPlaces = 3;

/** The numbers that stand at the head of every report, counted in one pass in the order of the run. */
export class Counter {
  readonly #findings = { high: 0, medium: 0, low: 0, suppressed: 0 };
  readonly #byCategory = new Map<string, Mutable<CategoryCount> & Last>();
  readonly #byDetector = new Map<string, Mutable<DetectorCount> & Last>();
  readonly #bySeverity = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  readonly #byResult = { allowed: 0, violation: 0, review: 0, unknown: 0 };
  readonly #byRule = new Map<string, Mutable<RuleCount>>();
  readonly #byExposure = { owner: 0, group: 0, everyone: 0, unknown: 0 };
  readonly #byYear = new Map<string, number>();
  readonly #overdue = new Map<string, { overdue: number; possibly: number }>();
  readonly #byProblem = new Map<string, Mutable<ProblemCount> & { first: string[] }>();
  readonly #databases = new DatabaseCounter();
  readonly #rows = new RowCounter();
  readonly #retention = new RetentionCounter();
  readonly #judged: boolean;
  readonly #places = new PlaceCounter(() => true, 1000);
  readonly #inventory = new PlaceCounter(null);
  readonly #misplaced = new PlaceCounter(({ type }) => type === 'location', 300);
  readonly #exposed = new PlaceCounter(({ type }) => type === 'exposure');
  #item = '';
  #items = 0;

  constructor(judged: boolean) {
    this.#judged = judged;
  }

  /** @param at source and folder, exact: what folders are told apart by */
  finding(finding: ReportFinding, verdicts: readonly Verdict[], at: { source: string; folder: string }): void {
    for (const verdict of verdicts) {
      this.#verdict(verdict);
      this.#retention.add(verdict);
      this.#rows.add(finding, verdict);
    }
    if (finding.count === 0) {
      this.#findings.suppressed++;
      return;
    }
    if (finding.item !== this.#item) this.#addItem(finding);
    this.#findings[finding.confidence]++;
    const category = entry(this.#byCategory, finding.category, newCategory);
    category[finding.confidence]++;
    addTo(category, finding);
    addTo(entry(this.#byDetector, finding.detector, newDetector), finding);
    for (const places of [this.#places, this.#inventory, this.#misplaced, this.#exposed]) {
      places.add(at.source, at.folder, finding, verdicts);
    }
  }

  item(item: ReportItem): void {
    this.#databases.add(item);
  }

  problem(problem: ReportProblem): void {
    const { status, code, detail, place } = problem;
    const key = [status, code, detail ?? ''].join('\0');
    const counted = entry(this.#byProblem, key, () => ({ status, code, detail, problems: 0, first: [] as string[] }));
    counted.problems++;
    if (counted.first.length < firstPlaces) counted.first.push(place);
  }

  end(copies: Summary['copies'], duplicates: Summary['duplicates']): Summary {
    const inventory = this.#inventory.end();
    const rules = sorted(this.#byRule.values(), (rule) => [rule.type, rule.status, rule.result, rule.rule ?? '']);
    return {
      findings: this.#findings,
      itemsWithFindings: this.#items,
      byCategory: byMatches(this.#byCategory.values(), (count) => count.category),
      byDetector: byMatches(this.#byDetector.values(), (count) => count.detector),
      bySeverity: this.#bySeverity,
      byResult: this.#byResult,
      byStatus: statuses(rules),
      byRule: rules,
      byExposure: this.#byExposure,
      byYear: sorted(this.#byYear, ([year]) => [year]).map(([year, items]) => ({ year, items })),
      overdueByYear: sorted(this.#overdue, ([year]) => [year]).map(([year, counts]) => ({ year, ...counts })),
      retentionByRule: this.#retention.end(),
      duplicates,
      rows: this.#rows.end(),
      byProblem: sorted(this.#byProblem.values(), (of) => [of.status, of.code, of.detail ?? '']).sort(
        (a, b) => b.problems - a.problems,
      ),
      places: this.#judged ? this.#places.end() : inventory,
      inventory,
      misplaced: this.#misplaced.end(),
      exposed: this.#exposed.end(),
      databases: this.#databases.end(),
      copies,
    };
  }

  #addItem({ item, facts }: ReportFinding): void {
    this.#item = item;
    this.#items++;
    this.#byExposure[facts.exposure]++;
    const year = facts.mtime?.slice(0, 4) ?? '';
    this.#byYear.set(year, (this.#byYear.get(year) ?? 0) + 1);
  }

  #verdict(verdict: Verdict): void {
    const { type, status, result, rule } = verdict;
    this.#byResult[result]++;
    if (result === 'violation' && verdict.severity !== null) this.#bySeverity[verdict.severity]++;
    const key = [type, status, result, rule ?? ''].join('\0');
    entry(this.#byRule, key, () => ({ type, status, result, rule, verdicts: 0 })).verdicts++;
    const past = pastDue[status];
    if (type !== 'retention' || past === undefined) return;
    entry(this.#overdue, yearSince(verdict), () => ({ overdue: 0, possibly: 0 }))[past]++;
  }
}

const pastDue: Readonly<Record<string, 'overdue' | 'possibly'>> = {
  overdue: 'overdue',
  hold_and_overdue: 'overdue',
  possibly_overdue: 'possibly',
};

function yearSince({ since, dates }: Verdict): string {
  return (since ?? dates['deleteByEarliest'] ?? dates['deleteBy'] ?? '').slice(0, 4);
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
interface Last {
  /** The item counted last: findings come item by item. */
  last: string;
}

function addTo(count: { findings: number; matches: number; items: number } & Last, finding: ReportFinding): void {
  count.findings++;
  count.matches += finding.count;
  if (count.last !== finding.item) count.items++;
  count.last = finding.item;
}

function newCategory(category: string) {
  return { category, findings: 0, matches: 0, items: 0, high: 0, medium: 0, low: 0, last: '' };
}

function newDetector(detector: string) {
  return { detector, findings: 0, matches: 0, items: 0, last: '' };
}

function entry<T>(map: Map<string, T>, key: string, make: (key: string) => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make(key);
  map.set(key, made);
  return made;
}

function byMatches<T extends { matches: number } & Last>(
  counts: Iterable<T>,
  name: (count: T) => string,
): Omit<T, 'last'>[] {
  const ordered = sorted(counts, (count) => [name(count)]).sort((a, b) => b.matches - a.matches);
  return ordered.map(({ last: _, ...count }) => count);
}

function statuses(rules: readonly RuleCount[]): Summary['byStatus'] {
  const all = new Map<string, Mutable<Summary['byStatus'][number]>>();
  for (const { type, status, result, verdicts } of rules) {
    const key = [type, status, result].join('\0');
    entry(all, key, () => ({ type, status, result, verdicts: 0 })).verdicts += verdicts;
  }
  return [...all.values()];
}

/** By code unit, whatever the machine's language. */
function sorted<T>(values: Iterable<T>, keys: (value: T) => readonly string[]): T[] {
  const key = (value: T) => keys(value).join('\0');
  return [...values].sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  });
}
