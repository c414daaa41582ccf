import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { recognise } from '../../agent/extract/lib/ocr.ts';
import { extractAll, sightings } from '../kits/extract.ts';
import { zipOf } from '../kits/zip.ts';
import { installed, skipUnless } from '../support/require.ts';

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/extractors/picture/${name}`, import.meta.url));
const ocr = { languages: ['eng'], program: 'tesseract' };
const fields = [
  ['Artist', 'exif:Artist', 'Anna Muster'],
  ['Copyright', 'exif:Copyright', 'canary.pic@example.org'],
  ['UserComment', 'exif:UserComment', 'canary comment'],
  ['GPSPosition', 'exif:GPSPosition', '52.520000, 13.405000'],
] as const;
const iptc = [
  ['By-line', 'iptc:By-line', 'canary iptc'],
  ['Caption-Abstract', 'iptc:Caption-Abstract', 'canary caption'],
] as const;
const xmp = [
  ['creator', 'xmp:creator', 'canary xmp'],
  ['description', 'xmp:description', 'canary xmp description'],
] as const;

describe('pictures', () => {
  it.each([
    ['jpeg', 'scan.jpg', [...fields, ...iptc, ...xmp]],
    ['png', 'scan.png', [...fields, ...xmp]],
    ['tiff', 'scan.tif', [...fields, ...iptc, ...xmp]],
    ['webp', 'scan.webp', [...fields, ...xmp]],
    ['heic', 'scan.heic', fields],
  ] as const)('say of themselves what they say, and stay left out: %s', async (kind, name, wanted) => {
    const { events, result } = await extractAll(fixture(name), 'letter.txt');
    expect(result).toMatchObject({ status: 'excluded', kind, problems: [] });
    const seen = sightings(events).map((one) => [one.name, one.place, one.text]);
    expect(seen).toEqual(expect.arrayContaining(wanted.map((one) => [...one])));
    expect(events).toContainEqual({
      type: 'date',
      part: '',
      date: { event: 'created', date: '2020-05-06', grade: 'B', from: 'exif:DateTimeOriginal' },
    });
  });

  it('in an archive say it too, without being counted as unread', async () => {
    const { events, result } = await extractAll(
      await zipOf({ 'a/scan.jpg': fixture('scan.jpg'), 'b.txt': 'b' }),
      'x.zip',
    );
    expect(result).toMatchObject({ status: 'read', problems: [] });
    expect(sightings(events)).toContainEqual(
      expect.objectContaining({ part: 'a/scan.jpg', name: 'Copyright', text: 'canary.pic@example.org' }),
    );
  });

  it('that are to be read, and whose text nobody recognises, are read in part', async () => {
    const { result } = await extractAll(fixture('scan.png'), 'x', { excludeKinds: new Set() });
    expect(result).toMatchObject({ status: 'partly', problems: [{ code: 'no_text_layer', detail: null, part: '' }] });
    const bare = await extractAll(Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1'), 'x', { excludeKinds: new Set() });
    expect(bare.result).toMatchObject({ status: 'unread', problems: [{ code: 'no_text_layer', part: '' }] });
  });

  it.for(['scan.jpg', 'scan.png', 'scan.tif', 'scan.webp'])(
    'give the text that they show: %s',
    async (name, context) => {
      skipUnless(context, installed('tesseract'), 'tesseract is not installed');
      const { events, result } = await extractAll(fixture(name), 'x', { ocr });
      expect(result).toMatchObject({ status: 'read', problems: [] });
      const text = sightings(events).find(({ place }) => place === 'page 1')?.text ?? '';
      expect(text).toContain('canary.scan@example.org');
      expect(text.replaceAll(' ', '')).toContain('NL91ABNA0417164300');
    },
  );

  it('are not read with text recognition when they are left out by name', async () => {
    const { result } = await extractAll(fixture('scan.png'), 'x', { ocr, excludeKinds: new Set(['png']) });
    expect(result.status).toBe('excluded');
  });

  it('that are broken are damaged for text recognition, and cost nothing without', async (context) => {
    const broken = fixture('scan.png').subarray(0, 5000);
    expect((await extractAll(broken, 'x')).result).toMatchObject({ status: 'excluded', problems: [] });
    skipUnless(context, installed('tesseract'), 'tesseract is not installed');
    const { result } = await extractAll(broken, 'x', { ocr });
    expect(result.problems).toEqual([{ code: 'damaged', detail: 'structure', part: '' }]);
  });

  it('end the program when they are told to', async (context) => {
    skipUnless(context, installed('tesseract'), 'tesseract is not installed');
    const stop = new AbortController();
    const reading = recognise(fixture('scan.jpg'), ocr, { signal: stop.signal, progress: () => {} });
    stop.abort(new Error('stopped'));
    await expect(reading).rejects.toThrow();
  });

  it('end well with every kind of broken bytes', async () => {
    for (const name of ['scan.jpg', 'scan.png', 'scan.tif', 'scan.webp', 'scan.heic']) {
      const bytes = fixture(name);
      for (let i = 0; i < 60; i++) {
        const broken = Uint8Array.from(bytes);
        // Spread over the start, where the tables are.
        for (let k = 0; k < 6; k++)
          broken[8 + ((i * 7919 + k * 104_729) % Math.min(bytes.length - 8, 4000))]! ^= 1 << ((k + i) % 8);
        const { result } = await extractAll(broken, 'x');
        expect(['excluded', 'unread']).toContain(result.status);
      }
    }
  });
});
