import { SourceError } from '../../contracts/source.ts';
import { view } from './decode.ts';
import type { RandomAccess } from './zip.ts';

/** A storage or stream of a compound file. */
export interface CompoundEntry {
  readonly name: string;
  readonly kind: 'storage' | 'stream';
  /** Bytes of a stream. */
  readonly size: number;
  readonly start: number;
  readonly children: readonly CompoundEntry[];
}

/** A storage or stream by its name; upper and lower case are the same. */
export function childOf(storage: CompoundEntry, name: string): CompoundEntry | undefined {
  const lower = name.toLowerCase();
  return storage.children.find((one) => one.name.length === name.length && one.name.toLowerCase() === lower);
}

export function streamOf(storage: CompoundEntry, name: string): CompoundEntry | undefined {
  const found = childOf(storage, name);
  return found?.kind === 'stream' ? found : undefined;
}

const endOfChain = 0xfffffffe;
const lastSector = 0xfffffffa;
const headerSlots = 109;
/** Storages and streams that are looked at. */
const mostEntries = 200_000;
const deepest = 64;

const damaged = (detail: 'structure' | 'truncated'): SourceError => new SourceError({ code: 'damaged', detail });

/**
 * Reads compound files ([MS-CFB]), the file system within a file that Office used before 2007 and Outlook still does.
 * Only allocation tables are held; streams are read as they are asked for.
 */
export class CompoundFile {
  readonly root: CompoundEntry;
  private readonly source: RandomAccess;
  private readonly sector: number;
  private readonly fat: Uint32Array;
  private readonly miniFat: Uint32Array;
  /** Sectors of the stream that holds the small streams. */
  private readonly miniSectors: readonly number[];
  private readonly miniCutoff: number;

  private constructor(
    source: RandomAccess,
    sector: number,
    fat: Uint32Array,
    mini: { readonly fat: Uint32Array; readonly sectors: readonly number[]; readonly cutoff: number },
    root: CompoundEntry,
  ) {
    this.source = source;
    this.sector = sector;
    this.fat = fat;
    this.miniFat = mini.fat;
    this.miniSectors = mini.sectors;
    this.miniCutoff = mini.cutoff;
    this.root = root;
  }

  /** @throws SourceError damaged */
  static async open(source: RandomAccess): Promise<CompoundFile> {
    const head = view(await source.read(0, 512));
    if (head.length < 512) throw damaged('truncated');
    const shift = head.readUInt16LE(30);
    if (shift !== 9 && shift !== 12) throw damaged('structure');
    const sector = 1 << shift;
    const fat = await readFat(source, head, sector);
    const sectors = chain(fat, head.readUInt32LE(48), Math.ceil((mostEntries * 128) / sector));
    const directory = await readChain(source, sector, sectors);
    const rootAt = directory.length >= 128 ? directory.readUInt32LE(116) : endOfChain;
    if (directory.length < 128) throw damaged('truncated');
    const miniFat = await readChain(source, sector, chain(fat, head.readUInt32LE(60)));
    const mini = {
      fat: words(miniFat),
      sectors: chain(fat, rootAt),
      cutoff: head.readUInt32LE(56) || 4096,
    };
    return new CompoundFile(source, sector, fat, mini, tree(directory));
  }

  /** A stream's bytes in pieces. @throws SourceError damaged, after what could be read */
  async *bytes(entry: CompoundEntry): AsyncGenerator<Uint8Array> {
    const sectors = this.sectorsOf(entry);
    const unit = this.unitOf(entry);
    const perPiece = Math.max(1, Math.floor((256 << 10) / unit));
    let left = entry.size;
    for (let at = 0; left > 0; at += perPiece) {
      if (at >= sectors.length) throw damaged('truncated');
      const bytes = await this.sectors(entry, sectors.slice(at, at + perPiece));
      if (bytes.length === 0) throw damaged('truncated');
      yield bytes.subarray(0, left);
      left -= bytes.length;
    }
  }

