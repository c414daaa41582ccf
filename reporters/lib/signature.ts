import { createHmac } from 'node:crypto';

/**
 * `Wayward-Signature: t=1767225600,kid=main,v1=<hex>`: HMAC-SHA-256 over the time, a dot, and the body as it is sent.
 * Whoever receives checks the time too, so that a recorded request cannot be sent again much later.
 */
export function signature(keyId: string, secret: string, seconds: number, body: Uint8Array): string {
  const mac = createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex');
  return `t=${seconds},kid=${keyId},v1=${mac}`;
}
