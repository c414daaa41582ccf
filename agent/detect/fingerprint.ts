import { createHash, createHmac } from 'node:crypto';
import type { Fingerprint } from '../contracts/sensitive.ts';

/** Makes the fingerprint of a normalised value: the same value, detector and key give the same one. */
export type MakeFingerprint = (detector: string, normal: string) => Fingerprint;

/** HMAC-SHA-256(key, "v1|" + detector + "|" + value), the first 128 bits as 32 hex digits. */
export function createFingerprint(key: Uint8Array): MakeFingerprint {
  return (detector, normal) =>
    createHmac('sha256', key).update(`v1|${detector}|${normal}`, 'utf8').digest('hex').slice(0, 32) as Fingerprint;
}

/** Tells keys apart without giving them away: 8 hex digits. */
export function keyId(key: Uint8Array): string {
  return createHash('sha256').update('key-id').update(key).digest('hex').slice(0, 8);
}