  /** Part of a stream; fewer bytes only at its end. */
  async read(entry: CompoundEntry, offset: number, length: number): Promise<Buffer> {
    const wanted = Math.max(0, Math.min(length, entry.size - offset));
    if (wanted === 0) return Buffer.alloc(0);
    const unit = this.unitOf(entry);
    const first = Math.floor(offset / unit);
    const last = Math.ceil((offset + wanted) / unit);
    const bytes = await this.sectors(entry, this.sectorsOf(entry).slice(first, last));
    return bytes.subarray(offset - first * unit, offset - first * unit + wanted);
  }

  /** All of a stream, at most `limit` bytes of it. */
  whole(entry: CompoundEntry, limit: number): Promise<Buffer> {
    return this.read(entry, 0, Math.min(entry.size, limit));
  }

  /** Whether sectors of some stream are not there. */
  isTruncated(): boolean {
    const missing = (at: number): boolean => (at + 1) * this.sector >= this.source.size;
    if (this.miniSectors.some(missing)) return true;
    const lost = (entry: CompoundEntry): boolean => {
      if (entry.kind === 'storage') return entry.children.some(lost);
      const sectors = this.sectorsOf(entry);
      if (sectors.length * this.unitOf(entry) < entry.size) return true;
      return !this.isMini(entry) && sectors.some(missing);
    };
    return lost(this.root);
  }

  private readonly chains = new WeakMap<CompoundEntry, readonly number[]>();

  private sectorsOf(entry: CompoundEntry): readonly number[] {
    const known = this.chains.get(entry);
    if (known !== undefined) return known;
    const found = chain(
      this.isMini(entry) ? this.miniFat : this.fat,
      entry.start,
      Math.ceil(entry.size / this.unitOf(entry)),
    );
    this.chains.set(entry, found);
    return found;
  }

  private isMini(entry: CompoundEntry): boolean {
    return entry.size < this.miniCutoff;
  }

  private unitOf(entry: CompoundEntry): number {
    return this.isMini(entry) ? 64 : this.sector;
  }

  private async sectors(entry: CompoundEntry, sectors: readonly number[]): Promise<Buffer> {
    if (!this.isMini(entry)) return readChain(this.source, this.sector, sectors);
    const pieces: Buffer[] = [];
    const perSector = this.sector / 64;
    for (const [from, count] of runs(sectors, perSector)) {
      const holder = this.miniSectors[Math.floor(from / perSector)];
      if (holder === undefined) break;
      const at = (holder + 1) * this.sector + (from % perSector) * 64;
      pieces.push(view(await this.source.read(at, count * 64)));
    }
    return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
  }
}

/** Sectors in a row, as first and count; none of them crosses a multiple of `within`. */
function* runs(sectors: readonly number[], within = Number.POSITIVE_INFINITY): Generator<[number, number]> {
  for (let at = 0; at < sectors.length; ) {
    const first = sectors[at]!;
    let count = 1;
    while (at + count < sectors.length && sectors[at + count] === first + count && (first + count) % within !== 0)
      count++;
    yield [first, count];
    at += count;
  }
}

async function readChain(source: RandomAccess, sector: number, sectors: readonly number[]): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (const [first, count] of runs(sectors)) {
    const bytes = view(await source.read((first + 1) * sector, count * sector));
    pieces.push(bytes);
    if (bytes.length < count * sector) break;
  }
  return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
}

/** The sectors of a stream in order; a cycle or a way out of the table ends it. */
function chain(fat: Uint32Array, start: number, most = fat.length): number[] {
  const found = new Set<number>();
  for (let at = start; at < fat.length && at <= lastSector && found.size < most && !found.has(at); at = fat[at]!)
    found.add(at);
  return [...found];
}

