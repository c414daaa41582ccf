import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ReceivedStore } from '../../agent/receive/received-store.ts';
import { createReceiver, type ReceiverOptions } from '../../agent/receive/server.ts';

export interface TestReceiver extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly dir: string;
  readonly store: ReceivedStore;
}

/** The reference receiver, with a store of its own. */
export async function testReceiver(options: Partial<ReceiverOptions> = {}): Promise<TestReceiver> {
  const dir = mkdtempSync(join(tmpdir(), 'wayward-receiver-'));
  const store = ReceivedStore.open(dir, { readOnly: false });
  const server = createReceiver({
    ...{ store, keys: null, tokens: null, tls: null, mostBody: 2 ** 23, now: Date.now },
    ...options,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}/events`, port, dir, store },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      store[Symbol.dispose]();
      rmSync(dir, { recursive: true });
    },
  };
}

/** What can go wrong on the way. */
export const faults = [
  'hang up',
  'in the request',
  'hang',
  'in the answer',
  'lost',
  '500',
  '503',
  '429',
  '413',
  '302',
] as const;
export type Fault = (typeof faults)[number];

/** Stands before a receiver and does what `next` says with each request; null lets it through. */
export async function faultyWay(port: number, next: () => Fault | null) {
  const server = createServer(async (request, response) => {
    const fault = next();
    if (fault === 'hang up') return void request.socket.destroy();
    if (fault === 'in the request') {
      request.once('data', () => request.socket.destroy());
      request.once('end', () => request.socket.destroy());
      return;
    }
    const body = await bodyOf(request);
    if (body === null || fault === 'hang') return;
    const status = Number(fault);
    // One event alone is never too large here.
    if (status > 0 && !(status === 413 && countIn(body) === 1)) {
      const headers = {
        ...(status === 429 ? { 'retry-after': '3' } : {}),
        ...(status === 302 ? { location: '/' } : {}),
      };
      return void response.writeHead(status, headers).end('{}');
    }
    const answer = await forward(port, request, body);
    // Taken, and nobody hears of it.
    if (fault === 'lost') return void request.socket.destroy();
    if (fault === 'in the answer') return breakOff(response, answer.text);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: own } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${own}/events`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function countIn(body: Buffer): number {
  return (JSON.parse(gunzipSync(body).toString('utf8')) as unknown[]).length;
}

function breakOff(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-length': text.length + 10 }).write(text.slice(0, 3));
  setImmediate(() => response.socket?.destroy());
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  } catch {
    return null;
  }
}

function forward(port: number, request: IncomingMessage, body: Buffer): Promise<{ status: number; text: string }> {
  return new Promise((done, failed) => {
    const { url = '/', method = 'POST', headers } = request;
    const onward = send({ port, host: '127.0.0.1', path: url, method, headers }, async (answer) => {
      const text = String(await bodyOf(answer));
      done({ status: answer.statusCode ?? 0, text });
    });
    onward.on('error', failed);
    onward.end(body);
  });
}
