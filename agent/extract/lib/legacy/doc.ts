import iconv from 'iconv-lite';
import type { Extracted, Fields } from '../../../contracts/extractor.ts';
import { SourceError } from '../../../contracts/source.ts';
import { type CompoundEntry, streamOf } from '../compound.ts';
import { DocFlow, rowEnd } from './doc-flow.ts';
import { type TableMarks, tableMarks } from './doc-rows.ts';
import type { LegacyContext } from './summary.ts';

/** A run of text in the file: Word keeps a document as a list of pieces in the order of the text ([MS-DOC] 2.4.1). */
interface Piece {
  /** Characters. */
  readonly length: number;
  readonly offset: number;
  readonly wide: boolean;
}

/** Parts of the text in their order, with their index among the lengths that the header gives. */
const stories: readonly (readonly [index: number, section: string])[] = [
  [3, ''],
  [4, 'footnote'],
  [5, 'header and footer'],
  [7, 'comment'],
  [8, 'endnote'],
  [9, 'text box'],
  [10, 'text box'],
];
const flags = { encrypted: 0x0100, secondTable: 0x0200 } as const;
const word97 = 0xa5ec;
const firstOf97 = 101;
const perRead = 128 << 10;
/** Places of tables among the header's pairs of offset and length. */
const pairs = { rowsAndParagraphs: 13, pieces: 33, commentAuthors: 36, revisionAuthors: 51 } as const;

/** All text of a Word document of 1997 to 2003, and the running text of older ones. */
export async function* docText(context: LegacyContext, document: CompoundEntry): AsyncGenerator<Extracted> {
  const { file, storage } = context;
  const head = await file.read(document, 0, 4096);
  if (head.length < 68) throw new SourceError({ code: 'damaged', detail: 'truncated' });
  const bits = head.readUInt16LE(10);
  if ((bits & flags.encrypted) !== 0) {
    yield { type: 'problem', code: 'encrypted', detail: 'password', partly: false };
    return;
  }
  const header = readHeader(head);
  if (header === null) {
    yield* olderText(context, document, head);
    return;
  }
  const table = streamOf(storage, (bits & flags.secondTable) === 0 ? '0Table' : '1Table');
  if (table === undefined) throw new SourceError({ code: 'damaged', detail: 'structure' });
  const from = (index: number): Promise<Buffer> => {
    const [offset, length] = header.pairs[index] ?? [0, 0];
    return file.read(table, offset, Math.min(length, 32 << 20));
  };
  const pieces = piecesOf(await from(pairs.pieces));
  if (pieces.length === 0) throw new SourceError({ code: 'damaged', detail: 'structure' });
  const marks = await tableMarks(file, document, await from(pairs.rowsAndParagraphs));
  yield* storyPieces(context, document, { pieces, marks, lengths: header.lengths });
  yield* authors(await from(pairs.commentAuthors), await from(pairs.revisionAuthors));
}

interface Header {
  /** Characters of each story, by index. */
  readonly lengths: readonly number[];
  readonly pairs: readonly (readonly [number, number])[];
}

function readHeader(head: Buffer): Header | null {
  if (head.readUInt16LE(0) !== word97 || head.readUInt16LE(2) < firstOf97) return null;
  const words = 34 + head.readUInt16LE(32) * 2;
  const numbers = head.readUInt16LE(words);
  const lengths = Array.from({ length: numbers }, (_, i) => readOr0(head, words + 2 + i * 4));
  const start = words + 2 + numbers * 4;
  const count = start + 2 <= head.length ? head.readUInt16LE(start) : 0;
  return {
    lengths,
    pairs: Array.from({ length: count }, (_, i) => [
      readOr0(head, start + 2 + i * 8),
      readOr0(head, start + 6 + i * 8),
    ]),
  };
}

function readOr0(bytes: Buffer, at: number): number {
  return at + 4 <= bytes.length ? bytes.readUInt32LE(at) : 0;
}

function piecesOf(table: Buffer): Piece[] {
  let at = 0;
  // Formats of pieces stand before the list.
  while (at + 3 <= table.length && table[at] === 1) at += 3 + table.readUInt16LE(at + 1);
  if (at + 5 > table.length || table[at] !== 2) return [];
  const length = Math.min(table.readUInt32LE(at + 1), table.length - at - 5);
  const count = Math.floor((length - 4) / 12);
  const found: Piece[] = [];
  for (let i = 0; i < count; i++) {
    const from = table.readUInt32LE(at + 5 + i * 4);
    const to = table.readUInt32LE(at + 9 + i * 4);
    const place = table.readUInt32LE(at + 5 + (count + 1) * 4 + i * 8 + 2);
    const wide = (place & 0x40000000) === 0;
    const offset = wide ? place & 0x3fffffff : (place & 0x3fffffff) >>> 1;
    if (to > from) found.push({ length: to - from, offset, wide });
  }
  return found;
}

