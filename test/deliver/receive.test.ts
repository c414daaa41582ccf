import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { events, origin } from '../../fixtures/destinations/sample.ts';
import endpoint from '../../reporters/destinations/endpoint.ts';
import { cloudEvent } from '../../reporters/lib/cloudevents.ts';
import { signature } from '../../reporters/lib/signature.ts';
import { sendAll } from '../kits/destination.ts';
import { makeCertificates } from '../support/certificates.ts';
import { wayward } from '../support/cli.ts';
import { installed, skipUnless } from '../support/require.ts';
import { privateFile, startReceiver, stopReceivers } from './process.ts';
import { testReceiver } from './receiver.ts';

const dir = mkdtempSync(join(tmpdir(), 'wayward-receive-'));
afterAll(() => {
  stopReceivers();
  rmSync(dir, { recursive: true, force: true });
});

const now = Date.UTC(2026, 5, 30, 2);
const batch = events.map((event) => cloudEvent(event, origin, '1.8.0'));
const type = { 'content-type': 'application/cloudevents-batch+json' };
const body = Buffer.from(JSON.stringify(batch));

async function post(url: string, of: { body?: Uint8Array; headers?: Record<string, string>; method?: string }) {
  const { method = 'POST', headers = type } = of;
  const response = await fetch(url, { method, headers, ...(method === 'POST' ? { body: of.body ?? body } : {}) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('the receiver', () => {
  it('takes a batch, keeps each event once, and says how many were new', async () => {
    await using receiver = await testReceiver();
    expect(await post(receiver.url, {})).toEqual({ status: 200, body: { received: batch.length, new: batch.length } });
    expect(await post(receiver.url, {})).toEqual({ status: 200, body: { received: batch.length, new: 0 } });
    const other = Buffer.from(JSON.stringify([{ ...batch[0], source: 'urn:wayward:another' }]));
    expect((await post(receiver.url, { body: other })).body).toEqual({ received: 1, new: 1 });
    const kept = [...receiver.store.all()];
    expect(kept).toHaveLength(batch.length + 1);
    expect(JSON.parse(kept[3]?.body ?? '')).toEqual(JSON.parse(JSON.stringify(batch[3])));
    const packed = { body: gzipSync(body), headers: { ...type, 'content-encoding': 'gzip' } };
    expect((await post(receiver.url, packed)).body).toEqual({ received: batch.length, new: 0 });
    const single = {
      body: Buffer.from(JSON.stringify(batch[0])),
      headers: { 'content-type': 'application/cloudevents+json' },
    };
    expect((await post(receiver.url, single)).body).toEqual({ received: 1, new: 0 });
  });

  it('takes all of a batch or nothing', async () => {
    await using receiver = await testReceiver();
    const broken = Buffer.from(JSON.stringify([...batch, { specversion: '1.0', id: 'x' }]));
    expect((await post(receiver.url, { body: broken })).status).toBe(400);
    expect([...receiver.store.all()]).toEqual([]);
  });

  it.each([
    ['no JSON', { body: Buffer.from('[{') }, 400],
    ['no list', { body: Buffer.from('{}') }, 400],
    ['no CloudEvents', { body: Buffer.from('[1]') }, 400],
    ['no gzip', { headers: { ...type, 'content-encoding': 'gzip' } }, 400],
    ['another encoding', { headers: { ...type, 'content-encoding': 'br' } }, 415],
    ['another type', { headers: { 'content-type': 'text/plain' } }, 415],
    ['another method', { method: 'GET' }, 405],
    ['too much', { body: Buffer.alloc(200_000, 0x20) }, 413],
    [
      'too much, packed',
      { body: gzipSync(Buffer.alloc(3_000_000)), headers: { ...type, 'content-encoding': 'gzip' } },
      413,
    ],
  ])('refuses %s', async (_, of, status) => {
    await using receiver = await testReceiver({ mostBody: 100_000 });
    expect((await post(receiver.url, of)).status).toBe(status);
    expect([...receiver.store.all()]).toEqual([]);
    // And goes on.
    expect((await post(receiver.url, {})).status).toBe(200);
  });

  it('says that it is there, and of other addresses that nothing is', async () => {
    await using receiver = await testReceiver();
    expect(await post(receiver.url.replace('/events', '/health'), { method: 'GET' })).toEqual({
      status: 200,
      body: { status: 'ok' },
    });
    expect((await post(`${receiver.url}/more`, {})).status).toBe(404);
  });

  it('takes only what is signed with a key that it has, at about this time', async () => {
    const keys = new Map([
      ['main', 'first secret'],
      ['next', 'second secret'],
    ]);
    await using receiver = await testReceiver({ keys, now: () => now });
    const seconds = now / 1000;
    const signed = (header: string, sent: Uint8Array = body) =>
      post(receiver.url, { body: sent, headers: { ...type, 'wayward-signature': header } });
    expect((await post(receiver.url, {})).body).toEqual({ error: 'no_signature' });
    expect((await signed('t=1,kid=main,v1=00')).body).toEqual({ error: 'no_signature' });
    expect((await signed(signature('other', 'first secret', seconds, body))).body).toEqual({ error: 'unknown_key' });
    expect((await signed(signature('main', 'second secret', seconds, body))).body).toEqual({
      error: 'wrong_signature',
    });
    const changed = Buffer.from(body);
    changed[10] = 0x20;
    expect((await signed(signature('main', 'first secret', seconds, body), changed)).body).toEqual({
      error: 'wrong_signature',
    });
    for (const late of [-301, 301]) {
      const header = signature('main', 'first secret', seconds + late, body);
      expect(await signed(header)).toEqual({ status: 401, body: { error: 'wrong_time' } });
    }
    expect([...receiver.store.all()]).toEqual([]);
    expect((await signed(signature('next', 'second secret', seconds - 299, body))).status).toBe(200);
  });

  it('takes only what bears a token that it has', async () => {
    await using receiver = await testReceiver({ tokens: ['one', 'two'] });
    const bearing = (header: string) => post(receiver.url, { headers: { ...type, authorization: header } });
    for (const wrong of ['', 'Bearer three', 'Basic b25l', 'Bearer one two']) {
      expect(await bearing(wrong)).toEqual({ status: 401, body: { error: 'token' } });
    }
    expect((await bearing('Bearer two')).status).toBe(200);
  });

  it('keeps what it has: nothing is changed or taken away, and nobody else may read it', async () => {
    await using receiver = await testReceiver();
    await post(receiver.url, {});
    const file = join(receiver.dir, 'received.db');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const db = new DatabaseSync(file);
    for (const sql of ['DELETE FROM received', "UPDATE received SET body = ''"]) {
      expect(() => db.exec(sql)).toThrow(/append-only/);
    }
    db.close();
  });
});

describe('wayward receive', () => {
  it('is told by its agent over TLS, with both sides known to each other', async (test) => {
    skipUnless(test, installed('openssl'), 'openssl, which makes certificates, is not installed');
    const { server, ca, client } = makeCertificates(dir);
    const cert = join(dir, 'server.pem');
    writeFileSync(cert, server.cert);
    const key = privateFile(join(dir, 'server.key'), server.key.toString());
    const receiver = await startReceiver(dir, 0, ['--tls-cert', cert, '--tls-key', key, '--client-ca', ca]);
    const plain = { url: `https://localhost:${receiver.port}/events`, ca };
    const known = { ...plain, ...client, token: 'bearer-token-of-the-test-0123456789' };
    const sign = { key_id: 'main', secret: 'hmac-secret-of-the-test-0123456789' };
    // Its own clock: signed now, as the test's context signs at another time.
    expect((await sendAll(endpoint, { ...known, signature: sign }, events))[0]).toMatchObject({ reason: 'http_401' });
    expect((await sendAll(endpoint, plain, events))[0]?.kind).toBe('retry');
    receiver.child.kill('SIGTERM');
    const { code, err } = await receiver.ended;
    expect(code).toBe(0);
    expect(err).toMatch(/^wayward: listening on https:\/\/127\.0\.0\.1:\d+\/events\n$/);
  });

  it.each([
    [['--listen', 'nowhere'], 'give HOST:PORT'],
    [['--max-body', 'much'], 'is no size'],
    [['--tls-cert', 'x'], 'belong together'],
    [['--client-ca', 'x'], 'needs --tls-cert'],
    [['--key-file', '/no/such/file'], 'cannot be read'],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, err } = await wayward(['receive', '--state', join(dir, 'none'), ...args]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it('refuses keys that others may read', async () => {
    const open = join(dir, 'open');
    writeFileSync(open, 'main secret\n', { mode: 0o644 });
    const { code, err } = await wayward(['receive', '--state', join(dir, 'none'), '--key-file', open]);
    expect([code, err]).toEqual([2, expect.stringContaining('chmod 600')]);
  });

  it('lists what came, and says where there is nothing', async () => {
    await using receiver = await testReceiver();
    await post(receiver.url, {});
    const { out } = await wayward(['received', '--state', receiver.dir]);
    expect(out).toMatch(/^urn:wayward:a-0123456789abcdef {2}wayward\.compliance_finding\.close {2}1 {2}last /m);
    const exported = await wayward(['received', '--state', receiver.dir, '--export', '--after', '10']);
    expect(exported.out.split('\n').slice(0, -1)).toHaveLength(batch.length - 10);
    const nothing = await wayward(['received', '--state', join(dir, 'none')]);
    expect([nothing.code, nothing.err]).toEqual([2, expect.stringContaining('holds no received.db')]);
  });
});
