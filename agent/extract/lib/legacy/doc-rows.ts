import type { CompoundEntry, CompoundFile } from '../compound.ts';

const page = 512;
const mostPages = 200_000;
/** Properties of a paragraph: that it lies in a table, and that it ends a row of one. */
const inTable = 0x2416;
const endsRow = 0x2417;
/** Properties with a length of two bytes. */
const long: ReadonlySet<number> = new Set([0xd608, 0xd606]);

/** Where in the file paragraphs end that end rows of tables, and that lie in one. */
export interface TableMarks {
  readonly rows: ReadonlySet<number>;
  readonly inside: ReadonlySet<number>;
}

/** By the pages that hold the properties of paragraphs, which `list` names ([MS-DOC] 2.9.32). */
export async function tableMarks(file: CompoundFile, document: CompoundEntry, list: Buffer): Promise<TableMarks> {
  const found = { rows: new Set<number>(), inside: new Set<number>() };
  const count = Math.min(Math.floor((list.length - 4) / 8), mostPages);
  for (let i = 0; i < count; i++) {
    const number = list.readUInt32LE((count + 1) * 4 + i * 4) & 0x3fffff;
    const bytes = await file.read(document, number * page, page);
    if (bytes.length < page) break;
    readPage(bytes, found);
  }
  return found;
}

function readPage(bytes: Buffer, found: { readonly rows: Set<number>; readonly inside: Set<number> }): void {
  const runs = bytes[page - 1]!;
  for (let i = 0; i < runs; i++) {
    const place = (runs + 1) * 4 + i * 13;
    if (place >= page) return;
    const at = bytes[place]! * 2;
    if (at === 0 || at + 2 >= page) continue;
    // The length counts words, less one byte; 0 is followed by a length that counts whole words.
    const short = bytes[at]!;
    const start = short === 0 ? at + 2 : at + 1;
    const length = short === 0 ? bytes[at + 1]! * 2 : short * 2 - 1;
    const set = setOf(bytes.subarray(start + 2, Math.min(page, start + length)));
    const end = bytes.readUInt32LE((i + 1) * 4);
    if (set.has(endsRow)) found.rows.add(end);
    else if (set.has(inTable)) found.inside.add(end);
  }
}

/** Those of our properties that are set. */
function setOf(properties: Buffer): ReadonlySet<number> {
  const found = new Set<number>();
  for (let at = 0; at + 3 <= properties.length; ) {
    const property = properties.readUInt16LE(at);
    if ((property === endsRow || property === inTable) && properties[at + 2] === 1) found.add(property);
    at += 2 + operandSize(properties, at + 2, property);
  }
  return found;
}

function operandSize(properties: Buffer, at: number, property: number): number {
  const kind = property >> 13;
  if (kind === 0 || kind === 1) return 1;
  if (kind === 2 || kind === 4 || kind === 5) return 2;
  if (kind === 3) return 4;
  if (kind === 7) return 3;
  if (long.has(property)) return at + 2 <= properties.length ? properties.readUInt16LE(at) + 1 : properties.length;
  return 1 + (properties[at] ?? properties.length);
}
