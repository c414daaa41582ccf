/**
 * The line where text stops. Strings that came from content may cross to main, stores, reports and logs only as
 * `Safe`: a code or number of ours, or a name that no detector recognised. `agent/detect/seal.ts` alone makes them
 * from content.
 */
declare const safe: unique symbol;
export type Safe = string & { readonly [safe]: true };

/** 128 bits of HMAC-SHA-256(key, "v1|" + detector + "|" + normalised value), as 32 hex digits. Still personal data. */
export type Fingerprint = string & { readonly __fingerprint: true };
