import type { PlaceHop } from '../contracts/place.ts';
import type { Safe } from '../contracts/sensitive.ts';
import { ours } from './seal.ts';

/** How names from content are made safe. */
export type Seal = (name: string) => Safe;

/** `Sheet1`, `page 3`, `slide 2`; hops joined by commas. Names from content are sealed. */
export function placeOf(at: readonly PlaceHop[], seal: Seal): Safe {
  return ours(at.map((hop) => hopText(hop, seal)).join(', '));
}

function hopText(hop: PlaceHop, seal: Seal): string {
  if ('n' in hop) return `${hop.kind} ${hop.n}`;
  if ('ref' in hop) return seal(hop.ref);
  return hop.kind === 'column' ? `column ${seal(hop.name)}` : seal(hop.name);
}

/** A cell of a sheet (`Sheet1!B7`) or of a row (`row 7, column email`). */
export function cellPlace(at: Safe, cite: 'cell' | 'row', n: number, index: number, column: Safe): Safe {
  if (cite === 'cell') return ours(at === '' ? letters(index) + n : `${at}!${letters(index)}${n}`);
  return join(at, ours(`row ${n}, ${column.startsWith('column ') ? column : `column ${column}`}`));
}

export function join(at: Safe, more: Safe): Safe {
  return at === '' || more === '' ? ours(at + more) : ours(`${at}, ${more}`);
}

/** A to Z, AA … */
function letters(index: number): string {
  let name = '';
  for (let left = index + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  }
  return name;
}
