import { crc32 } from 'node:zlib';
import { SourceError } from '../../../contracts/source.ts';
import { view } from '../decode.ts';
import type { RandomAccess } from '../zip.ts';
import { unscrambled } from './permute.ts';

/** An object of the store, and where its data and the objects below it stand ([MS-PST] 2.2.2.7.7.4). */
export interface StoreNode {
  readonly id: number;
  readonly data: bigint;
  readonly below: bigint;
  readonly parent: number;
}

const page = 512;
const deepest = 8;
/** Pages of the trees that are kept: half a megabyte. */
const kept = 1024;
/** The most that one object may hold in memory. */
const mostBytes = 64 << 20;
const mostBlocks = 1 << 20;

export const damaged = (detail: 'structure' | 'truncated' = 'structure'): SourceError =>
  new SourceError({ code: 'damaged', detail });

interface Block {
  readonly at: number;
  readonly size: number;
}

/** The two trees of a store, of nodes and of blocks, and the data behind them. Nothing is held but pages of the trees. */
export class NodeStore {
  private readonly source: RandomAccess;
  /** 64-bit stores, since Outlook 2003. */
  private readonly wide: boolean;
  private readonly scrambled: boolean;
  private readonly nodes: number;
  private readonly blocks: number;
  private readonly pages = new Map<number, Buffer>();
  /** The sum of some block was wrong; it was read all the same. */
  flawed = false;

  private constructor(source: RandomAccess, head: Buffer) {
    this.source = source;
    this.wide = head.readUInt16LE(10) >= 20;
    this.scrambled = head[this.wide ? 513 : 461] === 1;
    this.nodes = this.address(head, this.wide ? 224 : 188);
    this.blocks = this.address(head, this.wide ? 240 : 196);
  }

  /** @throws SourceError damaged, or unsupported for what is encrypted by a key or of 4-KiB pages */
  static async open(source: RandomAccess): Promise<NodeStore> {
    const head = view(await source.read(0, 580));
    if (head.length < 580) throw damaged('truncated');
    const version = head.readUInt16LE(10);
    if (version > 23 || head[version >= 20 ? 513 : 461]! > 1)
      throw new SourceError({ code: 'unsupported', detail: 'method' });
    return new NodeStore(source, head);
  }

  /** Every node in the order of ids. Broken pages are left out; `broken` is told of each. */
  async *all(broken: () => void): AsyncGenerator<StoreNode> {
    yield* this.leaves(this.nodes, deepest, broken);
  }

  async node(id: number): Promise<StoreNode | null> {
    const entry = await this.find(this.nodes, BigInt(id));
    return entry === null ? null : this.asNode(entry);
  }

  /** The data of an object in blocks. @throws SourceError */
  async *data(id: bigint): AsyncGenerator<Buffer> {
    if (id === 0n) return;
    for await (const block of this.dataBlocks(id, 2, { left: mostBlocks })) yield block;
  }

  /** All blocks of an object that is small. @throws SourceError */
  async whole(id: bigint): Promise<Buffer[]> {
    const found: Buffer[] = [];
    let size = 0;
    for await (const block of this.data(id)) {
      size += block.length;
      if (size > mostBytes) throw new SourceError({ code: 'budget', detail: 'bytes' });
      found.push(block);
    }
    return found;
  }

  /** Bytes of an object, as its blocks say; null where they don't. */
  async size(id: bigint): Promise<number | null> {
    const block = await this.block(id);
    if ((id & 2n) === 0n) return block.size;
    const head = await this.raw(block);
    return head.length >= 8 ? head.readUInt32LE(4) : null;
  }

  /** What stands below an object, by number. @throws SourceError */
  async below(id: bigint): Promise<ReadonlyMap<number, StoreNode>> {
    const found = new Map<number, StoreNode>();
    if (id !== 0n) await this.readBelow(id, 1, found);
    return found;
  }

  private async readBelow(id: bigint, level: number, found: Map<number, StoreNode>): Promise<void> {
    const bytes = await this.raw(await this.block(id));
    const start = this.wide ? 8 : 4;
    const step = this.wide ? 8 : 4;
    if (bytes.length < start || bytes[0] !== 2) throw damaged();
    const isLeaf = bytes[1] === 0;
    const size = step * (isLeaf ? 3 : 2);
    const count = Math.min(bytes.readUInt16LE(2), Math.floor((bytes.length - start) / size));
    for (let i = 0; i < count; i++) {
      const at = start + i * size;
      const nid = bytes.readUInt32LE(at);
      if (isLeaf)
        found.set(nid, {
          id: nid,
          data: this.number(bytes, at + step),
          below: this.number(bytes, at + 2 * step),
          parent: 0,
        });
      else if (level > 0) await this.readBelow(this.number(bytes, at + step), level - 1, found);
    }
  }

