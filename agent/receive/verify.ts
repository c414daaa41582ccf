import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds that the clocks of sender and receiver may differ, with the time on the way. */
const window = 300;

/** Why a request is not taken; null when it may be. */
export type Refusal = 'no_signature' | 'unknown_key' | 'wrong_signature' | 'wrong_time' | null;

/**
 * Checks `t=…,kid=…,v1=…` over the time, a dot, and the body as it came.
 * @param keys by id @param now seconds since 1970
 */
export function verifySignature(
  header: string | undefined,
  body: Uint8Array,
  keys: ReadonlyMap<string, string>,
  now: number,
): Refusal {
  const [, time, keyId, given] = /^t=(\d{1,12}),kid=([A-Za-z0-9._-]{1,64}),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
  if (time === undefined || keyId === undefined || given === undefined) return 'no_signature';
  const secret = keys.get(keyId);
  if (secret === undefined) return 'unknown_key';
  const mac = createHmac('sha256', secret).update(`${time}.`).update(body).digest();
  if (!timingSafeEqual(mac, Buffer.from(given, 'hex'))) return 'wrong_signature';
  // After the signature: a stranger learns nothing of our clock.
  return Math.abs(now - Number(time)) > window ? 'wrong_time' : null;
}

/** `Authorization: Bearer …` against the tokens that may send, in time that says nothing of them. */
export function bearsToken(header: string | undefined, tokens: readonly string[]): boolean {
  const [, given] = /^Bearer (\S{1,4096})$/i.exec(header ?? '') ?? [];
  if (given === undefined) return false;
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return tokens.reduce((found, token) => timingSafeEqual(hash(token), hash(given)) || found, false);
}