interface Text {
  readonly pieces: readonly Piece[];
  readonly marks: TableMarks;
  readonly lengths: readonly number[];
}

async function* storyPieces(context: LegacyContext, document: CompoundEntry, text: Text): AsyncGenerator<Extracted> {
  const flow = new StoryFlow(text.lengths);
  let truncated = false;
  for (const piece of text.pieces) {
    const unit = piece.wide ? 2 : 1;
    for (let done = 0; done < piece.length; done += perRead) {
      context.signal.throwIfAborted();
      const wanted = Math.min(perRead, piece.length - done);
      const offset = piece.offset + done * unit;
      const bytes = await context.file.read(document, offset, wanted * unit);
      context.spend(bytes.length);
      yield* flow.add(decoded(bytes, offset, piece.wide, text.marks));
      if (bytes.length < wanted * unit) {
        truncated = true;
        break;
      }
    }
  }
  yield* flow.end();
  if (truncated) yield { type: 'problem', code: 'damaged', detail: 'truncated', partly: true };
}

/** Text of a piece; marks that end rows are told from those that end cells, and paragraphs of a cell stay together. */
function decoded(bytes: Buffer, offset: number, wide: boolean, { rows, inside }: TableMarks): string {
  const text = wide ? bytes.toString('utf16le') : iconv.decode(bytes, 'windows-1252');
  if (inside.size === 0 && rows.size === 0) return text;
  const unit = wide ? 2 : 1;
  return text.replace(cellOrParagraph, (mark, at: number) => {
    const end = offset + (at + 1) * unit;
    if (mark === '\r') return inside.has(end) ? '\n' : mark;
    return rows.has(end) ? rowEnd : mark;
  });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the marks of the format are control characters
const cellOrParagraph = /[\u0007\r]/g;

/** Sends text to the story it belongs to. */
class StoryFlow {
  private readonly stories: { readonly flow: DocFlow; left: number }[];

  constructor(lengths: readonly number[]) {
    this.stories = stories.map(([index, section]) => {
      return {
        flow: new DocFlow(section === '' ? [] : [{ kind: 'section', name: section }]),
        left: lengths[index] ?? 0,
      };
    });
    // Text behind the last story is the document's too.
    this.stories.push({ flow: new DocFlow([{ kind: 'section', name: 'rest' }]), left: Number.POSITIVE_INFINITY });
  }

  *add(text: string): Generator<Extracted> {
    let at = 0;
    for (const story of this.stories) {
      const take = Math.min(story.left, text.length - at);
      if (take > 0) yield* story.flow.add(text.slice(at, at + take));
      story.left -= take;
      at += take;
      if (at >= text.length) return;
    }
  }

  *end(): Generator<Extracted> {
    for (const { flow } of this.stories) yield* flow.end();
  }
}

/** Word 6 and 95: text in one run, of one byte a character. */
async function* olderText(context: LegacyContext, document: CompoundEntry, head: Buffer): AsyncGenerator<Extracted> {
  const from = head.readUInt32LE(24);
  const to = head.readUInt32LE(28);
  if (from < 32 || to <= from) throw new SourceError({ code: 'damaged', detail: 'structure' });
  const flow = new DocFlow([]);
  let at = from;
  while (at < to) {
    context.signal.throwIfAborted();
    const bytes = await context.file.read(document, at, Math.min(perRead, to - at));
    if (bytes.length === 0) break;
    context.spend(bytes.length);
    yield* flow.add(iconv.decode(bytes, 'windows-1252'));
    at += bytes.length;
  }
  yield* flow.end();
  if (at < to) yield { type: 'problem', code: 'damaged', detail: 'truncated', partly: true };
}

/** Who wrote comments, and who changed something. */
function* authors(comments: Buffer, revisions: Buffer): Generator<Fields> {
  const names = new Set<string>();
  const add = (bytes: Buffer, at: number): number => {
    const length = bytes.readUInt16LE(at) * 2;
    const name = bytes.toString('utf16le', at + 2, Math.min(bytes.length, at + 2 + length)).trim();
    if (name !== '' && length <= 1024 && names.size < 1000) names.add(name);
    return at + 2 + length;
  };
  for (let at = 0; at + 2 <= comments.length; ) at = add(comments, at);
  if (revisions.length >= 6 && revisions.readUInt16LE(0) === 0xffff)
    for (let at = 6; at + 2 <= revisions.length; ) at = add(revisions, at);
  names.delete('Unknown');
  if (names.size > 0)
    yield { type: 'fields', at: [], fields: [...names].map((value) => ({ name: 'author', place: 'author', value })) };
}
