import type { Extracted } from '../../contracts/extractor.ts';
import type { PlaceHop } from '../../contracts/place.ts';
import { CellRows } from './cell-rows.ts';
import { rk } from './legacy/xls.ts';
import { type NumberFormat, numberFormat, numberText } from './sheet-values.ts';
import { columnName } from './tables.ts';

/** Records of binary workbooks ([MS-XLSB] 2.3). */
const records = {
  row: 0,
  rkCell: 2,
  numberCell: 5,
  textCell: 6,
  stringCell: 7,
  formulaText: 8,
  formulaNumber: 9,
  sharedString: 19,
  format: 44,
  cellFormat: 47,
  workbook: 153,
  sheet: 156,
  beginCellFormats: 617,
  endCellFormats: 618,
  link: 494,
  commentAuthor: 632,
  comment: 635,
  commentText: 637,
  header: 479,
} as const;

const mostRecord = 64 << 20;

interface Record12 {
  readonly type: number;
  readonly data: Buffer;
}

/** Cuts a part into records, in pieces of any size. */
export class Biff12Reader {
  private rest: Buffer = Buffer.alloc(0);

  *write(chunk: Uint8Array): Generator<Record12> {
    const all = Buffer.concat([this.rest, chunk]);
    let at = 0;
    for (;;) {
      const type = varint(all, at, 2);
      if (type === null) break;
      const length = varint(all, type.end, 4);
      if (length === null || length.value > mostRecord || length.end + length.value > all.length) break;
      at = length.end + length.value;
      yield { type: type.value, data: all.subarray(length.end, at) };
    }
    this.rest = all.subarray(at);
  }

  /** Nothing was cut off. */
  get whole(): boolean {
    return this.rest.length === 0;
  }
}

/** Seven bits a byte; of a type, the bits of its bytes stand as they are written. */
function varint(bytes: Buffer, at: number, most: number): { readonly value: number; readonly end: number } | null {
  let value = 0;
  for (let i = 0; i < most; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return null;
    value |= (byte & 0x7f) << (7 * i);
    if ((byte & 0x80) === 0) return { value, end: at + i + 1 };
  }
  return { value, end: at + most };
}

/** A string behind its length in characters. @throws RangeError where it breaks off */
function text(data: Buffer, at: number): { readonly value: string; readonly end: number } {
  const length = data.readUInt32LE(at);
  if (length === 0xffffffff) return { value: '', end: at + 4 };
  const end = at + 4 + length * 2;
  if (end > data.length) throw new RangeError('past the end');
  return { value: data.toString('utf16le', at + 4, end), end };
}

/** What the sheets share. */
export class Workbook12 {
  readonly strings: string[] = [];
  readonly formats: NumberFormat[] = [];
  readonly sheets: { readonly name: string; readonly id: string }[] = [];
  epoch1904 = false;
  private readonly codes = new Map<number, string>();
  private inCells = false;

  read({ type, data }: Record12): void {
    if (type === records.sharedString) this.strings.push(text(data, 1).value);
    else if (type === records.format) this.codes.set(data.readUInt16LE(0), text(data, 2).value);
    else if (type === records.beginCellFormats) this.inCells = true;
    else if (type === records.endCellFormats) this.inCells = false;
    else if (type === records.cellFormat && this.inCells) {
      const id = data.readUInt16LE(2);
      this.formats.push(numberFormat(id, this.codes.get(id)));
    } else if (type === records.workbook) this.epoch1904 = (data[0]! & 1) === 1;
    else if (type === records.sheet) {
      this.sheets.push(sheetNames(data, 8) ?? sheetNames(data, 12) ?? { id: '', name: '' });
    }
  }
}

/** Early versions have a number more in front. */
function sheetNames(data: Buffer, at: number): { readonly name: string; readonly id: string } | null {
  try {
    const id = text(data, at);
    return { id: id.value, name: text(data, id.end).value };
  } catch {
    return null;
  }
}

/** One sheet, or the notes of one. */
export class Sheet12 {
  private readonly workbook: Workbook12;
  private readonly at: readonly PlaceHop[];
  private readonly rows: CellRows;
  private row = 0;
  private note = '';

  constructor(workbook: Workbook12, at: readonly PlaceHop[]) {
    this.workbook = workbook;
    this.at = at;
    this.rows = new CellRows(at);
  }

  *read({ type, data }: Record12): Generator<Extracted> {
    if (type === records.row) this.row = data.readUInt32LE(0) + 1;
    else if (type === records.rkCell) yield* this.number(data, rk(data.readUInt32LE(8)));
    else if (type === records.numberCell || type === records.formulaNumber)
      yield* this.number(data, data.readDoubleLE(8));
    else if (type === records.textCell || type === records.formulaText) yield* this.cell(data, text(data, 8).value);
    else if (type === records.stringCell) yield* this.cell(data, this.workbook.strings[data.readUInt32LE(8)] ?? '');
    else if (type === records.commentAuthor) yield* this.field('author', 'author', text(data, 0).value);
    else if (type === records.comment) this.note = `${columnName(data.readUInt32LE(12))}${data.readUInt32LE(4) + 1}`;
    else if (type === records.commentText) yield* this.field('comment', this.note, text(data, 1).value);
    else if (type === records.header) yield* this.printed(data);
    else if (type === records.link) {
      let at = text(data, 16).end;
      for (const name of ['hyperlink', 'tooltip']) {
        const value = text(data, at);
        at = value.end;
        yield* this.field(name, `${columnName(data.readUInt32LE(8))}${data.readUInt32LE(0) + 1}`, value.value);
      }
    }
  }

  end(): Generator<Extracted> {
    return this.rows.end();
  }

  private cell(data: Buffer, value: string): Generator<Extracted> {
    return this.rows.cell(this.row, data.readUInt32LE(0), value);
  }

  private number(data: Buffer, value: number): Generator<Extracted> {
    const format = this.workbook.formats[data.readUInt32LE(4) & 0xffffff] ?? { kind: 'general' };
    return this.cell(data, numberText(String(value), format, this.workbook.epoch1904));
  }

  private *printed(data: Buffer): Generator<Extracted> {
    let at = 2;
    for (let i = 0; i < 6 && at + 4 <= data.length; i++) {
      const value = text(data, at);
      at = value.end;
      yield* this.field(
        i % 2 === 0 ? 'header' : 'footer',
        'print',
        value.value.replace(/&[LCRPNDTFAGZ]|&"[^"]*"|&\d+/g, ' '),
      );
    }
  }

  private *field(name: string, place: string, value: string): Generator<Extracted> {
    if (value.trim() !== '') yield { type: 'fields', at: this.at, fields: [{ name, place, value: value.trim() }] };
  }
}
