import type { ListedPlaces, ProcessingRecord, RecordRow } from '../contracts/records.ts';
import type { ReportFinding } from '../contracts/report.ts';
import type { Verdict } from '../contracts/rule.ts';
import type { Coverage } from '../contracts/store.ts';

const most = 20;

/** What a run saw of each activity and category: counted in the order of the run. */
export class RecordCounter {
  readonly #rows: readonly Row[];

  constructor(rows: readonly RecordRow[]) {
    this.#rows = rows.map((row) => new Row(row));
  }

  add(finding: ReportFinding, verdicts: readonly Verdict[]): void {
    for (const row of this.#rows) row.add(finding, verdicts);
  }

  /** @param coverage of each source, by its exact name */
  end(coverage: readonly Coverage[], finished: boolean): ProcessingRecord[] {
    return this.#rows.map((row) => row.end(coverage, finished));
  }
}

/** Where it may not lie. What no rule watches there (`out_of_scope`) is nobody's activity. */
const strayed = new Set(['unknown_location', 'not_approved']);

class Row {
  readonly #row: RecordRow;
  readonly #covers: (category: string) => boolean;
  readonly #observed = new Places();
  readonly #unapproved = new Places();
  readonly #holds = new Set<string>();
  readonly #exceptions = new Set<string>();
  #item = '';
  #items = 0;
  #findings = 0;
  #matches = 0;
  #exposed = 0;
  #oldest: string | null = null;
  #rowsPast = 0;
  /** Of the item at hand: several columns of a table speak of the same rows. */
  #rowsHere = 0;
  #stateHere: State = 'kept';
  readonly #states = { past: 0, perhaps: 0, open: 0, kept: 0 };

  constructor(row: RecordRow) {
    this.#row = row;
    const key = row.category.replace(/\.\*$/, '');
    this.#covers = (category) => category === key || category.startsWith(`${key}.`);
  }

  add(finding: ReportFinding, verdicts: readonly Verdict[]): void {
    if (!this.#covers(finding.category) || finding.count === 0) return;
    const location = verdicts.find(({ type }) => type === 'location');
    const where = location === undefined ? null : this.#where(location);
    if (where === null) return;
    if (finding.item !== this.#item) {
      this.#closeItem();
      this.#item = finding.item;
      this.#items++;
    }
    this.#findings++;
    this.#matches += finding.count;
    where.add(finding.folder);
    for (const verdict of verdicts) this.#told(verdict);
  }

  end(coverage: readonly Coverage[], finished: boolean): ProcessingRecord {
    this.#closeItem();
    const { past, perhaps, open } = this.#states;
    const { sources } = this.#row;
    const own = sources === null ? coverage : coverage.filter(({ source }) => sources.includes(source));
    const complete = finished && coverage.every(({ partly, unread, gaps }) => partly + unread + gaps === 0);
    const known = this.#row.rules.length > 0 && complete && perhaps + open === 0;
    return {
      ...this.#row,
      evidence: {
        observed: this.#observed.listed(),
        unapproved: this.#unapproved.listed(),
        findings: this.#findings,
        matches: this.#matches,
        items: this.#items,
        pastRetention: past,
        perhapsPastRetention: perhaps,
        undetermined: open,
        rowsPastRetention: this.#rowsPast,
        oldest: this.#oldest,
        holds: [...this.#holds].sort(),
        exceptions: [...this.#exceptions].sort(),
        exposed: this.#exposed,
        coverage: readOf(own),
        coverageOfRun: readOf(coverage),
        retained: past > 0 ? 'no' : known ? 'yes' : 'not_determined',
      },
    };
  }

  /** Null when it is not this activity's. */
  #where({ status, rule, subject, because }: Verdict): Places | null {
    const { subjects } = this.#row.activity;
    const fits = subjects === null || subject === 'unknown' || subjects.includes(subject);
    if (!fits || status === 'out_of_scope') return null;
    const excepted = status === 'exception';
    if (excepted && rule !== null) this.#exceptions.add(rule);
    if (excepted || strayed.has(status)) return this.#unapproved;
    if (rule === null || !this.#row.locations.includes(rule)) return null;
    // A place may be approved for several: then it says for which.
    const approval = because.find((reason) => reason.startsWith('approved_for='))?.split(' ')[1];
    return approval === undefined || approval === this.#row.activity.id ? this.#observed : null;
  }

  #told(verdict: Verdict): void {
    const { type, status, result, rule } = verdict;
    if (status === 'exception' && rule !== null) this.#exceptions.add(rule);
    if (type === 'exposure' && result === 'violation') this.#exposed++;
    if (type !== 'retention') return;
    if (verdict.numbers['held'] === 1 && rule !== null) this.#holds.add(rule);
    const began = verdict.rows?.oldest ?? verdict.dates['earliest'] ?? null;
    if (began !== null && (this.#oldest === null || began < this.#oldest)) this.#oldest = began;
    if (status === 'overdue') this.#rowsHere = Math.max(this.#rowsHere, verdict.rows?.overdue ?? 0);
    const state = stateOf(verdict);
    if (order.indexOf(state) > order.indexOf(this.#stateHere)) this.#stateHere = state;
  }

  #closeItem(): void {
    if (this.#item !== '') this.#states[this.#stateHere]++;
    this.#rowsPast += this.#rowsHere;
    this.#rowsHere = 0;
    this.#stateHere = 'kept';
    this.#item = '';
  }
}

type State = 'kept' | 'open' | 'perhaps' | 'past';
const order: readonly State[] = ['kept', 'open', 'perhaps', 'past'];

/** A violation that only doubt made a review is not certain; what a hold keeps is as it should be. */
function stateOf({ status, result }: Verdict): State {
  if (result === 'violation') return 'past';
  if (status === 'overdue' || status === 'possibly_overdue') return 'perhaps';
  if (status === 'hold_and_overdue' || result === 'allowed') return 'kept';
  return 'open';
}

/** The first places; of the others their number alone, for places that come one after the other. */
class Places {
  readonly #first = new Set<string>();
  #last = '';
  #total = 0;

  add(place: string): void {
    if (place === this.#last || this.#first.has(place)) return;
    this.#last = place;
    this.#total++;
    if (this.#first.size < most) this.#first.add(place);
  }

  listed(): ListedPlaces {
    return { first: [...this.#first], total: this.#total };
  }
}

function readOf(coverage: readonly Coverage[]): number {
  const [read, wanted] = coverage.reduce(
    ([done, all], of) => [done + of.read, all + of.listed - of.excluded] as const,
    [0, 0] as readonly [number, number],
  );
  return wanted === 0 ? 0 : read / wanted;
}
