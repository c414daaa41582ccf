import type { PolicyNote, PolicyPlace } from '../contracts/policy-note.ts';
import type { Verdict } from '../contracts/rule.ts';

/** What the policy names and a run did not meet: a place in which nothing lies, a column that no table has. */
export class PolicyNotes {
  /** Places in which nothing was met yet; of those in which something was, nothing more is asked. */
  #unmet: PolicyPlace[];
  readonly #sources = new Set<string>();
  /** By rule and column: tables that lack it, and whether some other has it. */
  readonly #columns = new Map<string, { rule: string; column: string; lacking: number; dated: boolean }>();

  constructor(places: readonly PolicyPlace[]) {
    this.#unmet = [...places];
  }

  item(source: string, path: string): void {
    this.#sources.add(source);
    let met = false;
    for (const place of this.#unmet) if (isIn(place, source, path)) met = true;
    if (met) this.#unmet = this.#unmet.filter((place) => !isIn(place, source, path));
  }

  verdicts(verdicts: readonly Verdict[]): void {
    for (const { type, because } of verdicts) {
      if (type !== 'retention') continue;
      const rule = because
        .find((reason) => reason.startsWith('rule='))
        ?.slice('rule='.length)
        .split(' ')[0];
      if (rule === undefined) continue;
      for (const reason of because) {
        const [, code, text] = /^(no_column|rows_dated_by)=(.*)$/s.exec(reason) ?? [];
        if (code === undefined || text === undefined) continue;
        const column = code === 'no_column' ? text : text.replace(/ grade [A-D]$/, '');
        const key = `${rule}\0${column}`;
        const known = this.#columns.get(key) ?? { rule, column, lacking: 0, dated: false };
        this.#columns.set(key, known);
        if (code === 'no_column') known.lacking++;
        else known.dated = true;
      }
    }
  }

  /** Of sources that the run did not list nothing can be said. */
  end(): PolicyNote[] {
    const places = this.#unmet
      .filter(({ source }) => source === '*' || this.#sources.has(source))
      .map((place): PolicyNote => ({ kind: 'empty_place', rule: place.rule, what: `${place.source}:${place.glob}` }));
    const columns = [...this.#columns.values()]
      .filter(({ lacking, dated }) => lacking > 0 && !dated)
      .map(({ rule, column }): PolicyNote => ({ kind: 'no_such_column', rule, what: column }));
    const key = ({ rule, what }: PolicyNote) => `${rule}\0${what}`;
    return [...places, ...columns.sort((a, b) => (key(a) < key(b) ? -1 : 1))];
  }
}

/** What the path begins with is asked first: most places are told apart by it. */
function isIn({ source, below, matches }: PolicyPlace, of: string, path: string): boolean {
  return (source === '*' || source === of) && path.startsWith(below) && matches(path);
}
