import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Governor, type GovernorSettings, type PaceNews } from '../../agent/gentle/governor.ts';
import { SimulatedTime } from './simulated.ts';

const MB = 1_000_000;
const signal = new AbortController().signal;

/** A scan under simulated time: `width` readers that have files read, each taking as long as `slow` says. */
class Scan {
  readonly time = new SimulatedTime();
  readonly news: PaceNews[] = [];
  readonly governor: Governor;
  machine = { load: 0, memory: 0 };
  begun = 0;
  bytes = 0;
  underWay = 0;
  mostUnderWay = 0;
  over: unknown = null;

  constructor(settings: Partial<GovernorSettings> = {}) {
    const machine = { load: () => this.machine.load, memory: () => this.machine.memory };
    const all = { caps: new Map(), width: 4, maxLoad: null, memory: null, backOff: null, ...settings };
    this.governor = new Governor(all, this.time, machine, (news) => this.news.push(news));
  }

  /** Reads files for ever; `takes` is milliseconds of each. */
  start(files: () => { bytes: number; read?: number; takes: number; reads?: number }, readers = 4): void {
    const reader = async () => {
      for (;;) {
        const { bytes, read = bytes, takes, reads = 1 } = files();
        const ticket = await this.governor.admit('share', bytes, signal);
        this.begun++;
        this.underWay++;
        this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
        await this.time.sleep(takes);
        this.bytes += read;
        this.underWay--;
        ticket.done(read, { reads, milliseconds: takes });
      }
    };
    for (let n = 0; n < readers; n++) {
      reader().catch((error: unknown) => {
        this.over = error;
      });
    }
  }
}

const caps = (mb: number | null, files: number | null) =>
  new Map([['share', { megabytesPerSecond: mb, filesPerSecond: files }]]);

describe('caps', () => {
  it.each([0.5, 3, 40, 1_000])('%d files a second, within a tenth', async (rate) => {
    const scan = new Scan({ caps: caps(null, rate) });
    scan.start(() => ({ bytes: 10_000, takes: 1 }));
    const seconds = Math.max(20, 50 / rate);
    await scan.time.pass(seconds * 1000);
    expect(scan.begun / seconds / rate).toBeGreaterThan(0.9);
    expect(scan.begun / seconds / rate).toBeLessThan(1.1);
  });

  it('MB a second, within a tenth, whatever the sizes', async () => {
    const sizes = fc.array(fc.oneof(fc.nat(1_000), fc.nat(MB), fc.integer({ min: MB, max: 10 * MB })), {
      ...{ minLength: 20, maxLength: 60 },
    });
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 1, max: 20 }), async (given, rate) => {
        fc.pre(given.some((size) => size > 10_000));
        const scan = new Scan({ caps: caps(rate, null) });
        let at = 0;
        // A share that is far faster than it may be read.
        scan.start(() => ({ bytes: given[at++ % given.length] ?? 0, takes: 1 }));
        await scan.time.pass(200_000);
        expect(scan.bytes / MB / 200 / rate).toBeGreaterThan(0.9);
        expect(scan.bytes / MB / 200 / rate).toBeLessThan(1.1);
      }),
      { numRuns: 8 },
    );
  });

  it('count what was read, not what was listed', async () => {
    const scan = new Scan({ caps: caps(1, null) });
    // Films of a gigabyte, of which a few kilobytes tell what they are.
    scan.start(() => ({ bytes: 1_000 * MB, read: 10_000, takes: 1 }));
    await scan.time.pass(100_000);
    expect(scan.bytes / MB / 100).toBeGreaterThan(0.9);
    expect(scan.bytes / MB / 100).toBeLessThan(1.1);
  });

  it('hold in every ten seconds, not only on the whole', async () => {
    const scan = new Scan({ caps: caps(null, 20) });
    scan.start(() => ({ bytes: 0, takes: 3 }));
    for (let n = 0; n < 12; n++) {
      const before = scan.begun;
      await scan.time.pass(10_000);
      expect((scan.begun - before) / 10).toBeGreaterThan(18);
      expect((scan.begun - before) / 10).toBeLessThan(22);
    }
  });

  it('are of one source: others go as fast as they like', async () => {
    const scan = new Scan({ caps: new Map([['other', { megabytesPerSecond: 1, filesPerSecond: 1 }]]) });
    scan.start(() => ({ bytes: MB, takes: 10 }));
    await scan.time.pass(1_000);
    expect(scan.begun).toBeGreaterThan(300);
  });
});

