import type { Child, Extracted, ExtractInput, Extractor, Fields } from '../contracts/extractor.ts';
import { basicDate, type ContentLine, ContentLines, unescaped, valueParts } from '../extract/lib/content-lines.ts';
import { documentDate } from '../extract/lib/dates.ts';
import { strings } from '../extract/lib/decode.ts';
import { fileInside } from '../extract/lib/file-inside.ts';

/** Contact files: every card's values under plain names, its pictures as files inside. */
const vcf: Extractor = {
  id: 'vcf',
  version: 1,
  title: 'Contacts (vCard 2.1 to 4.0)',
  about: {
    reads:
      'every value of every card under a plain name (name, phone, email, street …), pictures and keys as files inside, when it was revised',
    omits: '',
    limits: 'streamed',
    library: 'own',
  },
  accepts: ({ kind }) => kind === 'vcf',
  extract,
};
export default vcf;

const names: Readonly<Record<string, string>> = {
  FN: 'name',
  NICKNAME: 'nickname',
  TEL: 'phone',
  EMAIL: 'email',
  BDAY: 'birthday',
  ANNIVERSARY: 'anniversary',
  ORG: 'company',
  TITLE: 'job title',
  ROLE: 'role',
  NOTE: 'note',
  URL: 'url',
  LABEL: 'address',
  IMPP: 'messenger',
  GENDER: 'gender',
  CATEGORIES: 'categories',
};
const parts: Readonly<Record<string, readonly string[]>> = {
  N: ['last name', 'first name', 'middle name', 'title', 'suffix'],
  ADR: ['po box', 'address line 2', 'street', 'city', 'region', 'postcode', 'country'],
};
const dull: ReadonlySet<string> = new Set('BEGIN END VERSION PRODID REV UID SOURCE KIND XML CLIENTPIDMAP'.split(' '));
const files: ReadonlySet<string> = new Set(['PHOTO', 'LOGO', 'SOUND', 'KEY']);

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const lines = new ContentLines();
  let card = 0;
  let open = 0;
  let fields: Fields['fields'][number][] = [];
  let revised: string | null = null;
  function* read(line: ContentLine): Generator<Extracted> {
    if (line.name === 'BEGIN') {
      card++;
      open++;
    } else if (line.name === 'END') open--;
    if (line.name === 'REV') revised = later(revised, basicDate(line.value));
    if (files.has(line.name)) {
      const child = file(line, card);
      if (child !== null) yield child;
      return;
    }
    if (!dull.has(line.name)) fields.push(...values(line, `card ${card} ${line.name}`));
    // A card is passed on whole, so that its values are seen side by side.
    if (line.name === 'END' || fields.length >= 5000) {
      if (fields.length > 0) yield { type: 'fields', at: [], fields };
      fields = [];
    }
  }
  for await (const piece of strings(input)) {
    input.signal.throwIfAborted();
    for (const line of lines.write(piece, false)) yield* read(line);
  }
  for (const line of lines.write('', true)) yield* read(line);
  if (fields.length > 0) yield { type: 'fields', at: [], fields };
  if (open > 0) yield { type: 'problem', code: 'damaged', detail: 'truncated', partly: true };
  yield* documentDate('modified', revised, 'B', 'vcf:rev');
}

function* values(line: ContentLine, place: string): Generator<Fields['fields'][number]> {
  const structure = parts[line.name];
  if (structure === undefined) {
    const value = unescaped(line.value.replace(/^(?:tel|mailto):/i, ''));
    const name = names[line.name] ?? line.name.replace(/^X-/, '').replaceAll('-', ' ').toLowerCase();
    if (value !== '') yield { name, place, value: line.name === 'BDAY' ? (basicDate(value) ?? value) : value };
    return;
  }
  for (const [i, value] of valueParts(line.value).entries())
    if (value !== '') yield { name: structure[i] ?? line.name, place, value };
  // Street, number and city stand together in one piece as well: together they are an address.
  if (line.name === 'ADR') yield { name: 'address', place, value: postal(valueParts(line.value)) };
}

function postal([box = '', more = '', street = '', city = '', region = '', code = '', country = '']: string[]): string {
  return [box, more, street, `${code} ${city}`.trim(), region, country].filter((part) => part !== '').join(', ');
}

function file(line: ContentLine, card: number): Child | null {
  const inline = /^data:[^,]*;base64,(.*)$/is.exec(line.value)?.[1];
  const base64 = /^(?:b|base64)$/i.test(line.parameters.get('ENCODING') ?? '') ? line.value : inline;
  if (base64 === undefined) return null;
  const bytes = Buffer.from(base64, 'base64');
  return fileInside('embedded', `card ${card} ${line.name.toLowerCase()}`, bytes);
}

function later(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b > a) ? b : a;
}
