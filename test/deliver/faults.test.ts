import { describe, expect, it } from 'vitest';
import type { Answer, OpenDestination, OutboxEvent } from '../../agent/contracts/delivery.ts';
import type { Store } from '../../agent/contracts/store.ts';
import type { Timing } from '../../agent/deliver/backoff.ts';
import { deliverTo, type Sender } from '../../agent/deliver/deliver.ts';
import endpoint from '../../reporters/destinations/endpoint.ts';
import { context } from '../kits/destination.ts';
import { closedPort, httpPeer, ok, status } from '../support/http-peer.ts';
import { type Fault, faults, faultyWay, testReceiver } from './receiver.ts';
import { announcerFor, drain, fakeTiming, randomOf, runOf, type Thing, testStore } from './support.ts';

/** So many findings, ten in a file. */
function things(findings: number, count = 1): Thing[] {
  return Array.from({ length: findings / 10 }, (_, at) => ({
    name: `document ${at}.docx`,
    unit: `folder ${at % 20}`,
    findings: Array.from({ length: 10 }, (__, n) => ({ detector: `kind.${n}`, finding: { count } })),
  }));
}

const never = new AbortController().signal;

async function senderTo(url: string, most = 100, more: object = {}): Promise<Sender & AsyncDisposable> {
  const open = await endpoint.open(endpoint.settings.parse({ url, timeout: '2 s', ...more }), context);
  return { name: 'siem', open, whole: true, most, [Symbol.asyncDispose]: () => open[Symbol.asyncDispose]() };
}

async function filled(store: Store, findings = 100) {
  await runOf(store, announcerFor(store), things(findings));
  const [state] = await store.outbox.state();
  return state?.waiting ?? 0;
}

/** Delivers to an endpoint that answers so, until everything is gone or `attempts` were made. */
async function against(
  store: Store,
  url: string,
  options: { attempts?: number; most?: number; settings?: object } = {},
) {
  const { attempts = 50, most = 100, settings = {} } = options;
  await using sender = await senderTo(url, most, settings);
  const stop = new AbortController();
  const timing = fakeTiming();
  const counting: Timing = {
    ...timing,
    async sleep(ms, signal) {
      await timing.sleep(ms, signal);
      if (timing.slept.length >= attempts) stop.abort();
    },
  };
  const sent = await deliverTo(store.outbox, sender, counting, stop.signal);
  const [state] = await store.outbox.state();
  return { sent, state, slept: timing.slept };
}

