import { setTimeout } from 'node:timers/promises';
import type { Outcome } from '../contracts/finding.ts';
import type { Item } from '../contracts/item.ts';
import type { Ticket } from '../contracts/pace.ts';
import type { Problem } from '../contracts/problem.ts';
import { type OpenSource, type Piece, type ReadPlan, SourceError } from '../contracts/source.ts';
import type { Store } from '../contracts/store.ts';
import type { RowDates, RowTrigger, TableReading } from '../contracts/table.ts';
import { mergeTallies } from '../detect/settle.ts';
import type { Scanner } from '../work/pool.ts';
import type { Gate } from './gate.ts';
import type { Sealer, ShardContent } from './shards.ts';
import { contentOf } from './unchanged.ts';

/** What reading a table takes. */
export interface TableTools {
  readonly store: Store;
  readonly scanner: Scanner;
  readonly sealer: Sealer;
  readonly recipe: string;
  /** Lets so many orders of the source through at once. */
  readonly gate: Gate;
  /** Waits until a piece may be read; rejects when nothing more is to be begun. */
  begin?(): Promise<Ticket>;
  /** Waits before a piece is tried again, in milliseconds. */
  readonly retries?: readonly number[];
  /** Told of the bytes of each piece that was read. */
  done(bytes: number): void;
}

/** A table, read as far as it goes. */
export interface TableRead {
  readonly outcome: Outcome;
  readonly reading: TableReading | null;
  readonly dates: readonly RowDates[];
  /** Some of it is what an earlier run read, and the table has changed since: it is to be read again. */
  readonly mixed: boolean;
  /** Its rows could not all be counted by date: that is to be tried again. */
  readonly recount: boolean;
  /** To be called once the outcome is kept: what only served to resume is forgotten. */
  settle(): Promise<void>;
}

/** A piece that broke off for a reason outside of it is tried again, after so many milliseconds. */
const usualRetries = [500, 2_000, 8_000];
const passing: readonly (string | null)[] = ['connection', 'lock_timeout'];
/** Of all of a table: no piece is called so. */
const wholeTable = '';

/**
 * Reads a table in pieces, as the source plans it. Each finished piece is kept, so that a killed or broken scan goes on
 * where it was; of a table that only grew, what was found before is added to.
 * @throws only when cancelled, or when the store fails
 */
export async function readTable(
  open: OpenSource,
  item: Item,
  id: string,
  source: string,
  triggers: readonly RowTrigger[],
  tools: TableTools,
  signal: AbortSignal,
): Promise<TableRead> {
  const { store, recipe } = tools;
  const shards = new Shards(id, tools);
  const kept = (await store.shards(id)).filter((shard) => shard.recipe === recipe);
  const last = kept.find(({ piece }) => piece === wholeTable);
  const before = last === undefined ? null : await shards.open(wholeTable);
  const plan = await planOf(open, item, before === null ? null : (last?.mark ?? null), signal);
  if ('problem' in plan) return unread(plan.problem);
  for (const { piece, layout } of kept) {
    if (piece !== wholeTable && layout === plan.layout && (await shards.open(piece)) !== null) shards.read.add(piece);
  }
  const reader = new PieceReader(open, source, item, tools, signal);
  const [failed, counted] = await Promise.all([reader.readAll(plan, shards), countDates(open, item, triggers, reader)]);
  const merged = await mergeAll(item, plan, plan.adds ? before : null, shards);
  const problems = unique([...merged.problems, ...failed, ...counted.problems]);
  const complete = failed.length === 0;
  const mixed = merged.signature !== contentOf(item.signature);
  return {
    outcome: outcomeOf(merged, problems, complete, plan),
    reading: readingOf(plan, merged, complete),
    dates: counted.dates,
    mixed,
    recount: counted.problems.length > 0,
    async settle() {
      if (!complete) return;
      // What is not of one time is no base to add to, and no part of a later reading.
      const base = mixed ? null : plan.mark;
      if (base !== null) await shards.put(wholeTable, plan, base, merged);
      await store.dropShards(id, base === null ? [] : [wholeTable]);
    },
  };
}

/** Counts the rows of a table by date, and reads none. */
export async function recount(
  open: OpenSource,
  item: Item,
  source: string,
  triggers: readonly RowTrigger[],
  tools: TableTools,
  signal: AbortSignal,
): Promise<readonly RowDates[]> {
  return (await countDates(open, item, triggers, new PieceReader(open, source, item, tools, signal))).dates;
}

