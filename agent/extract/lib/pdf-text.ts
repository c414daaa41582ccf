/** A run of text as pdf.js gives it: its place is that of its first letter, on its baseline. */
export interface PdfRun {
  readonly str?: string;
  /** Direction of the baseline (0, 1), of the letters' height (2, 3), place (4, 5). */
  readonly transform?: readonly number[];
  readonly width?: number;
  readonly height?: number;
  readonly hasEOL?: boolean;
}

/** Blanks that are wider than letters are high part columns as well. Runs further apart than this many of their heights stand in different columns. */
const apart = 0.6;

interface Place {
  readonly along: number;
  readonly across: number;
  readonly height: number;
}

function heightOf(place: Place | null): number {
  return place?.height ?? 0;
}

/** The text of a page with its lines; columns of a line are parted by tabs. Written in any direction. */
export function pageText(runs: readonly PdfRun[]): string {
  const out: string[] = [];
  let last: Place | null = null;
  let open = false;
  for (const { str, transform, width = 0, height = 0, hasEOL } of runs) {
    if (str === undefined || transform === undefined) continue;
    const [a = 1, b = 0, , , x = 0, y = 0] = transform;
    const length = Math.hypot(a, b) || 1;
    const along = (x * a + y * b) / length;
    const across = (y * a - x * b) / length;
    if (open && last !== null && str !== '') {
      const size = Math.max(height, last.height, 1);
      if (Math.abs(across - last.across) > size * 0.6) out.push('\n');
      else if (along - last.along > size * apart || last.along - along > size * 3) out.push('\t');
    }
    if (str !== '') {
      out.push(str.trim() === '' && width > Math.max(height, heightOf(last)) ? '\t' : str);
      open = true;
      // Blanks between runs have no height of their own.
      last = { along: along + width, across, height: height > 0 ? height : heightOf(last) };
    }
    if (hasEOL === true) {
      out.push('\n');
      open = false;
    }
  }
  return out.join('');
}
