const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** Checksums of BIP 173 and of BIP 350. */
const constants: ReadonlySet<number> = new Set([1, 0x2bc830a3]);

/** True where the checksum of a Bech32 or Bech32m text (in small letters) is right. */
export function bech32(text: string): boolean {
  const one = text.lastIndexOf('1');
  if (one < 1 || text.length - one < 7) return false;
  const prefix = Array.from(text.slice(0, one), (char) => char.charCodeAt(0));
  let check = 1;
  const add = (value: number) => {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    generators.forEach((generator, i) => {
      if (((top >>> i) & 1) === 1) check ^= generator;
    });
  };
  for (const code of prefix) add(code >> 5);
  add(0);
  for (const code of prefix) add(code & 31);
  for (const char of text.slice(one + 1)) {
    const value = alphabet.indexOf(char);
    if (value < 0) return false;
    add(value);
  }
  return constants.has(check >>> 0);
}
