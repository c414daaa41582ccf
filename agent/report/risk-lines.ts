import type { Confidence } from '../contracts/finding.ts';
import type { Exposure } from '../contracts/item.ts';
import type { ReportFinding } from '../contracts/report.ts';
import type { RiskLine, RiskLines } from '../contracts/risk-line.ts';
import { type Risk, type Severity, severities, type Verdict } from '../contracts/rule.ts';

/** How violations are gathered; what is known of risk is told by who knows. */
export interface RiskLineOptions {
  readonly most: number;
  /** Folders of a place, and steps of a category. */
  readonly folders: number;
  readonly categories: number;
  id(...about: readonly string[]): string;
  /** A violation's risk as if it were of so many persons. */
  ofPersons(of: Assessed, persons: number): Assessed;
  /** 0 to 1 as 1 to 5. */
  band(value: number): number;
}

interface Assessed {
  readonly risk: Risk;
  readonly severity: Severity;
}

/**
 * Gathers violations by place, category and kind of violation. The gravest lines stay as they are; what is beyond the
 * number wanted is gathered by source, then everywhere, then of any category: nothing is dropped.
 */
export class RiskLineCounter {
  readonly #options: RiskLineOptions;
  /** Places around the one at hand, outermost first: files of a folder stand before and behind those of its folders. */
  readonly #open: Place[] = [];
  #closed: Line[] = [];
  /** Gathered already, as they were beyond the number wanted. */
  readonly #gathered = new Map<string, Line>();
  #before = 0;

  constructor(options: RiskLineOptions) {
    this.#options = options;
  }

