import { hash } from 'node:crypto';
import type { Item } from '../contracts/item.ts';
import type { Trouble } from '../contracts/source.ts';

/**
 * Of all that the listing of a unit gave, and the recipe that its items were read by; null where it holds what is to be
 * looked at in any case. Names and signatures hold no NUL.
 */
export function digestOf(items: readonly (Item | Trouble)[], recipe: string): Uint8Array | null {
  let text = recipe;
  for (const item of items) {
    if ('trouble' in item || item.table !== undefined) return null;
    text += `\0${item.path}\0${item.signature}\0${item.excluded ?? ''}`;
  }
  return hash('sha256', text, 'buffer').subarray(0, 16);
}
