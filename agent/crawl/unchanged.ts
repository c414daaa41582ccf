import type { Item } from '../contracts/item.ts';
import type { ProblemCode } from '../contracts/problem.ts';
import type { KnownItem } from '../contracts/store.ts';

/** `read`: open it. `keep`: the ledger's outcome still stands. `refresh`: it stands, but who may read it has changed. */
export type Decision = 'read' | 'keep' | 'refresh';

/**
 * Whether an item must be opened. `holds` says whether what another recipe gave is what this one would give.
 * Its signature is `content|facts`: when only the part behind the bar differs, the
 * content is as it was and the facts are taken anew.
 */
export function decide(
  item: Item,
  known: KnownItem | undefined,
  recipe: string,
  holds: (known: KnownItem) => boolean = () => false,
): Decision {
  if (known === undefined) return 'read';
  const leftOut = known.excluded !== null && known.excluded !== 'kind';
  if (item.excluded !== null)
    return known.excluded === item.excluded && known.signature === item.signature ? 'keep' : 'read';
  if (leftOut || contentOf(known.signature) !== contentOf(item.signature)) return 'read';
  if (known.recipe !== recipe && !holds(known)) return 'read';
  return known.signature === item.signature ? 'keep' : 'refresh';
}

/** The part of a signature that tells whether the content is as it was. */
export function contentOf(signature: string): string {
  return signature.split('|', 1)[0] ?? '';
}

/** A signature that no listing gives, of which the content's part is the same: facts are then taken anew. */
export function toRecount(signature: string): string {
  return `${contentOf(signature)}|`;
}

/** Failures that lie outside the item: it may be readable next time though nothing about it changes. */
const passing: readonly ProblemCode[] = ['unreadable', 'vanished', 'changed', 'internal'];

/** An outcome with a passing failure is kept under no recipe, so that the next run opens the item again. */
export function recipeToKeep(
  recipe: string,
  problems: readonly { readonly code: ProblemCode; readonly detail?: string | null }[],
): string {
  const passes = ({ code, detail }: (typeof problems)[number]) =>
    passing.includes(code) || detail === 'statement_timeout';
  return problems.some(passes) ? '' : recipe;
}
