/** What the header of a dBase table says. Source: "dBASE .DBF file structure", dbase.com; code pages after Visual FoxPro. */
export interface DbfHeader {
  readonly fields: readonly DbfField[];
  readonly records: number;
  readonly headerSize: number;
  readonly recordSize: number;
  readonly encoding: string;
}

export interface DbfField {
  readonly name: string;
  readonly type: string;
  readonly offset: number;
  readonly length: number;
}

const versions: ReadonlySet<number> = new Set([
  0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8b, 0x8c, 0xcb, 0xe5, 0xf5,
]);

/** By the language byte of the header; others are told by the text. */
const codePages: Readonly<Record<number, string>> = {
  1: 'cp437',
  2: 'cp850',
  3: 'windows-1252',
  19: 'cp932',
  87: 'windows-1252',
  88: 'windows-1252',
  89: 'windows-1252',
  77: 'cp936',
  78: 'cp949',
  79: 'cp950',
  100: 'cp852',
  101: 'cp866',
  102: 'cp865',
  106: 'cp737',
  107: 'cp857',
  200: 'windows-1250',
  201: 'windows-1251',
  202: 'windows-1254',
  203: 'windows-1253',
  204: 'windows-1257',
};

/** Null where the first bytes are no such header: they have no mark, so that all of them must make sense. */
export function dbfHeader(bytes: Uint8Array): DbfHeader | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (head.length < 65 || !versions.has(head[0]!)) return null;
  if (head[2]! > 12 || head[3]! > 31) return null;
  const headerSize = head.readUInt16LE(8);
  const recordSize = head.readUInt16LE(10);
  if (headerSize < 65 || headerSize > head.length || recordSize < 2) return null;
  const fields: DbfField[] = [];
  let offset = 1;
  for (let at = 32; at + 32 <= headerSize && head[at] !== 0x0d; at += 32) {
    const name = head.toString('latin1', at, at + 11).replace(/\0.*$/s, '');
    const type = String.fromCharCode(head[at + 11]!);
    if (!/^[A-Za-z0-9_\x80-\xff ]+$/.test(name) || !/^[A-Z0@+]$/.test(type)) return null;
    // Numbers have decimals; a long text uses their byte for its length.
    const length = type === 'C' ? head.readUInt16LE(at + 16) : head[at + 16]!;
    fields.push({ name, type, offset, length });
    offset += length;
  }
  if (fields.length === 0 || offset !== recordSize || head[32 + fields.length * 32] !== 0x0d) return null;
  return { fields, records: head.readUInt32LE(4), headerSize, recordSize, encoding: codePages[head[29]!] ?? '' };
}
