import type { Finding } from '../contracts/finding.ts';
import type { Now, Verdict } from '../contracts/rule.ts';
import type { Store, StoredItem } from '../contracts/store.ts';
import type { CompiledPolicy } from './compile.ts';
import { judgeItem } from './judge.ts';
import type { ExceptionEntry } from './policy.ts';

/** A policy with what it needs to know besides stored facts. */
export interface Judge {
  readonly policy: CompiledPolicy;
  /** Source name to kind. */
  readonly sourceKinds: ReadonlyMap<string, string>;
  /** Detectors that tell whose data it is by nature: a customer number. */
  readonly detectorSubjects: ReadonlyMap<string, 'customer' | 'employee'>;
  /** By finding, what people decided in reviews, as exceptions. */
  readonly decided: ReadonlyMap<string, readonly ExceptionEntry[]>;
  verdictId(finding: string, type: string): string;
}

/** Judges everything a run found, from the store alone: no file is opened. In order of source and path. */
export async function* judgeRun(
  store: Store,
  run: string,
  judge: Judge,
  now: Now,
  /** Told of each item as it is judged. */
  judged: (
    item: StoredItem,
    findings: readonly Finding[],
    verdicts: readonly Verdict[],
  ) => Promise<void> = async () => {},
): AsyncGenerator<Verdict> {
  let item = '';
  let findings: Finding[] = [];
  for await (const { item: of, ...finding } of store.findings(run)) {
    if (of !== item) {
      yield* judgeOne(store, judge, item, findings, now, judged);
      item = of;
      findings = [];
    }
    findings.push(finding);
  }
  yield* judgeOne(store, judge, item, findings, now, judged);
}

async function* judgeOne(
  store: Store,
  judge: Judge,
  id: string,
  findings: readonly Finding[],
  now: Now,
  judged: (item: StoredItem, findings: readonly Finding[], verdicts: readonly Verdict[]) => Promise<void>,
) {
  const item = findings.length === 0 ? null : await store.item(id);
  if (item === null) return;
  const verdicts = await judgeStored(store, judge, item, findings, now);
  await judged(item, findings, verdicts);
  yield* verdicts;
}

/** What the policy says of one item, as it is stored or about to be. */
export async function judgeStored(
  store: Pick<Store, 'modifiedCopies'>,
  judge: Judge,
  item: StoredItem,
  findings: readonly Finding[],
  now: Now,
): Promise<readonly Verdict[]> {
  const source = { name: item.source, kind: judge.sourceKinds.get(item.source) ?? 'folder' };
  const modified = item.contentHash === null ? [] : await store.modifiedCopies(item.contentHash);
  const copies = modified.length > 1 ? modified.map((mtime) => ({ mtime })) : [];
  return judgeItem(judge.policy, item, source, findings, now, { ...judge, copies });
}
