import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { Dispatcher } from 'undici';
import type { Answer } from '../../agent/contracts/delivery.ts';
import { networkReason } from './network-errors.ts';
import type { TlsParts } from './tls-files.ts';

export interface HttpClientOptions {
  readonly tls: TlsParts;
  /** Of an HTTP proxy; may hold a user and password. */
  readonly proxy: string | null;
  readonly timeout: number;
}

/** One connection, kept open: batches go one after the other. The certificate is always checked. */
export async function httpClient({ tls, proxy, timeout }: HttpClientOptions): Promise<Dispatcher> {
  // Only who sends pays for it: every command loads the settings of all kinds.
  const { Agent, ProxyAgent } = await import('undici');
  const common = { connections: 1, headersTimeout: timeout, bodyTimeout: timeout };
  if (proxy === null) return new Agent({ ...common, connect: { ...tls, timeout } });
  return new ProxyAgent({ ...common, uri: proxy, requestTls: { ...tls, timeout }, proxyTls: { timeout } });
}

export interface HttpReply {
  readonly status: number;
  /** At most 8 MiB of it; the rest is thrown away. */
  readonly body: string;
  readonly retryAfter: number | undefined;
}

export interface HttpPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Milliseconds for everything: connecting, sending, and the whole answer. */
  readonly timeout: number;
  /** Milliseconds since 1970, for `Retry-After` as a date. */
  readonly now: number;
}

const mostBody = 8 * 2 ** 20;

/**
 * Posts, and reads the whole answer: one that breaks off is no answer. Redirects are not followed.
 * @throws when `signal` aborts; what else goes wrong is an answer to try again.
 */
export async function post(client: Dispatcher, wanted: HttpPost, signal: AbortSignal): Promise<HttpReply | Answer> {
  const late = AbortSignal.timeout(wanted.timeout);
  try {
    const { origin, pathname, search } = new URL(wanted.url);
    const response = await client.request({
      origin,
      path: pathname + search,
      method: 'POST',
      headers: { 'user-agent': 'wayward', ...wanted.headers },
      body: wanted.body,
      signal: AbortSignal.any([signal, late]),
    });
    const body = await readBody(response.body);
    const retryAfter = parseRetryAfter(response.headers['retry-after'], wanted.now);
    return { status: response.statusCode, body, retryAfter };
  } catch (error) {
    if (signal.aborted) throw error;
    return { kind: 'retry', reason: late.aborted ? 'timeout' : networkReason(error) };
  }
}

async function readBody(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    if (length < mostBody) chunks.push(chunk);
    length += chunk.length;
  }
  return Buffer.concat(chunks).subarray(0, mostBody).toString('utf8');
}

/** Seconds, or a date (RFC 9110, 10.2.3), as milliseconds from now. */
export function parseRetryAfter(header: string | string[] | undefined, now: number): number | undefined {
  const given = Array.isArray(header) ? header[0] : header;
  if (given === undefined) return undefined;
  if (/^\d{1,9}$/.test(given.trim())) return Number(given) * 1000;
  const date = Date.parse(given);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

export function isReply(of: HttpReply | Answer): of is HttpReply {
  return 'status' in of;
}

/** What a status means for the batch. */
export function answerTo({ status, retryAfter }: HttpReply): Answer {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  if (status === 413) return { kind: 'too_large' };
  const reason = `http_${status}`;
  // A redirect is not followed: events go where the configuration says. Who set it up can take it back.
  if (status < 400 || status >= 500 || status === 408 || status === 425 || status === 429) {
    return { kind: 'retry', reason, ...(retryAfter === undefined ? {} : { after: retryAfter }) };
  }
  return { kind: 'reject', reason, why: aboutAll.has(status) ? 'all' : 'sort' };
}

/** Not about what was sent: no access, no such address, no such method. */
const aboutAll = new Set([401, 402, 403, 404, 405, 407, 410]);

const gzipAsync = promisify(gzip);

/** Fast, as it is for the network and not to be kept. */
export function compress(body: Uint8Array): Promise<Uint8Array> {
  return gzipAsync(body, { level: constants.Z_BEST_SPEED });
}