describe('an endpoint that', () => {
  it('refuses keeps nothing from being delivered later', async () => {
    await using made = await testStore();
    const waiting = await filled(made.store);
    const { sent, state } = await against(made.store, `http://127.0.0.1:${await closedPort()}`, { attempts: 5 });
    expect(sent).toMatchObject({ delivered: 0, parked: 0, reason: 'connection_refused' });
    expect(state).toMatchObject({ waiting, failures: 5, reason: 'connection_refused' });
    await using receiver = await testReceiver();
    expect((await against(made.store, receiver.url)).sent).toMatchObject({ delivered: waiting, reason: null });
    expect((await made.store.outbox.state())[0]).toMatchObject({ waiting: 0, waitingBytes: 0, failures: 0 });
  });

  it('hangs is given up after the timeout', async () => {
    await using made = await testStore();
    const waiting = await filled(made.store);
    await using peer = await httpPeer(() => {});
    const { state } = await against(made.store, peer.url, { attempts: 2, settings: { timeout: '100 ms' } });
    expect(state).toMatchObject({ waiting, reason: 'timeout' });
  });

  it('closes in the middle of its answer has not answered', async () => {
    await using made = await testStore();
    const waiting = await filled(made.store);
    await using receiver = await testReceiver();
    let first = true;
    await using way = await faultyWay(receiver.port, () => {
      const fault = first ? 'in the answer' : null;
      first = false;
      return fault;
    });
    const { sent, slept } = await against(made.store, way.url);
    expect(sent.delivered).toBe(waiting);
    expect(slept).toHaveLength(1);
    // The first batch arrived twice, and is there once.
    expect([...receiver.store.all()]).toHaveLength(waiting);
  });

  it('answers 500 and then 200 has everything', async () => {
    await using made = await testStore();
    const waiting = await filled(made.store);
    let asked = 0;
    await using peer = await httpPeer((taken, response, request) =>
      (asked++ < 3 ? status(500) : ok)(taken, response, request),
    );
    const { sent, slept } = await against(made.store, peer.url);
    expect(sent.delivered).toBe(waiting);
    expect(slept).toEqual([750, 1500, 3000]);
  });

  it('has taken all when its answer was lost, and is sent it again under the same ids', async () => {
    await using made = await testStore();
    const waiting = await filled(made.store);
    await using receiver = await testReceiver();
    const lost: (Fault | null)[] = ['lost', null, 'lost', 'lost'];
    await using way = await faultyWay(receiver.port, () => lost.shift() ?? null);
    expect((await against(made.store, way.url)).sent).toMatchObject({ delivered: waiting, parked: 0 });
    expect([...receiver.store.all()]).toHaveLength(waiting);
  });

  it('answers 413 gets smaller batches, and only what is too large by itself is parked', async () => {
    await using made = await testStore();
    const waiting = await filled(made.store);
    const sizes: number[] = [];
    await using peer = await httpPeer(({ text }, response) => {
      const batch = JSON.parse(text) as { subject: string; type: string }[];
      const tooLarge = batch.length > 7 || batch.some(({ type }) => type.includes('compliance'));
      if (!tooLarge) sizes.push(batch.length);
      response.writeHead(tooLarge ? 413 : 200).end('{}');
    });
    const { sent, state, slept } = await against(made.store, peer.url);
    expect(sent).toMatchObject({ delivered: waiting - 1, parked: 1 });
    expect(state).toMatchObject({ waiting: 0, parked: 1 });
    expect(slept).toEqual([]);
    expect(Math.max(...sizes)).toBe(7);
    expect((await Array.fromAsync(made.store.outbox.parked()))[0]).toMatchObject({
      kind: 'compliance',
      reason: 'too_large',
    });
  });

  it('answers 400 to one event gets all others; that one is parked', async () => {
    await using made = await testStore();
    const waiting = await filled(made.store);
    await using peer = await httpPeer(({ text }, response) => {
      response
        .writeHead(text.includes('kind.7') && text.includes('document 4.docx') && oneBad(text) ? 422 : 200)
        .end('{}');
    });
    const { sent, state } = await against(made.store, peer.url);
    expect(sent).toMatchObject({ delivered: waiting - 1, parked: 1 });
    expect(state).toMatchObject({ waiting: 0, parked: 1 });
  });

  it.each([401, 403, 404])('answers %i parks what was sent, and is not sent all the rest', async (code) => {
    await using made = await testStore();
    const waiting = await filled(made.store);
    await using peer = await httpPeer(status(code));
    const { sent, state } = await against(made.store, peer.url, { attempts: 2, most: 10 });
    expect(sent).toMatchObject({ delivered: 0, parked: 20, reason: `http_${code}` });
    expect(state).toMatchObject({ waiting: waiting - 20, parked: 20 });
    expect(peer.taken).toHaveLength(2);
    // Once the token is right, they are sent again.
    expect(await made.store.outbox.replay(null)).toBe(20);
    peer.answer(ok);
    expect((await against(made.store, peer.url)).sent).toMatchObject({ delivered: waiting, parked: 0 });
  });

  it('answers 429 is left alone for as long as it says', async () => {
    await using made = await testStore();
    await filled(made.store);
    let asked = 0;
    await using peer = await httpPeer((taken, response, request) =>
      (asked++ === 0 ? status(429, { 'retry-after': '90' }) : ok)(taken, response, request),
    );
    expect((await against(made.store, peer.url)).slept).toEqual([90_000]);
  });

  it('redirects is not followed, and nothing is lost', async () => {
    await using made = await testStore();
    const waiting = await filled(made.store);
    await using elsewhere = await httpPeer();
    await using peer = await httpPeer(status(307, { location: elsewhere.url }));
    const { state } = await against(made.store, peer.url, { attempts: 2 });
    expect(state).toMatchObject({ waiting, parked: 0, reason: 'http_307' });
    expect(elsewhere.taken).toEqual([]);
  });

  it('is away for a day is asked ever more rarely, and gets it all when it is back', async () => {
    await using made = await testStore();
    const waiting = await filled(made.store);
    await using receiver = await testReceiver();
    const timing = fakeTiming();
    const back = timing.now() + 24 * 3_600_000;
    await using way = await faultyWay(receiver.port, () => (timing.now() < back ? '503' : null));
    await using sender = await senderTo(way.url);
    const sent = await deliverTo(made.store.outbox, sender, timing, never);
    expect(sent).toMatchObject({ delivered: waiting, parked: 0, reason: null });
    // Once in five minutes at most, and no more often than that would need.
    expect(Math.max(...timing.slept)).toBeLessThanOrEqual(300_000);
    expect(timing.slept.length).toBeLessThan(450);
    expect(timing.slept.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(24 * 3_600_000 - 300_000);
    expect([...receiver.store.all()]).toHaveLength(waiting);
  });
});

/** JSON of a batch in which that very event stands. */
function oneBad(text: string): boolean {
  const batch = JSON.parse(text) as { data: { message: string; data_security?: { detection_pattern: string } } }[];
  return batch.some(
    ({ data }) => data.data_security?.detection_pattern === 'kind.7' && data.message.includes('document 4.docx'),
  );
}

/** A destination that answers for each event. */
function answering(answer: (event: OutboxEvent) => Answer): OpenDestination & { readonly batches: OutboxEvent[][] } {
  const batches: OutboxEvent[][] = [];
  return {
    batches,
    send: async (events) => {
      batches.push([...events]);
      return events.map(answer);
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

describe('the order of an item', () => {
  it('is kept where each event has an answer of its own: one of an item in a batch', async () => {
    await using made = await testStore();
    const { store } = made;
    const waiting = await filled(store, 50);
    const random = randomOf(3);
    const open = answering(() => (random() < 0.3 ? { kind: 'retry', reason: 'elastic_429' } : { kind: 'delivered' }));
    const sent = await deliverTo(store.outbox, { name: 'siem', open, whole: false, most: 20 }, fakeTiming(), never);
    expect(sent.delivered).toBe(waiting);
    for (const batch of open.batches) expect(new Set(batch.map(({ item }) => item)).size).toBe(batch.length);
    const bySequence = new Map<string, number>();
    for (const { item, sequence } of open.batches.flat()) {
      expect(sequence).toBeGreaterThanOrEqual(bySequence.get(item) ?? 0);
      bySequence.set(item, sequence);
    }
  });

  it('is not held up by an event that is parked', async () => {
    await using made = await testStore();
    const { store } = made;
    const waiting = await filled(store, 50);
    const open = answering(({ sequence }) =>
      sequence === 2 ? { kind: 'reject', reason: 'elastic_400', why: 'one' } : { kind: 'delivered' },
    );
    const sent = await deliverTo(store.outbox, { name: 'siem', open, whole: false, most: 20 }, fakeTiming(), never);
    expect(sent).toMatchObject({ delivered: waiting - 1, parked: 1 });
  });

  it('a destination with a defect loses nothing, and tells nothing of it', async () => {
    await using made = await testStore();
    const waiting = await filled(made.store, 50);
    let broken = true;
    const open: OpenDestination = {
      async send() {
        if (broken) throw new Error('DE89 3704 0044 0532 0130 00');
        return { kind: 'delivered' };
      },
      [Symbol.asyncDispose]: async () => {},
    };
    const timing = fakeTiming();
    const once: Timing = {
      ...timing,
      async sleep(ms, signal) {
        await timing.sleep(ms, signal);
        broken = false;
      },
    };
    const sent = await deliverTo(made.store.outbox, { name: 'siem', open, whole: true, most: 20 }, once, never);
    expect(sent).toMatchObject({ delivered: waiting });
  });
});

describe('many events, many faults', () => {
  const events = Number(process.env['WAYWARD_DELIVER_EVENTS'] ?? 100_000);
  const wanted = 1_000;

  it(`${events} events and ${wanted} faults: what arrived is what was produced, each once, in order of its item`, {
    timeout: 900_000,
  }, async () => {
    await using made = await testStore();
    const { store } = made;
    await using receiver = await testReceiver();
    const random = randomOf(11);
    let met = 0;
    const batch = Math.max(10, Math.floor(events / wanted));
    await using way = await faultyWay(receiver.port, () => {
      if (met >= wanted || random() > 0.6) return null;
      met++;
      return faults[Math.floor(random() * faults.length)] ?? null;
    });
    const produced: string[] = [];
    const timing = fakeTiming();
    // Two runs: of every finding a new one, and then a change.
    for (const count of [1, 2]) {
      await runOf(store, announcerFor(store), things(events / 2, count));
      const all = await store.outbox.next('siem', { events: 2 * events, bytes: 2 ** 40, onePerItem: false });
      produced.push(...all.map(({ id }) => id));
      await using sender = await senderTo(way.url, batch, { timeout: '150 ms' });
      const sent = await deliverTo(store.outbox, sender, timing, never);
      expect(sent).toMatchObject({ parked: 0, reason: null });
    }
    expect(met).toBe(wanted);
    const arrived = [...receiver.store.all()];
    expect(arrived.map(({ id }) => id).sort()).toEqual(produced.sort());
    const last = new Map<string, string>();
    for (const { subject, body } of arrived) {
      const { sequence } = JSON.parse(body) as { sequence: string };
      expect(sequence > (last.get(subject) ?? '')).toBe(true);
      last.set(subject, sequence);
    }
    expect(await drain(store)).toEqual([]);
    expect((await store.outbox.state())[0]).toMatchObject({ waiting: 0, waitingBytes: 0, parked: 0 });
  });
});
