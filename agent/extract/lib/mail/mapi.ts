import iconv from 'iconv-lite';
import type { DocumentDate } from '../../../contracts/extractor.ts';

/**
 * Properties of Outlook's objects, as msg and winmail.dat files and mail stores keep them: by a number of 16 bits.
 * Values that may be large are read when they are asked for.
 */
export interface MapiObject {
  readonly values: ReadonlyMap<number, MapiValue>;
  /** What numbers from 0x8000 on mean in this file. */
  readonly names: ReadonlyMap<number, MapiName>;
}

export type MapiValue = string | number | boolean | Date | Uint8Array | readonly string[];

/** A number of one of Outlook's own sets, or a name that somebody gave. */
export type MapiName = { readonly lid: number } | { readonly name: string };

export interface MapiAttachment extends MapiObject {
  readonly content:
    | { readonly kind: 'file'; readonly size: number | null; bytes(): AsyncIterable<Uint8Array> }
    /** A message, or an object of another program. */
    | {
        readonly kind: 'inner';
        readonly type: string;
        pieces(): AsyncIterable<import('../../../contracts/extractor.ts').Extracted>;
      }
    | { readonly kind: 'none' };
}

export interface MapiMessage extends MapiObject {
  readonly recipients: readonly MapiObject[];
  attachments(): AsyncIterable<MapiAttachment>;
}

/** Types of properties. */
export const mapiTypes = {
  int16: 0x02,
  int32: 0x03,
  float: 0x04,
  double: 0x05,
  boolean: 0x0b,
  object: 0x0d,
  int64: 0x14,
  string8: 0x1e,
  unicode: 0x1f,
  time: 0x40,
  binary: 0x102,
  manyString8: 0x101e,
  manyUnicode: 0x101f,
} as const;

/** A value of a fixed size. @returns null for types that say nothing about anybody */
export function fixedValue(type: number, bytes: Buffer): MapiValue | null {
  if (type === mapiTypes.boolean && bytes.length >= 1) return bytes[0] !== 0;
  if (type === mapiTypes.int16 && bytes.length >= 2) return bytes.readInt16LE(0);
  if (type === mapiTypes.int32 && bytes.length >= 4) return bytes.readInt32LE(0);
  if (type === mapiTypes.time && bytes.length >= 8) return fileTime(bytes.readBigUInt64LE(0));
  return null;
}

/** A value of a size of its own. */
export function variableValue(type: number, bytes: Buffer, codepage: string): MapiValue | null {
  if (type === mapiTypes.unicode) return bytes.toString('utf16le').replace(/\0+$/, '');
  if (type === mapiTypes.string8) return iconv.decode(bytes, codepage).replace(/\0+$/, '');
  return type === mapiTypes.binary ? bytes : null;
}

/** Tenths of microseconds since 1601; null for none and for dates that a program makes up. */
export function fileTime(ticks: bigint): Date | null {
  const date = new Date(Number(ticks / 10_000n - 11_644_473_600_000n));
  const year = date.getUTCFullYear();
  return ticks > 0n && year >= 1970 && year < 2200 ? date : null;
}

/** By the number of a code page: `windows-1250`; UTF-8 is 65001. */
export function codepageName(codepage: unknown): string {
  if (typeof codepage !== 'number') return 'windows-1252';
  if (codepage === 65001) return 'utf-8';
  if (codepage === 20127) return 'latin1';
  if (codepage >= 28591 && codepage <= 28605) return `iso-8859-${codepage - 28590}`;
  for (const name of [`windows-${codepage}`, `cp${codepage}`]) if (iconv.encodingExists(name)) return name;
  return 'windows-1252';
}

/** Ids of the properties that are used by name in this room. */
export const ids = {
  messageClass: 0x001a,
  subject: 0x0037,
  submitted: 0x0039,
  headers: 0x007d,
  delivered: 0x0e06,
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  displayName: 0x3001,
  created: 0x3007,
  modified: 0x3008,
  attachData: 0x3701,
  attachFileName: 0x3704,
  attachMethod: 0x3705,
  attachLongFileName: 0x3707,
  internetCodepage: 0x3fde,
  messageCodepage: 0x3ffd,
  codepage: 0x66c3,
} as const;

export const messageDates: readonly (readonly [number, DocumentDate['event'], string])[] = [
  [ids.submitted, 'sent', 'mapi:client-submit-time'],
  [ids.delivered, 'received', 'mapi:delivery-time'],
  [ids.created, 'created', 'mapi:creation-time'],
  [ids.modified, 'modified', 'mapi:last-modification-time'],
];
