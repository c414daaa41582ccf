import type { MapiValue } from '../mail/mapi.ts';
import { fixedValue, ids, mapiTypes, variableValue } from '../mail/mapi.ts';
import { damaged, type NodeStore, type StoreNode } from './nodes.ts';

/** The heap of an object: small values by number ([MS-PST] 2.3.1). */
export class Heap {
  private readonly blocks: readonly Buffer[];
  readonly root: number;
  /** 0xbc: properties, 0x7c: a table. */
  readonly kind: number;

  constructor(blocks: readonly Buffer[]) {
    this.blocks = blocks;
    const first = blocks[0];
    if (first === undefined || first.length < 12 || first[2] !== 0xec) throw damaged();
    this.kind = first[3]!;
    this.root = first.readUInt32LE(4);
  }

  /** @throws SourceError, RangeError */
  get(id: number): Buffer {
    if (id === 0) return Buffer.alloc(0);
    const block = this.blocks[id >>> 16];
    const index = (id >>> 5) & 0x7ff;
    if (block === undefined || index === 0) throw damaged();
    const map = block.readUInt16LE(0);
    if (index > block.readUInt16LE(map)) throw damaged();
    const at = map + 4 + (index - 1) * 2;
    return block.subarray(block.readUInt16LE(at), block.readUInt16LE(at + 2));
  }

  /** Entries of a tree on the heap: keys with their values. @throws SourceError, RangeError */
  tree(id: number): { readonly key: Buffer; readonly value: Buffer }[] {
    const head = this.get(id);
    if (head.length < 8 || head[0] !== 0xb5) throw damaged();
    const found: { key: Buffer; value: Buffer }[] = [];
    this.level(head.readUInt32LE(4), head[3]!, head[1]!, head[2]!, found);
    return found;
  }

  private level(id: number, level: number, key: number, size: number, found: { key: Buffer; value: Buffer }[]): void {
    if (id === 0 || level > 8 || found.length > 100_000) return;
    const bytes = this.get(id);
    const step = key + (level === 0 ? size : 4);
    for (let at = 0; at + step <= bytes.length; at += step) {
      if (level > 0) this.level(bytes.readUInt32LE(at + key), level - 1, key, size, found);
      else found.push({ key: bytes.subarray(at, at + key), value: bytes.subarray(at + key, at + step) });
    }
  }
}

/** An object with what stands below it. */
export interface StoreObject {
  readonly values: ReadonlyMap<number, MapiValue>;
  readonly below: ReadonlyMap<number, StoreNode>;
  /** Where a file's bytes stand, when they are not on the heap; or the number of a message inside. */
  readonly file: { readonly node: StoreNode } | { readonly bytes: Buffer } | null;
  readonly inner: StoreNode | null;
}

/** The properties of an object. `codepage` null: as the object says. @throws SourceError, RangeError */
export async function readObject(
  store: NodeStore,
  node: StoreNode,
  codepage: (values: ReadonlyMap<number, MapiValue>) => string,
): Promise<StoreObject> {
  const heap = new Heap(await store.whole(node.data));
  const below = await store.below(node.below);
  const values = new Map<number, MapiValue>();
  const later: { id: number; type: number; place: number }[] = [];
  let file: StoreObject['file'] = null;
  let inner: StoreNode | null = null;
  for (const { key, value } of heap.tree(heap.root)) {
    const id = key.readUInt16LE(0);
    const type = value.readUInt16LE(0);
    const place = value.readUInt32LE(2);
    if (type === mapiTypes.time) keep(values, id, fixedValue(type, heapOnly(heap, place)));
    else if (type === mapiTypes.int32 || type === mapiTypes.int16 || type === mapiTypes.boolean)
      keep(values, id, fixedValue(type, value.subarray(2)));
    else if (id === ids.attachData && type === mapiTypes.object) {
      const bytes = await valueAt(store, heap, below, place);
      inner = (bytes.length >= 4 ? below.get(bytes.readUInt32LE(0)) : undefined) ?? null;
    } else if (id === ids.attachData) {
      const there = (place & 0x1f) === 0 ? undefined : below.get(place);
      file = there === undefined ? { bytes: heapOnly(heap, place) } : { node: there };
    } else later.push({ id, type, place });
  }
  const charset = codepage(values);
  for (const { id, type, place } of later) {
    if ((type & 0xfff) === mapiTypes.binary && id !== ids.html && id !== ids.rtf) continue;
    if (![mapiTypes.string8, mapiTypes.unicode, mapiTypes.binary].some((known) => known === (type & 0xfff))) continue;
    const bytes = await valueAt(store, heap, below, place);
    keep(
      values,
      id,
      (type & 0x1000) === 0 ? variableValue(type, bytes, charset) : listOf(type & 0xfff, bytes, charset),
    );
  }
  return { values, below, file, inner };
}

/** The rows of a table on the heap, as properties: recipients. @throws SourceError, RangeError */
export async function readRows(store: NodeStore, node: StoreNode, codepage: string): Promise<Map<number, MapiValue>[]> {
  const heap = new Heap(await store.whole(node.data));
  const below = await store.below(node.below);
  const info = heap.get(heap.root);
  if (info.length < 22 || info[0] !== 0x7c) throw damaged();
  const width = info.readUInt16LE(8);
  const columns = Array.from({ length: info[1]! }, (_, i) => info.subarray(22 + i * 8, 30 + i * 8));
  const place = info.readUInt32LE(14);
  const there = (place & 0x1f) === 0 ? undefined : below.get(place);
  const blocks = there === undefined ? [heapOnly(heap, place)] : await store.whole(there.data);
  const rows: Map<number, MapiValue>[] = [];
  if (width === 0) return rows;
  for (const block of blocks)
    for (let at = 0; at + width <= block.length && rows.length < 100_000; at += width) {
      const row = new Map<number, MapiValue>();
      for (const column of columns) {
        if (column.length < 8) continue;
        const type = column.readUInt16LE(0);
        if (type !== mapiTypes.string8 && type !== mapiTypes.unicode) continue;
        const value = block.readUInt32LE(at + column.readUInt16LE(4));
        if (value !== 0)
          keep(row, column.readUInt16LE(2), variableValue(type, await valueAt(store, heap, below, value), codepage));
      }
      rows.push(row);
    }
  return rows;
}

function keep(values: Map<number, MapiValue>, id: number, value: MapiValue | null): void {
  if (value !== null) values.set(id, value);
}

function heapOnly(heap: Heap, place: number): Buffer {
  return (place & 0x1f) === 0 ? heap.get(place) : Buffer.alloc(0);
}

/** A value on the heap, or one that is too large for it and stands below. */
async function valueAt(
  store: NodeStore,
  heap: Heap,
  below: ReadonlyMap<number, StoreNode>,
  place: number,
): Promise<Buffer> {
  if ((place & 0x1f) === 0) return heap.get(place);
  const node = below.get(place);
  return node === undefined ? Buffer.alloc(0) : Buffer.concat(await store.whole(node.data));
}

/** A count, the places of the texts, then the texts. */
function listOf(type: number, bytes: Buffer, codepage: string): string[] {
  if (bytes.length < 4 || type === mapiTypes.binary) return [];
  const count = Math.min(bytes.readUInt32LE(0), Math.floor((bytes.length - 4) / 4));
  return Array.from({ length: count }, (_, i) => {
    const from = bytes.readUInt32LE(4 + i * 4);
    const to = i + 1 < count ? bytes.readUInt32LE(8 + i * 4) : bytes.length;
    return String(variableValue(type, bytes.subarray(from, Math.max(from, to)), codepage) ?? '');
  });
}
