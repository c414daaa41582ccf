/** Lines that a delimiter cuts into the same number of cells, and which delimiter that is. */
export interface Dialect {
  readonly delimiter: string;
  /** The usual number of cells of a row. */
  readonly width: number;
}

const delimiters = [',', '\t', ';', '|'] as const;
/** A quoted cell that runs on for longer is taken for a quote that nobody closed. */
const longestQuoted = 1 << 20;

/**
 * The dialect of delimited text, or null when it is none.
 * `cut`: the text goes on, so its last line is no whole line. `named`: the file's name says that it is delimited.
 */
export function sniffDialect(text: string, cut: boolean, named: boolean): Dialect | null {
  const sample = text.length > 20_000 ? text.slice(0, 20_000) : text;
  let best: Dialect | null = null;
  let bestScore = 0;
  for (const delimiter of delimiters) {
    if (!sample.includes(delimiter)) continue;
    const rows = sampleRows(sample, delimiter, cut || sample.length < text.length);
    const score = consistency(rows, named, delimiter);
    if (score.value > bestScore) {
      bestScore = score.value;
      best = { delimiter, width: score.width };
    }
  }
  return best;
}

function sampleRows(sample: string, delimiter: string, cut: boolean): string[][] {
  const reader = new RowReader(delimiter);
  reader.write(sample, !cut);
  return reader.rows.map((row) => row.cells).filter((cells) => cells.length > 1 || cells[0]?.trim() !== '');
}

function consistency(rows: string[][], named: boolean, delimiter: string): { value: number; width: number } {
  const widths = new Map<number, number>();
  for (const { length } of rows) widths.set(length, (widths.get(length) ?? 0) + 1);
  const [width, often] = [...widths].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0];
  const share = often / rows.length;
  const none = { value: 0, width };
  if (width < 2) return none;
  const least = named ? 1 : width === 2 ? 4 : 3;
  if (rows.length < least || share < (named ? 0.5 : 0.9)) return none;
  if (!named && !looksTabular(rows, width, delimiter)) return none;
  return { value: share * Math.min(width, 20) + (delimiter === '\t' ? 0.5 : 0), width };
}

/** Prose and program text have commas and semicolons too: but their cells are long, or empty at the end. */
function looksTabular(rows: string[][], width: number, delimiter: string): boolean {
  const full = rows.filter((cells) => cells.length === width);
  const lastEmpty = full.filter((cells) => cells[width - 1]?.trim() === '').length;
  if (width === 2 && lastEmpty * 2 > full.length) return false;
  const ends = full.filter((cells) => /[.!?:;]$/.test(cells[width - 1]?.trim() ?? '')).length;
  if (ends * 2 > full.length) return false;
  const cells = full.flat();
  const wordy = cells.filter((cell) => cell.trim().split(/\s+/).length > 4).length;
  if (wordy * 4 > cells.length) return false;
  if (delimiter === ',' || delimiter === ';') {
    const code = cells.filter((cell) => /[{}]|=>|\(\)|^\s*(?:\/\/|#|\*)/.test(cell)).length;
    if (code * 10 > cells.length) return false;
  }
  return true;
}

export interface Row {
  readonly n: number;
  readonly cells: string[];
}

/**
 * Cuts delimited text into rows, in pieces of any size: quotes after RFC 4180, line ends of all three kinds. A quote
 * that is never closed is taken as a plain character, so it costs no rows.
 */
export class RowReader {
  /** Complete rows; the caller takes them out. */
  rows: Row[] = [];
  private rest = '';
  private n = 0;
  private readonly delimiter: string;

  constructor(delimiter: string) {
    this.delimiter = delimiter;
  }

  /** Characters held back because their row is not complete. */
  get held(): number {
    return this.rest.length;
  }

  /** The held text, given up as a row; its row number is the number of rows so far + 1. */
  giveUp(): { text: string; n: number } {
    const text = this.rest;
    this.rest = '';
    return { text, n: this.n + 1 };
  }

  /** Counts a row that was read in another way. */
  skipRow(): void {
    this.n++;
  }

  write(text: string, last: boolean): void {
    const buffer = this.rest + text;
    let at = 0;
    while (at < buffer.length) {
      const end = this.row(buffer, at, last);
      if (end < 0) break;
      at = end;
    }
    this.rest = at === 0 ? buffer : buffer.slice(at);
  }

  /** Reads the row that starts at `at`; returns where the next one starts, or -1 when it is not complete. */
  private row(buffer: string, at: number, last: boolean): number {
    const end = lineEnd(buffer, at, last);
    if (end === null) return -1;
    const line = buffer.slice(at, end.at);
    if (!line.includes('"')) {
      this.push(line.split(this.delimiter));
      return end.next;
    }
    return this.quoted(buffer, at, last);
  }

  private quoted(buffer: string, start: number, last: boolean): number {
    const cells: string[] = [];
    let at = start;
    for (;;) {
      const cell = this.cell(buffer, at, last);
      if (cell === null) return -1;
      cells.push(cell.text);
      at = cell.next;
      if (!cell.more) break;
    }
    this.push(cells);
    return at;
  }

  private cell(buffer: string, at: number, last: boolean): { text: string; next: number; more: boolean } | null {
    if (buffer[at] === '"') {
      const end = closingQuote(buffer, at + 1);
      if (end >= 0) {
        const after = this.plain(buffer, end + 1, last);
        if (after === null) return null;
        const inner = buffer.slice(at + 1, end);
        // Over a line end and then on with text: that was the next row's quote, and this one was never closed.
        if (after.text !== '' && inner.includes('\n')) return this.plain(buffer, at, last);
        return { ...after, text: (inner.includes('""') ? inner.replaceAll('""', '"') : inner) + after.text };
      }
      if (!last && buffer.length - at < longestQuoted) return null;
    }
    return this.plain(buffer, at, last);
  }

  private plain(buffer: string, at: number, last: boolean): { text: string; next: number; more: boolean } | null {
    const end = lineEnd(buffer, at, last);
    if (end === null) return null;
    const comma = buffer.indexOf(this.delimiter, at);
    if (comma >= 0 && comma < end.at) return { text: buffer.slice(at, comma), next: comma + 1, more: true };
    return { text: buffer.slice(at, end.at), next: end.next, more: false };
  }

  private push(cells: string[]): void {
    this.n++;
    if (cells.length > 1 || cells[0] !== '') this.rows.push({ n: this.n, cells });
  }
}

function lineEnd(buffer: string, at: number, last: boolean): { at: number; next: number } | null {
  const newline = buffer.indexOf('\n', at);
  if (newline >= 0) {
    const before = newline > at && buffer[newline - 1] === '\r' ? newline - 1 : newline;
    return { at: before, next: newline + 1 };
  }
  return last ? { at: buffer.length, next: buffer.length } : null;
}

/** A closing quote stands before a delimiter, a line end or the end; a quote within a cell is doubled. */
function closingQuote(buffer: string, from: number): number {
  for (let at = buffer.indexOf('"', from); at >= 0; at = buffer.indexOf('"', at + 1)) {
    if (at - from > longestQuoted) return -1;
    if (buffer[at + 1] === '"') at++;
    else return at;
  }
  return -1;
}
