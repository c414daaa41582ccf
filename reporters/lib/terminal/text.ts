import { plain } from '../escape.ts';

/** Columns that a terminal gives a text: CJK and most emoji take two, combining marks none. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += charWidth(char);
  return width;
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const mark = /\p{M}/u;

function charWidth(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (mark.test(char)) return 0;
  return code >= 0x20000 || wide.test(char) ? 2 : 1;
}

/** At most so wide, cut in the middle: both ends of a place tell where it is. Safe to print. */
export function shorten(given: string, most: number): string {
  const text = plain(given);
  if (widthOf(text) <= most) return text;
  const chars = [...text];
  const [start, end]: [string[], string[]] = [[], []];
  let room = most - 1;
  for (let at = 0; at < chars.length; at++) {
    const [char, list] = at % 2 === 0 ? [chars[at >> 1], start] : [chars[chars.length - 1 - (at >> 1)], end];
    if (char === undefined || charWidth(char) > room) break;
    room -= charWidth(char);
    list.push(char);
  }
  return `${start.join('')}…${end.reverse().join('')}`;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan';
export type Paint = (style: Style, text: string) => string;

const codes: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  green: [32, 39],
  cyan: [36, 39],
};

export function painter(color: boolean): Paint {
  if (!color) return (_, text) => text;
  return (style, text) => `\x1b[${codes[style][0]}m${text}\x1b[${codes[style][1]}m`;
}

/** A table's cell; `paint` styles what has been cut and padded. */
export interface Cell {
  readonly text: string;
  readonly style?: Style;
}

export interface ColumnShape {
  /** `right` for numbers. */
  readonly align?: 'right';
  /** The one that gives way when the terminal is narrow. */
  readonly flexible?: true;
}

/** Aligned lines, two columns in, never wider than `width`. */
export function aligned(
  rows: readonly (readonly Cell[])[],
  shapes: readonly ColumnShape[],
  width: number,
  paint: Paint,
): string[] {
  const widths = widthsFor(rows, shapes, width);
  return rows.map((row) => {
    const cells = shapes.map((shape, at) => {
      const { text, style } = row[at] ?? { text: '' };
      const cut = shorten(text, widths[at] ?? 0);
      const last = at === shapes.length - 1;
      const padded =
        shape.align === 'right' ? padStart(cut, widths[at] ?? 0) : last ? cut : padEnd(cut, widths[at] ?? 0);
      return style === undefined ? padded : paint(style, padded);
    });
    return `  ${cells.join('  ')}`.trimEnd();
  });
}

/** As wide as the text; where that is too wide, the flexible column gives way first, then the widest that are text. */
function widthsFor(rows: readonly (readonly Cell[])[], shapes: readonly ColumnShape[], width: number): number[] {
  const widths = shapes.map((_, at) => Math.max(0, ...rows.map((row) => widthOf(plain(row[at]?.text ?? '')))));
  let over = widths.reduce((sum, one) => sum + one + 2, 0) - width;
  const text = [...shapes.keys()].filter((at) => shapes[at]?.align !== 'right');
  const rank = (at: number) => (shapes[at]?.flexible === true ? Number.POSITIVE_INFINITY : (widths[at] ?? 0));
  for (const at of text.sort((a, b) => rank(b) - rank(a))) {
    const full = widths[at] ?? 0;
    const less = Math.min(Math.max(0, over), Math.max(0, full - (shapes[at]?.flexible === true ? 16 : 8)));
    widths[at] = full - less;
    over -= less;
  }
  return widths;
}
