/** What the first bytes say, for kinds that begin with a mark of their own. */

import { dbfHeader } from './lib/dbf.ts';
import { isTarHeader } from './lib/tar.ts';

type Rule = readonly [id: string, offset: number, mark: string, also?: readonly [offset: number, mark: string]];

/** Marks are in latin-1; the first rule that fits wins, so longer marks stand before shorter ones. */
const rules: readonly Rule[] = [
  ['png', 0, '\x89PNG\r\n\x1a\n'],
  ['jpeg', 0, '\xff\xd8\xff'],
  ['gif', 0, 'GIF87a'],
  ['gif', 0, 'GIF89a'],
  ['webp', 0, 'RIFF', [8, 'WEBP']],
  ['wav', 0, 'RIFF', [8, 'WAVE']],
  ['avi', 0, 'RIFF', [8, 'AVI ']],
  ['aiff', 0, 'FORM', [8, 'AIF']],
  ['tiff', 0, 'II*\0'],
  ['tiff', 0, 'MM\0*'],
  ['tiff', 0, 'II+\0'],
  ['psd', 0, '8BPS\0'],
  ['jp2', 0, '\0\0\0\x0cjP  '],
  ['jxl', 0, '\0\0\0\x0cJXL '],
  ['xcf', 0, 'gimp xcf '],
  ['ico', 0, '\0\0\x01\0', [5, '\0']],
  ['mp3', 0, 'ID3'],
  ['ogg', 0, 'OggS'],
  ['flac', 0, 'fLaC'],
  ['midi', 0, 'MThd\0\0\0\x06'],
  ['amr', 0, '#!AMR'],
  ['mkv', 0, '\x1aE\xdf\xa3'],
  ['flv', 0, 'FLV\x01'],
  ['wmv', 0, '\x30\x26\xb2\x75\x8e\x66\xcf\x11'],
  ['mpeg', 0, '\0\0\x01\xba'],
  ['mpeg', 0, '\0\0\x01\xb3'],
  ['elf', 0, '\x7fELF'],
  ['macho', 0, '\xcf\xfa\xed\xfe'],
  ['macho', 0, '\xce\xfa\xed\xfe'],
  ['macho', 0, '\xfe\xed\xfa\xce'],
  ['macho', 0, '\xfe\xed\xfa\xcf'],
  ['wasm', 0, '\0asm'],
  ['dex', 0, 'dex\n03'],
  ['llvm', 0, 'BC\xc0\xde'],
  ['lnk', 0, 'L\0\0\0\x01\x14\x02\0'],
  ['woff2', 0, 'wOF2'],
  ['woff', 0, 'wOFF'],
  ['ttf', 0, '\0\x01\0\0\0'],
  ['otf', 0, 'OTTO\0'],
  ['ttc', 0, 'ttcf\0'],
  ['eot', 34, 'LP', [8, '\x01\0\x02\0']],
  ['pcf', 0, '\x01fcp'],
  ['zip', 0, 'PK\x03\x04'],
  ['zip', 0, 'PK\x05\x06'],
  ['zip', 0, 'PK\x07\x08PK\x03\x04'],
  ['gzip', 0, '\x1f\x8b\x08'],
  ['bzip2', 0, 'BZh', [4, '1AY&SY']],
  ['xz', 0, '\xfd7zXZ\0'],
  ['zstd', 0, '\x28\xb5\x2f\xfd'],
  ['zstd', 0, '\x50\x2a\x4d\x18'],
  ['lz4', 0, '\x04\x22\x4d\x18'],
  ['lzip', 0, 'LZIP\x01'],
  ['compress', 0, '\x1f\x9d'],
  ['7z', 0, '7z\xbc\xaf\x27\x1c'],
  ['rar', 0, 'Rar!\x1a\x07'],
  ['tar', 257, 'ustar'],
  ['cpio', 0, '070701'],
  ['cpio', 0, '070702'],
  ['cpio', 0, '070707'],
  ['ar', 0, '!<arch>\n'],
  ['cab', 0, 'MSCF\0\0\0\0'],
  ['rpm', 0, '\xed\xab\xee\xdb'],
  ['iso', 32769, 'CD001'],
  ['postscript', 0, '%!PS'],
  ['rtf', 0, '{\\rtf'],
  ['cfb', 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['emf', 0, '\x01\0\0\0', [40, ' EMF']],
  ['wmf', 0, '\xd7\xcd\xc6\x9a'],
  ['wmf', 0, '\x01\0\x09\0\0\x03'],
  // Workbooks before Excel 5, and later ones taken out of their compound file.
  ['xls', 0, '\x09\x00\x04\x00'],
  ['xls', 0, '\x09\x02\x06\x00'],
  ['xls', 0, '\x09\x04\x06\x00'],
  ['xls', 0, '\x09\x08\x08\x00'],
  ['xls', 0, '\x09\x08\x10\x00'],
  ['onenote', 0, '\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d'],
  ['pst', 0, '!BDN'],
  ['tnef', 0, '\x78\x9f\x3e\x22'],
  ['sqlite', 0, 'SQLite format 3\0'],
  ['parquet', 0, 'PAR1'],
  ['parquet', 0, 'PARE'],
  ['avro', 0, 'Obj\x01'],
  ['orc', 0, 'ORC'],
  ['arrow', 0, 'ARROW1\0\0'],
  ['hdf5', 0, '\x89HDF\r\n\x1a\n'],
  ['mdb', 4, 'Standard Jet DB\0'],
  ['mdb', 4, 'Standard ACE DB\0'],
  ['bdb', 12, '\x62\x31\x05\0'],
  ['bdb', 12, '\x61\x15\x06\0'],
  ['npy', 0, '\x93NUMPY'],
  ['pcap', 0, '\xd4\xc3\xb2\xa1'],
  ['pcap', 0, '\xa1\xb2\xc3\xd4'],
  ['pcap', 0, '\x0a\x0d\x0d\x0a', [8, '\x4d\x3c\x2b\x1a']],
  ['evtx', 0, 'ElfFile\0'],
  ['registry', 0, 'regf'],
  ['gettext', 0, '\xde\x12\x04\x95'],
  ['gettext', 0, '\x95\x04\x12\xde'],
  ['journal', 0, 'LPKSHHRH'],
  ['luks', 0, 'LUKS\xba\xbe'],
  ['keystore', 0, '\xfe\xed\xfe\xed'],
];

/** Text also may begin with these: only believed when the head is not text. */
const weak: ReadonlySet<string> = new Set(['mp3', 'orc', 'parquet', 'cpio', 'registry', 'amr', 'flv']);

function has(head: Uint8Array, offset: number, mark: string): boolean {
  if (head.length < offset + mark.length) return false;
  for (let i = 0; i < mark.length; i++) if (head[offset + i] !== mark.charCodeAt(i)) return false;
  return true;
}

/** The kind that the first bytes tell, or null. `text` says that the head reads as text. */
export function bySignature(head: Uint8Array, text: boolean): string | null {
  for (const [id, offset, mark, also] of rules) {
    if (!has(head, offset, mark) || (also !== undefined && !has(head, also[0], also[1]))) continue;
    if (text && weak.has(id) && !(id === 'cpio' && cpioHeader(head))) continue;
    return id;
  }
  if (has(head, 4, 'ftyp')) return isoMedia(head);
  if (pdfHeader(head)) return 'pdf';
  return text ? null : byStructure(head);
}

/** All digits of a header of cpio, which hardly any text begins with. */
function cpioHeader(head: Uint8Array): boolean {
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 110)).toString('latin1');
  return /^(?:07070[12][0-9a-fA-F]{104}|070707[0-7]{70})/.test(start);
}

