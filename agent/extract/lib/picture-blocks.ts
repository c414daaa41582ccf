import { inflateSync } from 'node:zlib';
import { decodeText, iptcOfPhotoshop } from './picture-text.ts';
import type { PictureField } from './tiff.ts';
import type { RandomAccess } from './zip.ts';

/** What a picture says of itself beside what it shows. */
export interface PictureBlocks {
  exif: Uint8Array | null;
  xmp: Uint8Array[];
  iptc: Uint8Array | null;
  /** Comments and named texts of the format itself. */
  texts: PictureField[];
}

const mostBlocks = 20_000;
const longest = 16 << 20;

/** Walks over the blocks of a picture, reading those that hold words and stepping over the rest. */
export async function pictureBlocks(kind: string, source: RandomAccess): Promise<PictureBlocks> {
  const blocks: PictureBlocks = { exif: null, xmp: [], iptc: null, texts: [] };
  const read = async (at: number, length: number) => Buffer.from(await source.read(at, Math.min(length, longest)));
  if (kind === 'jpeg') await jpeg(read, blocks);
  else if (kind === 'png') await png(read, blocks);
  else if (kind === 'webp') await riff(read, blocks);
  else await search(await read(0, 4 << 20), blocks);
  return blocks;
}

type Read = (at: number, length: number) => Promise<Buffer>;

async function jpeg(read: Read, blocks: PictureBlocks): Promise<void> {
  for (let at = 2, count = 0; count < mostBlocks; count++) {
    const head = await read(at, 4);
    if (head.length < 4 || head[0] !== 0xff) return;
    const marker = head[1]!;
    // The picture itself begins, or ends.
    if (marker === 0xda || marker === 0xd9) return;
    if (marker === 0xff) {
      at++;
      continue;
    }
    const size = head.readUInt16BE(2);
    if (size < 2) return;
    if (marker === 0xe1 || marker === 0xed || marker === 0xfe) segment(marker, await read(at + 4, size - 2), blocks);
    at += 2 + size;
  }
}

function segment(marker: number, body: Buffer, blocks: PictureBlocks): void {
  const xmp = 'http://ns.adobe.com/xap/1.0/\0';
  if (marker === 0xfe) text(blocks, 'comment', 'jpeg:comment', decodeText(body));
  else if (body.toString('latin1', 0, 6) === 'Exif\0\0') blocks.exif ??= body.subarray(6);
  else if (body.toString('latin1', 0, xmp.length) === xmp) blocks.xmp.push(body.subarray(xmp.length));
  else if (body.toString('latin1', 0, 14) === 'Photoshop 3.0\0') blocks.iptc ??= iptcOfPhotoshop(body.subarray(14));
}

async function png(read: Read, blocks: PictureBlocks): Promise<void> {
  for (let at = 8, count = 0; count < mostBlocks; count++) {
    const head = await read(at, 8);
    if (head.length < 8) return;
    const size = head.readUInt32BE(0);
    const type = head.toString('latin1', 4);
    if (type === 'IEND') return;
    if (type === 'eXIf') blocks.exif ??= await read(at + 8, size);
    else if (/^[tzi]TXt$/i.test(type)) chunk(type, await read(at + 8, size), blocks);
    at += 12 + size;
  }
}

/** A named text of PNG: Latin letters, the same packed, or UTF-8 with a language. */
function chunk(type: string, body: Buffer, blocks: PictureBlocks): void {
  const end = body.indexOf(0);
  if (end < 0) return;
  const name = body.toString('latin1', 0, end);
  let value: Buffer = body.subarray(end + 1);
  if (type === 'zTXt') value = inflated(value.subarray(1));
  if (type === 'iTXt') {
    const language = value.indexOf(0, 2);
    const translated = language < 0 ? -1 : value.indexOf(0, language + 1);
    if (translated < 0) return;
    const rest = value.subarray(translated + 1);
    value = value[0] === 1 ? inflated(rest) : rest;
  }
  if (name === 'XML:com.adobe.xmp') blocks.xmp.push(value);
  // Exif or IPTC as ImageMagick writes it: hex, and the same again elsewhere.
  else if (!name.startsWith('Raw profile')) text(blocks, name, `png:${name}`, decodeText(value));
}

function inflated(bytes: Buffer): Buffer {
  try {
    return inflateSync(bytes, { maxOutputLength: longest });
  } catch {
    return Buffer.alloc(0);
  }
}

async function riff(read: Read, blocks: PictureBlocks): Promise<void> {
  for (let at = 12, count = 0; count < mostBlocks; count++) {
    const head = await read(at, 8);
    if (head.length < 8) return;
    const type = head.toString('latin1', 0, 4);
    const size = head.readUInt32LE(4);
    if (type === 'EXIF') blocks.exif ??= withoutMark(await read(at + 8, size));
    else if (type === 'XMP ') blocks.xmp.push(await read(at + 8, size));
    at += 8 + size + (size % 2);
  }
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes.toString('latin1', 0, 6) === 'Exif\0\0' ? bytes.subarray(6) : bytes;
}

/** Of formats whose tables are deep (HEIC, AVIF, PSD, GIF): the marks that Exif and XMP begin with are looked for. */
async function search(bytes: Buffer, blocks: PictureBlocks): Promise<void> {
  // HEIC leaves the mark out, and says by four zeros that it does.
  for (const mark of ['Exif\0\0II*\0', 'Exif\0\0MM\0*', '\0\0\0\0II*\0', '\0\0\0\0MM\0*']) {
    const at = bytes.indexOf(mark, 0, 'latin1');
    if (at < 0) continue;
    blocks.exif = bytes.subarray(at + mark.length - 4);
    break;
  }
  const xmp = bytes.indexOf('<x:xmpmeta', 0, 'latin1');
  const end = xmp < 0 ? -1 : bytes.indexOf('</x:xmpmeta>', xmp, 'latin1');
  if (end > 0) blocks.xmp.push(bytes.subarray(xmp, end + 12));
}

function text(blocks: PictureBlocks, name: string, place: string, value: string): void {
  if (value !== '') blocks.texts.push({ name, place, value });
}
