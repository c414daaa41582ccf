import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import type { PlaceHop } from '../contracts/place.ts';
import { OfficeText } from '../extract/lib/office-text.ts';
import { embeddedFiles, OfficePackage, officeLinks, officeProperties } from '../extract/lib/opc.ts';
import { streamed } from '../extract/lib/streamed.ts';

/**
 * Word documents. Body, headers, footers, notes, comments, text boxes, deleted text and properties are streamed; the
 * body is read a second time by mammoth, and what only mammoth saw is yielded as well.
 */
const docx: Extractor = {
  id: 'docx',
  version: 1,
  title: 'Word documents (docx, docm, dotx)',
  about: {
    reads:
      "body with tables, headers, footers, footnotes, endnotes, comments, text boxes, deleted text, field codes, alternative texts, document variables, authors, links, properties (the user's own too), data parts; embedded documents and pictures as files inside",
    omits: 'reading aids of Asian scripts stand beside their word',
    limits: 'streamed; bodies up to 4 MB are read a second time by mammoth',
    library: 'saxes, yauzl; mammoth',
  },
  accepts: ({ kind }) => kind === 'docx',
  extract,
};
export default docx;

/** Looks and settings: no words of the author's. */
const dull =
  /(?:styles\w*|theme\d*|fontTable|webSettings|numbering|stylesWithEffects|colors\d*|quickStyle\d*|layout\d*|style\d*)\.xml$/;
/** A second reading takes five times as long as the first: bodies of more XML than this get one. */
const readTwice = 4 << 20;
const othersPacked = 128 << 10;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const pkg = await OfficePackage.open(input);
  if (pkg.problem !== null) yield pkg.problem;
  yield* officeProperties(pkg);
  const main = await mainPart(pkg);
  const seen: string[] = [];
  let watched = mayReadTwice(pkg, main);
  for await (const piece of part(pkg, main, [])) {
    if (piece.type === 'problem') watched = false;
    if (watched) note(piece, seen);
    yield piece;
  }
  if (watched) yield* secondReading(input, seen.join('\n'));
  for (const name of pkg.matching(/^(?:word|customXml)\/.*\.xml$/))
    if (name !== main && !dull.test(name) && !/\/_rels\//.test(name))
      yield* part(pkg, name, [{ kind: 'section', name: sectionName(name) }]);
  yield* officeLinks(pkg);
  yield* embeddedFiles(pkg, /^$/);
}

/**
 * The second reader unpacks without a limit: the body was measured by the first reading, the other parts are let
 * through by their packed size, which deflate multiplies by 1032 at most.
 */
function mayReadTwice(pkg: OfficePackage, main: string): boolean {
  if ((pkg.members.get(main)?.size ?? readTwice) >= readTwice) return false;
  let packed = 0;
  for (const [name, member] of pkg.members) if (name !== main && /\.(?:xml|rels)$/i.test(name)) packed += member.packed;
  return packed <= othersPacked;
}

async function mainPart(pkg: OfficePackage): Promise<string> {
  const target = (await pkg.relationships('')).find(({ type }) => type === 'officeDocument')?.target;
  return target !== undefined && pkg.members.has(target) ? target : 'word/document.xml';
}

function part(pkg: OfficePackage, name: string, at: readonly PlaceHop[]): AsyncGenerator<Extracted> {
  if (!name.startsWith('customXml/')) return streamed(pkg, name, (emit) => new OfficeText(at, emit));
  return pkg.xml<Extracted>(name, (emit) => allText(emit, at));
}

/** Data that programs keep in a document: every text under its element's name. */
function allText(emit: (piece: Extracted) => void, at: readonly PlaceHop[]) {
  let text = '';
  return {
    open: () => {
      text = '';
    },
    text: (piece: string) => {
      text += piece;
    },
    close: (name: string) => {
      const value = text.trim();
      text = '';
      if (value !== '') emit({ type: 'fields', at, fields: [{ name, place: name, value }] });
    },
  };
}

/** `word/header2.xml` is the section `header2`. */
function sectionName(name: string): string {
  return (name.split('/').at(-1) ?? name).replace(/\.xml$/, '');
}

/** Keeps what was seen, without blanks, to compare it with. */
function note(piece: Extracted, seen: string[]): void {
  if (piece.type === 'prose') seen.push(squeezed(String(piece.text)));
  else if (piece.type === 'fields')
    for (const { name, value } of piece.fields) seen.push(squeezed(name), squeezed(value));
  else if (piece.type === 'table') {
    for (const name of piece.columns) seen.push(squeezed(name));
    for (const { cells } of piece.rows) for (const cell of cells) seen.push(squeezed(cell));
  }
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, '');
}

/** What mammoth finds in the body that is not in `seen`. */
async function* secondReading(input: ExtractInput, seen: string): AsyncGenerator<Extracted> {
  let text = '';
  try {
    const buffer = Buffer.from(await input.whole(64 << 20));
    // Loaded when the first document needs it: it costs a tenth of a second.
    const { default: mammoth } = await import('mammoth');
    text = (await mammoth.extractRawText({ buffer })).value;
  } catch {
    // The first reading has reported what is wrong with the document.
    return;
  }
  input.spend(text.length);
  let from = 0;
  for (const line of text.split('\n')) {
    const plain = squeezed(line);
    if (plain === '') continue;
    const ahead = seen.indexOf(plain, from);
    if (ahead >= 0) from = ahead;
    else if (!seen.includes(plain))
      yield { type: 'prose', text: line, at: [{ kind: 'section', name: 'body' }], continues: false };
  }
}
