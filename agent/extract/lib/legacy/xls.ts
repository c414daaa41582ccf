import iconv from 'iconv-lite';
import type { Extracted } from '../../../contracts/extractor.ts';
import type { PlaceHop } from '../../../contracts/place.ts';
import { SourceError } from '../../../contracts/source.ts';
import { CellRows } from '../cell-rows.ts';
import type { CompoundEntry } from '../compound.ts';
import { codepageName } from '../mail/mapi.ts';
import { type NumberFormat, numberFormat, numberText } from '../sheet-values.ts';
import { columnName } from '../tables.ts';
import { BiffReader, type BiffRecord, BiffText } from './biff.ts';
import type { LegacyContext } from './summary.ts';

/** Records of the format ([MS-XLS] 2.3). */
const records = {
  formula: 0x06,
  chartText: 0x100d,
  end: 0x0a,
  header: 0x14,
  footer: 0x15,
  note: 0x1c,
  dates1904: 0x22,
  password: 0x2f,
  codepage: 0x42,
  writer: 0x5c,
  sheet: 0x85,
  manyRk: 0xbd,
  richLabel: 0xd6,
  cellFormat: 0xe0,
  strings: 0xfc,
  stringCell: 0xfd,
  textObject: 0x1b6,
  link: 0x1b8,
  number: 0x203,
  label: 0x204,
  formulaText: 0x207,
  number2: 0x03,
  label2: 0x04,
  cellFormat3: 0x243,
  cellFormat4: 0x443,
  rk: 0x27e,
  formula3: 0x206,
  formula4: 0x406,
  numberFormat: 0x41e,
  numberFormat2: 0x1e,
  begin: 0x809,
  begin4: 0x409,
  begin3: 0x209,
  begin2: 0x09,
} as const;

/** The cells of a workbook of 1987 to 2003 by sheets, with notes, text boxes, links and print headers. */
export async function* xlsText(context: LegacyContext, book: CompoundEntry): AsyncGenerator<Extracted> {
  yield* biffText(context.file.bytes(book), context);
}

/** The same from the records as they stand in the file: the oldest workbooks are nothing else. */
export async function* biffText(
  bytes: AsyncIterable<Uint8Array>,
  context: Pick<LegacyContext, 'spend' | 'signal'>,
): AsyncGenerator<Extracted> {
  const reader = new BiffReader();
  const book = new WorkbookReader(context.spend);
  let failure: unknown = null;
  try {
    for await (const chunk of bytes) {
      context.signal.throwIfAborted();
      context.spend(chunk.length);
      for (const record of reader.write(chunk)) {
        yield* book.record(record);
        if (book.encrypted) break;
      }
      if (book.encrypted) break;
    }
  } catch (error) {
    failure = error;
  }
  if (book.encrypted) {
    yield { type: 'problem', code: 'encrypted', detail: 'password', partly: false };
    return;
  }
  const { record, whole } = reader.end();
  if (record !== null) yield* book.record(record);
  yield* book.end();
  if (failure !== null) throw failure;
  if (!whole) throw new SourceError({ code: 'damaged', detail: 'truncated' });
  if (book.flawed) yield { type: 'problem', code: 'damaged', detail: 'structure', partly: true };
}

class WorkbookReader {
  encrypted = false;
  /** A record had no sense. */
  flawed = false;
  private readonly spend: (bytes: number) => void;
  private readonly strings: string[] = [];
  private readonly formats: NumberFormat[] = [];
  private readonly codes = new Map<number, string>();
  private readonly sheets = new Map<number, string>();
  private epoch1904 = false;
  private codepage = 'windows-1252';
  /** Version 8 has strings of 16 bits. */
  private wide = true;
  private depth = 0;
  private at: PlaceHop[] = [];
  private rows: CellRows | null = null;
  private unnamed = 0;
  private awaited: { row: number; column: number } | null = null;

  constructor(spend: (bytes: number) => void) {
    this.spend = spend;
  }

  *record(record: BiffRecord): Generator<Extracted> {
    try {
      yield* this.known(record);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.flawed = true;
    }
  }

  *end(): Generator<Extracted> {
    if (this.rows !== null) yield* this.rows.end();
    this.rows = null;
  }