/** The allocation table: its first sectors stand in the header, the others in a chain of their own. */
async function readFat(source: RandomAccess, head: Buffer, sector: number): Promise<Uint32Array> {
  const total = Math.ceil(source.size / sector);
  const most = Math.ceil(total / (sector / 4)) + 1;
  const sectors: number[] = [];
  const add = (at: number): void => {
    if (at <= lastSector && at < total && sectors.length < most) sectors.push(at);
  };
  for (let i = 0; i < headerSlots; i++) add(head.readUInt32LE(76 + i * 4));
  let at = head.readUInt32LE(68);
  for (let n = 0; at <= lastSector && at < total && n < most; n++) {
    const bytes = view(await source.read((at + 1) * sector, sector));
    if (bytes.length < sector) break;
    for (let i = 0; i < sector / 4 - 1; i++) add(bytes.readUInt32LE(i * 4));
    at = bytes.readUInt32LE(sector - 4);
  }
  return words(await readChain(source, sector, sectors));
}

function words(bytes: Buffer): Uint32Array {
  const found = new Uint32Array(Math.floor(bytes.length / 4));
  for (let i = 0; i < found.length; i++) found[i] = bytes.readUInt32LE(i * 4);
  return found;
}

interface Node {
  readonly name: string;
  readonly type: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
}

function tree(directory: Buffer): CompoundEntry {
  const nodes: Node[] = [];
  for (let at = 0; at + 128 <= directory.length && nodes.length < mostEntries; at += 128) {
    const length = Math.min(64, directory.readUInt16LE(at + 64));
    nodes.push({
      name: directory.toString('utf16le', at, at + Math.max(0, length - 2)),
      type: directory[at + 66]!,
      left: directory.readUInt32LE(at + 68),
      right: directory.readUInt32LE(at + 72),
      child: directory.readUInt32LE(at + 76),
      start: directory.readUInt32LE(at + 116),
      // The upper half is noise in files of small sectors.
      size: directory.readUInt32LE(at + 120),
    });
  }
  const seen = new Set<number>([0]);
  const root = entry(nodes, 0, seen, 0);
  // Where the way to an entry is broken, it is taken for one of the root's.
  const children = [...root.children];
  for (const [id, { type }] of nodes.entries())
    if (!seen.has(id) && (type === 1 || type === 2)) {
      seen.add(id);
      children.push(entry(nodes, id, seen, 1));
    }
  return { ...root, kind: 'storage', children };
}

function entry(nodes: readonly Node[], id: number, seen: Set<number>, depth: number): CompoundEntry {
  const node = nodes[id]!;
  const children: CompoundEntry[] = [];
  const storage = node.type !== 2;
  const waiting = storage && depth < deepest ? [node.child] : [];
  while (waiting.length > 0) {
    const next = waiting.pop()!;
    const found = nodes[next];
    if (found === undefined || seen.has(next)) continue;
    seen.add(next);
    waiting.push(found.right, found.left);
    if (found.type !== 1 && found.type !== 2) continue;
    children.push(entry(nodes, next, seen, depth + 1));
  }
  return {
    name: node.name,
    kind: storage ? 'storage' : 'stream',
    size: storage ? 0 : node.size,
    start: node.start,
    children,
  };
}

/** Names of storages and streams tell which program wrote them. */
const marks: readonly (readonly [RegExp, string])[] = [
  [/^(?:EncryptedPackage|EncryptionInfo)$/i, 'encrypted_office'],
  [/^WordDocument$/i, 'doc'],
  [/^(?:Workbook|Book)$/i, 'xls'],
  [/^PowerPoint Document$/i, 'ppt'],
  [/^__properties_version1\.0$/i, 'msg'],
];
/** Programs that were cut out of their document stand with their own settings only. */
const program = /^(?:VBA|_VBA_PROJECT|PROJECT|PROJECTwm|PROJECTlk|UserForm\w*)$/i;

/** What a storage holds, from the list of kinds. */
export function compoundKind(storage: CompoundEntry): string {
  const names = storage.children.map(({ name }) => name);
  for (const [pattern, kind] of marks) if (names.some((name) => pattern.test(name))) return kind;
  return names.some((name) => /^_?VBA/i.test(name)) && names.every((name) => program.test(name)) ? 'vba' : 'cfb';
}
