import type { CopyEnd, ReportCopy, Summary } from '../contracts/report.ts';
import { type Result, severities, type Verdict } from '../contracts/rule.ts';
import type { Copy } from '../contracts/store.ts';
import type { ReportStore, SeenItem, Step } from './walk.ts';

const most = 50;
/** More pairs than these are asked for anew each time: they are not held. */
const mostHeld = 10_000;

/**
 * The copies of a run as reports show them. Built in three steps: which items it is about, what the run says of these,
 * then pair by pair. Holds these items' places, and as many pairs as are few.
 */
export class Copies {
  readonly #ask: () => AsyncIterable<Copy>;
  readonly #ends = new Map<string, { end: CopyEnd | null; location: Verdict | null }>();
  #held: Copy[] | null = [];

  private constructor(ask: () => AsyncIterable<Copy>) {
    this.#ask = ask;
  }

  /** @param isShared whether several people have the same value: then it makes no copy on its own */
  static async of(store: ReportStore, run: string, isShared: (detector: string) => boolean): Promise<Copies> {
    const copies = new Copies(() => telling(store.copies(run), isShared));
    for await (const copy of copies.#ask()) {
      for (const id of [copy.item, copy.other]) copies.#ends.set(id, { end: null, location: null });
      copies.#held?.push(copy);
      if (copies.#held !== null && copies.#held.length > mostHeld) copies.#held = null;
    }
    return copies;
  }

  /** To be told all steps of the run. */
  see(step: Step, show: (item: SeenItem) => Omit<CopyEnd, 'location'>): void {
    const known = this.#ends.get(step.item.id);
    if (known === undefined) return;
    if (step.finding === null) known.end = { ...show(step.item), location: null };
    else
      for (const verdict of step.verdicts)
        if (verdict.type === 'location') known.location = worse(known.location, verdict);
  }

  async *all(): AsyncGenerator<ReportCopy> {
    for await (const copy of this.#held ?? this.#ask()) {
      const [table, other] = [this.#end(copy.item), this.#end(copy.other)];
      if (table !== null && other !== null) yield { table, other, matches: copy.matches };
    }
  }

  async top(): Promise<Summary['copies']> {
    let top: ReportCopy[] = [];
    let total = 0;
    for await (const copy of this.all()) {
      total++;
      top.push(copy);
      if (top.length >= 4 * most) top = worst(top);
    }
    return { top: worst(top), total };
  }

  #end(item: string): CopyEnd | null {
    const { end = null, location = null } = this.#ends.get(item) ?? {};
    if (end === null || location === null) return end;
    const { status, result, severity } = location;
    return { ...end, location: { status, result, severity } };
  }
}

async function* telling(copies: AsyncIterable<Copy>, isShared: (detector: string) => boolean): AsyncGenerator<Copy> {
  for await (const copy of copies) if (!copy.matches.every(({ detector }) => isShared(detector))) yield copy;
}

const graver: readonly Result[] = ['allowed', 'unknown', 'review', 'violation'];

function worse(known: Verdict | null, verdict: Verdict): Verdict {
  return known === null || gravity(verdict) > gravity(known) ? verdict : known;
}

function gravity({ result, severity }: Pick<Verdict, 'result' | 'severity'>): number {
  return graver.indexOf(result) * 10 + (severity === null ? 0 : severities.length - severities.indexOf(severity));
}

/** Where the copy may not be, then those in other sources, then with most kinds of data; else in their order. */
function worst(copies: readonly ReportCopy[]): ReportCopy[] {
  const key = ({ table, other, matches }: ReportCopy) => [
    other.location === null ? 0 : gravity(other.location),
    table.source === other.source ? 0 : 1,
    matches.length,
  ];
  const keyed = copies.map((copy) => ({ copy, key: key(copy) }));
  keyed.sort((a, b) => a.key.reduce((order, part, at) => order || (b.key[at] ?? 0) - part, 0));
  return keyed.slice(0, most).map(({ copy }) => copy);
}
