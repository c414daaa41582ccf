import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import type { PlaceHop } from '../contracts/place.ts';
import { OfficeText } from '../extract/lib/office-text.ts';
import { embeddedFiles, OfficePackage, officeLinks, officeProperties } from '../extract/lib/opc.ts';
import { cellFormats, SheetRows, sharedStrings } from '../extract/lib/sheet.ts';
import { otherSheetParts, sheetNames } from '../extract/lib/sheet-parts.ts';
import type { NumberFormat } from '../extract/lib/sheet-values.ts';
import { streamed } from '../extract/lib/streamed.ts';
import { attribute, type XmlEvents } from '../extract/lib/xml.ts';

/**
 * Excel workbooks, streamed: every sheet, hidden ones too, with cells as they are cited, comments, names, print
 * headers, drawings, and what pivot tables and links have kept of other data.
 */
const xlsx: Extractor = {
  id: 'xlsx',
  version: 2,
  title: 'Excel workbooks (xlsx, xlsm, xltx)',
  about: {
    reads:
      'every sheet, hidden ones too, with cells as cited, days as days and long numbers with all digits; hidden rows and columns; names, comments, threads, text boxes, print headers, links, list values, charts, pivot tables and links to other workbooks with what they keep; properties; embedded files',
    omits: 'formulas (their values are read), phonetic readings',
    limits: 'streamed; shared strings in memory',
    library: 'saxes, yauzl',
  },
  accepts: ({ kind }) => kind === 'xlsx',
  extract,
};
export default xlsx;

interface Sheet {
  readonly name: string;
  readonly member: string;
}

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const pkg = await OfficePackage.open(input);
  if (pkg.problem !== null) yield pkg.problem;
  yield* officeProperties(pkg);
  const strings: string[] = [];
  const formats: NumberFormat[] = [];
  for (const name of pkg.matching(/^xl\/sharedStrings\.xml$/i)) yield* await pkg.scan(name, sharedStrings(strings));
  for (const name of pkg.matching(/^xl\/styles\.xml$/i)) yield* await pkg.scan(name, cellFormats(formats));
  const names: Extracted[] = [];
  const book = await readBook(pkg, names);
  yield* names;
  yield* sheetNames(book.sheets);
  const workbook = { strings, formats, epoch1904: book.epoch1904 };
  for (const { name, member } of book.sheets) {
    const at: PlaceHop[] = [{ kind: 'sheet', name }];
    yield* streamed(pkg, member, (emit) => new SheetRows(workbook, at, emit));
    yield* besideSheet(pkg, member, at);
  }
  yield* otherSheetParts(pkg, new Set(book.sheets.map(({ member }) => member)));
  yield* officeLinks(pkg);
  yield* embeddedFiles(pkg, /^$/);
}

/** The sheets in their order, and the names that were given to cells. */
async function readBook(pkg: OfficePackage, out: Extracted[]): Promise<{ sheets: Sheet[]; epoch1904: boolean }> {
  const main = (await pkg.relationships('')).find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const targets = new Map((await pkg.relationships(main)).map(({ id, target }) => [id, target]));
  const sheets: Sheet[] = [];
  let epoch1904 = false;
  let defined: string | null = null;
  let value = '';
  out.push(
    ...(await pkg.scan(main, {
      open: (name, attributes) => {
        if (name === 'workbookPr') epoch1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '');
        else if (name === 'sheet')
          sheets.push({
            name: attributes['name'] ?? '',
            member: targets.get(attribute(attributes, 'id') ?? '') ?? '',
          });
        else if (name === 'definedName') {
          defined = attributes['name'] ?? '';
          value = attributes['comment'] ?? '';
        }
      },
      text: (text) => {
        if (defined !== null) value += text;
      },
      close: (name) => {
        if (name !== 'definedName' || defined === null) return;
        out.push({ type: 'fields', at: [], fields: [{ name: defined, place: `name ${defined}`, value }] });
        defined = null;
      },
    })),
  );
  const known = new Set(sheets.map(({ member }) => member));
  // A damaged workbook may have lost the way to its sheets; they are read all the same.
  for (const member of pkg.matching(/^xl\/(?:work|dialog|macro|chart)sheets\/[^/]+\.xml$/))
    if (!known.has(member)) sheets.push({ name: (member.split('/').at(-1) ?? '').replace('.xml', ''), member });
  return { sheets: sheets.filter(({ member }) => pkg.members.has(member)), epoch1904 };
}

/** Comments, threads and drawings that belong to a sheet. */
async function* besideSheet(pkg: OfficePackage, member: string, at: readonly PlaceHop[]): AsyncGenerator<Extracted> {
  for (const { type, target } of await pkg.relationships(member)) {
    if (type === 'comments' || type === 'threadedComment')
      yield* pkg.xml<Extracted>(target, (emit) => comments(at, emit));
    else if (type === 'drawing') yield* streamed(pkg, target, (emit) => new OfficeText(at, emit));
  }
}

function comments(at: readonly PlaceHop[], emit: (piece: Extracted) => void): XmlEvents {
  let ref = '';
  let text = '';
  let capture = false;
  const send = (name: string): void => {
    const value = text.trim();
    text = '';
    if (value !== '')
      emit({ type: 'fields', at, fields: [{ name, place: name === 'author' ? 'author' : ref, value }] });
  };
  return {
    open: (name, attributes) => {
      if (name === 'comment' || name === 'threadedComment') {
        ref = attributes['ref'] ?? '';
        text = '';
      }
      if (name === 't' || name === 'author' || (name === 'text' && ref !== '')) capture = true;
    },
    text: (piece) => {
      if (capture) text += piece;
    },
    close: (name) => {
      if (name === 't' || name === 'text') capture = false;
      if (name === 'author') send('author');
      if (name === 'comment' || name === 'threadedComment') send('comment');
    },
  };
}
