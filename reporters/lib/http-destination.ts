import { z } from 'zod';
import type { Answer, DestinationContext } from '../../agent/contracts/delivery.ts';
import { ocsfVersion, type TlsClient, text, timeout, tlsClient } from './destination-settings.ts';
import { compress, type HttpReply, httpClient, post } from './http.ts';
import { readTls } from './tls-files.ts';

/** Settings that every kind which posts over HTTPS has. */
export const httpSettings = {
  ...tlsClient,
  proxy: text.optional().describe('Address of an HTTP proxy; by reference when a password is in it.'),
  gzip: z.boolean().default(true),
  timeout,
  ocsf_version: ocsfVersion,
} as const;

export interface HttpSettings extends TlsClient {
  readonly proxy?: string | undefined;
  readonly gzip: boolean;
  readonly timeout: number;
}

/** A body as it goes over the wire, with the header that says so. */
export interface WireBody {
  readonly bytes: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** One server that is posted to: opened once, one request at a time. */
export interface HttpPeer extends AsyncDisposable {
  wire(text: string): Promise<WireBody>;
  /**
   * Adds what the body needs to the headers.
   * @throws when `signal` aborts; what else goes wrong is an answer to try again
   */
  post(
    url: string,
    headers: Readonly<Record<string, string>>,
    body: WireBody,
    signal: AbortSignal,
  ): Promise<HttpReply | Answer>;
}

/** @throws CannotRun when a certificate cannot be read */
export async function openHttp(given: HttpSettings, context: DestinationContext): Promise<HttpPeer> {
  const tls = await readTls(context.name, given);
  const { timeout: limit } = given;
  const client = await httpClient({ tls, proxy: given.proxy ?? null, timeout: limit });
  return {
    async wire(plain) {
      const bytes = Buffer.from(plain);
      return given.gzip
        ? { bytes: await compress(bytes), headers: { 'content-encoding': 'gzip' } }
        : { bytes, headers: {} };
    },
    post: (url, headers, { bytes, headers: own }, signal) =>
      post(client, { url, headers: { ...headers, ...own }, body: bytes, timeout: limit, now: context.now() }, signal),
    [Symbol.asyncDispose]: () => client.destroy(),
  };
}
