import { describe, expect, it } from 'vitest';
import { Hash } from '../../agent/register/hash.ts';

/** HalfSipHash as its authors describe it, byte by byte. */
function reference(input: Uint8Array, key: { low: number; high: number }, rounds: number, lastRounds: number): string {
  const v = [key.low, key.high ^ 0xee, 0x6c796765 ^ key.low, 0x74656462 ^ key.high];
  const left = (value: number, by: number) => (value << by) | (value >>> (32 - by));
  const round = (times: number) => {
    for (let n = 0; n < times; n++) {
      v[0] = (v[0]! + v[1]!) | 0;
      v[1] = left(v[1]!, 5) ^ v[0]!;
      v[0] = left(v[0]!, 16);
      v[2] = (v[2]! + v[3]!) | 0;
      v[3] = left(v[3]!, 8) ^ v[2]!;
      v[0] = (v[0]! + v[3]!) | 0;
      v[3] = left(v[3]!, 7) ^ v[0]!;
      v[2] = (v[2]! + v[1]!) | 0;
      v[1] = left(v[1]!, 13) ^ v[2]!;
      v[2] = left(v[2]!, 16);
    }
  };
  const words = Math.floor(input.length / 4);
  const bytes = new DataView(input.buffer, input.byteOffset, input.length);
  let last = input.length << 24;
  for (let at = words * 4; at < input.length; at++) last |= input[at]! << (8 * (at & 3));
  for (let word = 0; word <= words; word++) {
    const value = word < words ? bytes.getInt32(word * 4, true) : last;
    v[3] = v[3]! ^ value;
    round(rounds);
    v[0] = v[0]! ^ value;
  }
  v[2] = v[2]! ^ 0xee;
  round(lastRounds);
  const first = v[1]! ^ v[3]!;
  v[1] = v[1]! ^ 0xdd;
  round(lastRounds);
  return hex(first, v[1]! ^ v[3]!);
}

function hex(first: number, second: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeInt32LE(first | 0, 0);
  bytes.writeInt32LE(second | 0, 4);
  return bytes.toString('hex');
}

const key = { low: 0x03020100, high: 0x07060504 };

describe('the hash', () => {
  it('has a reference that gives the published vectors of HalfSipHash-2-4 (64 bits)', () => {
    // Of the inputs '', 00, 00 01, … with the key 00 … 07: https://github.com/veorq/SipHash
    const published = [
      '218d1f59b9b83cc8',
      'be552412f8387315',
      '064f39ef7c50eb57',
      'ce0f1a45f7060679',
      'd5e78a175be52ea1',
    ];
    published.forEach((expected, length) => {
      expect(
        reference(
          Uint8Array.from({ length }, (_, at) => at),
          key,
          2,
          4,
        ),
      ).toBe(expected);
    });
  });

  it('is HalfSipHash-1-3 of the UTF-16 of a text, of any length', () => {
    const hash = new Hash();
    const texts = ['', 'a', 'ab', 'abc', 'anna@nordwind-handel.de', 'größe łódź €', 'x'.repeat(127), 'y'.repeat(1025)];
    for (const text of texts) {
      hash.text(key, text);
      expect(hex(hash.first, hash.second)).toBe(reference(Buffer.from(text, 'utf16le'), key, 1, 3));
    }
  });

  it('is the same of a text in bytes, and of numbers as of their bytes', () => {
    const hash = new Hash();
    for (const text of ['', 'a', 'ab', '+4930901820', 'z'.repeat(600)]) {
      hash.text(key, text);
      const expected = [hash.first, hash.second];
      hash.bytes(key, Buffer.from(`${text}behind`), text.length);
      expect([hash.first, hash.second]).toEqual(expected);
    }
    hash.numbers(key, 0xdeadbeef, 7, 4_000_000_000);
    expect(hex(hash.first, hash.second)).toBe(
      reference(new Uint8Array(Uint32Array.of(0xdeadbeef, 7, 4_000_000_000).buffer), key, 1, 3),
    );
  });

  it('differs by key', () => {
    const hash = new Hash();
    hash.text(key, 'anna');
    const { first, second } = hash;
    hash.text({ low: key.low ^ 1, high: key.high }, 'anna');
    expect([hash.first, hash.second]).not.toEqual([first, second]);
  });
});
