import { describe, expect, it } from 'vitest';
import json from '../../agent/extractors/json.ts';
import { allText, contentOf, extractAll, sightings } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(json, {
  fixture: 'json/customers.json',
  kind: 'json',
  expect: [
    { text: '12345678901234567890', type: 'fields', name: 'id', place: 'customers[0].id' },
    { text: 'canary-mail@example.org', type: 'fields', name: 'email', place: 'customers[0].contact.email' },
    { text: 'tab\tand ümlaut canary-note', type: 'fields', name: 'note' },
    { text: 'canary-tag', type: 'fields', name: 'tags', place: 'customers[1].tags[0]' },
    { text: 'canary-key@example.org', type: 'fields', name: '' },
  ],
});

describe('JSON', () => {
  it('reads JSON lines, each under its number', async () => {
    const { events, result } = await extractAll(
      Buffer.from('{"mail":"a@example.org"}\n{"mail":"b@example.org"}\n'),
      'x',
    );
    expect(result.kind).toBe('ndjson');
    expect(sightings(events).map(({ place, text }) => [place, text])).toEqual([
      ['[0].mail', 'a@example.org'],
      ['[1].mail', 'b@example.org'],
    ]);
  });

  it('gives the same whatever the pieces it comes in', async () => {
    const { JsonReader } = await import('../../agent/extract/lib/json.ts');
    const text = '{"a": [1, -2.5e3, "x\\"y\\\\", {"b": "\\u00e9"}], /* c */ "d": null, "e": ["f",]}';
    const whole = new JsonReader(false);
    whole.write(text, true);
    for (let size = 1; size < 7; size++) {
      const pieces = new JsonReader(false);
      for (let at = 0; at < text.length; at += size) pieces.write(text.slice(at, at + size));
      pieces.write('', true);
      expect(pieces.found).toEqual(whole.found);
    }
    expect(whole.found.map((one) => ('value' in one ? one.value : one.text))).toEqual([
      '1',
      '-2.5e3',
      'x"y\\',
      'é',
      ' c ',
      'f',
    ]);
  });

  it('reads on as text, with line numbers, where it stops being JSON', async () => {
    const good = Array.from({ length: 5000 }, (_, i) => `{"n": "value ${i}"}`).join('\n');
    const { events, result } = await extractAll(
      Buffer.from(`${good}\nno JSON: canary@example.org\n{"m": "tail"}\n`),
      'x',
    );
    expect(result.status).toBe('read');
    const prose = events.find((event) => event.type === 'text' && event.text.type === 'prose');
    expect(prose).toMatchObject({ text: { firstLine: 5001 } });
    expect(allText(events)).toContain('no JSON: canary@example.org');
    expect(allText(events)).toContain('tail');
  });

  it('passes one string of 20 MB on in pieces, escapes whole', async () => {
    const long = `${'word \\n '.repeat(2_600_000)}canary@example.org`;
    const bytes = Buffer.from(`{"id": 7, "blob": "${long}", "after": "canary-after"}`);
    const { events, result } = await extractAll(contentOf(bytes), 'x');
    expect(result.status).toBe('read');
    const prose = sightings(events).filter(({ type }) => type === 'prose');
    expect(new Set(prose.map(({ place }) => place))).toEqual(new Set(['key blob']));
    expect(prose.map(({ text }) => text).join('')).toBe(long.replaceAll('\\n', '\n'));
    expect(sightings(events).at(-1)).toMatchObject({ name: 'after', text: 'canary-after' });
  });

  it('is not fooled by nesting without end', async () => {
    const { result } = await extractAll(Buffer.from('['.repeat(200_000)), 'x');
    expect(result.status).toBe('read');
  });
});
