const mask = (1n << 64n) - 1n;
const rotations = [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44].map(
  BigInt,
);
const places = [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];

/** Round constants, from the linear feedback shift register of the specification. */
const constants: readonly bigint[] = (() => {
  let register = 1;
  return Array.from({ length: 24 }, () => {
    let constant = 0n;
    for (let j = 0; j < 7; j++) {
      if ((register & 1) === 1) constant |= 1n << BigInt(2 ** j - 1);
      register = (register << 1) ^ ((register >> 7) * 0x171);
    }
    return constant;
  });
})();

const rotate = (word: bigint, by: bigint) => ((word << by) | (word >> (64n - by))) & mask;

/** Keccak-256 as Ethereum uses it (before the padding that became SHA-3), of at most 135 bytes of ASCII, in hex. */
export function keccak256(text: string): string {
  const block = new Uint8Array(136);
  for (let i = 0; i < text.length && i < 135; i++) block[i] = text.charCodeAt(i);
  block[Math.min(text.length, 135)]! ^= 1;
  block[135]! ^= 0x80;
  const state: bigint[] = new Array<bigint>(25).fill(0n);
  for (let i = 0; i < 136; i++) state[i >> 3]! |= BigInt(block[i]!) << BigInt(8 * (i & 7));
  for (const constant of constants) round(state, constant);
  let hex = '';
  for (let i = 0; i < 32; i++)
    hex += Number((state[i >> 3]! >> BigInt(8 * (i & 7))) & 0xffn)
      .toString(16)
      .padStart(2, '0');
  return hex;
}

function round(state: bigint[], constant: bigint): void {
  const columns = [0, 1, 2, 3, 4].map(
    (x) => state[x]! ^ state[x + 5]! ^ state[x + 10]! ^ state[x + 15]! ^ state[x + 20]!,
  );
  for (let i = 0; i < 25; i++) state[i]! ^= columns[(i + 4) % 5]! ^ rotate(columns[(i + 1) % 5]!, 1n);
  let moved = state[1]!;
  places.forEach((place, i) => {
    const next = state[place]!;
    state[place] = rotate(moved, rotations[i]!);
    moved = next;
  });
  for (let y = 0; y < 25; y += 5) {
    const row = state.slice(y, y + 5);
    for (let x = 0; x < 5; x++) state[y + x] = row[x]! ^ (~row[(x + 1) % 5]! & mask & row[(x + 2) % 5]!);
  }
  state[0]! ^= constant;
}
