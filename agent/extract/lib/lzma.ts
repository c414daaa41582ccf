import { SourceError } from '../../contracts/source.ts';
import { Window } from './lzma-window.ts';

/** Most bytes that one symbol can take from the input. */
const margin = 64;
const top = 0x1000000;

/** Places of the groups of probabilities in one array. Names after the LZMA specification of the LZMA SDK. */
const isMatch = 0;
const isRep = isMatch + 192;
const isRepG0 = isRep + 12;
const isRepG1 = isRepG0 + 12;
const isRepG2 = isRepG1 + 12;
const isRep0Long = isRepG2 + 12;
const posSlot = isRep0Long + 192;
const special = posSlot + 256;
const align = special + 128;
const matchLength = align + 16;
const lengthSize = 2 + 128 + 128 + 256;
const repLength = matchLength + lengthSize;
const literal = repLength + lengthSize;

/**
 * Decodes LZMA, as xz, lzip, 7z and zip pack with it. Works on whatever input is there and says when it needs more, so
 * that neither the packed nor the unpacked bytes have to be held as a whole.
 */
export class LzmaDecoder {
  readonly window: Window;
  /** The marker of the end was read. */
  ended = false;
  private input: Uint8Array = new Uint8Array(0);
  private at = 0;
  private probs = new Uint16Array(literal);
  private lc = 0;
  private posMask = 0;
  private literalMask = 0;
  private state = 0;
  private readonly reps = [1, 1, 1, 1];
  private range = 0xffffffff;
  private code = 0;
  /** Of a repetition that did not fit. */
  private pending = 0;
  /** Bytes of the whole text so far, which positions are counted by. */
  private total = 0;

  constructor(dictionary: number) {
    this.window = new Window(dictionary);
  }

  /** Sets the properties byte and begins anew. @throws SourceError damaged/structure */
  properties(byte: number): void {
    if (byte >= 9 * 5 * 5) throw new SourceError({ code: 'damaged', detail: 'structure' });
    const lc = byte % 9;
    const lp = Math.floor(byte / 9) % 5;
    const pb = Math.floor(byte / 45);
    if (lc + lp > 12) throw new SourceError({ code: 'damaged', detail: 'structure' });
    this.lc = lc;
    this.literalMask = (1 << lp) - 1;
    this.posMask = (1 << pb) - 1;
    const size = literal + (0x300 << (lc + lp));
    if (this.probs.length !== size) this.probs = new Uint16Array(size);
    this.reset();
  }

  /** Forgets what was learnt of the text. */
  reset(): void {
    this.probs.fill(1024);
    this.state = 0;
    this.reps.fill(1);
    this.pending = 0;
  }

  /** Positions are counted from here. */
  restart(): void {
    this.total = 0;
    this.window.forget();
  }

  /** Bytes that are text as they stand. */
  plain(bytes: Uint8Array): void {
    this.window.write(bytes);
    this.total += bytes.length;
  }

  /** Reads the five bytes that a stream of symbols begins with. */
  begin(bytes: Uint8Array): void {
    if (bytes[0] !== 0) throw new SourceError({ code: 'damaged', detail: 'structure' });
    this.range = 0xffffffff;
    this.code = ((bytes[1]! << 24) | (bytes[2]! << 16) | (bytes[3]! << 8) | bytes[4]!) >>> 0;
  }

  /** The packed bytes that `decode` reads next. */
  feed(input: Uint8Array): void {
    this.input = input;
    this.at = 0;
  }

  /** Bytes given and not yet used. */
  get left(): number {
    return this.input.length - this.at;
  }

  /**
   * Writes at most `most` bytes into the window, no further than its room goes. Returns how many; fewer means that more
   * input is needed (unless `last`), or the end.
   */
  decode(most: number, last: boolean): number {
    const { window, input, probs } = this;
    const limit = Math.min(most, window.room());
    const enough = last ? input.length : input.length - margin;
    let made = this.resume(limit);
    while (made < limit && !this.ended) {
      if (this.at > enough) {
        if (last) throw new SourceError({ code: 'damaged', detail: 'truncated' });
        break;
      }
      const position = this.total & this.posMask;
      if (this.bit(isMatch + (this.state << 4) + position) === 0) {
        this.literal(probs, input);
        made++;
      } else {
        const length = this.match(position);
        if (length > 0) {
          this.pending = length;
          made += this.resume(limit - made);
        }
      }
    }
    if (last && this.at > input.length) throw new SourceError({ code: 'damaged', detail: 'truncated' });
    return made;
  }

  private resume(room: number): number {
    if (this.pending === 0) return 0;
    const count = this.window.repeat(this.reps[0]!, Math.min(this.pending, room));
    this.pending -= count;
    this.total += count;
    return count;
  }

