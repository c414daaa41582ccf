/** Numbers that lengths, counts and offsets are broken with. */
const odd = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff];

/** One broken copy of some bytes: the same for the same numbers. */
export function mutate(bytes: Uint8Array, other: Uint8Array, random: () => number): Uint8Array {
  let broken: Buffer = Buffer.from(bytes);
  const times = 1 + (random() % 4);
  for (let i = 0; i < times; i++) broken = once(broken, other, random);
  return broken;
}

function once(bytes: Buffer, other: Uint8Array, random: () => number): Buffer {
  if (bytes.length === 0) return Buffer.from(other.subarray(0, 100));
  // Headers and directories stand at the start and at the end: half of all goes there.
  const near = random() % 4;
  const reach = Math.min(bytes.length, 512);
  const at =
    near === 0 ? random() % reach : near === 1 ? bytes.length - 1 - (random() % reach) : random() % bytes.length;
  const length = 1 + (random() % Math.min(bytes.length, 1 << (random() % 14)));
  switch (random() % 9) {
    case 0:
      bytes[at]! ^= 1 << (random() % 8);
      return bytes;
    case 1:
      for (let i = 0; i < 8; i++) bytes[random() % bytes.length] = random() & 0xff;
      return bytes;
    case 2:
      return bytes.subarray(0, at);
    case 3:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    case 4:
      return Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)]);
    case 5:
      return bytes.fill(random() % 2 === 0 ? 0 : 0xff, at, Math.min(bytes.length, at + length));
    case 6: {
      const from = random() % Math.max(1, other.length);
      return Buffer.concat([bytes.subarray(0, at), other.subarray(from, from + length), bytes.subarray(at)]);
    }
    default:
      return withNumber(bytes, at, odd[random() % odd.length]!, random() % 2 === 0);
  }
}

function withNumber(bytes: Buffer, at: number, value: number, little: boolean): Buffer {
  const size = value <= 0xff ? 1 : value <= 0xffff ? 2 : 4;
  if (at + size > bytes.length) return bytes;
  if (little) bytes.writeUIntLE(value, at, size);
  else bytes.writeUIntBE(value, at, size);
  return bytes;
}
