import { html } from '../escape.ts';
import { count, share } from '../figures.ts';

/** Charts as inline SVG. Every figure in them also stands as text; colour alone tells nothing. */

export interface Piece {
  readonly name: string;
  readonly value: number;
  /** A class of the style sheet: `read`, `critical`, `bar` … */
  readonly fill: string;
}

const width = 720;

/** One bar for a whole, with a legend that gives each piece's number and share. */
export function stacked(id: string, title: string, pieces: readonly Piece[]): string {
  const whole = pieces.reduce((sum, { value }) => sum + value, 0);
  let x = 0;
  const bars = pieces
    .filter(({ value }) => value > 0)
    .map(({ value, fill }, at, shown) => {
      // Two units at least: what is small is often what matters. The last one takes what is left.
      const wide = at === shown.length - 1 ? width - x : Math.min(width - x, Math.max(2, (width * value) / whole));
      const bar = `<rect class="f-${fill}" x="${round(x)}" y="0" width="${round(wide)}" height="26"/>`;
      x += wide;
      return bar;
    });
  const columns = width / pieces.length;
  const legend = pieces.map(({ name, value, fill }, at) => {
    const left = round(at * columns);
    return `<rect class="f-${fill}" x="${left}" y="40" width="12" height="12" rx="2"/><text x="${left + 18}" y="51">${html(name)}</text><text class="soft" x="${left + 18}" y="69">${count(value)} (${share(value, whole)})</text>`;
  });
  const says = pieces.map(({ name, value }) => `${name}: ${count(value)}`).join(', ');
  return figure(
    id,
    title,
    says,
    76,
    `<rect class="track" x="0" y="0" width="${width}" height="26"/>${bars.join('')}${legend.join('')}`,
  );
}

export interface Bar {
  readonly name: string;
  readonly pieces: readonly Piece[];
  /** What stands behind the bar. */
  readonly label: string;
}

/** One line for each thing, in the order given. */
export function bars(id: string, title: string, lines: readonly Bar[], nameWidth = 200): string {
  const most = Math.max(1, ...lines.map(({ pieces }) => total(pieces)));
  const room = width - nameWidth - 130;
  const drawn = lines.map(({ name, pieces, label }, at) => {
    const y = at * 26;
    let x = nameWidth;
    const parts = pieces
      .filter(({ value }) => value > 0)
      .map(({ value, fill }) => {
        const wide = Math.max(2, (room * value) / most);
        const bar = `<rect class="f-${fill}" x="${round(x)}" y="${y + 3}" width="${round(wide)}" height="16" rx="2"/>`;
        x += wide;
        return bar;
      });
    const text = `<text x="${nameWidth - 10}" y="${y + 16}" text-anchor="end">${html(name)}</text>`;
    return `${text}${parts.join('')}<text class="soft" x="${round(x + 8)}" y="${y + 16}">${html(label)}</text>`;
  });
  return figure(
    id,
    title,
    lines.map(({ name, label }) => `${name}: ${label}`).join('; '),
    lines.length * 26 + 2,
    drawn.join(''),
  );
}

function figure(id: string, title: string, says: string, height: number, inner: string): string {
  const [t, d] = [`c-${id}-title`, `c-${id}-says`];
  return `<figure><figcaption>${html(title)}</figcaption><svg role="img" aria-labelledby="${t} ${d}" viewBox="0 0 ${width} ${height}"><title id="${t}">${html(title)}</title><desc id="${d}">${html(says)}</desc>${inner}</svg></figure>`;
}

function total(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { value }) => sum + value, 0);
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}
