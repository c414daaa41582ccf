import type { Extracted, ExtractInput, Inner } from '../../contracts/extractor.ts';
import { SourceError } from '../../contracts/source.ts';
import { type CompoundEntry, CompoundFile, compoundKind, streamOf } from './compound.ts';
import { fileInside } from './file-inside.ts';
import { docText } from './legacy/doc.ts';
import { pptText } from './legacy/ppt.ts';
import { summaryProperties } from './legacy/summary.ts';
import { xlsText } from './legacy/xls.ts';
import { msgMessage } from './mail/msg.ts';
import { native10 } from './ole-native.ts';

/** Objects in objects in objects. */
const deepest = 8;

/** All of a compound file: what the program that wrote it put there, its properties, and what is embedded. */
export async function* compoundPieces(input: ExtractInput): AsyncGenerator<Extracted> {
  const file = await CompoundFile.open(input);
  let locked = false;
  for await (const piece of storagePieces({ file, input }, file.root, 0)) {
    if (piece.type === 'problem') locked ||= piece.code === 'encrypted';
    yield piece;
  }
  if (!locked && file.isTruncated()) yield { type: 'problem', code: 'damaged', detail: 'truncated', partly: true };
}

interface Context {
  readonly file: CompoundFile;
  readonly input: ExtractInput;
}

/** A number that leads out of a stream is damage, wherever it stands. */
async function* storagePieces(context: Context, storage: CompoundEntry, depth: number): AsyncGenerator<Extracted> {
  try {
    yield* piecesOf(context, storage, depth);
  } catch (error) {
    throw error instanceof RangeError ? new SourceError({ code: 'damaged', detail: 'structure' }) : error;
  }
}

async function* piecesOf(context: Context, storage: CompoundEntry, depth: number): AsyncGenerator<Extracted> {
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
  const streams = storage.children.filter(
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

/** The kind of a storage by what stands in it. */
function kindOf(storage: CompoundEntry): string {
  const kind = compoundKind(storage);
  return kind === 'encrypted_office' || kind === 'vba' ? 'cfb' : kind;
}

function innerOf(context: Context, storage: CompoundEntry, depth: number) {
  const pieces = (): AsyncIterable<Extracted> => storagePieces(context, storage, depth + 1);
  return { kind: kindOf(storage), pieces };
}

/** Streams that are a file of their own. */
const files = /^(?:package|EmbeddedOdf|package_stream|.Ole10Native|.EPRINT)$/i;

/** A file that was dropped into a document, in the forms that programs use for it, and the picture that stands for it. */
async function* packaged({ file, input }: Context, storage: CompoundEntry): AsyncGenerator<Extracted> {
  for (const name of ['package', 'contents', 'EmbeddedOdf', 'package_stream', '\u0003EPRINT']) {
    const entry = streamOf(storage, name);
    if (entry !== undefined)
      yield {
        type: 'child',
        hop: { kind: 'embedded', name: name.replace('\u0003EPRINT', 'preview') },
        size: entry.size,
        dates: [],
        bytes: () => file.bytes(entry),
      };
  }
  const native = streamOf(storage, '\u0001Ole10Native');
  if (native === undefined) return;
  input.spend(native.size);
  const found = native10(await file.whole(native, native.size));
  if (found !== null) yield fileInside('embedded', found.name, found.bytes);
}

/** Programs of macros and their settings, not documents. */
const programs = /^(?:Macros|VBA|_VBA_PROJECT_CUR|MsoDataStore|.DataSpaces)$/;

async function* embedded(context: Context, storage: CompoundEntry, depth: number): AsyncGenerator<Extracted> {
  if (depth >= deepest) {
    if (storage.children.some(({ kind }) => kind === 'storage'))
      yield { type: 'problem', code: 'budget', detail: 'depth', partly: true };
    return;
  }
  const known = compoundKind(storage) !== 'cfb';
  for (const child of storage.children) {
    if (child.kind !== 'storage' || programs.test(child.name)) continue;
    if (child.name === 'ObjectPool') yield* objects(context, child, depth);
    // The rooms of a program that is not known are its own matter; documents in them are not.
    else if (known || holdsDocument(child)) yield inner(context, child, depth);
  }
}

function* objects(context: Context, pool: CompoundEntry, depth: number): Generator<Extracted> {
  for (const child of pool.children) if (child.kind === 'storage') yield inner(context, child, depth);
}

function inner(context: Context, storage: CompoundEntry, depth: number): Inner {
  return {
    type: 'inner',
    hop: { kind: 'embedded', name: storage.name },
    dates: [],
    ...innerOf(context, storage, depth),
  };
}

/** Here or deeper. */
function holdsDocument(storage: CompoundEntry): boolean {
  if (compoundKind(storage) !== 'cfb') return true;
  return storage.children.some(
    (child) =>
      files.test(child.name) || (child.kind === 'storage' && !programs.test(child.name) && holdsDocument(child)),
  );
}
