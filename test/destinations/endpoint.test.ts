import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { events } from '../../fixtures/destinations/sample.ts';
import endpoint from '../../reporters/destinations/endpoint.ts';
import { acceptDestination, now, sendAll } from '../kits/destination.ts';
import { type Certificates, makeCertificates } from '../support/certificates.ts';
import { closedPort, httpPeer, ok, status } from '../support/http-peer.ts';
import { installed, skipUnless } from '../support/require.ts';

const dir = mkdtempSync(join(tmpdir(), 'wayward-endpoint-'));
afterAll(() => rmSync(dir, { recursive: true }));
let made: Certificates | null = null;
const certificates = () => {
  made ??= makeCertificates(dir);
  return made;
};
const noOpenssl = 'openssl, which makes certificates, is not installed';

const batch = events.slice(0, 2);
const plain = { token: 'token-of-the-test', signature: { key_id: 'main', secret: 'secret-of-the-test' } };

describe('endpoint', () => {
  acceptDestination(endpoint, 'endpoint.txt', {
    async peer() {
      const peer = await httpPeer();
      const settings = { url: `${peer.url}/events?tenant=1`, ...plain };
      const taken = () =>
        peer.taken
          .map(({ method, url, headers, text }) => {
            const { host: _, 'content-length': _l, 'wayward-signature': _s, ...rest } = headers;
            const lines = (JSON.parse(text) as unknown[]).map((one) => safe(JSON.stringify(one)));
            return `${method} ${url}\n${JSON.stringify(rest, null, 1)}\n${lines.join('\n')}\n`;
          })
          .join('\n');
      return { settings, taken, [Symbol.asyncDispose]: () => peer[Symbol.asyncDispose]() };
    },
    gone: async () => ({ url: `http://localhost:${await closedPort()}`, ...plain }),
    controls: /\n/g,
    forbidden: [],
    secrets: [plain.token, plain.signature.secret],
  });

  it('signs the time and the body as it is sent', async () => {
    await using peer = await httpPeer();
    await sendAll(endpoint, { url: peer.url, ...plain }, batch);
    const [taken] = peer.taken;
    const seconds = now / 1000;
    const mac = createHmac('sha256', 'secret-of-the-test')
      .update(`${seconds}.`)
      .update(taken?.raw ?? '')
      .digest('hex');
    expect(taken?.headers['wayward-signature']).toBe(`t=${seconds},kid=main,v1=${mac}`);
    expect(taken?.headers['content-encoding']).toBe('gzip');
  });

  it('gives the same batch the same key, and another batch another', async () => {
    await using peer = await httpPeer();
    for (const of of [batch, batch, events.slice(1, 3)]) await sendAll(endpoint, { url: peer.url }, of);
    const keys = peer.taken.map(({ headers }) => headers['idempotency-key']);
    expect(keys[0]).toBe(keys[1]);
    expect(keys[0]).not.toBe(keys[2]);
  });

  it.each([
    [200, { kind: 'delivered' }],
    [202, { kind: 'delivered' }],
    [301, { kind: 'retry', reason: 'http_301' }],
    [307, { kind: 'retry', reason: 'http_307' }],
    [400, { kind: 'reject', reason: 'http_400', why: 'sort' }],
    [401, { kind: 'reject', reason: 'http_401', why: 'all' }],
    [403, { kind: 'reject', reason: 'http_403', why: 'all' }],
    [404, { kind: 'reject', reason: 'http_404', why: 'all' }],
    [408, { kind: 'retry', reason: 'http_408' }],
    [413, { kind: 'too_large' }],
    [422, { kind: 'reject', reason: 'http_422', why: 'sort' }],
    [425, { kind: 'retry', reason: 'http_425' }],
    [429, { kind: 'retry', reason: 'http_429' }],
    [500, { kind: 'retry', reason: 'http_500' }],
    [503, { kind: 'retry', reason: 'http_503' }],
  ])('takes %i as it is meant, and follows nowhere', async (code, expected) => {
    await using elsewhere = await httpPeer();
    await using peer = await httpPeer(status(code, { location: elsewhere.url }));
    expect((await sendAll(endpoint, { url: peer.url, ...plain }, batch))[0]).toEqual(expected);
    expect(elsewhere.taken).toEqual([]);
    expect(peer.taken).toHaveLength(1);
  });

  it.each([
    ['7', 7_000],
    [new Date(now + 90_000).toUTCString(), 90_000],
    ['soon', undefined],
  ])('hears Retry-After: %s', async (header, after) => {
    await using peer = await httpPeer(status(429, { 'retry-after': header }));
    const [answer] = await sendAll(endpoint, { url: peer.url }, batch);
    expect(answer).toEqual({ kind: 'retry', reason: 'http_429', ...(after === undefined ? {} : { after }) });
  });

  it('waits no longer than its timeout, for an answer that does not come or does not end', async () => {
    await using silent = await httpPeer(() => {});
    await using half = await httpPeer((_, response) => void response.writeHead(200).write('{'));
    for (const { url } of [silent, half]) {
      expect((await sendAll(endpoint, { url, timeout: '150 ms' }, batch))[0]).toEqual({
        kind: 'retry',
        reason: 'timeout',
      });
    }
  });

  it('is told nothing by a connection that breaks, in the request or in the answer', async () => {
    await using inRequest = await httpPeer();
    const server = createServer((request) => request.socket.destroy());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    inRequest.answer((_, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('{"received"');
      response.socket?.destroy();
    });
    for (const url of [`http://localhost:${port}`, inRequest.url]) {
      const [answer] = await sendAll(endpoint, { url }, batch);
      expect(answer).toEqual({ kind: 'retry', reason: 'connection_lost' });
    }
    server.close();
  });

  it('ends at once when it is told to', async () => {
    await using silent = await httpPeer(() => {});
    const stop = new AbortController();
    const sending = sendAll(endpoint, { url: silent.url }, batch, stop.signal);
    setTimeout(() => stop.abort(), 50);
    await expect(sending).rejects.toThrow();
  });

  it('speaks to no one whose certificate does not fit', async (test) => {
    skipUnless(test, installed('openssl'), noOpenssl);
    const { server, stranger, ca } = certificates();
    await using right = await httpPeer(ok, server);
    await using wrong = await httpPeer(ok, stranger);
    const answers = async (settings: object) => (await sendAll(endpoint, settings, batch))[0];
    expect(await answers({ url: right.url, ca })).toEqual({ kind: 'delivered' });
    expect(await answers({ url: right.url })).toEqual({ kind: 'retry', reason: 'certificate' });
    expect(await answers({ url: wrong.url, ca })).toEqual({ kind: 'retry', reason: 'certificate' });
    expect(wrong.taken).toEqual([]);
  });

  it('shows its own certificate where one is asked for', async (test) => {
    skipUnless(test, installed('openssl'), noOpenssl);
    const { server, ca, client } = certificates();
    const { readFileSync } = await import('node:fs');
    const mutual = { ...server, ca: readFileSync(ca), requestCert: true, rejectUnauthorized: true };
    await using peer = await httpPeer(ok, mutual);
    expect((await sendAll(endpoint, { url: peer.url, ca, ...client }, batch))[0]).toEqual({ kind: 'delivered' });
    const [without] = await sendAll(endpoint, { url: peer.url, ca }, batch);
    expect(without?.kind).toBe('retry');
    expect(peer.taken).toHaveLength(1);
  });

  it('goes through a proxy', async (test) => {
    skipUnless(test, installed('openssl'), noOpenssl);
    const { server, ca } = certificates();
    await using peer = await httpPeer(ok, server);
    const asked: string[] = [];
    const proxy = createServer();
    proxy.on('connect', (request, socket) => {
      asked.push(`${request.url} ${request.headers['proxy-authorization'] ?? ''}`);
      const through = connect(peer.port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        through.pipe(socket).pipe(through);
      });
      for (const one of [through, socket]) one.on('error', () => {});
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const { port } = proxy.address() as { port: number };
    const settings = { url: peer.url, ca, proxy: `http://user:pass@127.0.0.1:${port}` };
    expect((await sendAll(endpoint, settings, batch))[0]).toEqual({ kind: 'delivered' });
    expect(asked).toEqual([`localhost:${peer.port} Basic ${Buffer.from('user:pass').toString('base64')}`]);
    proxy.closeAllConnections();
    proxy.close();
  });

  it.each(['http://elsewhere.example/', 'https://user:pass@elsewhere.example/', 'ftp://localhost/', 'elsewhere'])(
    'does not go to %s',
    (url) => {
      expect(() => endpoint.settings.parse({ url })).toThrow();
    },
  );
});

/** JSON as it may be printed: that CloudEvents hold names exactly is for programs. */
function safe(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
