import { SourceError } from '../../contracts/source.ts';
import { Pieces } from './pieces.ts';

/** Most packed bytes of one block; so many are at hand before it is read. */
const largestBlock = 2 << 20;
const piece = 1 << 18;
const damaged = (detail: 'structure' | 'checksum' | 'truncated') => new SourceError({ code: 'damaged', detail });

/** Unpacks the bzip2 format, several streams in a row as one, checking each block's sum. */
export async function* bunzip2(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const bits = new Bits(new Pieces(source));
  try {
    for (let first = true; ; first = false) {
      await bits.fill();
      if (!first && bits.atEnd) return;
      if (bits.read(24) !== 0x425a68) {
        // Behind the first stream there may be zeros or other things, as bzip2 itself allows.
        if (first) throw damaged('structure');
        return;
      }
      const level = bits.read(8) - 0x30;
      if (level < 1 || level > 9) throw damaged('structure');
      yield* stream(bits, level * 100_000);
    }
  } finally {
    await bits.close();
  }
}

async function* stream(bits: Bits, size: number): AsyncGenerator<Uint8Array> {
  const cells = new Uint32Array(size);
  let sum = 0;
  for (;;) {
    await bits.fill();
    const mark = bits.read(24) * 0x1000000 + bits.read(24);
    const told = bits.word();
    if (mark === 0x177245385090) {
      if (told !== sum) throw damaged('checksum');
      bits.align();
      return;
    }
    if (mark !== 0x314159265359) throw damaged('structure');
    // Blocks made random, by versions before 0.9.5, are found nowhere.
    if (bits.read(1) !== 0) throw new SourceError({ code: 'unsupported', detail: 'method' });
    const block = new Block(cells, bits.read(24));
    block.read(bits);
    for (let next = block.next(); next.length > 0; next = block.next()) yield next;
    if (block.sum !== told) throw damaged('checksum');
    sum = (((sum << 1) | (sum >>> 31)) ^ told) >>> 0;
  }
}

/** Bits, the highest first, out of bytes that are at hand. */
class Bits {
  private bytes: Uint8Array = new Uint8Array(0);
  private at = 0;
  private held = 0;
  private count = 0;
  private ended = false;
  private readonly pieces: Pieces;

  constructor(pieces: Pieces) {
    this.pieces = pieces;
  }

  /** So many bytes at hand as a block can take, or all there are. */
  async fill(): Promise<void> {
    if (this.ended || this.bytes.length - this.at >= largestBlock) return;
    const chunks = [this.bytes.subarray(this.at)];
    let length = chunks[0]!.length;
    while (length < largestBlock * 2) {
      const more = await this.pieces.some(largestBlock);
      if (more === null) {
        this.ended = true;
        break;
      }
      chunks.push(more);
      length += more.length;
    }
    this.bytes = Buffer.concat(chunks);
    this.at = 0;
  }

  get atEnd(): boolean {
    return this.ended && this.at >= this.bytes.length;
  }

  /** Up to 24 bits. @throws SourceError damaged/truncated */
  read(n: number): number {
    while (this.count < n) {
      if (this.at >= this.bytes.length) throw damaged('truncated');
      this.held = ((this.held << 8) | this.bytes[this.at++]!) & 0x7fffffff;
      this.count += 8;
    }
    this.count -= n;
    return (this.held >>> this.count) & ((1 << n) - 1);
  }

  /** The next symbol of a code; one look into its table for all but the rarest. */
  symbol(code: Code): number {
    let { held, count } = this;
    while (count < 20) {
      // Past the end there are zeros; whether they were needed is seen below.
      held = ((held << 8) | (this.at < this.bytes.length ? this.bytes[this.at]! : 0)) & 0x7fffffff;
      this.at++;
      count += 8;
    }
    const ahead = (held >>> (count - 20)) & 0xfffff;
    let entry = code.quick[ahead >>> 10]!;
    if (entry === 0) entry = slow(code, ahead);
    this.held = held;
    this.count = count - (entry & 31);
    if (this.at * 8 - this.count > this.bytes.length * 8) throw damaged('truncated');
    return entry >>> 5;
  }

  word(): number {
    return (this.read(16) * 0x10000 + this.read(16)) >>> 0;
  }

  align(): void {
    this.count -= this.count % 8;
    // Whole bytes that were taken too many go back.
    this.at -= this.count / 8;
    this.count = 0;
  }

  close(): Promise<void> {
    return this.pieces.close();
  }
}

interface Code {
  readonly limits: Int32Array;
  readonly bases: Int32Array;
  readonly symbols: Uint16Array;
  /** By the next ten bits: the symbol above its width in five bits; 0 where the code is longer. */
  readonly quick: Uint16Array;
}

/** One block: unpacked by Huffman codes, move-to-front, the Burrows-Wheeler transform and run lengths, in this order. */
class Block {
  private readonly cells: Uint32Array;
  private readonly origin: number;
  private length = 0;
  private at = 0;
  private done = 0;
  private run = 0;
  private last = -1;
  private repeat = 0;
  private crc = 0xffffffff | 0;

  constructor(cells: Uint32Array, origin: number) {
    this.cells = cells;
    this.origin = origin;
  }

  get sum(): number {
    return ~this.crc >>> 0;
  }

  read(bits: Bits): void {
    const alphabet = alphabetOf(bits);
    if (alphabet.length === 0) throw damaged('structure');
    const groups = bits.read(3);
    const choices = selectors(bits, groups);
    const codes: Code[] = [];
    for (let i = 0; i < groups; i++) codes.push(codeOf(bits, alphabet.length + 2));
    this.symbols(bits, alphabet, choices, codes);
    this.link();
  }