describe('pausing and closing', () => {
  it('begins nothing while paused, and goes on', async () => {
    const scan = new Scan();
    scan.start(() => ({ bytes: 0, takes: 10 }));
    await scan.time.pass(100);
    scan.governor.pause();
    scan.governor.pause();
    await scan.time.pass(20);
    const [begun] = [scan.begun];
    expect([scan.underWay, scan.governor.held]).toEqual([0, 'paused']);
    await scan.time.pass(10_000);
    expect(scan.begun).toBe(begun);
    scan.governor.resume();
    await scan.time.pass(100);
    expect(scan.begun).toBeGreaterThan(begun);
    expect(scan.governor.held).toBeNull();
  });

  it.each(['at work', 'paused', 'waiting for its turn'])(
    'closes while %s: what is under way is finished',
    async (when) => {
      const scan = new Scan({ caps: caps(null, when === 'waiting for its turn' ? 0.001 : null) });
      scan.start(() => ({ bytes: 0, takes: 1_000 }));
      if (when === 'paused') scan.governor.pause();
      await scan.time.pass(500);
      const { begun, underWay } = scan;
      scan.governor.close();
      await scan.time.pass(5_000);
      expect(scan.begun).toBe(begun);
      expect(underWay).toBe(when === 'at work' ? 4 : when === 'paused' ? 0 : 1);
      expect(scan.underWay).toBe(0);
      expect(scan.over).toMatchObject({ name: 'AbortError' });
    },
  );

  it('gives up a wait when the scan is stopped', async () => {
    const scan = new Scan();
    scan.governor.pause();
    const stop = new AbortController();
    const waits = scan.governor.admit('share', 1, stop.signal);
    const lists = scan.governor.ready(stop.signal);
    stop.abort();
    await expect(waits).rejects.toThrow();
    await expect(lists).rejects.toThrow();
    scan.governor.resume();
    // Who comes after is not held up by it.
    await expect(scan.governor.admit('share', 1, signal)).resolves.toBeDefined();
  });
});

describe('giving way', () => {
  it('waits while the load is above the limit', async () => {
    const scan = new Scan({ maxLoad: 1.5 });
    scan.start(() => ({ bytes: 0, takes: 10 }));
    await scan.time.pass(1_000);
    scan.machine.load = 3;
    await scan.time.pass(6_000);
    const { begun } = scan;
    await scan.time.pass(60_000);
    expect([scan.begun, scan.governor.held]).toEqual([begun, 'load']);
    scan.machine.load = 0.5;
    await scan.time.pass(6_000);
    expect(scan.begun).toBeGreaterThan(begun);
    expect(scan.news).toEqual([
      { event: 'held', why: 'load', load: 3 },
      { event: 'released', why: 'load', load: 0.5 },
    ]);
  });

  it('has fewer orders under way over the memory ceiling, one at the least', async () => {
    const scan = new Scan({ memory: 100 });
    scan.start(() => ({ bytes: 0, takes: 50 }));
    await scan.time.pass(1_000);
    expect(scan.mostUnderWay).toBe(4);
    scan.machine.memory = 101;
    await scan.time.pass(2_000);
    scan.mostUnderWay = 0;
    await scan.time.pass(5_000);
    expect(scan.mostUnderWay).toBe(1);
    scan.machine.memory = 50;
    await scan.time.pass(5_000);
    expect(scan.mostUnderWay).toBe(4);
    expect(scan.news).toEqual([{ event: 'memory_ceiling', bytes: 101, orders: 2 }]);
  });

  it('asks a share that has become slow for less, down to half of the time, and recovers', async () => {
    const scan = new Scan({ backOff: 3 });
    let takes = 20;
    scan.start(() => ({ bytes: 0, takes }));
    await scan.time.pass(30_000);
    expect(scan.news).toEqual([]);
    takes = 200;
    await scan.time.pass(60_000);
    expect(scan.news.slice(0, 3)).toEqual([
      { event: 'back_off', source: 'share', orders: 2, resting: false },
      { event: 'back_off', source: 'share', orders: 1, resting: false },
      { event: 'back_off', source: 'share', orders: 1, resting: true },
    ]);
    const before = scan.begun;
    await scan.time.pass(20_000);
    // One at a time, each followed by as long a rest: a tenth of what it could do.
    expect(scan.begun - before).toBeGreaterThan(40);
    expect(scan.begun - before).toBeLessThan(60);
    takes = 20;
    await scan.time.pass(60_000);
    expect(scan.news.at(-1)).toEqual({ event: 'back_off', source: 'share', orders: 4, resting: false });
  });

  it('does not take a disk for slow because the cache was quick', async () => {
    const scan = new Scan({ backOff: 3 });
    let takes = 0.1;
    scan.start(() => ({ bytes: 0, takes }));
    await scan.time.pass(6_000);
    takes = 15;
    await scan.time.pass(30_000);
    expect(scan.news).toEqual([]);
  });

  it('hears of slowness from listings, too', async () => {
    const scan = new Scan({ backOff: 3 });
    const list = async (each: number) => {
      for (let n = 0; n < 40; n++) {
        scan.governor.listed('share', 100, 100 * each);
        await scan.time.pass(500);
      }
    };
    await list(1);
    expect(scan.news).toEqual([]);
    await list(20);
    expect(scan.news[0]).toEqual({ event: 'back_off', source: 'share', orders: 2, resting: false });
  });
});
