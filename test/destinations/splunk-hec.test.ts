import { describe, expect, it } from 'vitest';
import { events } from '../../fixtures/destinations/sample.ts';
import splunk from '../../reporters/destinations/splunk-hec.ts';
import { acceptDestination, sendAll } from '../kits/destination.ts';
import { closedPort, type Handler, httpPeer, status } from '../support/http-peer.ts';

const token = '11111111-2222-3333-4444-555555555555';
const batch = events.slice(0, 2);

/** As the collector answers: its codes are from Splunk's documentation of HEC. */
const success: Handler = (taken, response) => {
  const known = taken.headers.authorization === `Splunk ${token}`;
  const wrong = taken.url !== '/services/collector/event' || !known;
  response.writeHead(wrong ? 403 : 200, { 'content-type': 'application/json' });
  response.end(wrong ? '{"text":"Invalid token","code":4}' : '{"text":"Success","code":0}');
};

/** The body is JSON objects one after the other; HEC wants only `event` in each. */
function objectsIn(text: string): Record<string, unknown>[] {
  return text.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('splunk-hec', () => {
  acceptDestination(splunk, 'splunk-hec.txt', {
    async peer() {
      const peer = await httpPeer(success);
      const taken = () => peer.taken.map(({ text }) => objectsIn(text).map(printable).join('\n')).join('\n');
      const settings = { url: peer.url, token, index: 'dlp' };
      return { settings, taken, [Symbol.asyncDispose]: () => peer[Symbol.asyncDispose]() };
    },
    gone: async () => ({ url: `http://localhost:${await closedPort()}`, token }),
    controls: /\n/g,
    forbidden: [],
    secrets: [token],
  });

  it('gives the time in seconds and fields as text, as HEC takes them', async () => {
    await using peer = await httpPeer(success);
    await sendAll(splunk, { url: peer.url, token }, batch);
    for (const one of objectsIn(peer.taken[0]?.text ?? '')) {
      expect(
        Object.keys(one).every((key) => ['time', 'host', 'source', 'sourcetype', 'event', 'fields'].includes(key)),
      ).toBe(true);
      expect(one['time']).toBe(Date.parse('2026-06-30T02:15:00Z') / 1000);
      expect(Object.values(one['fields'] as object).every((value) => typeof value === 'string')).toBe(true);
      expect((one['event'] as { time: number }).time).toBe(Date.parse('2026-06-30T02:15:00Z'));
    }
  });

  it.each([
    [403, '{"text":"Invalid token","code":4}', { kind: 'reject', reason: 'http_403', why: 'all' }],
    [400, '{"text":"Incorrect index","code":7}', { kind: 'reject', reason: 'hec_7', why: 'all' }],
    [
      400,
      '{"text":"Invalid data format","code":6,"invalid-event-number":0}',
      { kind: 'reject', reason: 'http_400', why: 'sort' },
    ],
    [503, '{"text":"Server is busy","code":9}', { kind: 'retry', reason: 'http_503' }],
  ])('understands %i %s', async (code, body, expected) => {
    await using peer = await httpPeer((_, response) => void response.writeHead(code).end(body));
    expect((await sendAll(splunk, { url: peer.url, token }, batch))[0]).toEqual(expected);
  });

  it('waits for the indexers where it is to', async () => {
    let asked = 0;
    await using peer = await httpPeer((taken, response) => {
      expect(taken.headers['x-splunk-request-channel']).toMatch(/^[0-9a-f-]{36}$/);
      if (taken.url.endsWith('/event')) return void response.end('{"text":"Success","code":0,"ackId":7}');
      expect(JSON.parse(taken.text)).toEqual({ acks: [7] });
      response.end(JSON.stringify({ acks: { 7: ++asked === 2 } }));
    });
    expect((await sendAll(splunk, { url: peer.url, token, acknowledge: true }, batch))[0]).toEqual({
      kind: 'delivered',
    });
    expect(asked).toBe(2);
  });

  it('has not delivered what the indexers do not acknowledge', async () => {
    await using peer = await httpPeer(status(200));
    const [answer] = await sendAll(splunk, { url: peer.url, token, acknowledge: true }, batch);
    expect(answer).toEqual({ kind: 'retry', reason: 'no_acknowledgement' });
  });
});

function printable(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
