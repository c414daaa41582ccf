import { SourceError } from '../../contracts/source.ts';
import { Pieces } from './pieces.ts';

const damaged = (detail: 'structure' | 'truncated') => new SourceError({ code: 'damaged', detail });
const window = 65536;
/** Bytes that the tables of a block, or some symbols, take at most. */
const margin = 1024;

const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 3,
];
const lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 16];
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Unpacks Deflate64, which Windows packs zip members of more than 2 GB with: as deflate, but it reaches 64 KiB back. */
export async function* inflate64(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces = new Pieces(source);
  const inflater = new Inflater();
  try {
    while (!inflater.done) {
      inflater.feed(await pieces.some(1 << 16));
      yield* inflater.run();
    }
  } finally {
    await pieces.close();
  }
}

interface Codes {
  /** By the next fifteen bits, lowest first: the symbol above its width in four bits; 0 where there is none. */
  readonly table: Uint16Array;
}

class Inflater {
  done = false;
  private input: Uint8Array = new Uint8Array(0);
  private at = 0;
  private ended = false;
  private bits = 0;
  private count = 0;
  private out = new Uint8Array(window * 4);
  private made = 0;
  private taken = 0;
  private last = false;
  private stored = 0;
  private codes: { readonly symbols: Codes; readonly distances: Codes } | null = null;

  feed(more: Uint8Array | null): void {
    if (more === null) this.ended = true;
    else this.input = Buffer.concat([this.input.subarray(this.at), more]);
    if (more !== null) this.at = 0;
  }

  *run(): Generator<Uint8Array> {
    while (!this.done && (this.ended || this.input.length - this.at > margin)) {
      if (this.codes === null && this.stored === 0) this.block();
      else if (this.stored > 0) this.copy();
      else this.symbols();
      if (this.made > window * 3 || this.done) yield this.take();
    }
    if (this.made > this.taken) yield this.take();
  }

  private take(): Uint8Array {
    const piece = this.out.slice(this.taken, this.made);
    if (this.made > window) {
      this.out.copyWithin(0, this.made - window, this.made);
      this.made = window;
    }
    this.taken = this.made;
    return piece;
  }

  private block(): void {
    if (this.last) {
      this.done = true;
      return;
    }
    this.last = this.read(1) === 1;
    const kind = this.read(2);
    if (kind === 0) {
      this.read(this.count % 8);
      const size = this.read(16);
      if ((this.read(16) ^ 0xffff) !== size) throw damaged('structure');
      this.stored = size;
    } else if (kind === 1) this.codes = fixed;
    else if (kind === 2) this.codes = this.dynamic();
    else throw damaged('structure');
  }

  private copy(): void {
    while (this.stored > 0 && this.made < this.out.length) {
      if (this.count === 0 && this.at >= this.input.length) {
        if (this.ended) throw damaged('truncated');
        return;
      }
      this.out[this.made++] = this.read(8);
      this.stored--;
    }
  }

  private symbols(): void {
    const { symbols, distances } = this.codes!;
    const enough = this.ended ? Number.POSITIVE_INFINITY : this.input.length - 16;
    while (this.made <= window * 3 && this.at < enough) {
      const symbol = this.symbol(symbols);
      if (symbol < 256) {
        this.out[this.made++] = symbol;
        continue;
      }
      if (symbol === 256) {
        this.codes = null;
        return;
      }
      const index = symbol - 257;
      if (index > 28) throw damaged('structure');
      const length = lengthBase[index]! + this.read(lengthExtra[index]!);
      const code = this.symbol(distances);
      const extra = code < 2 ? 0 : (code >> 1) - 1;
      const distance = 1 + (code < 2 ? code : (2 + (code & 1)) << extra) + this.read(extra);
      this.repeat(distance, length);
    }
  }

  private repeat(distance: number, length: number): void {
    if (distance > this.made) throw damaged('structure');
    if (this.made + length > this.out.length) {
      const wider = new Uint8Array(this.out.length * 2);
      wider.set(this.out);
      this.out = wider;
    }
    const { out } = this;
    let { made } = this;
    for (let i = 0; i < length; i++, made++) out[made] = out[made - distance]!;
    this.made = made;
  }

  private dynamic(): { symbols: Codes; distances: Codes } {
    const literals = this.read(5) + 257;
    const distances = this.read(5) + 1;
    const count = this.read(4) + 4;
    const own = new Uint8Array(19);
    for (let i = 0; i < count; i++) own[lengthOrder[i]!] = this.read(3);
    const codes = codesOf(own);
    const widths = new Uint8Array(literals + distances);
    for (let i = 0; i < widths.length; ) {
      const symbol = this.symbol(codes);
      if (symbol < 16) {
        widths[i++] = symbol;
        continue;
      }
      if (symbol === 16 && i === 0) throw damaged('structure');
      const value = symbol === 16 ? widths[i - 1]! : 0;
      const times = symbol === 16 ? 3 + this.read(2) : symbol === 17 ? 3 + this.read(3) : 11 + this.read(7);
      if (i + times > widths.length) throw damaged('structure');
      widths.fill(value, i, i + times);
      i += times;
    }
    return { symbols: codesOf(widths.subarray(0, literals)), distances: codesOf(widths.subarray(literals)) };
  }

  private symbol({ table }: Codes): number {
    while (this.count < 15) {
      this.bits |= (this.at < this.input.length ? this.input[this.at]! : 0) << this.count;
      this.at++;
      this.count += 8;
    }
    const entry = table[this.bits & 0x7fff]!;
    if (entry === 0) throw damaged('structure');
    this.bits >>>= entry & 15;
    this.count -= entry & 15;
    if (this.at * 8 - this.count > this.input.length * 8) throw damaged('truncated');
    return entry >> 4;
  }

  private read(n: number): number {
    while (this.count < n) {
      if (this.at >= this.input.length) throw damaged('truncated');
      this.bits |= this.input[this.at++]! << this.count;
      this.count += 8;
    }
    const value = this.bits & ((1 << n) - 1);
    this.bits >>>= n;
    this.count -= n;
    return value;
  }
}

function codesOf(widths: Uint8Array): Codes {
  const table = new Uint16Array(1 << 15);
  let code = 0;
  for (let width = 1; width <= 15; width++) {
    for (let i = 0; i < widths.length; i++) {
      if (widths[i] !== width) continue;
      if (code >> width > 0) throw damaged('structure');
      let reversed = 0;
      for (let k = 0; k < width; k++) reversed |= ((code >> k) & 1) << (width - 1 - k);
      for (let at = reversed; at < table.length; at += 1 << width) table[at] = (i << 4) | width;
      code++;
    }
    code <<= 1;
  }
  return { table };
}

const fixed = {
  symbols: codesOf(Uint8Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8))),
  distances: codesOf(new Uint8Array(32).fill(5)),
};
