import type { ReportFinding, RowsCount, TableCount } from '../contracts/report.ts';
import type { Verdict } from '../contracts/rule.ts';

const most = 50;

/** Counts rows table by table. Several columns and rules speak of the same rows: the verdict that finds most counts. */
export class RowCounter {
  #item = '';
  #open: TableCount | null = null;
  #top: TableCount[] = [];
  #tables = 0;
  #rows = 0;
  #overdue = 0;
  #possibly = 0;
  #total = 0;
  #oldest: string | null = null;
  readonly #byYear = new Map<string, number>();

  /** In the order of the run. */
  add(finding: ReportFinding, { status, rule, rows: judged }: Verdict): void {
    if (judged === undefined) return;
    if (finding.item !== this.#item) this.#close();
    this.#item = finding.item;
    const counts = pastDue.has(status) ? judged : { ...judged, overdue: 0, possibly: 0 };
    const table = { place: finding.folder, finding: finding.id, status, rule, judged: counts };
    if (this.#open === null || worse(table, this.#open) > 0) this.#open = table;
  }

  end(): RowsCount {
    this.#close();
    this.#cut();
    return {
      tables: this.#tables,
      rows: this.#rows,
      overdue: this.#overdue,
      possibly: this.#possibly,
      oldest: this.#oldest,
      byYear: [...this.#byYear].sort(([a], [b]) => (a < b ? -1 : 1)).map(([year, rows]) => ({ year, rows })),
      top: this.#top,
      total: this.#total,
    };
  }

  #close(): void {
    const table = this.#open;
    this.#open = null;
    if (table === null) return;
    const { rows, overdue, possibly, oldest, byYear } = table.judged;
    this.#tables++;
    this.#rows += rows;
    if (overdue + possibly === 0) return;
    this.#overdue += overdue;
    this.#possibly += possibly;
    this.#total++;
    if (oldest !== null && (this.#oldest === null || oldest < this.#oldest)) this.#oldest = oldest;
    for (const { year, rows: some } of byYear) this.#byYear.set(year, (this.#byYear.get(year) ?? 0) + some);
    this.#top.push(table);
    if (this.#top.length >= 4 * most) this.#cut();
  }

  #cut(): void {
    this.#top = this.#top.sort((a, b) => worse(b, a) || (a.place < b.place ? -1 : 1)).slice(0, most);
  }
}

const pastDue = new Set(['overdue', 'hold_and_overdue', 'possibly_overdue']);

/** Above 0 when the first is. */
function worse({ judged: a }: TableCount, { judged: b }: TableCount): number {
  return a.overdue - b.overdue || a.possibly - b.possibly;
}
