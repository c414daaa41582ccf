import { Parser } from 'htmlparser2';
import PostalMime, { decodeWords } from 'postal-mime';
import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { documentDate } from '../extract/lib/dates.ts';
import { view } from '../extract/lib/decode.ts';
import { fileInside } from '../extract/lib/file-inside.ts';
import { HtmlText } from '../extract/lib/html-text.ts';

/** Mail as it is sent: headers, bodies, and attachments as files of their own. */
const eml: Extractor = {
  id: 'eml',
  version: 2,
  title: 'Mail (RFC 5322, MIME)',
  about: {
    reads: 'all headers, text and html bodies, attachments and messages attached as files inside',
    omits: 'what is encrypted by S/MIME or PGP: `encrypted`',
    limits: 'in memory',
    library: 'postal-mime, htmlparser2',
  },
  accepts: ({ kind }) => kind === 'eml',
  extract,
};
export default eml;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const raw = await input.whole();
  const mail = await PostalMime.parse(raw, { forceRfc822Attachments: true, attachmentEncoding: 'arraybuffer' });
  input.signal.throwIfAborted();
  const headers = mail.headers.map(({ originalKey, key, value }) => ({ name: key, place: originalKey, value }));
  const fields = headers
    .filter(({ value }) => value.trim() !== '')
    .map((field) => ({ ...field, value: decoded(field.value) }));
  for (let from = 0; from < fields.length; from += 500)
    yield { type: 'fields', at: [], fields: fields.slice(from, from + 500) };
  yield* documentDate('sent', headers.find(({ name }) => name === 'date')?.value, 'B', 'mail:date');
  // The topmost line is the last station's.
  const received = headers.find(({ name }) => name === 'received')?.value;
  yield* documentDate('received', received?.split(';').at(-1), 'B', 'mail:received');
  yield* bodies(input, mail.text, mail.html);
  for (const { filename, mimeType, content } of mail.attachments) {
    const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
    if (isSealed(mimeType, bytes)) yield { type: 'problem', code: 'encrypted', detail: 'password', partly: true };
    else yield fileInside('attachment', filename ?? unnamed(mimeType), bytes);
  }
}

/** What CMS calls enveloped, by its object identifier (RFC 5652); what is only signed has another. */
const enveloped = Buffer.from('06092a864886f70d010703', 'hex');

/** A message that is locked as a whole stands in one attachment. */
function isSealed(mimeType: string, bytes: Uint8Array): boolean {
  if (/^application\/pgp-encrypted$/i.test(mimeType)) return true;
  return /^application\/(?:x-)?pkcs7-mime$/i.test(mimeType) && view(bytes.subarray(0, 64)).includes(enveloped);
}

function* bodies(input: ExtractInput, text: string | undefined, html: string | undefined): Generator<Extracted> {
  if (text !== undefined && text.trim() !== '') {
    input.spend(text.length);
    yield { type: 'prose', text, at: [{ kind: 'section', name: 'text' }], continues: false, firstLine: 1 };
  }
  if (html === undefined || html.trim() === '') return;
  input.spend(html.length);
  const page = new HtmlText();
  const parser = new Parser(page, { decodeEntities: true });
  parser.end(html);
  for (const piece of page.drain())
    yield 'at' in piece ? { ...piece, at: [{ kind: 'section', name: 'html' }, ...piece.at] } : piece;
}

function decoded(value: string): string {
  return value.includes('=?') ? decodeWords(value) : value;
}

function unnamed(mimeType: string): string {
  return mimeType === 'message/rfc822' ? 'message.eml' : 'attachment';
}
