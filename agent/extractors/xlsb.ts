import type { Extracted, ExtractInput, Extractor, ExtractProblem } from '../contracts/extractor.ts';
import type { PlaceHop } from '../contracts/place.ts';
import { Biff12Reader, Sheet12, Workbook12 } from '../extract/lib/biff12.ts';
import { OfficeText } from '../extract/lib/office-text.ts';
import { asProblem, embeddedFiles, OfficePackage, officeLinks, officeProperties } from '../extract/lib/opc.ts';
import { otherSheetParts, sheetNames } from '../extract/lib/sheet-parts.ts';
import { streamed } from '../extract/lib/streamed.ts';

/** Binary Excel workbooks: every sheet, hidden ones too, with notes, drawings, links, print headers and properties. */
const xlsb: Extractor = {
  id: 'xlsb',
  version: 1,
  title: 'Binary Excel workbooks (xlsb)',
  about: {
    reads: 'every sheet, hidden ones too, as cited; notes, drawings, links, print headers, properties, embedded files',
    omits: 'formulas (their values are read), what pivot tables keep',
    limits: 'streamed; shared strings in memory',
    library: 'own',
  },
  accepts: ({ kind }) => kind === 'xlsb',
  extract,
};
export default xlsb;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const pkg = await OfficePackage.open(input);
  if (pkg.problem !== null) yield pkg.problem;
  yield* officeProperties(pkg);
  const book = new Workbook12();
  for (const member of ['xl/sharedStrings.bin', 'xl/styles.bin', 'xl/workbook.bin'])
    yield* records(input, pkg, member, (record) => {
      book.read(record);
      if (record.type === sharedString) input.spend(record.data.length);
      return [];
    });
  yield* sheetNames(book.sheets);
  for (const { name, member } of await sheetsOf(pkg, book)) {
    const at: PlaceHop[] = [{ kind: 'sheet', name }];
    yield* sheet(input, pkg, member, book, at);
    for (const { type, target } of await pkg.relationships(member))
      if (type === 'comments') yield* sheet(input, pkg, target, book, at);
      else if (type === 'drawing') yield* streamed(pkg, target, (emit) => new OfficeText(at, emit));
  }
  yield* otherSheetParts(pkg, new Set());
  yield* officeLinks(pkg);
  yield* embeddedFiles(pkg, /\.bin$/i);
  // Only what was put into the document; the workbook itself is made of such files too.
  for (const child of embeddedFiles(pkg, /^(?!xl\/embeddings\/)/)) if (/\.bin$/i.test(child.hop.name)) yield child;
}

const sharedString = 19;

async function sheetsOf(pkg: OfficePackage, book: Workbook12): Promise<{ name: string; member: string }[]> {
  const targets = new Map((await pkg.relationships('xl/workbook.bin')).map(({ id, target }) => [id, target]));
  const sheets = book.sheets.map(({ name, id }) => ({ name, member: targets.get(id) ?? '' }));
  const known = new Set(sheets.map(({ member }) => member));
  // A damaged workbook may have lost the way to its sheets; they are read all the same.
  for (const member of pkg.matching(/^xl\/(?:work|dialog|macro|chart)sheets\/[^/]+\.bin$/))
    if (!known.has(member) && !/binaryIndex/i.test(member))
      sheets.push({ name: (member.split('/').at(-1) ?? '').replace('.bin', ''), member });
  return sheets.filter(({ member }) => pkg.members.has(member));
}

async function* sheet(
  input: ExtractInput,
  pkg: OfficePackage,
  member: string,
  book: Workbook12,
  at: readonly PlaceHop[],
): AsyncGenerator<Extracted> {
  const rows = new Sheet12(book, at);
  yield* records(input, pkg, member, (record) => rows.read(record));
  yield* rows.end();
}

/** What is made of the records of one member; damage comes as a problem, after what could be read. */
async function* records(
  input: ExtractInput,
  pkg: OfficePackage,
  member: string,
  read: (record: { readonly type: number; readonly data: Buffer }) => Iterable<Extracted>,
): AsyncGenerator<Extracted> {
  const bytes = pkg.members.get(member)?.bytes();
  if (bytes === undefined) return;
  const reader = new Biff12Reader();
  let problem: ExtractProblem | null = null;
  try {
    for await (const chunk of bytes) {
      input.signal.throwIfAborted();
      input.spend(chunk.length);
      for (const record of reader.write(chunk)) {
        try {
          yield* read(record);
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
          problem ??= { type: 'problem', code: 'damaged', detail: 'structure', partly: true };
        }
      }
    }
    if (!reader.whole) problem ??= { type: 'problem', code: 'damaged', detail: 'truncated', partly: true };
  } catch (error) {
    input.signal.throwIfAborted();
    problem = asProblem(error);
  }
  if (problem !== null) yield problem;
}
