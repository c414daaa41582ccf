import type { Finding } from '../contracts/finding.ts';
import type { Verdict } from '../contracts/rule.ts';

/** The findings of one item with what the policy says of each. */
export interface JudgedItem {
  readonly item: string;
  readonly findings: readonly { readonly finding: Finding; readonly verdicts: readonly Verdict[] }[];
}

/**
 * Findings and verdicts side by side, item by item: both come in order of items, and nothing is held but one item.
 * @throws Error when they don't fit each other: a verdict must not get lost.
 */
export async function* judgedItems(
  findings: AsyncIterable<Finding & { readonly item: string }>,
  verdicts: AsyncIterable<Verdict>,
): AsyncGenerator<JudgedItem> {
  const said = verdicts[Symbol.asyncIterator]();
  let next = await said.next();
  const withVerdicts = async (item: string, group: readonly Finding[]): Promise<JudgedItem> => {
    const of = new Map<string, Verdict[]>(group.map(({ id }) => [id, []]));
    for (; next.done !== true; next = await said.next()) {
      const list = of.get(next.value.finding);
      if (list === undefined) break;
      list.push(next.value);
    }
    return { item, findings: group.map((finding) => ({ finding, verdicts: of.get(finding.id) ?? [] })) };
  };
  let group: Finding[] = [];
  let item = '';
  for await (const { item: of, ...finding } of findings) {
    if (of !== item && group.length > 0) {
      yield await withVerdicts(item, group);
      group = [];
    }
    item = of;
    group.push(finding);
  }
  if (group.length > 0) yield await withVerdicts(item, group);
  if (next.done !== true) throw new Error('the store gave a verdict out of order, or of no finding');
}