/** Some producers put a few bytes before the header; readers look for it in the first KiB. */
function pdfHeader(head: Uint8Array): boolean {
  const at = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 1024)).indexOf('%PDF-');
  return at === 0 || (at > 0 && (head[at + 5] ?? 0) >= 0x31 && (head[at + 5] ?? 0) <= 0x32 && head[at + 6] === 0x2e);
}

function isoMedia(head: Uint8Array): string {
  const brand = Buffer.from(head.subarray(8, 12)).toString('latin1');
  if (/^(heic|heix|hevc|mif1|msf1)$/.test(brand)) return 'heic';
  if (/^avi[fs]$/.test(brand)) return 'avif';
  return brand === 'qt  ' ? 'mov' : 'mp4';
}

/** Marks too short to be believed alone: the fields after them must make sense. */
function byStructure(head: Uint8Array): string | null {
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const size = head.length;
  if (head[0] !== 0 && isTarHeader(head)) return 'tar';
  // Who has a document open, as Word, Excel and PowerPoint note it beside the document.
  if (
    (size === 162 || size === 165) &&
    head[0]! > 0 &&
    head[0]! <= 54 &&
    head.subarray(head[0]! + 1, 54).every((byte) => byte === 0 || byte === 0x20)
  )
    return 'office_lock';
  if (dbfHeader(head) !== null) return 'dbf';
  if (has(head, 0, 'MZ') && size >= 64) return 'pe';
  if (has(head, 0, 'BM') && size >= 26 && view.getUint32(6, true) === 0 && view.getUint32(14, true) <= 124)
    return 'bmp';
  if (has(head, 0, '\xca\xfe\xba\xbe') && size >= 8) return view.getUint32(4) < 40 ? 'macho' : 'javaclass';
  if (size >= 16 && head[2] === 0x0d && head[3] === 0x0a && head[1]! >= 0x0b && head[1]! <= 0x0f) return 'pyc';
  if ([0x46, 0x43, 0x5a].includes(head[0]!) && has(head, 1, 'WS') && head[3]! < 0x40) return 'swf';
  if (size >= 4 && head[0] === 0xff && (head[1]! & 0xe0) === 0xe0) return audioFrame(head);
  if (size >= 2 && head[0] === 0x78 && [0x01, 0x5e, 0x9c, 0xda].includes(head[1]!)) return 'zlib';
  if ((head[0] === 0x85 || head[0] === 0x84 || head[0] === 0xc1) && size >= 64 && head[1]! <= 4 && head[3] === 0x03)
    return 'pgp';
  return null;
}

function audioFrame(head: Uint8Array): string | null {
  if ((head[1]! & 0xf6) === 0xf0) return 'aac';
  const layer = (head[1]! >> 1) & 3;
  const rate = head[2]! >> 4;
  return layer !== 0 && rate !== 0 && rate !== 15 ? 'mp3' : null;
}
