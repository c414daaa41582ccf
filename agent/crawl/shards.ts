import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import type { PieceRows, Tally } from '../contracts/finding.ts';
import type { Problem } from '../contracts/problem.ts';

/** What finished pieces of a table gave. */
export interface ShardContent {
  readonly tallies: readonly Tally[];
  readonly problems: readonly Problem[];
  readonly rows: PieceRows;
  readonly bytes: number;
  /** What the table's signature was when it was read. */
  readonly signature: string;
}

/** Seals what is kept between two runs: ranks of values, which could be tried out, never lie open in the store. */
export interface Sealer {
  seal(content: ShardContent): Uint8Array;
  /** Null when it was sealed with another key, or is damaged. */
  open(sealed: Uint8Array): ShardContent | null;
}

const cipher = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/** AES-256-GCM under a key made of the fingerprint key. */
export function createSealer(fingerprintKey: Uint8Array): Sealer {
  const key = Buffer.from(hkdfSync('sha256', fingerprintKey, '', 'wayward shards v1', 32));
  return {
    seal(content) {
      const iv = randomBytes(ivBytes);
      const sealing = createCipheriv(cipher, key, iv);
      const text = deflateSync(JSON.stringify(content), { level: 1 });
      const body = Buffer.concat([sealing.update(text), sealing.final()]);
      return Buffer.concat([iv, sealing.getAuthTag(), body]);
    },
    open(sealed) {
      try {
        const opening = createDecipheriv(cipher, key, sealed.subarray(0, ivBytes));
        opening.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
        const text = Buffer.concat([opening.update(sealed.subarray(ivBytes + tagBytes)), opening.final()]);
        return JSON.parse(inflateSync(text).toString('utf8')) as ShardContent;
      } catch {
        return null;
      }
    },
  };
}
