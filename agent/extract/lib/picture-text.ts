import { isUtf8 } from 'node:buffer';

/** A text of Exif: ASCII or what programs write in its place, `wide` for Windows' own, `coded` behind a code's name. */
export function decodeText(bytes: Buffer, wide = false, coded = false): string {
  let text: string;
  if (wide) text = bytes.toString('utf16le');
  else if (coded && bytes.length >= 8) {
    const code = bytes.toString('latin1', 0, 8);
    const rest = bytes.subarray(8);
    text = code.startsWith('UNICODE') ? wideText(rest) : plain(rest);
  } else text = plain(bytes);
  return text.replace(/\0[\s\S]*$/, '').trim();
}

function plain(bytes: Buffer): string {
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}

/** UTF-16 in either order: the zeros of Latin letters tell. */
function wideText(bytes: Buffer): string {
  return new TextDecoder(bytes[0] === 0 ? 'utf-16be' : 'utf-16le').decode(bytes);
}

/** Names of IPTC's second record. Source: IPTC-NAA Information Interchange Model 4.2. */
const iptcNames: Readonly<Record<number, string>> = {
  5: 'ObjectName',
  25: 'Keywords',
  40: 'SpecialInstructions',
  80: 'By-line',
  85: 'By-lineTitle',
  90: 'City',
  92: 'Sub-location',
  95: 'Province-State',
  101: 'Country',
  105: 'Headline',
  110: 'Credit',
  115: 'Source',
  116: 'CopyrightNotice',
  118: 'Contact',
  120: 'Caption-Abstract',
  122: 'Writer-Editor',
};

/** The named texts of IPTC, and the day of making. */
export function iptcFields(block: Uint8Array): { name: string; place: string; value: string }[] {
  const bytes = Buffer.from(block.buffer, block.byteOffset, block.length);
  const fields: { name: string; place: string; value: string }[] = [];
  for (let at = 0; at + 5 <= bytes.length && bytes[at] === 0x1c; ) {
    const record = bytes[at + 1]!;
    const length = bytes.readUInt16BE(at + 3);
    const name = record === 2 ? iptcNames[bytes[at + 2]!] : undefined;
    const value = plain(bytes.subarray(at + 5, at + 5 + length))
      .replaceAll('\0', ' ')
      .trim();
    if (name !== undefined && value !== '') fields.push({ name, place: `iptc:${name}`, value });
    // Longer values would need a longer length, which nobody writes.
    if (length >= 0x8000) break;
    at += 5 + length;
  }
  return fields;
}

/** IPTC within the resources of Photoshop, as JPEG has it. */
export function iptcOfPhotoshop(block: Buffer): Uint8Array | null {
  for (let at = 0; at + 12 <= block.length && block.toString('latin1', at, at + 4) === '8BIM'; ) {
    const name = block[at + 6]! + 1;
    const from = at + 6 + name + (name % 2);
    if (from + 4 > block.length) return null;
    const size = block.readUInt32BE(from);
    if (block.readUInt16BE(at + 4) === 0x0404) return block.subarray(from + 4, from + 4 + size);
    at = from + 4 + size + (size % 2);
  }
  return null;
}
