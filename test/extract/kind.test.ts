import { readFileSync } from 'node:fs';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { headSize, kindOf, kinds, refineKind, sniff } from '../../agent/extract/kind.ts';
import { contentOf, seeded } from '../kits/extract.ts';
import { zipOf } from '../kits/zip.ts';

async function kind(data: string | Uint8Array, name = 'file'): Promise<string> {
  const bytes = Buffer.from(data as string);
  const head = bytes.subarray(0, headSize);
  return (await refineKind(sniff(head, bytes.length, name), head, contentOf(bytes))).id;
}

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const padded = (text: string, length = 128) => Buffer.concat([latin1(text), Buffer.alloc(length, 7)]);

describe('the kind of some content', () => {
  it.each([
    ['png', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
    ['jpeg', '\xff\xd8\xff\xe0\0\x10JFIF'],
    ['gif', 'GIF89a\x01\0\x01\0'],
    ['webp', 'RIFF\x10\0\0\0WEBPVP8 '],
    ['wav', 'RIFF\x10\0\0\0WAVEfmt '],
    ['avi', 'RIFF\x10\0\0\0AVI LIST'],
    ['tiff', 'II*\0\x08\0\0\0'],
    ['heic', '\0\0\0\x18ftypheic\0\0\0\0'],
    ['mp4', '\0\0\0\x18ftypisom\0\0\0\0'],
    ['mov', '\0\0\0\x14ftypqt  \0\0\0\0'],
    ['mkv', '\x1aE\xdf\xa3\x01\0\0\0'],
    ['mp3', 'ID3\x03\0\0\0\0'],
    ['mp3', '\xff\xfb\x90\x64\0\0'],
    ['ogg', 'OggS\0\x02\0\0'],
    ['flac', 'fLaC\0\0\0"'],
    ['elf', '\x7fELF\x02\x01\x01\0'],
    ['pe', 'MZ\x90\0\x03\0\0\0'],
    ['macho', '\xcf\xfa\xed\xfe\x07\0\0\x01'],
    ['javaclass', '\xca\xfe\xba\xbe\0\0\0\x37'],
    ['macho', '\xca\xfe\xba\xbe\0\0\0\x02'],
    ['wasm', '\0asm\x01\0\0\0'],
    ['pyc', '\xcb\r\r\n\0\0\0\0\0\0\0\0\0\0\0\0'],
    ['woff2', 'wOF2\0\x01\0\0'],
    ['woff', 'wOFF\0\x01\0\0'],
    ['ttf', '\0\x01\0\0\0\x0f\0\x80'],
    ['otf', 'OTTO\0\x0b\0\x80'],
    ['bzip2', 'BZh91AY&SY\x01\x02'],
    ['xz', '\xfd7zXZ\0\0\x04'],
    ['7z', '7z\xbc\xaf\x27\x1c\0\x04'],
    ['rar', 'Rar!\x1a\x07\x01\0'],
    ['cab', 'MSCF\0\0\0\0\x10'],
    ['cfb', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
    ['pst', '!BDN\x01\x02\x03\x04'],
    ['sqlite', 'SQLite format 3\0\x10\0'],
    ['parquet', 'PAR1\x15\0\x15\x02'],
    ['avro', 'Obj\x01\x04\x14'],
    ['mdb', '\0\x01\0\0Standard Jet DB\0'],
    ['binary', '\x01\x02\x03\x80\x04\0\x05'],
  ])('%s by its first bytes', async (id, start) => {
    expect(await kind(padded(start))).toBe(id);
  });

  it.each([
    ['pdf', '%PDF-1.7\n'],
    ['pdf', '\n\njunk %PDF-1.4\n'],
    ['rtf', '{\\rtf1\\ansi hello}'],
    ['postscript', '%!PS-Adobe-3.0\n'],
    ['html', '<!DOCTYPE html><p>x</p>'],
    ['html', '<!-- a --><!-- b -->\n<HTML><body>x</body></HTML>'],
    ['html', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>'],
    ['xml', '<?xml version="1.0"?><a>1</a>'],
    ['xml', '<customers><a>1</a></customers>'],
    ['json', '{"a": [1, 2]}'],
    ['json', '[{"a": 1}]'],
    ['ndjson', '{"a": 1}\n{"a": 2}\n'],
    ['text', '[section]\nkey=value\n'],
    ['text', '{ not: JSON }'],
    ['text', '<- an arrow'],
    ['csv', 'a;b;c\n1;2;3\n4;5;6\n'],
    ['csv', 'id\tmail\tborn\n1\ta\tb\n2\tc\td\n'],
    ['text', 'for (i = 0, n = 1; i < n; i++) {\n  f(i, n);\n  g(n, i);\n}\n'],
    ['mbox', 'From a@example.org Tue Mar  5 10:00:00 2019\nFrom: a@example.org\nSubject: x\n\nbody'],
    ['text', 'From the year 2019\nthings were: different\n'],
    ['ics', 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n'],
    ['vcf', 'BEGIN:VCARD\nFN:A\nEND:VCARD\n'],
    ['eml', 'Received: from a by b; Tue, 5 Mar 2019 10:00:05 +0000\nFrom: a@example.org\nSubject: x\n\nbody'],
    ['text', 'Note: this\nTodo: that\n'],
    ['text', 'ID3 tags are described here\n'],
    ['text', 'MZ is how programs begin, they say.\n'],
    ['empty', ''],
  ])('%s by its text: %j', async (id, text) => {
    expect(await kind(text)).toBe(id);
  });

  it('one row of values is a table only where the name says so', async () => {
    expect(await kind('1,a@example.org,x\n', 'export.csv')).toBe('csv');
    expect(await kind('1,a@example.org,x\n', 'export.txt')).toBe('text');
  });

  it('by the names in a zip', async () => {
    const types = { '[Content_Types].xml': '<Types/>' };
    expect(await kind(await zipOf({ ...types, 'word/document.xml': 'x' }))).toBe('docx');
    expect(await kind(await zipOf({ ...types, 'xl/workbook.xml': 'x' }))).toBe('xlsx');
    expect(await kind(await zipOf({ ...types, 'xl/workbook.bin': 'x' }))).toBe('xlsb');
    expect(await kind(await zipOf({ ...types, 'ppt/presentation.xml': 'x' }))).toBe('pptx');
    expect(await kind(await zipOf({ 'META-INF/MANIFEST.MF': 'x', 'A.class': 'x' }))).toBe('jar');
    expect(await kind(await zipOf({ 'word/document.xml': 'x' }))).toBe('zip');
    expect(await kind(gzipSync('x'))).toBe('gzip');
    expect(await kind(zstdCompressSync(Buffer.from('x'.repeat(99))))).toBe('zstd');
  });

  it('by the directory of a compound file', async () => {
    const compound = (name: string) => {
      const bytes = Buffer.alloc(1536);
      bytes.write('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1');
      bytes.writeUInt16LE(9, 30);
      bytes.writeUInt32LE(0, 48);
      bytes.writeUInt32LE(1, 76);
      bytes.fill(0xff, 1024);
      bytes.writeUInt32LE(0xfffffffe, 1024);
      bytes.write(name, 512 + 128, 'utf16le');
      bytes.writeUInt16LE(name.length * 2 + 2, 512 + 128 + 64);
      bytes[512 + 128 + 66] = 2;
      return bytes;
    };
    expect(await kind(compound('WordDocument'))).toBe('doc');
    expect(await kind(compound('Workbook'))).toBe('xls');
    expect(await kind(compound('PowerPoint Document'))).toBe('ppt');
    expect(await kind(compound('__properties_version1.0'))).toBe('msg');
    expect(await kind(compound('EncryptedPackage'))).toBe('encrypted_office');
    expect(await kind(compound('Anything'))).toBe('cfb');
  });

  it('is one of the list, whatever the bytes, and quickly', () => {
    const random = seeded(7);
    const known = new Set(kinds.map(({ id }) => id));
    const alphabet = Buffer.from('<>!-[]{}",;:\t\n ab01\\/?=|\xff\0', 'latin1');
    const begun = performance.now();
    for (let i = 0; i < 300; i++) {
      const bytes = Buffer.alloc(random() % 20_000);
      for (let k = 0; k < bytes.length; k++)
        bytes[k] = i % 2 === 0 ? alphabet[random() % (alphabet.length - (i % 4))]! : random();
      expect(known.has(sniff(bytes, bytes.length, 'x').id)).toBe(true);
    }
    // Repeated openings are where a careless pattern takes for ever.
    for (const start of ['<!--', '<!-- --> ', '<a ', '[', '{"a":', '"', 'a:\n', 'x,"', '<?xml '])
      sniff(Buffer.from(start.repeat(20_000)).subarray(0, headSize), 1 << 20, 'x.csv');
    expect(performance.now() - begun).toBeLessThan(15_000);
  });

  it('has no kind twice, and knows only those of the list', () => {
    expect(new Set(kinds.map(({ id }) => id)).size).toBe(kinds.length);
    expect(() => kindOf('nonsense')).toThrow();
  });

  it('of the fixtures is their own', async () => {
    const read = (path: string) => readFileSync(new URL(`../../fixtures/extractors/${path}`, import.meta.url));
    expect(await kind(read('docx/letter.docx'), 'a.txt')).toBe('docx');
    expect(await kind(read('xlsx/book.xlsx'), 'a.txt')).toBe('xlsx');
    expect(await kind(read('tar/lists.tar'), 'a.txt')).toBe('tar');
  });
});