  private *known(record: BiffRecord): Generator<Extracted> {
    const { type, data } = record;
    switch (type) {
      case records.begin:
      case records.begin2:
      case records.begin3:
      case records.begin4:
        yield* this.begin(record);
        break;
      case records.end:
        this.depth--;
        if (this.depth <= 0) yield* this.end();
        break;
      case records.password:
        this.encrypted = true;
        break;
      case records.codepage:
        this.codepage = codepageName(data.readUInt16LE(0));
        break;
      case records.dates1904:
        this.epoch1904 = data.readUInt16LE(0) === 1;
        break;
      case records.numberFormat:
      case records.numberFormat2:
        if (type === records.numberFormat) this.codes.set(data.readUInt16LE(0), this.text(record, 2, 2));
        break;
      case records.cellFormat:
        this.format(data.readUInt16LE(2));
        break;
      case records.sheet:
        yield* this.sheet(data.readUInt32LE(0), this.text(record, 6, 1));
        break;
      case records.strings:
        this.sharedStrings(record);
        break;
      case records.writer:
        yield* this.field('author', 'last user', this.user(record));
        break;
      default:
        yield* this.inSheet(record);
    }
  }

  /** A name may be somebody's, even where the sheet is empty. */
  private *sheet(at: number, name: string): Generator<Extracted> {
    if (this.sheets.size < 100_000) this.sheets.set(at, name);
    yield* this.field('sheet name', 'sheet name', name);
  }

  private *begin({ type, data, at }: BiffRecord): Generator<Extracted> {
    this.depth++;
    if (this.depth > 1) return;
    yield* this.end();
    // Charts that were made by the program for them have a version of their own.
    this.wide = type === records.begin && (data.length < 2 || data.readUInt16LE(0) >= 0x600);
    const kind = data.length >= 4 ? data.readUInt16LE(2) : 0x10;
    if (kind === 5) {
      this.at = [];
      return;
    }
    const name = this.sheets.get(at) ?? `sheet ${++this.unnamed}`;
    this.at = [{ kind: 'sheet', name }];
    this.rows = new CellRows(this.at);
  }

  private *inSheet(record: BiffRecord): Generator<Extracted> {
    const { type, data } = record;
    switch (type) {
      case records.stringCell:
        yield* this.cell(data, this.strings[data.readUInt32LE(6)] ?? '');
        break;
      case records.label:
      case records.richLabel:
        yield* this.cell(data, this.text(record, 6, 2));
        break;
      case records.label2:
        yield* this.cell(data, iconv.decode(data.subarray(8, 8 + data[7]!), this.codepage));
        break;
      case records.number:
        yield* this.cell(data, this.number(data.readDoubleLE(6), data.readUInt16LE(4)));
        break;
      case records.number2:
        yield* this.cell(data, this.number(data.readDoubleLE(7), -1));
        break;
      case records.rk:
        yield* this.cell(data, this.number(rk(data.readUInt32LE(6)), data.readUInt16LE(4)));
        break;
      case records.manyRk:
        for (let at = 4, column = data.readUInt16LE(2); at + 8 <= data.length; at += 6, column++) {
          const text = this.number(rk(data.readUInt32LE(at + 2)), data.readUInt16LE(at));
          yield* this.put(data.readUInt16LE(0), column, text);
        }
        break;
      case records.formula:
      case records.formula3:
      case records.formula4:
        yield* this.formula(data);
        break;
      case records.formulaText:
        if (this.awaited !== null) yield* this.put(this.awaited.row, this.awaited.column, this.text(record, 0, 2));
        this.awaited = null;
        break;
      default:
        yield* this.beside(record);
    }
  }

  private *beside(record: BiffRecord): Generator<Extracted> {
    const { type, data, more } = record;
    if (type === records.note && data.length > 8) {
      const place = `${columnName(data.readUInt16LE(2))}${data.readUInt16LE(0) + 1}`;
      // Before version 8 a note's text stands here, then only its author.
      if (this.wide) yield* this.field('author', `note ${place}`, this.text(record, 8, 2));
      else yield* this.field('comment', place, iconv.decode(data.subarray(6, 6 + data.readUInt16LE(4)), this.codepage));
    } else if (type === records.textObject && data.length >= 12 && more.length > 0) {
      const [text, ...rest] = more;
      const length = data.readUInt16LE(10);
      if (length === 0 || text === undefined) return;
      const wide = ((text[0] ?? 0) & 1) === 1;
      const value = new BiffText({ data: text, more: rest }, 1).characters(length, wide);
      yield {
        type: 'prose',
        text: `${value}\n`,
        at: [...this.at, { kind: 'section', name: 'text box' }],
        continues: false,
      };
    } else if ((type === records.header || type === records.footer) && data.length > 0) {
      const text = this.text(record, 0, this.wide ? 2 : 1).replace(/&[LCRPNDTFAGZ]|&"[^"]*"|&\d+/g, ' ');
      yield* this.field(type === records.header ? 'header' : 'footer', 'print', text);
    } else if (type === records.link) yield* this.link(data);
  }

