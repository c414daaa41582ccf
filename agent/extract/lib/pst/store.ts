import type { Extracted, ExtractInput } from '../../../contracts/extractor.ts';
import { SourceError } from '../../../contracts/source.ts';
import {
  codepageName,
  ids,
  type MapiAttachment,
  type MapiMessage,
  type MapiName,
  type MapiValue,
} from '../mail/mapi.ts';
import { mapiMessage } from '../mail/mapi-message.ts';
import { damaged, NodeStore, type StoreNode } from './nodes.ts';
import { Heap, readObject, readRows } from './properties.ts';

/** Kinds of nodes, in the lowest five bits of their numbers ([MS-PST] 2.2.2.1). */
const kinds = { folder: 2, message: 4, attachment: 5, recipients: 0x12 } as const;
const nameTable = 0x61;
const kindOf = (id: number): number => id & 0x1f;
/** Messages within messages. */
const deepest = 16;
/** Of folders whose names are remembered. */
const mostFolders = 100_000;

/**
 * Every message of a mail store, also those that lie in no folder any more, each as a part with its dates; in the order
 * of their numbers.
 */
export async function* storeMessages(input: ExtractInput): AsyncGenerator<Extracted> {
  const store = new MailStore(await NodeStore.open(input), input);
  yield* store.messages();
}

class MailStore {
  private readonly store: NodeStore;
  private readonly input: ExtractInput;
  private names: ReadonlyMap<number, MapiName> = new Map();
  private readonly folders = new Map<number, string>();
  private readonly counts = new Map<string, number>();

  constructor(store: NodeStore, input: ExtractInput) {
    this.store = store;
    this.input = input;
  }

  async *messages(): AsyncGenerator<Extracted> {
    let broken = false;
    try {
      this.names = await this.readNames();
    } catch (error) {
      if (!isDamage(error)) throw error;
      broken = true;
    }
    const nodes = this.store.all(() => {
      broken = true;
    });
    for await (const node of nodes) {
      this.input.signal.throwIfAborted();
      if (kindOf(node.id) !== kinds.message) continue;
      const folder = await this.folder(node.parent, 0);
      const n = (this.counts.get(folder) ?? 0) + 1;
      this.counts.set(folder, n);
      yield {
        type: 'inner',
        hop: { kind: 'member', name: folder === '' ? `message ${n}` : `${folder}/message ${n}` },
        kind: 'msg',
        dates: [],
        pieces: () => this.message(node, 0),
      };
    }
    if (broken) yield { type: 'problem', code: 'damaged', detail: 'structure', partly: this.counts.size > 0 };
    else if (this.store.flawed) yield { type: 'problem', code: 'damaged', detail: 'checksum', partly: true };
  }

  private async *message(node: StoreNode, depth: number): AsyncGenerator<Extracted> {
    try {
      yield* mapiMessage(await this.read(node, depth), (bytes) => this.input.spend(bytes));
    } catch (error) {
      throw error instanceof RangeError ? damaged() : error;
    }
  }

  private async read(node: StoreNode, depth: number): Promise<MapiMessage> {
    const own = await readObject(this.store, node, codepageOf);
    for (const value of own.values.values())
      if (typeof value === 'string' || value instanceof Uint8Array) this.input.spend(value.length);
    const below = [...own.below.values()];
    const table = below.find(({ id }) => kindOf(id) === kinds.recipients);
    const rows = table === undefined ? [] : await this.recipients(table, codepageOf(own.values));
    const attached = below.filter(({ id }) => kindOf(id) === kinds.attachment);
    const one = (inner: StoreNode): Promise<MapiAttachment> => this.attachment(inner, depth);
    return {
      values: own.values,
      names: this.names,
      recipients: rows.map((values) => ({ values, names: this.names })),
      async *attachments() {
        for (const inner of attached) yield await one(inner);
      },
    };
  }

  /** A list that is broken costs no more than itself: the headers say the same. */
  private async recipients(table: StoreNode, codepage: string): Promise<Map<number, MapiValue>[]> {
    try {
      return await readRows(this.store, table, codepage);
    } catch (error) {
      if (isDamage(error)) return [];
      throw error;
    }
  }

  private async attachment(node: StoreNode, depth: number): Promise<MapiAttachment> {
    const own = await readObject(this.store, node, codepageOf);
    const { values, file, inner } = own;
    const { names, store } = this;
    if (inner !== null && depth < deepest)
      return { values, names, content: { kind: 'inner', type: 'msg', pieces: () => this.message(inner, depth + 1) } };
    if (file === null) return { values, names, content: { kind: 'none' } };
    if ('bytes' in file) {
      const { bytes } = file;
      return {
        values,
        names,
        content: {
          kind: 'file',
          size: bytes.length,
          bytes: async function* () {
            yield bytes;
          },
        },
      };
    }
    const { data } = file.node;
    return { values, names, content: { kind: 'file', size: await store.size(data), bytes: () => store.data(data) } };
  }

  /** The path of a folder; '' for the root and what is in none. */
  private async folder(id: number, depth: number): Promise<string> {
    const known = this.folders.get(id);
    if (known !== undefined) return known;
    let path = '';
    if (kindOf(id) === kinds.folder && depth < 64) {
      const node = await this.store.node(id).catch(orNull);
      if (node !== null) {
        const own = await readObject(this.store, node, codepageOf).catch(orNull);
        const name = own?.values.get(ids.displayName);
        const above = node.parent === id || node.parent === 0 ? '' : await this.folder(node.parent, depth + 1);
        path = [above, typeof name === 'string' ? name : ''].filter((part) => part !== '').join('/');
      }
    }
    if (this.folders.size < mostFolders) this.folders.set(id, path);
    return path;
  }

  /** What the store's own numbers mean. */
  private async readNames(): Promise<ReadonlyMap<number, MapiName>> {
    const names = new Map<number, MapiName>();
    const node = await this.store.node(nameTable);
    if (node === null) return names;
    const heap = new Heap(await this.store.whole(node.data));
    const below = await this.store.below(node.below);
    const streams = new Map<number, Buffer>();
    for (const { key, value } of heap.tree(heap.root)) {
      const id = key.readUInt16LE(0);
      if (id !== 3 && id !== 4) continue;
      const place = value.readUInt32LE(2);
      const there = below.get(place);
      const bytes =
        (place & 0x1f) === 0
          ? heap.get(place)
          : Buffer.concat(there === undefined ? [] : await this.store.whole(there.data));
      streams.set(id, bytes);
    }
    const entries = streams.get(3) ?? Buffer.alloc(0);
    const texts = streams.get(4) ?? Buffer.alloc(0);
    for (let at = 0; at + 8 <= entries.length; at += 8) {
      const value = entries.readUInt32LE(at);
      const id = 0x8000 + entries.readUInt16LE(at + 6);
      if ((entries[at + 4]! & 1) === 0) names.set(id, { lid: value });
      else if (value + 4 <= texts.length) {
        const length = Math.min(texts.readUInt32LE(value), 512);
        names.set(id, { name: texts.toString('utf16le', value + 4, value + 4 + length) });
      }
    }
    return names;
  }
}

function codepageOf(values: ReadonlyMap<number, MapiValue>): string {
  return codepageName(values.get(ids.messageCodepage) ?? values.get(ids.internetCodepage));
}

function isDamage(error: unknown): boolean {
  return error instanceof RangeError || error instanceof SourceError;
}

function orNull(error: unknown): null {
  if (isDamage(error)) return null;
  throw error;
}
