import { describe, expect, it } from 'vitest';
import xml from '../../agent/extractors/xml.ts';
import { allText, extractAll, sightings } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(xml, {
  fixture: 'xml/customers.xml',
  kind: 'xml',
  expect: [
    { text: 'canary-comment', type: 'fields', name: 'comment' },
    { text: 'canary-attribute', type: 'fields', name: 'number', place: '/customers/customer/@number' },
    { text: 'canary-mail@example.org', type: 'fields', name: 'email', place: '/customers/customer/email' },
    { text: 'Her IBAN is canary-mixed', type: 'fields', name: 'note', place: '/customers/customer[2]/note' },
    { text: 'canary <cdata>', type: 'fields', name: 'raw' },
  ],
});

const read = (text: string | Buffer) => extractAll(Buffer.from(text), 'x');

describe('XML', () => {
  it('never resolves entities of a DTD', async () => {
    const bomb =
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "boom"><!ENTITY f SYSTEM "file:///etc/hostname">]><a>&x;&f;<b>canary</b></a>';
    const { events, result } = await read(bomb);
    expect(result.status).toBe('read');
    expect(allText(events)).not.toContain('boom');
    expect(allText(events)).toContain('canary');
  });

  it('reads on as text where it is not well-formed', async () => {
    const { events, result } = await read('<?xml version="1.0"?><a><b>one</b><c></d>canary-late@example.org</a>');
    expect(result.status).toBe('read');
    expect(allText(events)).toContain('canary-late@example.org');
  });

  it('honours the declared encoding', async () => {
    const bytes = Buffer.from('<?xml version="1.0" encoding="iso-8859-2"?><a><city>\xa3\xf3d\xbc</city></a>', 'latin1');
    expect(sightings((await read(bytes)).events)).toMatchObject([{ name: 'city', text: 'Łódź' }]);
  });

  it('keeps the memory of one endless text', async () => {
    const { events, result } = await read(`<a><b>${'word '.repeat(4_000_000)}</b><c>canary</c></a>`);
    expect(result.status).toBe('read');
    expect(sightings(events).at(-1)).toMatchObject({ name: 'c', text: 'canary' });
    expect(sightings(events).filter(({ name }) => name === 'b').length).toBeGreaterThan(1);
    expect(Math.max(...sightings(events).map(({ text }) => text.length))).toBeLessThan(4 << 20);
  });
});
