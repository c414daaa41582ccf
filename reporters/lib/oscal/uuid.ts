import { createHash } from 'node:crypto';

/** Of this project: a name-based UUID is one of a name in a space of names. */
const space = Buffer.from('6f1d3c0e8a5b4a4e9d4c0b7a52f1e6d3', 'hex');

/** A UUID of version 5 (RFC 9562): the same of the same words. */
export function uuidOf(...words: readonly string[]): string {
  const hash = createHash('sha1').update(space).update(words.join('\0')).digest().subarray(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
