import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

export interface Taken {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  /** As it came. */
  readonly raw: Buffer;
  /** Unpacked. */
  readonly text: string;
}

export type Handler = (taken: Taken, response: ServerResponse, request: IncomingMessage) => void;

export interface HttpPeer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly taken: readonly Taken[];
  /** From now on. */
  answer(handler: Handler): void;
}

/** A server that reads whole requests, notes them, and answers as it is told. */
export async function httpPeer(handler: Handler = ok, tls?: ServerOptions): Promise<HttpPeer> {
  const taken: Taken[] = [];
  let answer = handler;
  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return;
    }
    const raw = Buffer.concat(chunks);
    const text = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw).toString('utf8');
    const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, raw, text };
    taken.push(one);
    answer(one, response, request);
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://localhost:${port}`,
    port,
    taken,
    answer: (next) => {
      answer = next;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export const ok: Handler = (_, response) => response.end('{}');
export const status =
  (code: number, headers: Record<string, string> = {}): Handler =>
  (_, response) =>
    response.writeHead(code, headers).end('{"error":"quotes what was sent: DE89 3704 0044 0532 0130 00"}');

/** A port where nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
