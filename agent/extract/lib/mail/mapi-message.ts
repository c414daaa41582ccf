import { Parser } from 'htmlparser2';
import iconv from 'iconv-lite';
import type { Child, Extracted, Fields, Inner } from '../../../contracts/extractor.ts';
import { documentDate } from '../dates.ts';
import { view } from '../decode.ts';
import { HtmlText } from '../html-text.ts';
import { RtfReader } from '../rtf.ts';
import { unpackRtf } from './compressed-rtf.ts';
import { headerFields } from './headers.ts';
import {
  codepageName,
  ids,
  type MapiAttachment,
  type MapiMessage,
  type MapiObject,
  type MapiValue,
  messageDates,
} from './mapi.ts';
import { dullProperties, lidNames, propertyNames } from './mapi-names.ts';

type Field = Fields['fields'][number];

/** All of a message: what its properties say, its dates, bodies and attachments. */
export async function* mapiMessage(message: MapiMessage, spend: (bytes: number) => void): AsyncGenerator<Extracted> {
  const fields = [...headersOf(message)];
  const told = new Set(fields.map(({ value }) => value));
  fields.push(...valuesOf(message, '', told));
  for (const [i, recipient] of message.recipients.entries())
    fields.push(...valuesOf(recipient, `recipient ${i + 1} `, told));
  for (let from = 0; from < fields.length; from += 500)
    yield { type: 'fields', at: [], fields: fields.slice(from, from + 500) };
  for (const [id, event, from] of messageDates) {
    yield* documentDate(event, dateOf(message.values.get(id)), 'B', from);
  }
  yield* bodies(message, spend);
  let n = 0;
  for await (const attachment of message.attachments()) yield* attached(attachment, ++n);
}

function headersOf(message: MapiObject): Field[] {
  const headers = message.values.get(ids.headers);
  return typeof headers === 'string' ? headerFields(headers) : [];
}

/** Texts and days under plain names; a value that was told before is not told again. */
function* valuesOf(object: MapiObject, where: string, told: Set<string>): Generator<Field> {
  for (const [id, value] of object.values) {
    if (dullProperties.has(id)) continue;
    const name = nameOf(object, id);
    for (const text of textsOf(value, id)) {
      if (told.has(text) || (name === null && !readable.test(text))) continue;
      told.add(text);
      yield { name: name ?? '', place: `${where}${name ?? `property ${id.toString(16)}`}`, value: text };
    }
  }
}

/** Of properties whose meaning is not known: more than a number or an identifier. */
const readable = /\p{L}{2}/u;

function nameOf(object: MapiObject, id: number): string | null {
  const own = object.names.get(id);
  if (own === undefined) return propertyNames[id] ?? null;
  return 'lid' in own ? (lidNames[own.lid] ?? null) : own.name;
}

function textsOf(value: MapiValue, id: number): readonly string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
  if (Array.isArray(value)) return value.filter((text: string) => text.trim() !== '');
  // Of days, those that are somebody's: birthdays and the like.
  if (value instanceof Date && propertyNames[id] !== undefined) return [value.toISOString().slice(0, 10)];
  return [];
}

async function* bodies(message: MapiMessage, spend: (bytes: number) => void): AsyncGenerator<Extracted> {
  const text = message.values.get(ids.body);
  if (typeof text === 'string' && text.trim() !== '')
    yield { type: 'prose', text, at: [{ kind: 'section', name: 'text' }], continues: false, firstLine: 1 };
  const html = htmlOf(message);
  const packed = message.values.get(ids.rtf);
  if (html !== null) yield* htmlBody(html);
  else if (packed instanceof Uint8Array && packed.length > 0) {
    try {
      yield* rtfBody(unpackRtf(packed, spend), typeof text === 'string' ? text : '');
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'SourceError') throw error;
      yield { type: 'problem', code: 'damaged', detail: 'structure', partly: true };
    }
  }
}

function htmlOf(message: MapiMessage): string | null {
  const html = message.values.get(ids.html);
  if (typeof html === 'string') return html.trim() === '' ? null : html;
  if (!(html instanceof Uint8Array) || html.length === 0) return null;
  return iconv.decode(view(html), codepageName(message.values.get(ids.internetCodepage)));
}

function* htmlBody(html: string): Generator<Extracted> {
  const page = new HtmlText();
  const parser = new Parser(page, { decodeEntities: true });
  parser.end(html);
  for (const piece of page.drain())
    yield 'at' in piece ? { ...piece, at: [{ kind: 'section', name: 'html' }, ...piece.at] } : piece;
}

/** RTF that only says again what the plain text says is not told twice. */
function* rtfBody(rtf: Buffer, text: string): Generator<Extracted> {
  const source = rtf.toString('latin1');
  const reader = new RtfReader();
  reader.write(source, true);
  const all = reader.pieces.map((piece) => piece.text).join('\n');
  if (squeezed(all) !== '' && squeezed(all) !== squeezed(text))
    yield { type: 'prose', text: all, at: [{ kind: 'section', name: 'rtf' }], continues: false };
  const links = new Set(
    [...source.matchAll(/href="?((?:mailto|tel|https?):[^"\s>}]+)/gi)].map(([, link = '']) => link),
  );
  if (links.size > 0)
    yield { type: 'fields', at: [], fields: [...links].map((value) => ({ name: 'link', place: 'link', value })) };
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, '');
}

function* attached(attachment: MapiAttachment, n: number): Generator<Child | Inner> {
  const { values, content } = attachment;
  const named = [ids.attachLongFileName, ids.attachFileName, ids.displayName].map((id) => values.get(id));
  const name = named.find((value) => typeof value === 'string' && value.trim() !== '') ?? `attachment ${n}`;
  const hop = { kind: 'attachment', name: String(name) } as const;
  const dates = [
    ...documentDate('created', dateOf(values.get(ids.created)), 'B', 'mapi:creation-time'),
    ...documentDate('modified', dateOf(values.get(ids.modified)), 'B', 'mapi:last-modification-time'),
  ].map(({ type: _, ...date }) => date);
  if (content.kind === 'file') yield { type: 'child', hop, size: content.size, dates, bytes: () => content.bytes() };
  else if (content.kind === 'inner')
    yield { type: 'inner', hop, kind: content.type, dates, pieces: () => content.pieces() };
}

function dateOf(value: MapiValue | undefined): Date | string | null {
  return value instanceof Date || (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) ? value : null;
}