  private async *dataBlocks(id: bigint, level: number, budget: { left: number }): AsyncGenerator<Buffer> {
    if (budget.left-- <= 0) throw damaged();
    const block = await this.block(id);
    if ((id & 2n) === 0n) {
      const bytes = await this.raw(block);
      yield this.scrambled ? unscrambled(bytes) : bytes;
      return;
    }
    const bytes = await this.raw(block);
    if (bytes.length < 8 || bytes[0] !== 1 || level === 0) throw damaged();
    const step = this.wide ? 8 : 4;
    const count = Math.min(bytes.readUInt16LE(2), Math.floor((bytes.length - 8) / step));
    for (let i = 0; i < count; i++) yield* this.dataBlocks(this.number(bytes, 8 + i * step), level - 1, budget);
  }

  /** A block as it stands, with its sum checked ([MS-PST] 2.2.2.8.1). */
  private async raw({ at, size }: Block): Promise<Buffer> {
    const trailer = this.wide ? 16 : 12;
    const room = Math.ceil((size + trailer) / 64) * 64;
    const all = view(await this.source.read(at, room));
    if (all.length < size) throw damaged('truncated');
    const bytes = all.subarray(0, size);
    const sumAt = room - trailer + (this.wide ? 4 : 8);
    // The sum begins and ends without the usual inversion.
    const sum = (crc32(bytes, 0xffffffff) ^ 0xffffffff) >>> 0;
    if (sumAt + 4 > all.length || all.readUInt32LE(sumAt) !== sum) this.flawed = true;
    return bytes;
  }

  private async block(id: bigint): Promise<Block> {
    const entry = await this.find(this.blocks, id & ~1n);
    if (entry === null) throw damaged();
    const step = this.wide ? 8 : 4;
    return { at: this.address(entry, step), size: entry.readUInt16LE(2 * step) };
  }

  private asNode(entry: Buffer): StoreNode {
    const step = this.wide ? 8 : 4;
    return {
      id: entry.readUInt32LE(0),
      data: this.number(entry, step),
      below: this.number(entry, 2 * step),
      parent: entry.readUInt32LE(3 * step),
    };
  }

  private async *leaves(at: number, level: number, broken: () => void): AsyncGenerator<StoreNode> {
    let found: TreePage;
    try {
      found = this.parse(await this.page(at));
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      broken();
      return;
    }
    if (found.level === 0) for (const entry of found.entries) yield this.asNode(entry);
    // A page may only lead downwards.
    else if (found.level < level)
      for (const entry of found.entries) yield* this.leaves(this.pageOf(entry), found.level, broken);
    else broken();
  }

  /** The entry of a leaf whose key is the wanted one. */
  private async find(root: number, key: bigint): Promise<Buffer | null> {
    let at = root;
    for (let level = deepest; ; ) {
      const found = this.parse(await this.page(at));
      if (found.level >= level) throw damaged();
      level = found.level;
      if (level === 0) return found.entries.find((entry) => this.number(entry, 0) === key) ?? null;
      const last = found.entries.findLast((entry) => this.number(entry, 0) <= key);
      if (last === undefined) return null;
      at = this.pageOf(last);
    }
  }

  /** Where the page stands that an entry leads to. */
  private pageOf(entry: Buffer): number {
    return this.address(entry, this.wide ? 16 : 8);
  }

  private parse(bytes: Buffer): TreePage {
    const [count, size, level] = this.wide
      ? [bytes[488]!, bytes[490]!, bytes[491]!]
      : [bytes[496]!, bytes[498]!, bytes[499]!];
    const least = this.wide ? 24 : 12;
    const room = this.wide ? 488 : 496;
    if (size < least || count * size > room || level > deepest) throw damaged();
    return { level, entries: Array.from({ length: count }, (_, i) => bytes.subarray(i * size, (i + 1) * size)) };
  }

  private async page(at: number): Promise<Buffer> {
    const known = this.pages.get(at);
    if (known !== undefined) return known;
    const bytes = view(await this.source.read(at, page));
    if (bytes.length < page) throw damaged('truncated');
    // The bytes of a page only: what they are cut from may be large.
    const own = Buffer.from(bytes);
    if (this.pages.size >= kept) this.pages.delete(this.pages.keys().next().value!);
    this.pages.set(at, own);
    return own;
  }

  private number(bytes: Buffer, at: number): bigint {
    return this.wide ? bytes.readBigUInt64LE(at) : BigInt(bytes.readUInt32LE(at));
  }

  private address(bytes: Buffer, at: number): number {
    return Number(this.number(bytes, at));
  }
}

interface TreePage {
  readonly level: number;
  readonly entries: readonly Buffer[];
}
