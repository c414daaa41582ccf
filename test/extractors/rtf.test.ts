import { describe, expect, it } from 'vitest';
import rtf from '../../agent/extractors/rtf.ts';
import { allText, extractAll, sightings } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(rtf, {
  fixture: 'rtf/letter.rtf',
  kind: 'rtf',
  expect: [
    { text: 'canary-body-1', type: 'prose', place: '' },
    { text: 'canary-body-2', type: 'prose', place: '' },
    { text: 'canary-cell@example.org', type: 'prose' },
    { text: 'canary-header', type: 'prose', place: 'section header' },
    { text: 'canary-footnote', type: 'prose', place: 'section note' },
    { text: 'canary-comment', type: 'prose', place: 'section comment' },
    { text: 'canary-deleted', type: 'prose', place: 'section deleted' },
    { text: 'canary-box', type: 'prose', place: 'section text box' },
    { text: 'canary-link@example.org', type: 'fields', name: 'field code' },
    { text: 'canary-custom-property', type: 'fields' },
    { text: 'canary-title', type: 'fields', name: 'title' },
  ],
  dates: [{ event: 'created', date: '2019-05-06', grade: 'B', from: 'rtf:creatim' }],
});

describe('RTF', () => {
  const read = async (body: string) =>
    allText((await extractAll(Buffer.from(`{\\rtf1\\ansi\\ansicpg1252 ${body}}`, 'latin1'), 'x')).events).trim();

  it.each([
    ["M\\'fcller", 'Müller'],
    ["\\u321\\'3fukasz", 'Łukasz'],
    ["{\\fonttbl{\\f1\\fcharset238 Arial;}}\\f1 \\'a3uk", 'Łuk'],
    ['a\\{b\\}c\\\\d', 'a{b}c\\d'],
    ['4111{\\b  1111} 1111', '4111 1111 1111'],
    ['one\\par two', 'one\ntwo'],
    ['{\\pict\\pngblip 89504e47}text', 'text'],
  ])('%s is %s', async (body, text) => {
    expect(await read(body)).toBe(text);
  });

  it('is not filled by nesting without end', async () => {
    expect(await read(`${'{'.repeat(300_000)}canary${'}'.repeat(300_000)}`)).toContain('canary');
  });
});

describe('what is put into rich text', () => {
  const hex = (bytes: Buffer): string => bytes.toString('hex').replace(/(.{64})/g, '$1\r\n');
  const size = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
  };

  it('comes out as files inside', async () => {
    const csv = Buffer.from('id,E-Mail,n\n1,canary-attached@example.org,1\n2,b@example.org,2\n');
    const names = Buffer.from('\x02\0list.csv\0C:\\list.csv\0\0\0\x03\0\x01\0\0\0\0', 'latin1');
    const packed = Buffer.concat([names, size(csv.length), csv]);
    const head = [size(0x501), size(2), size(8), Buffer.from('Package\0'), size(0), size(0), size(packed.length)];
    const object = Buffer.concat([...head, packed]);
    const picture = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    const rtf = `{\\rtf1 before {\\object\\objemb{\\*\\objdata ${hex(object)}}{\\result{\\pict\\pngblip ${hex(picture)}}}} after}`;
    const { events, result } = await extractAll(Buffer.from(rtf), 'x');
    expect(result).toMatchObject({ status: 'read', problems: [] });
    const parts = events.flatMap((event) => (event.type === 'part' ? [[event.part, event.kind]] : []));
    expect(parts).toEqual([
      ['list.csv', 'csv'],
      ['picture 2', 'png'],
    ]);
    const seen = sightings(events);
    expect(seen).toContainEqual(expect.objectContaining({ part: 'list.csv', text: 'canary-attached@example.org' }));
    expect(seen.filter(({ part }) => part === '').map(({ text }) => text)).toEqual(['before  after']);
  });
});
