/** Whether the first row names the columns. */
export interface Header {
  readonly names: readonly string[];
  /** False when no column differs in kind from its name: the row may be data, and is read as such too. */
  readonly sure: boolean;
}

/**
 * Looks at the first row and some rows after it. Names are words: no numbers, dates or addresses, all different, and
 * at least one column below holds something else than words.
 */
export function findHeader(first: readonly string[], below: readonly (readonly string[])[]): Header | null {
  const names = first.map((cell) => cell.trim());
  const filled = names.filter((name) => name !== '');
  if (filled.length === 0 || filled.length * 2 < names.length) return null;
  if (!filled.every(isName) || new Set(filled.map((name) => name.toLowerCase())).size < filled.length * 0.8)
    return null;
  if (below.length === 0) return filled.length > 1 ? { names, sure: false } : null;
  const differs = names.some((name, i) => name !== '' && columnOf(below, i).some((cell) => !isName(cell)));
  const repeats = names.some((name, i) => name !== '' && columnOf(below, i).includes(name));
  if (differs) return { names, sure: !repeats };
  return repeats ? null : { names, sure: false };
}

function columnOf(rows: readonly (readonly string[])[], index: number): string[] {
  return rows.map((cells) => cells[index]?.trim() ?? '').filter((cell) => cell !== '');
}

/** Words, perhaps with a digit (`address2`, `Q1`); not a number, a date, an address or a sentence. */
function isName(cell: string): boolean {
  if (cell.length > 64 || !/\p{L}/u.test(cell) || /[@\n]|:\/\//.test(cell)) return false;
  const digits = cell.match(/\d/g)?.length ?? 0;
  return digits <= 4 && digits * 2 <= cell.length;
}
