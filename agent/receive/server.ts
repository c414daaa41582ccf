import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { readBatch } from './batch.ts';
import type { ReceivedStore } from './received-store.ts';
import { bearsToken, verifySignature } from './verify.ts';

export interface ReceiverOptions {
  readonly store: ReceivedStore;
  /** By id; null when batches need no signature. */
  readonly keys: ReadonlyMap<string, string> | null;
  /** Null when batches need no token. */
  readonly tokens: readonly string[] | null;
  readonly tls: ServerOptions | null;
  /** Bytes, as they come and unpacked. */
  readonly mostBody: number;
  /** Milliseconds since 1970. */
  now(): number;
}

/**
 * Takes CloudEvents: checks who sends, keeps what is new, and answers as soon as it is on disk. 200 with the numbers;
 * 400 no CloudEvents; 401 no token or signature that counts; 404, 405, 415; 413 too large; 503 when it cannot be kept.
 */
export function createReceiver(options: ReceiverOptions): Server {
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    handle(request, options)
      .catch((): Reply => ({ status: 503, body: { error: 'unavailable' } }))
      .then(({ status, body }) => answer(response, request, status, body));
  };
  const server = options.tls === null ? createServer(listener) : createTlsServer(options.tls, listener);
  server.requestTimeout = 60_000;
  return server;
}

interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, string | number>>;
}

const refuse = (status: number, error: string): Reply => ({ status, body: { error } });

async function handle(request: IncomingMessage, options: ReceiverOptions): Promise<Reply> {
  const path = (request.url ?? '/').split('?')[0];
  if (path === '/health')
    return request.method === 'GET' ? { status: 200, body: { status: 'ok' } } : refuse(405, 'method');
  if (path !== '/' && path !== '/events') return refuse(404, 'not_found');
  if (request.method !== 'POST') return refuse(405, 'method');
  const { headers } = request;
  if (options.tokens !== null && !bearsToken(headers.authorization, options.tokens)) return refuse(401, 'token');
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  const single = type === 'application/cloudevents+json';
  if (!single && type !== 'application/cloudevents-batch+json') return refuse(415, 'content_type');
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'gzip' && encoding !== 'identity') return refuse(415, 'content_encoding');

  const body = await readBody(request, options.mostBody);
  if (body === null) return refuse(413, 'too_large');
  if (options.keys !== null) {
    const signed = headers['wayward-signature'];
    const header = Array.isArray(signed) ? signed[0] : signed;
    const refusal = verifySignature(header, body, options.keys, Math.floor(options.now() / 1000));
    if (refusal !== null) return refuse(401, refusal);
  }
  const plain = encoding === 'gzip' ? await unpack(body, options.mostBody) : body;
  if (plain === 'too_large') return refuse(413, 'too_large');
  const events = plain === null ? null : readBatch(Buffer.from(plain).toString('utf8'), single);
  if (events === null) return refuse(400, 'no_cloudevents');
  const at = Temporal.Instant.fromEpochMilliseconds(options.now()).toString();
  const taken = options.store.take(events, at);
  return { status: 200, body: { received: events.length, new: taken } };
}

/** Null when it is larger than allowed: what is said of its length is not believed, but enough to refuse it. */
async function readBody(request: IncomingMessage, most: number): Promise<Uint8Array | null> {
  if (Number(request.headers['content-length'] ?? 0) > most) return null;
  const chunks: Uint8Array[] = [];
  let length = 0;
  // The connection stays, for the answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const gunzipAsync = promisify(gunzip);

/** Ten times as large as what comes packed, at most. Null for what is no gzip. */
async function unpack(body: Uint8Array, most: number): Promise<Uint8Array | 'too_large' | null> {
  try {
    return await gunzipAsync(body, { maxOutputLength: most * 10 });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : null;
  }
}

function answer(response: ServerResponse, request: IncomingMessage, status: number, body: Reply['body']): void {
  const text = `${JSON.stringify(body)}\n`;
  // What was not read is not to be taken for the next request; it is thrown away, so that the other side reads on.
  if (!request.complete) {
    response.setHeader('connection', 'close');
    request.resume();
  }
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
