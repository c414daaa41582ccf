import type { DocumentDate, Extracted, ExtractInput, Extractor, Fields } from '../contracts/extractor.ts';
import { documentDate } from '../extract/lib/dates.ts';
import { fileInside } from '../extract/lib/file-inside.ts';
import { openPdf, type PdfDocument, type PdfPage, type PdfProperties } from '../extract/lib/pdf.ts';

/** PDF, page by page: text, form values, notes and links; properties with their dates; attached files. */
const pdf: Extractor = {
  id: 'pdf',
  version: 2,
  title: 'PDF',
  about: {
    reads:
      'text by pages and lines, form values (XFA too), notes, links, bookmarks, properties (information and XMP) with their dates, attached files; owner passwords do not matter',
    omits: 'text in pictures and in shapes (`partly: no text layer`), scripts',
    limits: 'in memory; a broken page costs itself',
    library: 'pdfjs-dist; pdf-parse reads pages that break',
  },
  accepts: ({ kind }) => kind === 'pdf',
  extract,
};
export default pdf;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const document = await openPdf(await input.whole());
  if (document === 'encrypted') {
    yield { type: 'problem', code: 'encrypted', detail: 'password', partly: false };
    return;
  }
  if (document === 'damaged') {
    yield { type: 'problem', code: 'damaged', detail: 'structure', partly: false };
    return;
  }
  await using _closing = document;
  yield* properties(await document.properties());
  yield* bookmarks(await document.bookmarks());
  let without = 0;
  let broken = 0;
  for (let n = 1; n <= document.pages; n++) {
    input.signal.throwIfAborted();
    const page = await document.page(n);
    if (page === null) broken++;
    else {
      input.spend(page.text.length);
      if (page.text.trim() === '') without += page.blank ? 0 : 1;
      else yield { type: 'prose', text: page.text, at: [{ kind: 'page', n }], continues: false, firstLine: 1 };
      yield* besideText(page, n);
      for (const { name, bytes } of page.files) yield fileInside('attachment', name, bytes);
    }
  }
  if (document.pages === 0) yield { type: 'problem', code: 'damaged', detail: 'structure', partly: false };
  if (broken > 0) yield { type: 'problem', code: 'damaged', detail: 'pages', partly: broken < document.pages };
  if (without > 0) yield { type: 'problem', code: 'no_text_layer', detail: 'pages', partly: without < document.pages };
  yield* attachments(input, document);
}

const told: Readonly<Record<string, string>> = {
  Title: 'title',
  Author: 'author',
  Subject: 'subject',
  Keywords: 'keywords',
};
const ours: ReadonlySet<string> = new Set(
  (
    'PDFFormatVersion Language EncryptFilterName IsLinearized IsAcroFormPresent IsXFAPresent IsCollectionPresent ' +
    'IsSignaturesPresent CreationDate ModDate Creator Producer Trapped'
  ).split(' '),
);

function* properties({ info, xmp }: PdfProperties): Generator<Fields | DocumentDate> {
  const fields: Fields['fields'][number][] = [];
  const seen = new Set<string>();
  const add = (name: string, place: string, value: unknown): void => {
    for (const text of Array.isArray(value) ? value : [value]) {
      if (typeof text !== 'string' || text.trim() === '' || seen.has(text.trim())) continue;
      seen.add(text.trim());
      fields.push({ name, place, value: text });
    }
  };
  const own = info['Custom'];
  const all = { ...info, ...(typeof own === 'object' ? own : {}) };
  for (const [key, value] of Object.entries(all)) if (!ours.has(key)) add(told[key] ?? key, `properties/${key}`, value);
  for (const [key, value] of Object.entries(xmp))
    if (!dull.test(key)) add(key.slice(key.indexOf(':') + 1), `xmp/${key}`, value);
  if (fields.length > 0) yield { type: 'fields', at: [], fields };
  yield* documentDate('created', pdfDate(info['CreationDate']), 'B', 'pdf:CreationDate');
  yield* documentDate('modified', pdfDate(info['ModDate']), 'B', 'pdf:ModDate');
  yield* documentDate('created', textOf(xmp['xmp:createdate']), 'B', 'xmp:CreateDate');
  yield* documentDate('modified', textOf(xmp['xmp:modifydate']), 'B', 'xmp:ModifyDate');
}

/** Programs, numbers of versions and dates: nobody's words. */
const dull =
  /^(?:xmpmm|pdfaid|pdfx|stref|stevt|xmptpg|xmpg):|:(?:creatortool|producer|format|documentid|instanceid|trapped|pdfversion|language|\w*date)$/;

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function* bookmarks(titles: readonly string[]): Generator<Fields> {
  for (let from = 0; from < titles.length; from += 500) {
    const fields = titles.slice(from, from + 500).map((value) => ({ name: 'bookmark', place: 'bookmark', value }));
    yield { type: 'fields', at: [], fields };
  }
}

/** `D:20240301093000+01'00'`; without a zone the day alone is known. */
function pdfDate(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const found = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(Z|[+-]\d\d)?'?(\d\d)?/.exec(value.trim());
  if (found === null) return null;
  const [, year, month = '01', day = '01', hour, minute = '00', second = '00', zone, minutes = '00'] = found;
  const date = `${year}-${month}-${day}`;
  if (hour === undefined || zone === undefined) return date;
  return `${date}T${hour}:${minute}:${second}${zone === 'Z' ? 'Z' : `${zone}:${minutes}`}`;
}

function* besideText(page: PdfPage, n: number): Generator<Fields> {
  if (page.values.length > 0) yield { type: 'fields', at: [{ kind: 'page', n }], fields: page.values };
}

async function* attachments(input: ExtractInput, document: PdfDocument): AsyncGenerator<Extracted> {
  for (const { name, bytes } of await document.attachments()) {
    input.signal.throwIfAborted();
    yield fileInside('attachment', name, bytes);
  }
}
