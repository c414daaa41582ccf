import type { Finding } from '../contracts/finding.ts';
import type { Verdict } from '../contracts/rule.ts';
import type { Store, StoredItem } from '../contracts/store.ts';

/** What of a store a report is made from. */
export type ReportStore = Pick<
  Store,
  'items' | 'tellingItems' | 'findings' | 'verdicts' | 'gaps' | 'coverage' | 'copies' | 'difference' | 'differences'
>;

export type SeenItem = StoredItem & { readonly carried: boolean };

/** An item of which there is something to tell, before its findings; then each of its findings with what the policy says of it. */
export type Step =
  | { readonly item: SeenItem; readonly finding: null }
  | { readonly item: SeenItem; readonly finding: Finding; readonly verdicts: readonly Verdict[] };

/**
 * A run in one pass: three streams of the store side by side, so that nothing is held but the finding at hand.
 * @throws Error when the store's streams don't fit each other: a finding must not get lost in a report.
 */
export async function* walk(store: ReportStore, run: string, judged: boolean): AsyncGenerator<Step> {
  await using findings = ahead(store.findings(run));
  await using verdicts = ahead(judged ? store.verdicts(run) : none());
  for await (const item of store.tellingItems(run)) {
    yield { item, finding: null };
    for (let found = await findings.peek(); found?.item === item.id; found = await findings.peek()) {
      findings.take();
      yield { item, finding: found, verdicts: await verdictsOf(found.id, verdicts) };
    }
  }
  if ((await findings.peek()) !== null) throw new Error('the store gave a finding of an item that the run did not see');
  if ((await verdicts.peek()) !== null) throw new Error('the store gave a verdict out of order, or of no finding');
}

async function verdictsOf(finding: string, verdicts: Ahead<Verdict>): Promise<readonly Verdict[]> {
  const found: Verdict[] = [];
  for (let next = await verdicts.peek(); next?.finding === finding; next = await verdicts.peek()) {
    found.push(next);
    verdicts.take();
  }
  return found.sort((a, b) => (a.type < b.type ? -1 : 1));
}

interface Ahead<T> extends AsyncDisposable {
  /** The next one, without taking it; null at the end. */
  peek(): Promise<T | null>;
  take(): void;
}

function ahead<T>(stream: AsyncIterable<T>): Ahead<T> {
  const iterator = stream[Symbol.asyncIterator]();
  let next: T | null = null;
  let ended = false;
  return {
    async peek() {
      if (next !== null || ended) return next;
      const result = await iterator.next();
      if (result.done === true) ended = true;
      else next = result.value;
      return next;
    },
    take() {
      next = null;
    },
    async [Symbol.asyncDispose]() {
      await iterator.return?.();
    },
  };
}

async function* none(): AsyncGenerator<never> {}
