import iconv from 'iconv-lite';
import type { Extracted, Fields } from '../../../contracts/extractor.ts';
import { type CompoundEntry, type CompoundFile, streamOf } from '../compound.ts';
import { documentDate } from '../dates.ts';
import { codepageName, fileTime } from '../mail/mapi.ts';

/** What a legacy document hands to its readers. */
export interface LegacyContext {
  readonly file: CompoundFile;
  readonly storage: CompoundEntry;
  spend(bytes: number): void;
  readonly signal: AbortSignal;
}

type Names = Readonly<Record<number, string>>;
const summary: Names = { 2: 'title', 3: 'subject', 4: 'author', 5: 'keywords', 6: 'comments', 8: 'last modified by' };
const documentSummary: Names = { 2: 'category', 14: 'manager', 15: 'company' };
const dates: Readonly<Record<number, readonly [string, string]>> = {
  11: ['printed', 'ole:lastPrinted'],
  12: ['created', 'ole:created'],
  13: ['modified', 'ole:lastSaved'],
};
const mostProperties = 10_000;

/** Properties of a document in the form of 1992 ([MS-OLEPS]): the standard ones and the user's own, with their dates. */
export async function* summaryProperties(file: CompoundFile, storage: CompoundEntry): AsyncGenerator<Extracted> {
  for (const [name, names, withDates] of [
    ['\u0005SummaryInformation', summary, true],
    ['\u0005DocumentSummaryInformation', documentSummary, false],
  ] as const) {
    const entry = streamOf(storage, name);
    if (entry === undefined) continue;
    try {
      const sets = propertySets(await file.whole(entry, 4 << 20));
      yield* setPieces(sets, names, withDates);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      yield { type: 'problem', code: 'damaged', detail: 'structure', partly: true };
    }
  }
}

function* setPieces(sets: readonly PropertySet[], names: Names, withDates: boolean): Generator<Extracted> {
  const fields: Fields['fields'][number][] = [];
  for (const [i, { values, dictionary }] of sets.entries())
    for (const [id, value] of values) {
      const name = i === 0 ? names[id] : dictionary.get(id);
      if (value instanceof Date) {
        const date = withDates && i === 0 ? dates[id] : undefined;
        if (date !== undefined) yield* documentDate(date[0], value, 'B', date[1]);
      } else if (name !== undefined && value.trim() !== '')
        fields.push({ name, place: `properties/${name}`, value: value.trim() });
    }
  if (fields.length > 0) yield { type: 'fields', at: [], fields };
}

interface PropertySet {
  readonly values: ReadonlyMap<number, string | Date>;
  readonly dictionary: ReadonlyMap<number, string>;
}

/** @throws RangeError where it breaks off */
function propertySets(bytes: Buffer): PropertySet[] {
  const sets: PropertySet[] = [];
  const count = Math.min(bytes.readUInt32LE(24), 2);
  for (let i = 0; i < count; i++) sets.push(propertySet(bytes.subarray(bytes.readUInt32LE(28 + i * 20 + 16))));
  return sets;
}

function propertySet(bytes: Buffer): PropertySet {
  const places = new Map<number, number>();
  const count = Math.min(bytes.readUInt32LE(4), mostProperties);
  for (let i = 0; i < count; i++) places.set(bytes.readUInt32LE(8 + i * 8), bytes.readUInt32LE(12 + i * 8));
  const page = places.get(1);
  const number = page === undefined ? 1252 : bytes.readUInt16LE(page + 4);
  const wide = number === 1200;
  const codepage = wide ? 'utf16le' : codepageName(number);
  const values = new Map<number, string | Date>();
  for (const [id, at] of places) {
    if (id < 2) continue;
    const value = valueAt(bytes, at, codepage);
    if (value !== null) values.set(id, value);
  }
  const names = places.get(0);
  return { values, dictionary: names === undefined ? new Map() : dictionaryAt(bytes, names, codepage) };
}

function valueAt(bytes: Buffer, at: number, codepage: string): string | Date | null {
  const type = bytes.readUInt32LE(at);
  if (type === 0x40) return fileTime(bytes.readBigUInt64LE(at + 4));
  if (type === 0x1e) {
    const length = bytes.readUInt32LE(at + 4);
    return iconv.decode(bytes.subarray(at + 8, at + 8 + length), codepage).replace(/\0.*$/s, '');
  }
  if (type === 0x1f) {
    const length = bytes.readUInt32LE(at + 4) * 2;
    return bytes.toString('utf16le', at + 8, Math.min(bytes.length, at + 8 + length)).replace(/\0.*$/s, '');
  }
  if (type === 0x03) return String(bytes.readInt32LE(at + 4));
  if (type === 0x05) return String(bytes.readDoubleLE(at + 4));
  return null;
}

/** The names of the user's own properties. */
function dictionaryAt(bytes: Buffer, start: number, codepage: string): Map<number, string> {
  const names = new Map<number, string>();
  const wide = codepage === 'utf16le';
  let at = start + 4;
  for (let left = Math.min(bytes.readUInt32LE(start), mostProperties); left > 0; left--) {
    const id = bytes.readUInt32LE(at);
    const length = bytes.readUInt32LE(at + 4) * (wide ? 2 : 1);
    const text = iconv.decode(bytes.subarray(at + 8, at + 8 + length), codepage);
    names.set(id, text.replace(/\0+$/, '').slice(0, 256));
    at += 8 + (wide ? Math.ceil(length / 4) * 4 : length);
  }
  return names;
}
