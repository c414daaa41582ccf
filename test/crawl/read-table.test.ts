import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome, Tally } from '../../agent/contracts/finding.ts';
import type { Item } from '../../agent/contracts/item.ts';
import { type OpenSource, type Piece, type ReadPlan, SourceError } from '../../agent/contracts/source.ts';
import type { Store } from '../../agent/contracts/store.ts';
import { Gate } from '../../agent/crawl/gate.ts';
import { readTable, type TableTools } from '../../agent/crawl/read-table.ts';
import { createSealer } from '../../agent/crawl/shards.ts';
import { openStore } from '../../agent/store/sqlite.ts';

/** A source that plans what it is told, and a scanner that answers what it is told: what is tested stands between. */
let dir: string;
let store: Store;
const sealer = createSealer(Buffer.alloc(32, 3));

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'wayward-table-'));
  store = await openStore(dir);
});
afterEach(async () => {
  await store[Symbol.asyncDispose]();
  await rm(dir, { recursive: true, force: true });
});

const item: Item = {
  unit: 'public',
  path: 'public/customers',
  signature: '1|group',
  excluded: null,
  facts: {
    ...{ bytes: 1000, mtime: null, birthtime: null, owner: 'app', group: null, mode: null, links: 1 },
    ...({ exposure: 'group', exposureFrom: 'source' } as const),
  },
  table: { type: 'table', rows: 300, columns: [], rowSecurity: false, plainConnections: 'unknown' },
};

const piece = (id: string): Piece => ({ id, kind: 'rows', of: null });
const plan = (more: Partial<ReadPlan> = {}): ReadPlan => ({
  ...{ depth: 'full', layout: 'l1', pieces: [piece('a'), piece('b'), piece('c')], adds: false, mark: null, blocks: 30 },
  ...more,
});

function tally(count: number): Tally {
  const group = { evidence: [], logOdds: 1, suppressed: null, count, fingerprints: [], distinct: 0, places: [] };
  return {
    ...{
      detector: 'email',
      category: 'user.contact.email',
      part: '#email',
      column: 'email',
      seen: count,
      fitted: count,
    },
    groups: [group],
    subjects: { customer: 0, employee: 0 },
  } as unknown as Tally;
}

const outcome = (more: Partial<Outcome> = {}): Outcome => ({
  ...({ order: 0, status: 'read', kind: 'table', contentHash: null, bytesRead: 10, untouched: true } as const),
  ...{ problems: [], tallies: [tally(100)], dates: [], rows: { rows: 100, blocks: 10 } },
  ...more,
});
function broken(detail: 'connection' | 'columns'): Outcome {
  const { rows: _, ...rest } = outcome({
    status: 'unread',
    tallies: [],
    problems: [{ code: detail === 'columns' ? 'changed' : 'unreadable', detail, part: '' }],
  });
  return rest;
}

interface Script {
  readonly plan: ReadPlan | Error;
  /** By piece; one after the other when it is read again. */
  readonly answers?: Readonly<Record<string, readonly Outcome[]>>;
  readonly stopAfter?: number;
  readonly recipe?: string;
  readonly width?: number;
  readonly signature?: string;
}

async function run(script: Script) {
  const read: string[] = [];
  const marks: (string | null)[] = [];
  let most = 0;
  let now = 0;
  const stop = new AbortController();
  const open = {
    plan: async (_: Item, last: string | null) => {
      marks.push(last);
      if (script.plan instanceof Error) throw script.plan;
      return script.plan;
    },
  } as unknown as OpenSource;
  const tools: TableTools = {
    store,
    sealer,
    recipe: script.recipe ?? 'r1',
    gate: new Gate(script.width ?? 2),
    retries: [1, 1],
    done() {},
    scanner: {
      width: 8,
      underWay: () => 0,
      async [Symbol.asyncDispose]() {},
      async scan(order) {
        now++;
        most = Math.max(most, now);
        await new Promise((go) => setImmediate(go));
        now--;
        const { id } = order.piece!;
        if (script.stopAfter !== undefined && read.length >= script.stopAfter) stop.abort();
        stop.signal.throwIfAborted();
        const before = read.filter((one) => one === id).length;
        read.push(id);
        const answers = script.answers?.[id] ?? [outcome()];
        return answers[Math.min(before, answers.length - 1)]!;
      },
    },
  };
  const asked = { ...item, signature: script.signature ?? item.signature };
  const result = await readTable(open, asked, 'i-1', 'crm', [], tools, stop.signal).catch((error: unknown) => {
    if (stop.signal.aborted) return null;
    throw error;
  });
  return { result, read, marks, most };
}

