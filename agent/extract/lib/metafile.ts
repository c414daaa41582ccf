import iconv from 'iconv-lite';
import { charsets } from './rtf.ts';

/** Text that a drawing of Windows puts on the page, and where. */
export interface DrawnText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Where the text ends; null where the drawing does not say. */
  readonly end: number | null;
}

/** Of enhanced metafiles ([MS-EMF] 2.3.5). */
const enhanced = { end: 14, narrow: 83, wide: 84, small: 108 } as const;
const options = { glyphs: 0x10, noRectangle: 0x100, smallCharacters: 0x200 } as const;

/** The texts of an enhanced metafile; `whole` is false when it breaks off. */
export function* enhancedTexts(bytes: Buffer): Generator<DrawnText, boolean> {
  let at = 0;
  while (at + 8 <= bytes.length) {
    const type = bytes.readUInt32LE(at);
    const size = bytes.readUInt32LE(at + 4);
    if (size < 8 || at + size > bytes.length) return false;
    const record = bytes.subarray(at, at + size);
    const found =
      type === enhanced.small
        ? smallText(record)
        : type === enhanced.wide || type === enhanced.narrow
          ? longText(record, type === enhanced.wide)
          : null;
    if (found !== null) yield found;
    if (type === enhanced.end) return true;
    at += size;
  }
  return false;
}

function longText(record: Buffer, wide: boolean): DrawnText | null {
  if (record.length < 76) return null;
  const count = record.readUInt32LE(44);
  const from = record.readUInt32LE(48);
  if ((record.readUInt32LE(52) & options.glyphs) !== 0) return null;
  const to = from + count * (wide ? 2 : 1);
  if (to > record.length) return null;
  const x = record.readInt32LE(36);
  const steps = record.readUInt32LE(72);
  let end: number | null = null;
  if (steps >= 76 && steps + count * 4 <= record.length) {
    end = x;
    for (let i = 0; i < count; i++) end += record.readUInt32LE(steps + i * 4);
  }
  return { text: record.toString(wide ? 'utf16le' : 'latin1', from, to), x, y: record.readInt32LE(40), end };
}

function smallText(record: Buffer): DrawnText | null {
  if (record.length < 36) return null;
  const count = record.readUInt32LE(16);
  const set = record.readUInt32LE(20);
  if ((set & options.glyphs) !== 0) return null;
  const from = (set & options.noRectangle) === 0 ? 52 : 36;
  const narrow = (set & options.smallCharacters) !== 0;
  const to = from + count * (narrow ? 1 : 2);
  if (to > record.length) return null;
  const text = record.toString(narrow ? 'latin1' : 'utf16le', from, to);
  return { text, x: record.readInt32LE(8), y: record.readInt32LE(12), end: null };
}

/** Of metafiles of 16 bits ([MS-WMF] 2.1.1.1). */
const plain = { end: 0, font: 0x02fb, text: 0x0521, longText: 0x0a32 } as const;
const placeable = 0x9ac6cdd7;

/** The texts of a metafile of 16 bits; `whole` is false when it breaks off. */
export function* plainTexts(bytes: Buffer): Generator<DrawnText, boolean> {
  let at = (bytes.length >= 4 && bytes.readUInt32LE(0) === placeable ? 22 : 0) + 18;
  let encoding = 'windows-1252';
  while (at + 6 <= bytes.length) {
    const size = bytes.readUInt32LE(at) * 2;
    const type = bytes.readUInt16LE(at + 4);
    if (type === plain.end) return true;
    if (size < 6 || at + size > bytes.length) return false;
    const record = bytes.subarray(at + 6, at + size);
    if (type === plain.font && record.length >= 14) encoding = charsets[String(record[13])] ?? 'windows-1252';
    const found =
      type === plain.text ? shortText(record, encoding) : type === plain.longText ? placedText(record, encoding) : null;
    if (found !== null) yield found;
    at += size;
  }
  return false;
}

function shortText(record: Buffer, encoding: string): DrawnText | null {
  if (record.length < 6) return null;
  const count = record.readUInt16LE(0);
  const after = 2 + count + (count % 2);
  if (after + 4 > record.length) return null;
  const text = iconv.decode(record.subarray(2, 2 + count), encoding);
  return { text, x: record.readInt16LE(after + 2), y: record.readInt16LE(after), end: null };
}

function placedText(record: Buffer, encoding: string): DrawnText | null {
  if (record.length < 8) return null;
  const count = record.readUInt16LE(4);
  const set = record.readUInt16LE(6);
  const from = (set & 6) === 0 ? 8 : 16;
  if ((set & options.glyphs) !== 0 || from + count > record.length) return null;
  const x = record.readInt16LE(2);
  const steps = from + count + (count % 2);
  let end: number | null = null;
  if (steps + count * 2 <= record.length && count > 0) {
    end = x;
    for (let i = 0; i < count; i++) end += record.readInt16LE(steps + i * 2);
  }
  return { text: iconv.decode(record.subarray(from, from + count), encoding), x, y: record.readInt16LE(0), end };
}

/** Texts as lines: what follows on the same height belongs to the line; a gap is a blank, a wide one a tab. */
export class DrawnLines {
  private line = '';
  private last: DrawnText | null = null;

  /** The line that has ended, or null. */
  add(next: DrawnText): string | null {
    const { last } = this;
    this.last = next;
    if (last === null || last.y !== next.y) {
      const line = this.line;
      this.line = next.text;
      return line.trim() === '' ? null : line;
    }
    this.line += gap(last, next) + next.text;
    return null;
  }

  end(): string | null {
    const { line } = this;
    this.line = '';
    return line.trim() === '' ? null : line;
  }
}

function gap(last: DrawnText, next: DrawnText): string {
  if (last.end === null || last.text.length === 0) return next.x === last.x ? '\n' : ' ';
  const letter = Math.max(1, (last.end - last.x) / last.text.length);
  const distance = next.x - last.end;
  return distance < -letter ? '\n' : distance > 2 * letter ? '\t' : distance > letter / 4 ? ' ' : '';
}