  private symbols(bits: Bits, alphabet: Uint8Array, choices: Uint8Array, codes: readonly Code[]): void {
    const { cells } = this;
    const end = alphabet.length + 1;
    let length = 0;
    let group = 0;
    let left = 0;
    let code = codes[0]!;
    let run = 0;
    let weight = 1;
    for (;;) {
      if (left === 0) {
        if (group >= choices.length) throw damaged('structure');
        code = codes[choices[group++]!]!;
        left = 50;
      }
      left--;
      const symbol = bits.symbol(code);
      if (symbol <= 1) {
        run += weight << symbol;
        weight *= 2;
        if (run > cells.length) throw damaged('structure');
        continue;
      }
      if (run > 0) {
        if (length + run > cells.length) throw damaged('structure');
        cells.fill(alphabet[0]!, length, length + run);
        length += run;
        run = 0;
        weight = 1;
      }
      if (symbol === end) break;
      if (length >= cells.length) throw damaged('structure');
      const index = symbol - 1;
      const byte = alphabet[index]!;
      alphabet.copyWithin(1, 0, index);
      alphabet[0] = byte;
      cells[length++] = byte;
    }
    if (length === 0 ? this.origin !== 0 : this.origin >= length) throw damaged('structure');
    this.length = length;
  }

  /** Chains the cells in the order of the text: the low byte is the byte, above it the cell that follows. */
  private link(): void {
    const { cells, length } = this;
    const starts = new Uint32Array(257);
    for (let i = 0; i < length; i++) starts[(cells[i]! & 0xff) + 1]!++;
    for (let i = 1; i < 257; i++) starts[i]! += starts[i - 1]!;
    for (let i = 0; i < length; i++) {
      const byte = cells[i]! & 0xff;
      const place = starts[byte]!++;
      cells[place] = (cells[place]! & 0xff) | (i << 8);
    }
    if (length > 0) this.at = cells[this.origin]! >>> 8;
  }

  /** The next bytes of the text, none at its end. */
  next(): Uint8Array {
    const out = new Uint8Array(piece);
    const { cells, length } = this;
    let { at, done, run, last, repeat, crc } = this;
    let made = 0;
    while (made < piece) {
      if (repeat > 0) {
        repeat--;
      } else {
        if (done >= length) break;
        const cell = cells[at]!;
        const byte = cell & 0xff;
        at = cell >>> 8;
        done++;
        if (run === 4) {
          // After four of a kind comes the number of more of them.
          repeat = byte;
          run = 0;
          continue;
        }
        run = byte === last ? run + 1 : 1;
        last = byte;
      }
      out[made++] = last;
      crc = (crc << 8) ^ sums[((crc >>> 24) ^ last) & 0xff]!;
    }
    Object.assign(this, { at, done, run, last, repeat, crc });
    return out.subarray(0, made);
  }
}

function alphabetOf(bits: Bits): Uint8Array {
  const ranges = bits.read(16);
  const bytes: number[] = [];
  for (let i = 0; i < 16; i++) {
    if ((ranges & (0x8000 >> i)) === 0) continue;
    const within = bits.read(16);
    for (let j = 0; j < 16; j++) if ((within & (0x8000 >> j)) !== 0) bytes.push(i * 16 + j);
  }
  return Uint8Array.from(bytes);
}

/** Which code each group of fifty symbols is in. */
function selectors(bits: Bits, groups: number): Uint8Array {
  if (groups < 2 || groups > 6) throw damaged('structure');
  const order = [0, 1, 2, 3, 4, 5];
  const choices = new Uint8Array(bits.read(15));
  for (let i = 0; i < choices.length; i++) {
    let place = 0;
    while (bits.read(1) === 1) if (++place >= groups) throw damaged('structure');
    const [choice] = order.splice(place, 1);
    order.unshift(choice!);
    choices[i] = choice!;
  }
  return choices;
}

function codeOf(bits: Bits, count: number): Code {
  const lengths = new Uint8Array(count);
  let length = bits.read(5);
  for (let i = 0; i < count; i++) {
    for (;;) {
      if (length < 1 || length > 20) throw damaged('structure');
      if (bits.read(1) === 0) break;
      length += bits.read(1) === 0 ? 1 : -1;
    }
    lengths[i] = length;
  }
  const limits = new Int32Array(22).fill(-1);
  const bases = new Int32Array(22);
  const symbols = new Uint16Array(count);
  let place = 0;
  let code = 0;
  const quick = new Uint16Array(1024);
  for (let width = 1; width <= 20; width++) {
    bases[width] = place - code;
    for (let i = 0; i < count; i++)
      if (lengths[i] === width) {
        symbols[place++] = i;
        if (width <= 10) quick.fill((i << 5) | width, code << (10 - width), (code + 1) << (10 - width));
        code++;
      }
    limits[width] = code - 1;
    code <<= 1;
  }
  return { limits, bases, symbols, quick };
}

/** A symbol of more than ten bits, out of twenty. */
function slow({ limits, bases, symbols }: Code, ahead: number): number {
  for (let width = 1; width <= 20; width++) {
    const value = ahead >>> (20 - width);
    if (value > limits[width]!) continue;
    const symbol = symbols[bases[width]! + value];
    if (symbol === undefined) break;
    return (symbol << 5) | width;
  }
  throw damaged('structure');
}

/** The sum of bzip2: CRC-32 with the highest bit first. */
const sums = new Int32Array(256);
for (let n = 0; n < 256; n++) {
  let sum = n << 24;
  for (let k = 0; k < 8; k++) sum = sum < 0 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  sums[n] = sum;
}
