import type { Extracted } from '../../contracts/extractor.ts';
import type { PlaceHop } from '../../contracts/place.ts';
import { type NumberFormat, numberFormat, numberText } from './sheet-values.ts';
import { columnIndex, TableMaker } from './tables.ts';
import { attribute, type XmlEvents } from './xml.ts';

/** What the sheets of a workbook share. */
export interface Workbook {
  readonly strings: readonly string[];
  readonly formats: readonly NumberFormat[];
  readonly epoch1904: boolean;
}

/** Collects the shared strings of a workbook. Phonetic readings are left out. */
export function sharedStrings(strings: string[]): XmlEvents {
  let text = '';
  let capture = false;
  let phonetic = 0;
  return {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic++;
      else if (name === 't') capture = phonetic === 0;
    },
    text: (piece) => {
      if (capture) text += piece;
    },
    close: (name) => {
      if (name === 't') capture = false;
      else if (name === 'rPh') phonetic--;
      else if (name === 'si') strings.push(text);
    },
  };
}

/** Collects how the cells of each style show numbers. */
export function cellFormats(formats: NumberFormat[]): XmlEvents {
  const codes = new Map<number, string>();
  let inCells = false;
  return {
    open: (name, attributes) => {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attributes['numFmtId'] ?? 0);
        formats.push(numberFormat(id, codes.get(id)));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  };
}

const asides: ReadonlySet<string> = new Set([
  'oddHeader',
  'oddFooter',
  'evenHeader',
  'evenFooter',
  'firstHeader',
  'firstFooter',
  'formula1',
  'formula2',
]);
/** Cells further right are kept in the last place, so that one stray cell does not make a row of 16,384. */
const widest = 2048;

/** Handlers for one sheet: its rows as a table, its print headers and list values as fields. */
export class SheetRows implements XmlEvents {
  private readonly workbook: Workbook;
  private readonly emit: (piece: Extracted) => void;
  private readonly at: readonly PlaceHop[];
  private readonly maker: TableMaker;
  private cells: string[] = [];
  private row = 0;
  private column = -1;
  private type = 'n';
  private format: NumberFormat = { kind: 'general' };
  private value = '';
  private capture = false;
  private aside = '';

  constructor(workbook: Workbook, at: readonly PlaceHop[], emit: (piece: Extracted) => void) {
    this.workbook = workbook;
    this.emit = emit;
    this.at = at;
    this.maker = new TableMaker(at, 'cell');
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      const n = Number(attributes['r']);
      this.row = Number.isInteger(n) && n > 0 ? n : this.row + 1;
      this.cells = [];
      this.column = -1;
    } else if (name === 'c') this.openCell(attributes);
    else if (name === 'v' || name === 't') this.capture = true;
    else if (asides.has(name)) {
      this.aside = name;
      this.value = '';
    } else if (name === 'hyperlink') {
      for (const key of ['tooltip', 'location'])
        this.field('hyperlink', attribute(attributes, 'ref') ?? '', attributes[key]);
    }
  }

  text(text: string): void {
    if (this.capture || this.aside !== '') this.value += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.capture = false;
    else if (name === 'c') this.closeCell();
    else if (name === 'row') this.closeRow();
    else if (name === this.aside) {
      this.aside = '';
      this.field(name, name, this.value.replace(/&[LCRPNDTFAGZ]|&"[^"]*"|&\d+/g, ' '));
    }
  }

  end(): void {
    for (const piece of this.maker.end()) this.emit(piece);
  }

  private openCell(attributes: Readonly<Record<string, string>>): void {
    const index = columnIndex(attributes['r'] ?? '');
    this.column = Math.min(index >= 0 ? index : this.column + 1, widest - 1);
    this.type = attributes['t'] ?? 'n';
    this.format = this.workbook.formats[Number(attributes['s'] ?? 0)] ?? { kind: 'general' };
    this.value = '';
  }

  private closeCell(): void {
    const text = this.cellText();
    if (text === '') return;
    while (this.cells.length < this.column) this.cells.push('');
    const before = this.cells[this.column];
    this.cells[this.column] = before === undefined || before === '' ? text : `${before} ${text}`;
  }

  private cellText(): string {
    if (this.type === 's') return this.workbook.strings[Number(this.value)] ?? '';
    if (this.type === 'b' || this.type === 'e' || this.value === '') return '';
    if (this.type === 'n') return numberText(this.value, this.format, this.workbook.epoch1904);
    return this.value;
  }

  private closeRow(): void {
    if (this.cells.length === 0) return;
    for (const piece of this.maker.add([{ n: this.row, cells: this.cells }])) this.emit(piece);
    this.cells = [];
  }

  private field(name: string, place: string, value: string | undefined): void {
    if (value !== undefined && value.trim() !== '')
      this.emit({ type: 'fields', at: this.at, fields: [{ name, place, value: value.trim() }] });
  }
}
