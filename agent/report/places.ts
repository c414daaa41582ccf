import { type Exposure, exposures } from '../contracts/item.ts';
import type { PlaceCount, Places, ReportFinding } from '../contracts/report.ts';
import { severities, type Verdict } from '../contracts/rule.ts';

/** Counts folder by folder and keeps the worst. Holds the folders around the item at hand, and four times those it keeps. */
export class PlaceCounter {
  readonly #counts: ((verdict: Verdict) => boolean) | null;
  readonly #most: number;
  readonly #open: Folder[] = [];
  #closed: Folder[] = [];
  #total = 0;

  /** @param counts the violations that the list is about; null for a list of all folders with findings */
  constructor(counts: ((verdict: Verdict) => boolean) | null, most = 50) {
    this.#counts = counts;
    this.#most = most;
  }

  /** In the order of the run. `folder` is the exact path, '' for a source's root; suppressed findings are not for here. */
  add(source: string, folder: string, finding: ReportFinding, verdicts: readonly Verdict[]): void {
    let top = this.#open.at(-1);
    while (top !== undefined && !top.around(source, folder)) {
      this.#close(top);
      this.#open.pop();
      top = this.#open.at(-1);
    }
    if (top?.path !== folder || top.source !== source) {
      top = new Folder(source, folder, finding.folder);
      this.#open.push(top);
    }
    const counts = this.#counts;
    top.add(
      finding,
      counts === null ? [] : verdicts.filter((verdict) => verdict.result === 'violation' && counts(verdict)),
    );
  }

  end(): Places {
    for (const folder of this.#open.splice(0)) this.#close(folder);
    this.#cut();
    return { top: this.#closed.map((folder) => folder.count()), total: this.#total };
  }

  #close(folder: Folder): void {
    if (this.#counts !== null && folder.violations === 0) return;
    this.#total++;
    this.#closed.push(folder);
    if (this.#closed.length >= 4 * this.#most) this.#cut();
  }

  #cut(): void {
    this.#closed = this.#closed.sort((a, b) => b.worse(a) || (a.place < b.place ? -1 : 1)).slice(0, this.#most);
  }
}

class Folder {
  readonly source: string;
  readonly path: string;
  readonly place: string;
  violations = 0;
  #item = '';
  #items = 0;
  #findings = { high: 0, medium: 0, low: 0 };
  #matches = 0;
  /** Matches of findings that are at least medium: what an inventory is ordered by. */
  #sure = 0;
  #score = 0;
  #risk = 0;
  #worst = severities.length;
  readonly #statuses = new Map<string, { type: string; status: string; verdicts: number }>();
  readonly #categories = new Map<string, number>();
  readonly #owners = new Set<string>();
  readonly #exposures = new Set<Exposure>();
  #oldest: string | null = null;
  #newest: string | null = null;

  constructor(source: string, path: string, place: string) {
    this.source = source;
    this.path = path;
    this.place = place;
  }

  around(source: string, folder: string): boolean {
    return source === this.source && (this.path === '' || folder === this.path || folder.startsWith(`${this.path}/`));
  }

  add(finding: ReportFinding, violations: readonly Verdict[]): void {
    if (finding.item !== this.#item) this.#addItem(finding);
    this.#findings[finding.confidence]++;
    this.#matches += finding.count;
    if (finding.confidence !== 'low') this.#sure += finding.count;
    this.#score = Math.max(this.#score, finding.score);
    this.#categories.set(finding.category, (this.#categories.get(finding.category) ?? 0) + finding.count);
    for (const verdict of violations) this.#addViolation(verdict);
  }

  #addViolation({ type, status, risk, severity }: Verdict): void {
    this.violations++;
    this.#risk = Math.max(this.#risk, risk?.score ?? 0);
    if (severity !== null) this.#worst = Math.min(this.#worst, severities.indexOf(severity));
    const key = `${type} ${status}`;
    const counted = this.#statuses.get(key) ?? { type, status, verdicts: 0 };
    counted.verdicts++;
    this.#statuses.set(key, counted);
  }

  #addItem({ item, facts }: ReportFinding): void {
    this.#item = item;
    this.#items++;
    // A folder of everybody's files: the report names three owners, so the first hundred will do.
    if (facts.owner !== null && this.#owners.size < 100) this.#owners.add(facts.owner);
    this.#exposures.add(facts.exposure);
    if (facts.mtime === null) return;
    if (this.#oldest === null || facts.mtime < this.#oldest) this.#oldest = facts.mtime;
    if (this.#newest === null || facts.mtime > this.#newest) this.#newest = facts.mtime;
  }

  /** Above 0 when this is worse than the other. Without violations all of the first are equal. */
  worse(other: Folder): number {
    const byViolations = other.#worst - this.#worst || this.#risk - other.#risk || this.violations - other.violations;
    return byViolations || this.#sure - other.#sure || this.#matches - other.#matches;
  }

  count(): PlaceCount {
    const { high, medium, low } = this.#findings;
    return {
      place: this.place,
      items: this.#items,
      findings: high + medium + low,
      matches: this.#matches,
      high,
      medium,
      low,
      violations: this.violations,
      statuses: [...this.#statuses.values()].sort((a, b) => b.verdicts - a.verdicts || (a.status < b.status ? -1 : 1)),
      worst: severities[this.#worst] ?? null,
      risk: this.#risk,
      score: this.#score,
      categories: mostFirst(this.#categories).slice(0, 5),
      owners: [...this.#owners].sort().slice(0, 3),
      exposure: widest(this.#exposures),
      oldest: this.#oldest,
      newest: this.#newest,
    };
  }
}

function mostFirst(counts: ReadonlyMap<string, number>): string[] {
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([key]) => key);
}

/** Not knowing is told where nothing worse is known. */
function widest(of: ReadonlySet<Exposure>): Exposure {
  for (const exposure of ['everyone', 'unknown', 'group'] as const) if (of.has(exposure)) return exposure;
  return exposures[0] ?? 'owner';
}
