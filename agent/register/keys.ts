import { createHmac, hkdfSync } from 'node:crypto';
import type { HashKey } from './hash.ts';

/** All keys of a register come from the fingerprint key, and say nothing of it or of each other. */
export interface RegisterKeys {
  /** For values of a detector; the same value of two detectors has two hashes. */
  detector(id: string): HashKey;
  readonly pair: HashKey;
  readonly support: HashKey;
  readonly rank: HashKey;
  /** 32 bytes: what the index is encrypted with where it is kept. */
  readonly file: Uint8Array;
}

export function registerKeys(fingerprintKey: Uint8Array): RegisterKeys {
  const root = new Uint8Array(hkdfSync('sha256', fingerprintKey, '', 'wayward customer register 1', 32));
  const derive = (what: string) => createHmac('sha256', root).update(what).digest();
  const hashKey = (what: string): HashKey => {
    const bytes = derive(what);
    return { low: bytes.readInt32LE(0), high: bytes.readInt32LE(4) };
  };
  return {
    detector: (id) => hashKey(`detector ${id}`),
    pair: hashKey('name with date of birth'),
    support: hashKey('support'),
    rank: hashKey('rank'),
    file: derive('file'),
  };
}
