import { describe, expect, it } from 'vitest';
import rtf from '../../agent/extractors/rtf.ts';
import { allText, extractAll } from '../kits/extract.ts';
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
