import { type RandomAccess, zipMembers } from './lib/zip.ts';

const opendocument: readonly (readonly [RegExp, string])[] = [
  [/opendocument\.text/, 'odt'],
  [/opendocument\.spreadsheet/, 'ods'],
  [/opendocument\.presentation/, 'odp'],
  [/opendocument\.(?:graphics|chart|formula|image)/, 'odg'],
  [/epub\+zip/, 'epub'],
];
/** Members looked at to tell what a zip is. */
const enough = 2000;

/** What a zip is, by its directory: an office document, a program, or a plain archive. */
export async function zipKind(source: RandomAccess, head: Uint8Array): Promise<string> {
  const names: string[] = [];
  try {
    for await (const member of zipMembers(source)) {
      names.push(member.name);
      if (names.length >= enough) break;
    }
  } catch {
    // What stands in the directory so far, or in the head, must do; the extractor will report the damage.
  }
  return kindByNames(names.length > 0 ? names : localNames(head), head);
}

/** The same from the head alone, when there is no way to the end of the file. */
export function zipKindByHead(head: Uint8Array): string {
  return kindByNames(localNames(head), head);
}

function kindByNames(names: readonly string[], head: Uint8Array): string {
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (has(/^\[Content_Types\]\.xml$/)) {
    if (has(/^xl\/workbook\.bin$/)) return 'xlsb';
    if (has(/^xl\//)) return 'xlsx';
    if (has(/^word\//)) return 'docx';
    if (has(/^ppt\//)) return 'pptx';
    if (has(/^visio\//)) return 'vsdx';
  }
  const mimetype = mimetypeMember(head);
  for (const [pattern, kind] of opendocument) if (pattern.test(mimetype)) return kind;
  if (has(/^AndroidManifest\.xml$/)) return 'apk';
  if (has(/^META-INF\/MANIFEST\.MF$/) && has(/\.class$/)) return 'jar';
  return 'zip';
}

/** OpenDocument and EPUB begin with a stored member that says what they are. */
function mimetypeMember(head: Uint8Array): string {
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 200)).toString('latin1');
  return start.slice(30, 38) === 'mimetype' ? start.slice(38) : '';
}

/** Names in the local headers that the head holds. */
function localNames(head: Uint8Array): string[] {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  const names: string[] = [];
  for (let at = bytes.indexOf('PK\x03\x04'); at >= 0; at = bytes.indexOf('PK\x03\x04', at + 4)) {
    if (at + 30 > bytes.length) break;
    const length = bytes.readUInt16LE(at + 26);
    if (length < 512) names.push(bytes.toString('utf8', at + 30, at + 30 + length));
  }
  return names;
}

/** Names of the storages and streams of a compound file tell which program made it. */
const cfbMarks: readonly (readonly [RegExp, string])[] = [
  [/^(?:EncryptedPackage|EncryptionInfo|DataSpaces)$/, 'encrypted_office'],
  [/^WordDocument$/, 'doc'],
  [/^(?:Workbook|Book)$/, 'xls'],
  [/^PowerPoint Document$/, 'ppt'],
  [/^__properties_version1\.0$/, 'msg'],
  [/^(?:VBA|_VBA_PROJECT)$/, 'vba'],
];

/** What a compound file is, by its directory sectors. */
export async function cfbKind(source: RandomAccess, head: Uint8Array): Promise<string> {
  try {
    const names = await cfbNames(source, Buffer.from(head.buffer, head.byteOffset, head.length));
    for (const [pattern, kind] of cfbMarks) if (names.some((name) => pattern.test(name))) return kind;
  } catch {
    // A directory that can't be read: the file stays what its first bytes say.
  }
  return 'cfb';
}

async function cfbNames(source: RandomAccess, head: Buffer): Promise<string[]> {
  if (head.length < 512) return [];
  const sector = 1 << head.readUInt16LE(30);
  if (sector !== 512 && sector !== 4096) return [];
  const names: string[] = [];
  let at = head.readUInt32LE(48);
  for (let sectors = 0; at < 0xfffffffa && sectors < 64; sectors++) {
    const bytes = Buffer.from(await source.read((at + 1) * sector, sector));
    for (let entry = 0; entry + 128 <= bytes.length; entry += 128) {
      const length = bytes.readUInt16LE(entry + 64);
      if (length > 2 && length <= 64)
        names.push(bytes.toString('utf16le', entry, entry + length - 2).replace(/^\p{Cc}/u, ''));
    }
    at = await nextSector(source, head, sector, at);
  }
  return names;
}

/** Follows the allocation table, as far as the header itself lists its sectors. */
async function nextSector(source: RandomAccess, head: Buffer, sector: number, at: number): Promise<number> {
  const perSector = sector / 4;
  const slot = Math.floor(at / perSector);
  if (slot >= 109) return 0xfffffffe;
  const table = head.readUInt32LE(76 + slot * 4);
  const bytes = Buffer.from(await source.read((table + 1) * sector + (at % perSector) * 4, 4));
  return bytes.length < 4 ? 0xfffffffe : bytes.readUInt32LE(0);
}