  /** In the order of the run. @param at source and folder, exact; a table is a folder of its columns */
  add(finding: ReportFinding, verdicts: readonly Verdict[], at: { source: string; folder: string }): void {
    const violations = verdicts.filter(({ result }) => result === 'violation');
    if (violations.length === 0) return;
    const place = this.#placeOf(finding, at);
    const category = finding.category.split('.').slice(0, this.#options.categories).join('.');
    for (const verdict of violations) place.line(category, verdict).add(finding, verdict);
  }

  end(): RiskLines {
    for (const place of this.#open.splice(0)) this.#close(place);
    const { most } = this.#options;
    let kept = fold(this.#closed, bySource, most, this.#gathered);
    if (kept.length > most) kept = fold(kept, everywhere, most);
    if (kept.length > most) kept = fold(kept, ofAnyCategory, most);
    return { lines: kept.sort(byRisk).map((line) => line.told()), before: this.#before };
  }

  #placeOf(finding: ReportFinding, { source, folder }: { source: string; folder: string }): Place {
    const { folders } = this.#options;
    const table = finding.column !== undefined;
    const path = table ? folder : folder.split('/').slice(0, folders).join('/');
    let top = this.#open.at(-1);
    while (top !== undefined && !top.around(source, path)) {
      this.#close(top);
      this.#open.pop();
      top = this.#open.at(-1);
    }
    if (top?.path === path && top.source === source) return top;
    const shown = table ? finding.folder : finding.folder.split('/').slice(0, 1 + folders);
    const opened = new Place(source, path, finding.source, [shown].flat().join('/'), this.#options);
    this.#open.push(opened);
    return opened;
  }

  #close(place: Place): void {
    for (const line of place.lines()) {
      this.#before++;
      this.#closed.push(line);
    }
    // Who is not among the first of these is not among the first of all.
    if (this.#closed.length < 20 * this.#options.most) return;
    this.#closed.sort(byRisk);
    for (const line of this.#closed.splice(this.#options.most)) gather(this.#gathered, bySource, line);
  }
}

class Place {
  readonly source: string;
  readonly path: string;
  readonly #shown: { source: string; place: string };
  readonly #options: RiskLineOptions;
  readonly #lines = new Map<string, Line>();

  constructor(source: string, path: string, shownSource: string, shownPlace: string, options: RiskLineOptions) {
    this.source = source;
    this.path = path;
    this.#shown = { source: shownSource, place: shownPlace };
    this.#options = options;
  }

  around(source: string, path: string): boolean {
    return source === this.source && (this.path === '' || path === this.path || path.startsWith(`${this.path}/`));
  }

  line(category: string, { type, status }: Verdict): Line {
    const key = [category, type, status].join('\0');
    const known = this.#lines.get(key);
    if (known !== undefined) return known;
    const about = { ...this.#shown, scope: 'place' as const, category, type, status };
    const made = new Line({ ...about, key: ['place', this.source, this.path] }, this.#options);
    this.#lines.set(key, made);
    return made;
  }

  lines(): Iterable<Line> {
    return this.#lines.values();
  }
}

interface About {
  /** What the id is made from, beside category and violation: exact names. */
  readonly key: readonly string[];
  readonly scope: RiskLine['scope'];
  readonly source: string | null;
  readonly place: string;
  readonly category: string;
  readonly type: string;
  readonly status: string;
}

class Line {
  readonly about: About;
  readonly #options: RiskLineOptions;
  #places = 0;
  #item = '';
  #items = 0;
  #findings = 0;
  #matches = 0;
  #persons = 0;
  /** Of the item at hand, the finding with most. */
  #personsHere = 0;
  #from: Risk['personsFrom'] = 'fingerprints';
  /** By impact of the data, the violation that is likeliest: one of these is the gravest, for any number of persons. */
  readonly #gravest = new Map<string, Assessed & { readonly finding: string }>();
  readonly #rules = new Set<string>();
  readonly #citations = new Set<string>();
  readonly #owners = new Set<string>();
  readonly #exposures = new Set<Exposure>();
  #since: string | null = null;
  #daysOverdue: number | null = null;
  #confidence: Confidence = 'low';
  #assessed: (Assessed & { readonly finding: string }) | null = null;

  constructor(about: About, options: RiskLineOptions) {
    this.about = about;
    this.#options = options;
    this.#places = about.scope === 'place' ? 1 : 0;
  }

  add(finding: ReportFinding, verdict: Verdict): void {
    if (finding.item !== this.#item) {
      this.#closeItem();
      this.#item = finding.item;
      this.#items++;
      if (this.#owners.size < 100 && finding.facts.owner !== null) this.#owners.add(finding.facts.owner);
    }
    this.#exposures.add(finding.readers?.everyone === true ? 'everyone' : finding.facts.exposure);
    this.#findings++;
    this.#matches += finding.count;
    this.#confidence = surer(this.#confidence, finding.confidence);
    this.#told(verdict.rule, verdict.citations, verdict.since, verdict.numbers['daysOverdue'] ?? null);
    const { risk, severity } = verdict;
    if (risk === null || severity === null) return;
    this.#personsHere = Math.max(this.#personsHere, risk.persons);
    if (risk.personsFrom === 'occurrences') this.#from = 'occurrences';
    this.#weigh({ risk, severity, finding: finding.id });
  }

  /** What another line says, as part of this one. */
  take(other: Line): void {
    other.#closeItem();
    this.#places += other.#places;
    this.#items += other.#items;
    this.#findings += other.#findings;
    this.#matches += other.#matches;
    this.#persons += other.#persons;
    if (other.#from === 'occurrences') this.#from = 'occurrences';
    for (const of of other.#gravest.values()) this.#weigh(of);
    for (const rule of other.#rules) this.#told(rule, [], null, null);
    this.#told(null, [...other.#citations], other.#since, other.#daysOverdue);
    for (const owner of other.#owners) if (this.#owners.size < 100) this.#owners.add(owner);
    for (const exposure of other.#exposures) this.#exposures.add(exposure);
    this.#confidence = surer(this.#confidence, other.#confidence);
  }

  emptyAs(about: About): Line {
    return new Line(about, this.#options);
  }

  get risk(): Assessed & { readonly finding: string } {
    this.#closeItem();
    this.#assessed ??= gravestOf(
      [...this.#gravest.values()].map(({ finding, ...of }) => {
        return { ...this.#options.ofPersons(of, this.#persons), finding };
      }),
    );
    return this.#assessed;
  }

  get matches(): number {
    return this.#matches;
  }

  told(): RiskLine {
    const { finding, risk, severity } = this.risk;
    const { key, ...about } = this.about;
    return {
      id: this.#options.id(...key, about.category, about.type, about.status),
      ...about,
      places: this.#places,
      items: this.#items,
      findings: this.#findings,
      matches: this.#matches,
      persons: this.#persons,
      severity,
      risk: { ...risk, personsFrom: this.#from },
      impact: this.#options.band(risk.impact),
      likelihood: this.#options.band(risk.likelihood),
      rules: [...this.#rules].sort().slice(0, 10),
      citations: [...this.#citations].sort().slice(0, 10),
      owners: [...this.#owners].sort().slice(0, 3),
      exposure: (['everyone', 'unknown', 'group'] as const).find((one) => this.#exposures.has(one)) ?? 'owner',
      since: this.#since,
      daysOverdue: this.#daysOverdue,
      confidence: this.#confidence,
      gravest: finding,
    };
  }

  #closeItem(): void {
    this.#persons += this.#personsHere;
    this.#personsHere = 0;
  }

  /** Of equal impact, the likelier is the graver whatever the number of persons; a floor counts for itself. */
  #weigh(of: Assessed & { readonly finding: string }): void {
    const { sensitivity = 1, identifiability = 1 } = of.risk.factors;
    const key = `${sensitivity * identifiability} ${of.risk.floor ?? ''}`;
    const known = this.#gravest.get(key);
    if (known === undefined || likelier(of, known) > 0) this.#gravest.set(key, of);
    this.#assessed = null;
  }

  #told(rule: string | null, citations: readonly string[], since: string | null, days: number | null): void {
    if (rule !== null && this.#rules.size < 100) this.#rules.add(rule);
    for (const citation of citations) if (this.#citations.size < 100) this.#citations.add(citation);
    if (since !== null && (this.#since === null || since < this.#since)) this.#since = since;
    if (days !== null) this.#daysOverdue = Math.max(this.#daysOverdue ?? 0, days);
  }
}

/** The highest score, and the gravest severity: a floor may have lifted that of another. */
function gravestOf<T extends Assessed>(all: readonly T[]): T {
  const highest = all.reduce((a, b) => (b.risk.score > a.risk.score ? b : a));
  const lifted = all.reduce((a, b) => (rank(b) < rank(a) ? b : a), highest);
  if (rank(lifted) === rank(highest)) return highest;
  return { ...highest, severity: lifted.severity, risk: { ...highest.risk, floor: lifted.risk.floor } };
}

const rank = ({ severity }: Assessed) => severities.indexOf(severity);

/** Above 0 when `a` is. */
function likelier(a: Assessed, b: Assessed): number {
  return a.risk.likelihood - b.risk.likelihood || a.risk.score - b.risk.score;
}

const sure: readonly Confidence[] = ['low', 'medium', 'high'];
const surer = (a: Confidence, b: Confidence) => (sure.indexOf(b) > sure.indexOf(a) ? b : a);

function byRisk(a: Line, b: Line): number {
  const [first, second] = [a.risk, b.risk];
  const severity = severities.indexOf(first.severity) - severities.indexOf(second.severity);
  const order = severity || second.risk.score - first.risk.score || b.matches - a.matches;
  return order || (nameOf(a) < nameOf(b) ? -1 : 1);
}

const nameOf = ({ about }: Line) => tupleOf(about);
const tupleOf = ({ key, category, type, status }: About) => [...key, category, type, status].join('\0');

type Coarser = (about: About) => About;

const bySource: Coarser = (about) => ({
  ...about,
  key: ['source', about.key[1] ?? ''],
  scope: 'source',
  place: `${about.source} (other places)`,
});

const everywhere: Coarser = (about) => ({
  ...about,
  key: ['everywhere'],
  scope: 'everywhere',
  source: null,
  place: '(other places)',
});

const ofAnyCategory: Coarser = (about) => ({ ...everywhere(about), category: 'any' });

/** Keeps as many of the gravest as there is room for beside what the others become when gathered. */
function fold(lines: readonly Line[], coarser: Coarser, most: number, gathered = new Map<string, Line>()): Line[] {
  const sorted = [...lines].sort(byRisk);
  let keep = Math.min(sorted.length, most);
  const into = new Map<string, number>();
  const keyOf = ({ about }: Line) => tupleOf(coarser(about));
  for (const key of gathered.keys()) into.set(key, 1);
  for (const line of sorted.slice(keep)) into.set(keyOf(line), 1);
  while (keep > 0 && keep + into.size > most) into.set(keyOf(sorted[--keep] as Line), 1);
  for (const line of sorted.slice(keep)) gather(gathered, coarser, line);
  return [...sorted.slice(0, keep), ...gathered.values()];
}

function gather(into: Map<string, Line>, coarser: Coarser, line: Line): void {
  const about = coarser(line.about);
  const key = tupleOf(about);
  const known = into.get(key) ?? line.emptyAs(about);
  into.set(key, known);
  known.take(line);
}
