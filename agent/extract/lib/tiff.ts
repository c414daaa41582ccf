import { decodeText } from './picture-text.ts';
import type { RandomAccess } from './zip.ts';

/** A value of a picture's own description. */
export interface PictureField {
  readonly name: string;
  readonly place: string;
  readonly value: string;
}

export interface TiffFacts {
  readonly fields: readonly PictureField[];
  /** When the picture was taken, `2020:05:06 07:08:09`, and the offset of its clock where that is known. */
  readonly taken: { readonly event: 'created' | 'modified'; readonly at: string; readonly from: string }[];
  /** Blocks of other kinds in it. */
  readonly xmp: Uint8Array | null;
  readonly iptc: Uint8Array | null;
  /** Numbers of pictures in it, one a page. */
  readonly pages: number;
}

/** Names by tag, of what people or programs write words into. Source: Exif 2.32 (CIPA DC-008), TIFF 6.0. */
const names: Readonly<Record<number, string>> = {
  269: 'DocumentName',
  270: 'ImageDescription',
  271: 'Make',
  272: 'Model',
  285: 'PageName',
  305: 'Software',
  315: 'Artist',
  316: 'HostComputer',
  33432: 'Copyright',
  37510: 'UserComment',
  40091: 'XPTitle',
  40092: 'XPComment',
  40093: 'XPAuthor',
  40094: 'XPKeywords',
  40095: 'XPSubject',
  42016: 'ImageUniqueID',
  42032: 'CameraOwnerName',
  42033: 'BodySerialNumber',
  42037: 'LensSerialNumber',
};
const dates: Readonly<Record<number, 'DateTime' | 'DateTimeOriginal' | 'DateTimeDigitized'>> = {
  306: 'DateTime',
  36867: 'DateTimeOriginal',
  36868: 'DateTimeDigitized',
};
const offsets: Readonly<Record<number, string>> = {
  36880: 'DateTime',
  36881: 'DateTimeOriginal',
  36882: 'DateTimeDigitized',
};
const exifDirectory = 0x8769;
const gpsDirectory = 0x8825;
const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8] as const;
const longestValue = 1 << 20;
const longestBlock = 16 << 20;
const mostDirectories = 1000;
const mostEntries = 4096;

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Where its bytes stand. */
  readonly at: number;
}

/** Reads the directories of a TIFF, which Exif is, too. What makes no sense is left out. */
export async function tiffFacts(source: Pick<RandomAccess, 'read'>): Promise<TiffFacts> {
  return new Tiff(source).facts();
}

class Tiff {
  private readonly source: Pick<RandomAccess, 'read'>;
  private little = true;
  private readonly fields: PictureField[] = [];
  private readonly times = new Map<string, string>();
  private readonly zones = new Map<string, string>();
  private xmp: Uint8Array | null = null;
  private iptc: Uint8Array | null = null;

  constructor(source: Pick<RandomAccess, 'read'>) {
    this.source = source;
  }

  async facts(): Promise<TiffFacts> {
    const start = await this.bytes(0, 8);
    const order = start.toString('latin1', 0, 2);
    this.little = order === 'II';
    let pages = 0;
    if (start.length === 8 && (order === 'II' || order === 'MM') && this.short(start, 2) === 42) {
      const seen = new Set<number>();
      for (let at = this.long(start, 4); at !== 0 && !seen.has(at) && seen.size < mostDirectories; pages++) {
        seen.add(at);
        at = await this.directory(at, '', seen);
      }
    }
    const taken = [...this.times].map(([name, at]) => {
      const event = name === 'DateTime' ? ('modified' as const) : ('created' as const);
      return { event, at: at + (this.zones.get(name) ?? ''), from: `exif:${name}` };
    });
    return { fields: this.fields, taken, xmp: this.xmp, iptc: this.iptc, pages };
  }

  /** Reads one; gives where the next of the chain is. */
  private async directory(at: number, kind: '' | 'gps', seen: Set<number>): Promise<number> {
    const head = await this.bytes(at, 2);
    if (head.length < 2) return 0;
    const count = this.short(head, 0);
    if (count > mostEntries) return 0;
    const table = await this.bytes(at + 2, count * 12 + 4);
    const entries: Entry[] = [];
    for (let i = 0; (i + 1) * 12 <= table.length && i < count; i++) {
      const type = this.short(table, i * 12 + 2);
      const number = this.long(table, i * 12 + 4);
      const inline = (sizes[type] ?? 0) * number <= 4;
      const place = inline ? at + 2 + i * 12 + 8 : this.long(table, i * 12 + 8);
      entries.push({ tag: this.short(table, i * 12), type, count: number, at: place });
    }
    if (kind === 'gps') await this.position(entries);
    else for (const entry of entries) await this.entry(entry, seen);
    return table.length < count * 12 + 4 ? 0 : this.long(table, count * 12);
  }

  private async entry(entry: Entry, seen: Set<number>): Promise<void> {
    const { tag } = entry;
    if (tag === exifDirectory || tag === gpsDirectory) {
      const at = this.long(await this.bytes(entry.at, 4), 0);
      if (!seen.has(at)) {
        seen.add(at);
        await this.directory(at, tag === gpsDirectory ? 'gps' : '', seen);
      }
      return;
    }
    if (tag === 700) this.xmp = await this.value(entry, longestBlock);
    else if (tag === 33723) this.iptc = await this.value(entry, longestBlock);
    const date = dates[tag] ?? offsets[tag];
    const name = names[tag];
    if (date === undefined && name === undefined) return;
    const value = decodeText(await this.value(entry, longestValue), tag >= 0x9c9b && tag <= 0x9c9f, tag === 0x9286);
    if (value === '') return;
    if (dates[tag] !== undefined) this.times.set(dates[tag], value);
    else if (date !== undefined) this.zones.set(date, value);
    else if (name !== undefined) this.fields.push({ name, place: `exif:${name}`, value });
  }

  /** Where the picture was taken, in degrees. */
  private async position(entries: readonly Entry[]): Promise<void> {
    const degrees = async (tag: number, sign: string): Promise<number | null> => {
      const entry = entries.find((one) => one.tag === tag);
      const reference = entries.find((one) => one.tag === tag - 1);
      if (entry === undefined || entry.type !== 5 || entry.count !== 3) return null;
      const bytes = await this.bytes(entry.at, 24);
      if (bytes.length < 24) return null;
      const part = (i: number) => this.long(bytes, i * 8) / (this.long(bytes, i * 8 + 4) || 1);
      const value = part(0) + part(1) / 60 + part(2) / 3600;
      const side = reference === undefined ? '' : (await this.bytes(reference.at, 1)).toString('latin1');
      return side === sign ? -value : value;
    };
    const latitude = await degrees(2, 'S');
    const longitude = await degrees(4, 'W');
    if (latitude === null || longitude === null || (latitude === 0 && longitude === 0)) return;
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return;
    const value = `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`;
    this.fields.push({ name: 'GPSPosition', place: 'exif:GPSPosition', value });
  }

  private async value({ type, count, at }: Entry, most: number): Promise<Buffer> {
    return this.bytes(at, Math.min((sizes[type] ?? 0) * count, most));
  }

  private async bytes(at: number, length: number): Promise<Buffer> {
    return Buffer.from(await this.source.read(at, length));
  }

  private short(bytes: Buffer, at: number): number {
    if (at + 2 > bytes.length) return 0;
    return this.little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
  }

  private long(bytes: Buffer, at: number): number {
    if (at + 4 > bytes.length) return 0;
    return this.little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
  }
}
