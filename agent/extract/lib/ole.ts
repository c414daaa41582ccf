import type { Extracted, ExtractInput } from '../../contracts/extractor.ts';
import { type CompoundEntry, CompoundFile, compoundKind } from './compound.ts';
import { fileInside } from './file-inside.ts';
import { docText } from './legacy/doc.ts';
import { pptText } from './legacy/ppt.ts';
import { summaryProperties } from './legacy/summary.ts';
import { xlsText } from './legacy/xls.ts';
import { msgMessage } from './mail/msg.ts';

/** Objects in objects in objects. */
const deepest = 8;

/** All of a compound file: what the program that wrote it put there, its properties, and what is embedded. */
export async function* compoundPieces(input: ExtractInput): AsyncGenerator<Extracted> {
  const file = await CompoundFile.open(input);
  yield* storagePieces({ file, input }, file.root, 0);
}

interface Context {
  readonly file: CompoundFile;
  readonly input: ExtractInput;
}

async function* storagePieces(context: Context, storage: CompoundEntry, depth: number): AsyncGenerator<Extracted> {
  const { file, input } = context;
  const stream = (name: string): CompoundEntry | undefined => streamOf(storage, name);
  const spend = (bytes: number): void => input.spend(bytes);
  const legacy = { file, storage, spend, signal: input.signal };
  if (stream('EncryptedPackage') !== undefined) {
    yield { type: 'problem', code: 'encrypted', detail: 'password', partly: false };
    return;
  }
  const document = stream('WordDocument');
  const book = stream('Workbook') ?? stream('Book');
  const show = stream('PowerPoint Document');
  const properties = await Array.fromAsync(summaryProperties(file, storage));
  if (document !== undefined) yield* withProperties(properties, docText(legacy, document));
  else if (book !== undefined) yield* withProperties(properties, xlsText(legacy, book));
  else if (show !== undefined) yield* withProperties(properties, pptText(legacy, show));
  else if (stream('__properties_version1.0') !== undefined) {
    const other = (inner: CompoundEntry) => innerOf(context, inner, depth);
    yield* msgMessage({ file, limit: 64 << 20, spend, other }, storage, depth > 0);
    return;
  } else yield* properties;
  let packed = 0;
  for await (const piece of packaged(context, storage)) {
    packed++;
    yield piece;
  }
  if (document === undefined && book === undefined && show === undefined && packed === 0)
    yield* unknownStreams(storage);
  yield* embedded(context, storage, depth);
}

/** Marks, pictures and formulas that stand beside an object say nothing themselves. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: names of the format begin with control characters
const beside = /^[\u0001-\u0006]|^(?:Equation Native|PRINT|MsoDataStore|CompObj|contents)$/i;

function* unknownStreams(storage: CompoundEntry): Generator<Extracted> {
  const streams = [...storage.children.values()].filter(
    ({ kind, name, size }) => kind === 'stream' && size > 0 && !beside.test(name),
  );
  if (streams.length > 0) yield { type: 'problem', code: 'unsupported', detail: 'kind:cfb', partly: false };
}

/** Properties stand before the text; of a locked document only its dates are told, so that it counts as unread. */
async function* withProperties(
  properties: readonly Extracted[],
  text: AsyncGenerator<Extracted>,
): AsyncGenerator<Extracted> {
  const first = await text.next();
  const locked = first.done !== true && first.value.type === 'problem' && first.value.code === 'encrypted';
  for (const piece of properties) if (!locked || piece.type === 'date') yield piece;
  if (first.done !== true) yield first.value;
  yield* text;
}

/** Names are the same in upper and lower case. */
function streamOf(storage: CompoundEntry, name: string): CompoundEntry | undefined {
  const found = storage.children.get(name);
  if (found?.kind === 'stream') return found;
  const lower = name.toLowerCase();
  return [...storage.children.values()].find((one) => one.kind === 'stream' && one.name.toLowerCase() === lower);
}

/** The kind of a storage by what stands in it. */
function kindOf(storage: CompoundEntry): string {
  const kind = compoundKind(storage);
  return kind === 'encrypted_office' || kind === 'vba' ? 'cfb' : kind;
}

function innerOf(context: Context, storage: CompoundEntry, depth: number) {
  const pieces = (): AsyncIterable<Extracted> => storagePieces(context, storage, depth + 1);
  return { kind: kindOf(storage), pieces };
}

/** A file that was dropped into a document, in the forms that programs use for it. */
async function* packaged({ file, input }: Context, storage: CompoundEntry): AsyncGenerator<Extracted> {
  for (const name of ['package', 'contents', 'EmbeddedOdf', 'package_stream']) {
    const entry = streamOf(storage, name);
    if (entry !== undefined)
      yield {
        type: 'child',
        hop: { kind: 'embedded', name },
        size: entry.size,
        dates: [],
        bytes: () => file.bytes(entry),
      };
  }
  const native = storage.children.get('\u0001Ole10Native');
  if (native?.kind !== 'stream') return;
  input.spend(native.size);
  const found = native10(await file.whole(native, native.size));
  if (found !== null) yield fileInside('embedded', found.name, found.bytes);
}

/** A size, a mark, the file's name, its path, some numbers, its temporary path, then the file. */
function native10(bytes: Buffer): { readonly name: string; readonly bytes: Uint8Array } | null {
  if (bytes.length < 8) return null;
  if (bytes.readUInt16LE(4) !== 2) return { name: 'object', bytes: bytes.subarray(4) };
  const label = textAt(bytes, 6);
  const path = textAt(bytes, label.end);
  const at = path.end + 4;
  if (at + 4 > bytes.length) return null;
  const temporary = at + 4 + bytes.readUInt32LE(at);
  if (temporary + 4 > bytes.length) return null;
  const size = bytes.readUInt32LE(temporary);
  return { name: label.text || 'object', bytes: bytes.subarray(temporary + 4, temporary + 4 + size) };
}

function textAt(bytes: Buffer, at: number): { readonly text: string; readonly end: number } {
  const end = bytes.indexOf(0, at);
  const stop = end < 0 ? bytes.length : end;
  return { text: bytes.toString('latin1', at, stop), end: stop + 1 };
}

/** Programs of macros and their settings, not documents. */
const programs = /^(?:Macros|VBA|_VBA_PROJECT_CUR|MsoDataStore|.DataSpaces)$/;

async function* embedded(context: Context, storage: CompoundEntry, depth: number): AsyncGenerator<Extracted> {
  if (depth >= deepest) {
    if ([...storage.children.values()].some(({ kind }) => kind === 'storage'))
      yield { type: 'problem', code: 'budget', detail: 'depth', partly: true };
    return;
  }
  for (const child of storage.children.values()) {
    if (child.kind !== 'storage' || programs.test(child.name)) continue;
    if (child.name === 'ObjectPool') yield* embedded(context, child, depth);
    else
      yield {
        type: 'inner',
        hop: { kind: 'embedded', name: child.name },
        dates: [],
        ...innerOf(context, child, depth),
      };
  }
}
