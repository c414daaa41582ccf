import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { ZipFile } from 'yazl';

/** A zip of names and contents. */
export async function zipOf(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, data] of Object.entries(files))
    zip.addBuffer(Buffer.from(data as string), name, { mtime: new Date(2021, 5, 6) });
  zip.end();
  return buffer(zip.outputStream);
}

export interface RawMember {
  readonly name: string | Buffer;
  readonly data: string | Buffer;
  readonly flags?: number;
  readonly method?: number;
  /** As declared, where it shall be wrong. */
  readonly size?: number;
  readonly sum?: number;
  /** The day in DOS format. */
  readonly day?: number;
}

/** A zip written byte by byte, stored, so that everything in it can be wrong. */
export function rawZip(members: readonly RawMember[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const member of members) {
    const name = Buffer.from(member.name as string);
    const data = Buffer.from(member.data as string);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(member.flags ?? 0, 2);
    shared.writeUInt16LE(member.method ?? 0, 4);
    shared.writeUInt16LE(member.day ?? ((2021 - 1980) << 9) | (6 << 5) | 7, 8);
    shared.writeUInt32LE(member.sum ?? crc32(data), 10);
    shared.writeUInt32LE(data.length, 14);
    shared.writeUInt32LE(member.size ?? data.length, 18);
    shared.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, name, data]);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), shared, entry, name]));
    bodies.push(local);
    at += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, central, end]);
}