/** What is kept of the pieces of one table: one at a time is in memory. */
class Shards {
  /** Pieces that fit the plan: read by an earlier run, or by now. */
  readonly read = new Set<string>();
  readonly #id: string;
  readonly #tools: TableTools;

  constructor(id: string, tools: TableTools) {
    this.#id = id;
    this.#tools = tools;
  }

  /** Null where there is none, or it cannot be opened: then the piece is read again. */
  async open(piece: string): Promise<ShardContent | null> {
    const content = await this.#tools.store.shardContent(this.#id, piece);
    return content === null ? null : this.#tools.sealer.open(content);
  }

  async put(piece: string, { layout }: ReadPlan, mark: string | null, content: ShardContent): Promise<void> {
    const { store, recipe, sealer } = this.#tools;
    await store.putShard(this.#id, { piece, layout, recipe, mark, content: sealer.seal(content) });
  }
}

async function planOf(
  open: OpenSource,
  item: Item,
  mark: string | null,
  signal: AbortSignal,
): Promise<ReadPlan | { problem: Omit<Problem, 'part'> }> {
  try {
    const plan = await open.plan?.(item, mark, signal);
    return plan ?? { problem: { code: 'internal', detail: null } };
  } catch (error) {
    signal.throwIfAborted();
    return { problem: error instanceof SourceError ? error.problem : { code: 'internal', detail: null } };
  }
}

/** Has pieces read, as many at once as the gate lets through, each again when it broke off. */
class PieceReader {
  readonly #open: OpenSource;
  readonly #source: string;
  readonly #item: Item;
  readonly #tools: TableTools;
  readonly #signal: AbortSignal;

  constructor(open: OpenSource, source: string, item: Item, tools: TableTools, signal: AbortSignal) {
    this.#open = open;
    this.#source = source;
    this.#item = item;
    this.#tools = tools;
    this.#signal = signal;
  }

  /** Reads and keeps all pieces but those that were; gives the problems of those that could not be read. */
  async readAll(plan: ReadPlan, shards: Shards): Promise<Problem[]> {
    const todo = plan.pieces.filter((piece) => !shards.read.has(piece.id));
    const share = this.#item.facts.bytes / Math.max(1, plan.pieces.length);
    const failed = await this.#inTurn(todo, async (piece) => {
      const outcome = await this.read({ ...piece, among: plan.pieces.length }, share);
      const { rows, tallies, problems, bytesRead: bytes } = outcome;
      if (rows === undefined) return problems;
      await shards.put(piece.id, plan, null, {
        ...{ tallies, problems, rows, bytes },
        signature: contentOf(this.#item.signature),
      });
      shards.read.add(piece.id);
      return [];
    });
    return failed.flat();
  }

