import type { DocumentDate, Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { documentDate } from '../extract/lib/dates.ts';
import { pictureBlocks } from '../extract/lib/picture-blocks.ts';
import { iptcFields } from '../extract/lib/picture-text.ts';
import { type PictureField, type TiffFacts, tiffFacts } from '../extract/lib/tiff.ts';
import { xmpFields } from '../extract/lib/xmp.ts';

/** Pictures: what they say of themselves, and, where that is wanted, the text that they show. */
const picture: Extractor = {
  id: 'picture',
  version: 1,
  title: 'Pictures (jpeg, png, tiff, webp, heic, avif, gif, bmp, psd)',
  about: {
    reads:
      'Exif, IPTC and XMP, comments and named texts, where it was taken (GPSPosition) and when; always, also of kinds that are excluded. With `content.ocr`, the text that it shows, page by page',
    omits:
      'without `content.ocr` what it shows: excluded (kind) by default, else partly (no_text_layer); notes of the camera’s maker',
    limits:
      'Exif of heic, avif, psd and gif is looked for in the first 4 MiB; OCR of 64 MiB and two minutes of computing',
    library: 'own; the program tesseract (Apache-2.0)',
  },
  accepts: ({ kind }) => kinds.has(kind),
  extract,
};
export default picture;

const kinds: ReadonlySet<string> = new Set('jpeg png tiff webp heic avif gif bmp psd'.split(' '));
/** What tesseract opens. */
const shown: ReadonlySet<string> = new Set('jpeg png tiff webp gif bmp'.split(' '));
const largestShown = 64 << 20;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  let told = false;
  for await (const piece of described(input)) {
    told = true;
    yield piece;
  }
  if (input.readPicture === undefined || !shown.has(input.kind)) {
    yield { type: 'problem', code: 'no_text_layer', detail: null, partly: told };
    return;
  }
  const pages = await input.readPicture(await input.whole(largestShown));
  for (const [i, text] of pages.entries())
    if (text.trim() !== '') yield { type: 'prose', text, at: [{ kind: 'page', n: i + 1 }], continues: false };
}

async function* described(input: ExtractInput): AsyncGenerator<Extracted> {
  const fields: PictureField[] = [];
  const dates: DocumentDate[] = [];
  const take = (facts: TiffFacts): void => {
    fields.push(...facts.fields);
    for (const { event, at, from } of facts.taken) dates.push(...documentDate(event, isoOf(at), 'B', from));
    if (facts.iptc !== null) fields.push(...iptcFields(facts.iptc));
    if (facts.xmp !== null) fields.push(...xmpFields(facts.xmp));
  };
  if (input.kind === 'tiff') take(await tiffFacts(input));
  else {
    const { exif, xmp, iptc, texts } = await pictureBlocks(input.kind, input);
    fields.push(...texts);
    if (exif !== null) take(await tiffFacts({ read: async (at, length) => exif.subarray(at, at + length) }));
    if (iptc !== null) fields.push(...iptcFields(iptc));
    for (const packet of xmp) fields.push(...xmpFields(packet));
  }
  if (fields.length > 0) yield { type: 'fields', at: [], fields };
  yield* dates;
}

/** `2020:05:06 07:08:09+02:00` as ISO; without an offset the clock is nobody's, and the day stands. */
function isoOf(text: string): string | null {
  const match = /^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)?([+-]\d\d:\d\d|Z)?/.exec(text);
  if (match === null) return null;
  const [, year, month, day, time, zone = ''] = match;
  return `${year}-${month}-${day}T${time}${zone}`;
}
