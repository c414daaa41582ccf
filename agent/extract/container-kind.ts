import { SourceError } from '../contracts/source.ts';
import { CompoundFile, compoundKind } from './lib/compound.ts';
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

/** What a compound file is, by what stands in its root. */
export async function cfbKind(source: RandomAccess): Promise<string> {
  try {
    return compoundKind((await CompoundFile.open(source)).root);
  } catch (error) {
    // A directory that can't be read: the file stays what its first bytes say.
    if (error instanceof SourceError || error instanceof RangeError) return 'cfb';
    throw error;
  }
}
