export interface HashKey {
  readonly low: number;
  readonly high: number;
}

/**
 * HalfSipHash-1-3 with 64 bits of result: a keyed hash for hash tables, made of 32-bit operations, which a script does
 * fast. Without the key nobody can aim at a slot or try a value. What keeps an index secret where it lies is encryption
 * (index-file.ts). https://github.com/veorq/SipHash
 *
 * The result is in `first` and `second`, 32 bits each and unsigned, until the next call: an object for each would cost
 * more than the hash.
 */
export class Hash {
  first = 0;
  second = 0;
  #words = new Int32Array(256);

  /** Of a text's UTF-16 units, little-endian. */
  text(key: HashKey, text: string): void {
    const { length } = text;
    const count = length >> 1;
    const words = this.#room(count);
    for (let at = 0; at < count; at++) words[at] = text.charCodeAt(2 * at) | (text.charCodeAt(2 * at + 1) << 16);
    words[count] = (length << 25) | ((length & 1) === 1 ? text.charCodeAt(length - 1) : 0);
    this.#hash(key, words, count + 1);
  }

  /** The same of a text in ASCII, `bytes[0, length)`. */
  bytes(key: HashKey, bytes: Uint8Array, length: number): void {
    const count = length >> 1;
    const words = this.#room(count);
    for (let at = 0; at < count; at++) words[at] = bytes[2 * at]! | (bytes[2 * at + 1]! << 16);
    words[count] = (length << 25) | ((length & 1) === 1 ? bytes[length - 1]! : 0);
    this.#hash(key, words, count + 1);
  }

  /** Of three numbers of 32 bits. */
  numbers(key: HashKey, one: number, two: number, three: number): void {
    const words = this.#words;
    words[0] = one;
    words[1] = two;
    words[2] = three;
    words[3] = 12 << 24;
    this.#hash(key, words, 4);
  }

  #room(count: number): Int32Array {
    if (this.#words.length <= count) this.#words = new Int32Array(2 * count);
    return this.#words;
  }

  /** Rounds are written out twice: a function that changes four numbers would have to keep them in memory. */
  #hash({ low, high }: HashKey, words: Int32Array, count: number): void {
    let v0 = low;
    let v1 = high ^ 0xee;
    let v2 = 0x6c796765 ^ low;
    let v3 = 0x74656462 ^ high;
    for (let at = 0; at < count; at++) {
      const word = words[at]!;
      v3 ^= word;
      v0 = (v0 + v1) | 0;
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
      v0 = (v0 << 16) | (v0 >>> 16);
      v2 = (v2 + v3) | 0;
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
      v2 = (v2 << 16) | (v2 >>> 16);
      v0 ^= word;
    }
    v2 ^= 0xee;
    for (let round = 1; round <= 6; round++) {
      v0 = (v0 + v1) | 0;
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
      v0 = (v0 << 16) | (v0 >>> 16);
      v2 = (v2 + v3) | 0;
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
      v2 = (v2 << 16) | (v2 >>> 16);
      if (round !== 3) continue;
      this.first = (v1 ^ v3) >>> 0;
      v1 ^= 0xdd;
    }
    this.second = (v1 ^ v3) >>> 0;
  }
}
