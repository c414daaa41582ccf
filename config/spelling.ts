/** The word that was meant, or null when none is close. Case, dashes and underscores count for nothing. */
export function closest(word: string, known: Iterable<string>): string | null {
  const folded = fold(word);
  // A third of the letters may be wrong; in a word of two none.
  const bound = Math.min(3, Math.floor(folded.length / 3));
  let best: { readonly word: string; readonly distance: number } | null = null;
  for (const candidate of known) {
    const distance = editDistance(folded, fold(candidate));
    if (distance <= bound && (best === null || distance < best.distance)) best = { word: candidate, distance };
  }
  return best?.word ?? null;
}

function fold(word: string): string {
  return word.toLowerCase().replaceAll(/[-_\s]/g, '');
}

/** Letters to insert, delete, replace or swap with their neighbour (Damerau and Levenshtein, restricted). */
export function editDistance(a: string, b: string): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
