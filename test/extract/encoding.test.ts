import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { textPieces } from '../../agent/extract/lib/decode.ts';
import { guessEncoding } from '../../agent/extract/lib/encoding.ts';
import { allText, extractAll } from '../kits/extract.ts';

const german = 'Sehr geehrte Frau Müller,\r\nwir grüßen Sie aus Köln. Ihre Straße: Äußere Öderstraße 5.\r\n'.repeat(5);
const russian = 'Уважаемый господин Иванов, мы пишем вам из города, чтобы сообщить об изменении договора.\r\n'.repeat(
  8,
);
const japanese = 'お客様の電話番号と住所を確認してください。東京都千代田区の郵便番号は次のとおりです。\r\n'.repeat(8);

async function roundTrip(text: string, encoding: string, bom = false): Promise<string> {
  const bytes = iconv.encode(text, encoding, { addBOM: bom });
  const { events, result } = await extractAll(bytes, 'x');
  expect(result).toMatchObject({ status: 'read', kind: 'text' });
  return allText(events).replaceAll('\n\n', '\n');
}

describe('encodings', () => {
  it.each([
    ['utf-8', false],
    ['utf-8', true],
    ['utf-16le', true],
    ['utf-16be', true],
    ['utf-16le', false],
    ['utf-16be', false],
    ['utf-32le', true],
    ['utf-32be', true],
    ['windows-1252', false],
    ['iso-8859-1', false],
  ])('German in %s, with a mark: %s', async (encoding, bom) => {
    expect(await roundTrip(german, encoding, bom)).toBe(german);
  });

  it.each(['windows-1251', 'koi8-r', 'utf-16le'])('Russian in %s', async (encoding) => {
    expect(await roundTrip(russian, encoding)).toBe(russian);
  });

  it.each(['shift_jis', 'euc-jp'])('Japanese in %s', async (encoding) => {
    expect(await roundTrip(japanese, encoding)).toBe(japanese);
  });

  it('one stray line does not spoil the others', async () => {
    const bytes = Buffer.concat([
      Buffer.from('Zürich grüßt\n'),
      Buffer.from('Gr\xfc\xdfe\n', 'latin1'),
      Buffer.from('日本\n'),
    ]);
    const { events } = await extractAll(bytes, 'x');
    expect(allText(events).replaceAll('\n\n', '\n')).toBe('Zürich grüßt\nGrüße\n日本\n');
  });

  it('a character across two chunks stays whole, in every encoding', async () => {
    for (const encoding of ['utf-8', 'utf-16le', 'windows-1252']) {
      const bytes = iconv.encode(german, encoding, { addBOM: true });
      for (const size of [1, 2, 3, 5, 7]) {
        const pieces: string[] = [];
        const input = {
          head: bytes.subarray(0, 4096),
          size: bytes.length,
          bytes: async function* () {
            for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
          },
        };
        for await (const piece of textPieces(input)) pieces.push(Buffer.from(piece as string).toString('utf8'));
        expect(pieces.join('')).toBe(german);
      }
    }
  });

  it('passes valid UTF-8 on as the bytes it is', async () => {
    const bytes = Buffer.from(german);
    for await (const piece of textPieces({
      head: bytes,
      size: bytes.length,
      bytes: async function* () {
        yield bytes;
      },
    }))
      expect(piece).toBeInstanceOf(Uint8Array);
  });

  it('programs are no text', () => {
    expect(
      guessEncoding(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0x90, 0xff, 3, 0]), true),
    ).toBeNull();
    expect(guessEncoding(Buffer.alloc(4096), true)).toBeNull();
  });
});
