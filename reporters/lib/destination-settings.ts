import { z } from 'zod';

/** Settings that several kinds of destination share. */
export const text = z.string().min(1);

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 };
/** Milliseconds; what has been read once is a number. */
export const duration = z.union([z.number().int().positive(), z.string()]).transform((value, context) => {
  if (typeof value === 'number') return value;
  const [, count = '', unit = ''] = /^\s*(\d+)\s*(ms|s|min|h)\s*$/.exec(value) ?? [];
  const ms = Number(count) * (units[unit] ?? 0);
  if (ms > 0) return ms;
  context.addIssue({ code: 'custom', message: 'expected a duration with its unit, as 60 s, 5 min or 250 ms' });
  return z.NEVER;
});

export const timeout = duration.default(30_000).describe('An attempt that takes longer is given up, and made again.');

export const secret = text.describe('A reference to the environment or to a file, never the secret itself.');

/** `localhost`, `127.0.0.1`, `::1`: what never leaves this machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** HTTPS; plain HTTP to this machine only. */
export const url = text.refine((value) => {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, username, password } = new URL(value);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}, 'expected an address that begins with https:// (http:// to this machine only), without a user or password in it');

export const ocsfVersion = z
  .string()
  .regex(/^1\.\d{1,2}\.\d{1,2}$/, 'expected a version of OCSF, as 1.8.0')
  .default('1.8.0')
  .describe('What the reader expects as metadata.version.');

/** Of a TLS client; file names are relative to the configuration. */
export const tlsClient = {
  ca: text.optional().describe('File with the certificates to trust, for a server with a certificate of its own.'),
  cert: text.optional().describe('File with the certificate that this agent shows, for mutual TLS.'),
  key: text.optional().describe('File with its private key.'),
} as const;

export interface TlsClient {
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}