  private literal(probs: Uint16Array, input: Uint8Array): void {
    const { window } = this;
    let { range, code, at, state } = this;
    const before = window.filled > 0 ? window.back(1) : 0;
    const context = ((this.total & this.literalMask) << this.lc) + (before >> (8 - this.lc));
    const base = literal + 0x300 * context;
    let symbol = 1;
    let matched = 0;
    let offset = 0;
    if (state >= 7) {
      if (this.reps[0]! > window.filled) throw new SourceError({ code: 'damaged', detail: 'structure' });
      matched = window.back(this.reps[0]!);
      offset = 0x100;
    }
    while (symbol < 0x100) {
      matched <<= 1;
      const expected = matched & offset;
      const index = base + offset + expected + symbol;
      const p = probs[index]!;
      const bound = (range >>> 11) * p;
      if (code < bound) {
        range = bound;
        probs[index] = p + ((2048 - p) >> 5);
        symbol <<= 1;
        offset &= ~expected;
      } else {
        range -= bound;
        code -= bound;
        probs[index] = p - (p >> 5);
        symbol = (symbol << 1) | 1;
        offset &= expected;
      }
      if (range < top) {
        range = (range << 8) >>> 0;
        code = ((code << 8) | input[at++]!) >>> 0;
      }
    }
    this.range = range;
    this.code = code;
    this.at = at;
    window.put(symbol & 0xff);
    this.total++;
    state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
    this.state = state;
  }

  /** The length of a repetition of what stands `reps[0]` back; 0 at the marker of the end. */
  private match(position: number): number {
    const { reps, state } = this;
    if (this.bit(isRep + state) !== 0) {
      if (this.window.filled === 0) throw new SourceError({ code: 'damaged', detail: 'structure' });
      if (this.bit(isRepG0 + state) === 0) {
        if (this.bit(isRep0Long + (state << 4) + position) === 0) {
          this.state = state < 7 ? 9 : 11;
          return 1;
        }
      } else this.older(state);
      const length = this.length(repLength, position);
      this.state = state < 7 ? 8 : 11;
      return length;
    }
    reps[3] = reps[2]!;
    reps[2] = reps[1]!;
    reps[1] = reps[0]!;
    const length = this.length(matchLength, position);
    this.state = state < 7 ? 7 : 10;
    const distance = this.distance(length);
    if (distance === 0xffffffff) {
      this.ended = true;
      return 0;
    }
    reps[0] = distance + 1;
    return length;
  }

  private older(state: number): void {
    const { reps } = this;
    let distance: number;
    if (this.bit(isRepG1 + state) === 0) distance = reps[1]!;
    else {
      if (this.bit(isRepG2 + state) === 0) distance = reps[2]!;
      else {
        distance = reps[3]!;
        reps[3] = reps[2]!;
      }
      reps[2] = reps[1]!;
    }
    reps[1] = reps[0]!;
    reps[0] = distance;
  }

  private length(group: number, position: number): number {
    if (this.bit(group) === 0) return 2 + this.tree(group + 2 + (position << 3), 3);
    if (this.bit(group + 1) === 0) return 10 + this.tree(group + 130 + (position << 3), 3);
    return 18 + this.tree(group + 258, 8);
  }

  private distance(length: number): number {
    const slot = this.tree(posSlot + (Math.min(length - 2, 3) << 6), 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const high = ((2 | (slot & 1)) << bits) >>> 0;
    if (slot < 14) return high + this.reverse(special + high - slot, bits);
    return high + this.direct(bits - 4) * 16 + this.reverse(align, 4);
  }

  private bit(index: number): number {
    const p = this.probs[index]!;
    const bound = (this.range >>> 11) * p;
    let bit = 0;
    if (this.code < bound) {
      this.range = bound;
      this.probs[index] = p + ((2048 - p) >> 5);
    } else {
      this.range -= bound;
      this.code -= bound;
      this.probs[index] = p - (p >> 5);
      bit = 1;
    }
    if (this.range < top) {
      this.range = (this.range << 8) >>> 0;
      this.code = ((this.code << 8) | this.input[this.at++]!) >>> 0;
    }
    return bit;
  }

  private tree(base: number, bits: number): number {
    let symbol = 1;
    for (let i = 0; i < bits; i++) symbol = (symbol << 1) | this.bit(base + symbol);
    return symbol - (1 << bits);
  }

  private reverse(base: number, bits: number): number {
    let symbol = 1;
    let value = 0;
    for (let i = 0; i < bits; i++) {
      const bit = this.bit(base + symbol);
      symbol = (symbol << 1) | bit;
      value |= bit << i;
    }
    return value;
  }

  private direct(bits: number): number {
    let value = 0;
    for (let i = 0; i < bits; i++) {
      this.range >>>= 1;
      const bit = this.code >= this.range ? 1 : 0;
      if (bit === 1) this.code -= this.range;
      value = value * 2 + bit;
      if (this.range < top) {
        this.range = (this.range << 8) >>> 0;
        this.code = ((this.code << 8) | this.input[this.at++]!) >>> 0;
      }
    }
    return value;
  }
}