const counted = (result: Awaited<ReturnType<typeof run>>['result']) =>
  result?.outcome.tallies.reduce((sum, { groups }) => sum + groups.reduce((more, { count }) => more + count, 0), 0);

describe('a table read in pieces', () => {
  it('is what its pieces hold together', async () => {
    const { result, read } = await run({ plan: plan() });
    expect(read.sort()).toEqual(['a', 'b', 'c']);
    expect(result!.outcome).toMatchObject({ status: 'read', bytesRead: 30, problems: [] });
    expect(counted(result)).toBe(300);
    expect(result!.reading).toEqual({ depth: 'full', rowsSeen: 300, blocksSeen: 30, blocks: 30, missedAtMost: 0 });
    await result!.settle();
    expect(await store.shards('i-1')).toEqual([]);
  });

  it('has no more pieces under way than its source allows', async () => {
    const pieces = Array.from({ length: 20 }, (_, i) => piece(`p${i}`));
    expect((await run({ plan: plan({ pieces }), width: 2 })).most).toBe(2);
    expect((await run({ plan: plan({ pieces, layout: 'l2' }), width: 1 })).most).toBe(1);
  });

  it('goes on where it was stopped', async () => {
    const first = await run({ plan: plan(), stopAfter: 2, width: 1 });
    expect(first.result).toBeNull();
    const second = await run({ plan: plan() });
    expect([...first.read, ...second.read].sort()).toEqual(['a', 'b', 'c']);
    expect(counted(second.result)).toBe(300);
  });

  it.each([
    ['the pieces are others', { plan: plan({ layout: 'l2' }) }],
    ['what would be recognised is another', { plan: plan(), recipe: 'r2' }],
  ])('is read from the start when %s', async (_, script) => {
    await run({ plan: plan(), stopAfter: 2, width: 1 });
    const { result, read } = await run(script);
    expect(read.sort()).toEqual(['a', 'b', 'c']);
    expect(counted(result)).toBe(300);
  });

  it('is to be read again when it changed between two parts of its reading', async () => {
    await run({ plan: plan(), stopAfter: 2, width: 1 });
    expect((await run({ plan: plan() })).result!.mixed).toBe(false);
    await run({ plan: plan({ layout: 'l3' }), stopAfter: 2, width: 1 });
    expect((await run({ plan: plan({ layout: 'l3' }), signature: '2|group' })).result!.mixed).toBe(true);
  });

  it('keeps no base that is not of one time', async () => {
    await run({ plan: plan({ mark: 'm1' }), answers: { b: [broken('connection')] } });
    const second = await run({ plan: plan({ mark: 'm2' }), signature: '2|group' });
    expect(second.read).toEqual(['b']);
    expect(second.result!.mixed).toBe(true);
    await second.result!.settle();
    expect(await store.shards('i-1')).toEqual([]);
    const third = await run({ plan: plan({ mark: 'm3' }), signature: '2|group' });
    expect(third.marks).toEqual([null]);
    expect(third.result!.mixed).toBe(false);
  });

  it('is read again where what was kept cannot be opened', async () => {
    await run({ plan: plan(), stopAfter: 2, width: 1 });
    const [first] = await store.shards('i-1');
    await store.putShard('i-1', { ...first!, content: new Uint8Array(60) });
    const { result, read } = await run({ plan: plan() });
    expect(read).toHaveLength(2);
    expect(counted(result)).toBe(300);
  });

  it('tries a piece again when the connection broke', async () => {
    const { result, read } = await run({ plan: plan(), answers: { b: [broken('connection'), outcome()] } });
    expect(read.filter((id) => id === 'b')).toHaveLength(2);
    expect(result!.outcome.status).toBe('read');
    expect(counted(result)).toBe(300);
  });

  it('says what could not be read, and reads only that the next time', async () => {
    const first = await run({ plan: plan(), answers: { b: [broken('connection')] } });
    expect(first.read.filter((id) => id === 'b')).toHaveLength(3);
    expect(first.result!.outcome).toMatchObject({
      status: 'partly',
      problems: [{ code: 'unreadable', detail: 'connection' }],
    });
    expect(first.result!.reading!.missedAtMost).not.toBe(0);
    await first.result!.settle();
    const second = await run({ plan: plan() });
    expect(second.read).toEqual(['b']);
    expect(counted(second.result)).toBe(300);
  });

  it('does not try again what will not pass', async () => {
    const { read, result } = await run({
      plan: plan(),
      answers: { a: [broken('columns')], b: [broken('columns')], c: [broken('columns')] },
    });
    expect(read.sort()).toEqual(['a', 'b', 'c']);
    expect(result!.outcome).toMatchObject({ status: 'unread', problems: [{ code: 'changed', detail: 'columns' }] });
  });

  it('is unread when it cannot be planned', async () => {
    const { result } = await run({ plan: new SourceError({ code: 'vanished', detail: null }) });
    expect(result!.outcome).toMatchObject({
      status: 'unread',
      problems: [{ code: 'vanished', detail: null, part: '' }],
    });
  });

  it('adds to what was found before when only rows came', async () => {
    const first = await run({ plan: plan({ mark: 'm1' }) });
    await first.result!.settle();
    expect((await store.shards('i-1')).map(({ piece }) => piece)).toEqual(['']);
    const second = await run({ plan: plan({ pieces: [piece('d')], adds: true, mark: 'm2' }) });
    expect(second.marks).toEqual(['m1']);
    expect(second.read).toEqual(['d']);
    expect(counted(second.result)).toBe(400);
    await second.result!.settle();
    const third = await run({ plan: plan({ pieces: [], adds: true, mark: 'm2' }) });
    expect(third.marks).toEqual(['m2']);
    expect(counted(third.result)).toBe(400);
  });

  it('keeps what was added when it was killed before it was settled', async () => {
    await (await run({ plan: plan({ mark: 'm1' }) })).result!.settle();
    const adding = plan({ pieces: [piece('d')], adds: true, mark: 'm2' });
    await run({ plan: adding });
    const again = await run({ plan: adding });
    expect(again.read).toEqual([]);
    expect(counted(again.result)).toBe(400);
  });
});