  /** The outcome of one piece, tried again while what failed may pass. */
  async read(piece: Piece, bytes: number): Promise<Outcome> {
    const order = { source: this.#source, path: this.#item.path, size: bytes, piece };
    for (const wait of [...(this.#tools.retries ?? usualRetries), null]) {
      const outcome = await this.#scan(order);
      const [problem] = outcome.problems;
      if (outcome.status !== 'unread' || wait === null || !passing.includes(problem?.detail ?? null)) {
        this.#tools.done(outcome.bytesRead);
        return outcome;
      }
      await setTimeout(wait, undefined, { signal: this.#signal });
    }
    throw new Error('unreachable');
  }

  async #scan(order: Parameters<Scanner['scan']>[0]): Promise<Outcome> {
    const { gate, scanner } = this.#tools;
    await gate.enter();
    let ticket: Ticket | undefined;
    try {
      this.#signal.throwIfAborted();
      ticket = await this.#tools.begin?.();
      return await scanner.scan(order, this.#signal, (backend) => void this.#open.cancel?.(backend));
    } finally {
      ticket?.done(0);
      gate.leave();
    }
  }

  /** In order, a few at once; results in order. What throws, stops or breaks the store, ends them all. */
  async #inTurn<T>(pieces: readonly Piece[], work: (piece: Piece) => Promise<T>): Promise<T[]> {
    const results: T[] = [];
    let next = 0;
    const worker = async () => {
      for (let at = next++; at < pieces.length; at = next++) results[at] = await work(pieces[at]!);
    };
    const workers = Array.from({ length: Math.max(1, this.#tools.scanner.width) }, worker);
    const ends = await Promise.allSettled(workers);
    const broken = ends.find((end) => end.status === 'rejected');
    if (broken !== undefined) throw broken.reason;
    return results;
  }
}

async function countDates(
  open: OpenSource,
  item: Item,
  triggers: readonly RowTrigger[],
  reader: PieceReader,
): Promise<{ dates: readonly RowDates[]; problems: readonly Problem[] }> {
  if (triggers.length === 0) return { dates: [], problems: [] };
  const pieces = open.datePieces?.(item, triggers) ?? [];
  const outcomes = await Promise.all(pieces.map((piece) => reader.read(piece, item.facts.bytes)));
  return {
    dates: outcomes.map(({ rowDates }, index) => rowDates ?? notCounted(triggers[index]!)),
    problems: outcomes.flatMap(({ problems }) => problems),
  };
}

function notCounted({ timeZone }: RowTrigger): RowDates {
  return {
    ...{ trigger: '', problem: 'unreadable', days: [], rows: 0, noDate: 0, notRead: 0, query: '', parameter: 'date' },
    timeZone,
  };
}

/** All that was kept of the pieces, added up in the order of the plan. */
async function mergeAll(item: Item, plan: ReadPlan, base: ShardContent | null, shards: Shards): Promise<ShardContent> {
  const signature = contentOf(item.signature);
  let merged: ShardContent = { tallies: [], problems: [], rows: { rows: 0, blocks: null }, bytes: 0, signature };
  // To what was complete then, rows were only added since: it is as good as read now.
  if (base !== null) merged = add(merged, { ...base, signature });
  for (const { id } of plan.pieces) {
    const content = shards.read.has(id) ? await shards.open(id) : null;
    if (content !== null) merged = add(merged, content);
  }
  return merged;
}

function add(a: ShardContent, b: ShardContent): ShardContent {
  const blocks = a.rows.blocks === null && b.rows.blocks === null ? null : (a.rows.blocks ?? 0) + (b.rows.blocks ?? 0);
  return {
    tallies: mergeTallies(a.tallies, b.tallies),
    problems: unique([...a.problems, ...b.problems]),
    rows: { rows: a.rows.rows + b.rows.rows, blocks },
    bytes: a.bytes + b.bytes,
    signature: a.signature === b.signature ? a.signature : '',
  };
}

function unique(problems: readonly Problem[]): Problem[] {
  const seen = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, problem]) => problem);
}

function outcomeOf(merged: ShardContent, problems: readonly Problem[], complete: boolean, plan: ReadPlan): Outcome {
  const some = merged.rows.rows > 0 || (complete && plan.pieces.length > 0);
  return {
    order: 0,
    status: problems.length === 0 ? 'read' : some ? 'partly' : 'unread',
    kind: 'table',
    contentHash: null,
    bytesRead: merged.bytes,
    untouched: true,
    problems,
    tallies: merged.tallies,
    dates: [],
  };
}

/**
 * What a sample did not see: when none of m blocks drawn at random holds something, then with 95 % confidence less than
 * 1 - 0.05^(1/m) of all blocks do, and fewer still when m is a good part of them (m of M: only the rest can hold it).
 */
function readingOf({ depth, blocks }: ReadPlan, { rows }: ShardContent, complete: boolean): TableReading {
  const seen = rows.blocks;
  const all = depth === 'full' && complete;
  const drawn = seen === null || seen === 0 ? null : 1 - 0.05 ** (1 / seen);
  const left = seen === null || blocks === null || blocks === 0 ? 1 : Math.max(0, 1 - seen / blocks);
  return {
    depth,
    rowsSeen: rows.rows,
    blocksSeen: all ? blocks : seen,
    blocks,
    missedAtMost: all || left === 0 ? 0 : drawn === null ? null : Math.round(Math.min(drawn, left) * 1e4) / 1e4,
  };
}

function unread(problem: Omit<Problem, 'part'>): TableRead {
  return {
    outcome: {
      ...{ order: 0, status: 'unread', kind: 'table', contentHash: null, bytesRead: 0, untouched: true },
      problems: [{ ...problem, part: '' }],
      tallies: [],
      dates: [],
    },
    reading: null,
    dates: [],
    mixed: false,
    recount: false,
    async settle() {},
  };
}
