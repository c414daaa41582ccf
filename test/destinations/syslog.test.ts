import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, describe, expect, it } from 'vitest';
import { events } from '../../fixtures/destinations/sample.ts';
import syslog from '../../reporters/destinations/syslog.ts';
import { acceptDestination, sendAll } from '../kits/destination.ts';
import { type Certificates, makeCertificates } from '../support/certificates.ts';
import { closedPort } from '../support/http-peer.ts';
import { installed, skipUnless } from '../support/require.ts';

const dir = mkdtempSync(join(tmpdir(), 'wayward-syslog-'));
afterAll(() => rmSync(dir, { recursive: true }));
let made: Certificates | null = null;
const certificates = () => {
  made ??= makeCertificates(dir);
  return made;
};

/** A collector: takes messages by octet counting (RFC 5425, 4.3). */
async function collector(tls?: Parameters<typeof createTlsServer>[0]) {
  const bytes: Buffer[] = [];
  const listener = (socket: Socket) => {
    socket.on('data', (chunk: Buffer) => bytes.push(chunk));
    socket.on('error', () => {});
  };
  const server: Server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    messages: () => split(Buffer.concat(bytes)),
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, 'close');
    },
  };
}

function split(bytes: Buffer): string[] {
  const found: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const length = Number(bytes.subarray(at, space).toString('latin1'));
    expect(length).toBeGreaterThan(0);
    found.push(bytes.subarray(space + 1, space + 1 + length).toString('utf8'));
    at = space + 1 + length;
  }
  return found;
}

const withoutPid = (line: string) => line.replace(` wayward ${process.pid} `, ' wayward PID ');
/** RFC 5424, 6: header, structured data, message. */
const form =
  /^<(\d{1,3})>1 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z [\x21-\x7e]{1,255} wayward \d+ [\x21-\x7e]{1,32} \[meta sequenceId="\d+"\] (.*)$/u;

describe('syslog', () => {
  acceptDestination(syslog, 'syslog.cef.txt', {
    async peer() {
      const peer = await collector();
      return {
        settings: { host: 'localhost', port: peer.port, transport: 'tcp' },
        taken: () => `${peer.messages().map(withoutPid).join('\n')}\n`,
        [Symbol.asyncDispose]: () => peer[Symbol.asyncDispose](),
      };
    },
    gone: async () => ({ host: 'localhost', port: await closedPort(), transport: 'tcp' }),
    controls: /\n/g,
    // A forged message, a field that a name begins, an eighth field of the header.
    forbidden: [/^<165>/m, / c=d/, /[^\\]\|b=/],
    secrets: [],
  });

  it('writes RFC 5424 over TLS with octet counting', async (test) => {
    skipUnless(test, installed('openssl'), 'openssl, which makes certificates, is not installed');
    const { server, stranger, ca } = certificates();
    await using peer = await collector(server);
    await using wrong = await collector(stranger);
    const settings = { host: 'localhost', ca, format: 'json' };
    const answers = await sendAll(syslog, { ...settings, port: peer.port }, events);
    expect(answers.every(({ kind }) => kind === 'delivered')).toBe(true);
    const messages = peer.messages();
    expect(messages).toHaveLength(events.length);
    for (const [at, message] of messages.entries()) {
      const [, priority, text] = form.exec(message) ?? [];
      expect(Number(priority)).toBeGreaterThanOrEqual(16 * 8);
      expect(JSON.parse(text ?? '')).toMatchObject({ metadata: { uid: events[at]?.id } });
    }
    const refused = await sendAll(syslog, { ...settings, port: wrong.port }, events);
    expect(refused[0]).toEqual({ kind: 'retry', reason: 'certificate' });
    expect(wrong.messages()).toEqual([]);
  });

  it('escapes CEF as its specification says, so that its fields are told apart', async () => {
    await using peer = await collector();
    await sendAll(syslog, { host: 'localhost', port: peer.port, transport: 'tcp' }, events);
    for (const message of peer.messages()) {
      const cef = form.exec(message)?.[2] ?? '';
      const fields = cef.split(/(?<!\\)\|/);
      expect(fields.slice(0, 3)).toEqual(['CEF:0', 'Wayward', 'Wayward']);
      expect(fields.slice(3, 7)).toHaveLength(4);
      expect(fields[6]).toMatch(/^(?:\d|10)$/);
      const keys = [
        ...fields
          .slice(7)
          .join('|')
          .matchAll(/(?:^| )([a-zA-Z][a-zA-Z0-9]*)(?<!\\)=/g),
      ].map(([, key]) => key);
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys).toEqual(expect.arrayContaining(['rt', 'externalId', 'act']));
      expect(keys).not.toContain('b');
    }
  });

  it('has delivered nothing when the collector hangs up, or does not close', async () => {
    const rude = createServer((socket) => socket.destroy());
    const still = createServer({ allowHalfOpen: true }, (socket) => void socket.resume());
    for (const [server, reason] of [
      [rude, 'connection_lost'],
      [still, 'timeout'],
    ] as const) {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const many = Array.from({ length: 40 }, () => events).flat();
      const answers = await sendAll(syslog, { host: 'localhost', port, transport: 'tcp', timeout: '300 ms' }, many);
      expect(answers[0]).toEqual({ kind: 'retry', reason });
      server.close();
    }
  });

  it('tells what is too long for the collector instead of letting it be cut', async () => {
    await using peer = await collector();
    const settings = { host: 'localhost', port: peer.port, transport: 'tcp', format: 'json', max_message: 500 };
    expect((await sendAll(syslog, settings, events.slice(1, 2)))[0]).toEqual({ kind: 'too_large' });
    expect(peer.messages()).toEqual([]);
  });

  it('sends datagrams on this machine, and nothing in the clear to another', async () => {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const got: string[] = [];
    socket.on('message', (message) => got.push(message.toString('utf8')));
    const settings = { host: '127.0.0.1', port: socket.address().port, transport: 'udp' };
    expect((await sendAll(syslog, settings, events.slice(0, 2)))[0]).toEqual({ kind: 'delivered' });
    while (got.length < 2) await once(socket, 'message');
    for (const message of got) expect(message).toMatch(form);
    socket.close();
    for (const transport of ['tcp', 'udp']) {
      await expect(sendAll(syslog, { host: 'elsewhere.example', transport }, [])).rejects.toThrow(/not encrypted/);
    }
  });
});