describe('what is kept of a piece', () => {
  it('cannot be read without the key, nor changed', async () => {
    await run({ plan: plan(), stopAfter: 1, width: 1 });
    const [{ piece: kept } = { piece: '' }] = await store.shards('i-1');
    const content = (await store.shardContent('i-1', kept))!;
    expect(Buffer.from(content).toString('latin1')).not.toContain('email');
    expect(createSealer(Buffer.alloc(32, 4)).open(content)).toBeNull();
    const spoiled = Uint8Array.from(content);
    spoiled[40]! ^= 1;
    expect(sealer.open(spoiled)).toBeNull();
    expect(sealer.open(content)).toMatchObject({ rows: { rows: 100 } });
  });
});

describe('what a sample may have missed', () => {
  const bound = async (blocksSeen: number, blocks: number | null) => {
    const sample = plan({ depth: 'sample', pieces: [piece('s')], blocks, layout: `${blocksSeen} ${blocks}` });
    const { result } = await run({
      plan: sample,
      answers: { s: [outcome({ rows: { rows: 900, blocks: blocksSeen } })] },
    });
    return result!.reading!.missedAtMost;
  };
  it('follows from the number of blocks, not of rows', async () => {
    // 1 - 0.05^(1/59) = 0.0495: the "59 samples" of auditors.
    expect(await bound(59, 1_000_000)).toBeCloseTo(0.0495, 3);
    expect(await bound(299, null)).toBeCloseTo(0.01, 3);
  });
  it('is nothing when every block was seen, and at most what was not', async () => {
    expect(await bound(30, 30)).toBe(0);
    expect(await bound(29, 30)).toBeCloseTo(1 / 30, 3);
  });
});