  private *formula(data: Buffer): Generator<Extracted> {
    const row = data.readUInt16LE(0);
    const column = data.readUInt16LE(2);
    this.awaited = null;
    if (data.readUInt16LE(12) !== 0xffff)
      yield* this.cell(data, this.number(data.readDoubleLE(6), data.readUInt16LE(4)));
    else if (data[6] === 0) this.awaited = { row, column };
  }

  private cell(data: Buffer, text: string): Generator<Extracted> {
    return this.put(data.readUInt16LE(0), data.readUInt16LE(2), text);
  }

  private *put(row: number, column: number, text: string): Generator<Extracted> {
    this.rows ??= new CellRows(this.at);
    yield* this.rows.cell(row + 1, column, text);
  }

  private number(value: number, format: number): string {
    return numberText(String(value), this.formats[format] ?? { kind: 'general' }, this.epoch1904);
  }

  private format(id: number): void {
    if (this.formats.length < 100_000) this.formats.push(numberFormat(id, this.codes.get(id)));
  }

  private sharedStrings(record: BiffRecord): void {
    const text = new BiffText(record, 8);
    while (!text.done) {
      const value = text.string();
      this.spend(value.length);
      this.strings.push(value);
    }
  }

  /** A string behind a length of one or two bytes: of 16 bits with a flag, or in the code page. */
  private text(record: BiffRecord, at: number, size: 1 | 2): string {
    const { data, more } = record;
    const length = size === 2 ? data.readUInt16LE(at) : data.readUInt8(at);
    if (!this.wide) return iconv.decode(data.subarray(at + size, at + size + length), this.codepage);
    const flags = data.readUInt8(at + size);
    const skip = ((flags & 8) === 0 ? 0 : 2) + ((flags & 4) === 0 ? 0 : 4);
    return new BiffText({ data, more }, at + size + 1 + skip).characters(length, (flags & 1) === 1);
  }

  /** Some programs write it as if it were of 8 bits, padded with blanks. */
  private user(record: BiffRecord): string {
    try {
      return this.text(record, 0, this.wide ? 2 : 1);
    } catch {
      return record.data.toString('latin1').replace(/[^\u0020-\u007e\u00a0-\u00ff]+/g, ' ');
    }
  }

  private *field(name: string, place: string, value: string): Generator<Extracted> {
    if (value.trim() !== '') yield { type: 'fields', at: this.at, fields: [{ name, place, value: value.trim() }] };
  }

  /** An address stands in it as text of 16 or 8 bits. */
  private *link(data: Buffer): Generator<Extracted> {
    const place = `${columnName(data.readUInt16LE(4))}${data.readUInt16LE(0) + 1}`;
    const found = new Set<string>();
    for (const text of [data.toString('utf16le'), data.subarray(1).toString('utf16le'), data.toString('latin1')])
      for (const [address] of text.matchAll(/(?:mailto:|tel:|https?:\/\/|ftp:\/\/)[\u0021-\u007e\u00a0-\u024f]+/gi))
        found.add(address);
    for (const address of found)
      yield* this.field(/^mailto:/i.test(address) ? 'email' : 'hyperlink', place, address.replace(/^mailto:/i, ''));
  }
}

/** A number packed into 30 bits: whole or with a fraction, perhaps times a hundred. */
export function rk(packed: number): number {
  let value: number;
  if ((packed & 2) === 2) value = packed >> 2;
  else {
    const bytes = Buffer.alloc(8);
    bytes.writeUInt32LE((packed & 0xfffffffc) >>> 0, 4);
    value = bytes.readDoubleLE(0);
  }
  return (packed & 1) === 1 ? value / 100 : value;
}
