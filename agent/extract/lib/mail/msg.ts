import type { Extracted } from '../../../contracts/extractor.ts';
import { type CompoundEntry, type CompoundFile, childOf } from '../compound.ts';
import { view } from '../decode.ts';
import {
  codepageName,
  fixedValue,
  ids,
  type MapiAttachment,
  type MapiMessage,
  type MapiName,
  type MapiObject,
  type MapiValue,
  mapiTypes,
  variableValue,
} from './mapi.ts';
import { mapiMessage } from './mapi-message.ts';

/** What a storage inside is made of; for objects of other programs. */
export type StoragePieces = (storage: CompoundEntry) => { readonly kind: string; pieces(): AsyncIterable<Extracted> };

export interface MsgContext {
  readonly file: CompoundFile;
  /** The most that one property may have. */
  readonly limit: number;
  spend(bytes: number): void;
  readonly other: StoragePieces;
}

/** A message in a storage of an Outlook file ([MS-OXMSG]): the file's own, or one that is attached. */
export async function* msgMessage(
  context: MsgContext,
  storage: CompoundEntry,
  inner: boolean,
): AsyncGenerator<Extracted> {
  const names = await namesOf(context);
  const message = await messageOf(context, storage, inner ? 24 : 32, names);
  yield* mapiMessage(message, (bytes) => context.spend(bytes));
}

async function messageOf(
  context: MsgContext,
  storage: CompoundEntry,
  header: number,
  names: MapiObject['names'],
): Promise<MapiMessage> {
  const own = await objectOf(context, storage, header, names, null);
  const codepage = codepageOf(own);
  const recipients: MapiObject[] = [];
  for (const child of inOrder(storage, '__recip_version1.0_'))
    recipients.push(await objectOf(context, child, 8, names, codepage));
  return {
    ...own,
    recipients,
    async *attachments() {
      for (const child of inOrder(storage, '__attach_version1.0_')) yield attachmentOf(context, child, names, codepage);
    },
  };
}

function inOrder(storage: CompoundEntry, prefix: string): CompoundEntry[] {
  const found = storage.children.filter(({ name, kind }) => kind === 'storage' && name.startsWith(prefix));
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function attachmentOf(
  context: MsgContext,
  storage: CompoundEntry,
  names: MapiObject['names'],
  codepage: string,
): Promise<MapiAttachment> {
  const own = await objectOf(context, storage, 8, names, codepage, ids.attachData);
  const file = childOf(storage, '__substg1.0_37010102');
  const object = childOf(storage, '__substg1.0_3701000D');
  if (file !== undefined)
    return { ...own, content: { kind: 'file', size: file.size, bytes: () => context.file.bytes(file) } };
  if (object === undefined) return { ...own, content: { kind: 'none' } };
  if (childOf(object, '__properties_version1.0') !== undefined)
    return { ...own, content: { kind: 'inner', type: 'msg', pieces: () => msgMessage(context, object, true) } };
  const { kind, pieces } = context.other(object);
  return { ...own, content: { kind: 'inner', type: kind, pieces } };
}

const streamName = /^__substg1\.0_([0-9A-F]{4})([0-9A-F]{4})(?:-([0-9A-F]{8}))?$/i;

/** The properties of one storage; `codepage` null: as the storage itself says. */
async function objectOf(
  context: MsgContext,
  storage: CompoundEntry,
  header: number,
  names: MapiObject['names'],
  codepage: string | null,
  without = -1,
): Promise<MapiObject> {
  const values = new Map<number, MapiValue>();
  const fixed = childOf(storage, '__properties_version1.0');
  if (fixed !== undefined) {
    const bytes = await context.file.whole(fixed, 1 << 20);
    for (let at = header; at + 16 <= bytes.length; at += 16) {
      const value = fixedValue(bytes.readUInt16LE(at), bytes.subarray(at + 8, at + 16));
      if (value !== null) values.set(bytes.readUInt16LE(at + 2), value);
    }
  }
  const charset = codepage ?? codepageOf({ values });
  const lists = new Map<number, string[]>();
  for (const stream of storage.children) {
    const found = streamName.exec(stream.name);
    if (found === null || stream.kind !== 'stream') continue;
    const id = Number.parseInt(found[1]!, 16);
    const type = Number.parseInt(found[2]!, 16);
    if (id === without) continue;
    const many = (type & 0x1000) !== 0;
    // Lists keep their lengths in one stream and each text in one of its own.
    if (many && found[3] === undefined) continue;
    if ((type & 0xfff) === mapiTypes.binary && !wanted.has(id)) continue;
    const bytes = await context.file.whole(stream, context.limit);
    context.spend(bytes.length);
    const value = variableValue(type & 0xfff, bytes, charset);
    if (value === null) continue;
    if (!many) values.set(id, value);
    else if (typeof value === 'string') lists.set(id, [...(lists.get(id) ?? []), value]);
  }
  for (const [id, list] of lists) values.set(id, list);
  return { values, names };
}

/** Bytes that hold text. */
const wanted: ReadonlySet<number> = new Set([ids.rtf, ids.html]);

function codepageOf({ values }: Pick<MapiObject, 'values'>): string {
  return codepageName(values.get(ids.messageCodepage) ?? values.get(ids.internetCodepage));
}

/** What the file's own numbers mean. */
async function namesOf({ file }: MsgContext): Promise<ReadonlyMap<number, MapiName>> {
  const names = new Map<number, MapiName>();
  const storage = childOf(file.root, '__nameid_version1.0');
  const entries = storage && childOf(storage, '__substg1.0_00030102');
  const texts = storage && childOf(storage, '__substg1.0_00040102');
  if (entries === undefined) return names;
  const bytes = await file.whole(entries, 1 << 20);
  const text = texts === undefined ? Buffer.alloc(0) : await file.whole(texts, 4 << 20);
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    const value = bytes.readUInt32LE(at);
    const index = bytes.readUInt16LE(at + 6);
    if ((bytes[at + 4]! & 1) === 0) names.set(0x8000 + index, { lid: value });
    else if (value + 4 <= text.length) {
      const length = Math.min(text.readUInt32LE(value), 512);
      names.set(0x8000 + index, { name: view(text).toString('utf16le', value + 4, value + 4 + length) });
    }
  }
  return names;
}
