import type { Outcome, Tally } from '../contracts/finding.ts';
import type { Problem } from '../contracts/problem.ts';
import type { Content, DateContent, RowBatch, RowColumn, RowContent } from '../contracts/source.ts';
import type { RowDates } from '../contracts/table.ts';
import { createDetection, type Detection } from '../detect/detection.ts';
import { columnPart, createRowDetection, safeNumber } from '../detect/rows/rows.ts';
import { safeName } from '../detect/seal.ts';
import { extractContent } from '../extract/extract.ts';
import type { Toolbox } from '../toolbox.ts';
import type { Order } from './messages.ts';
import { type Hooks, problemOf, unopened } from './scan-item.ts';

/**
 * Reads one piece of a table and counts what its columns hold, or its rows by date. A piece counts as a whole or not at
 * all: when it breaks off, it is read again. Throws only when cancelled.
 */
export async function scanPiece(tools: Toolbox, order: Order, hooks: Hooks): Promise<Outcome> {
  const { piece, path } = order;
  let content: RowContent | DateContent | null = null;
  try {
    const source = await tools.source(order.source);
    if (piece === undefined || source.readPiece === undefined)
      return unopened(order, { code: 'internal', detail: null });
    content = await source.readPiece(path, piece, hooks.signal);
    return content.kind === 'dates'
      ? { ...whole(order), rowDates: await countDates(tools, content) }
      : await scanRows(tools, order, content, hooks);
  } catch (error) {
    hooks.signal.throwIfAborted();
    return unopened(order, problemOf(error));
  } finally {
    await close(content);
  }
}

async function close(content: AsyncDisposable | null): Promise<void> {
  try {
    await content?.[Symbol.asyncDispose]();
  } catch {
    // What can't be closed has been read all the same.
  }
}

function whole(order: Order): Outcome {
  return {
    order: order.number,
    status: 'read',
    kind: 'table',
    contentHash: null,
    bytesRead: 0,
    untouched: true,
    problems: [],
    tallies: [],
    dates: [],
  };
}

async function scanRows(tools: Toolbox, order: Order, content: RowContent, hooks: Hooks): Promise<Outcome> {
  const { engine, fingerprint } = tools;
  const { columns, key } = content;
  const table = order.path.slice(order.path.lastIndexOf('/') + 1);
  const { register } = tools;
  const pieces = order.piece?.among ?? 1;
  const detection = createRowDetection(engine, { fingerprint, table, columns, key, register, pieces });
  const documents = new Documents(tools, table, hooks);
  const files = columns.flatMap(({ holds }, index) => (holds === 'bytes' || holds === 'xml' ? [index] : []));
  let rows = 0;
  let bytesRead = 0;
  for await (const batch of content.batches()) {
    hooks.signal.throwIfAborted();
    rows += batch.rows;
    bytesRead += batch.bytes.length;
    hooks.progress(batch.bytes.length);
    detection.add(batch);
    for (const index of files) await documents.add(content, batch, index);
  }
  const cut = [...content.cut].map(
    ([index]): Problem => ({
      code: 'budget',
      detail: 'bytes',
      part: columnPart(engine, fingerprint, columns[index]!.name),
    }),
  );
  const deep = detection.tooDeep().map((name): Problem => {
    return { code: 'budget', detail: 'depth', part: columnPart(engine, fingerprint, name) };
  });
  const problems = [...cut, ...deep, ...documents.problems()];
  return {
    ...whole(order),
    status: problems.length === 0 ? 'read' : 'partly',
    bytesRead,
    problems,
    tallies: inOrder([...detection.finish(), ...documents.finish()]),
    rows: { rows, blocks: content.blocks },
  };
}

/** Shorter content that is no text is no document of any kind: a digest, a key. */
const shortestDocument = 128;

/** Cells that hold files: read like files, each with a budget of its own, their parts below that of the column. */
class Documents {
  readonly #tools: Toolbox;
  readonly #table: string;
  readonly #hooks: Hooks;
  readonly #detection: Detection;
  readonly #problems = new Map<string, Problem>();

  constructor(tools: Toolbox, table: string, hooks: Hooks) {
    this.#tools = tools;
    this.#table = table;
    this.#hooks = hooks;
    this.#detection = createDetection(tools.engine, { fingerprint: tools.fingerprint, register: tools.register });
  }

  async add({ columns }: RowContent, { bytes, starts, ends, rows }: RowBatch, index: number): Promise<void> {
    const column = columns[index]!;
    const part = columnPart(this.#tools.engine, this.#tools.fingerprint, column.name);
    for (let row = 0, at = index; row < rows; row++, at += columns.length) {
      const [start, end] = [starts[at]!, ends[at]!];
      if (start < 0 || start === end) continue;
      const cell = bytes.slice(start, end);
      if (!isDocument(cell)) continue;
      await this.#read(part, documentName(column), cell);
    }
  }

  finish(): Tally[] {
    return this.#detection.finish();
  }

  /** Each once, however many cells have it. */
  problems(): Problem[] {
    return [...this.#problems].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, problem]) => problem);
  }

  async #read(part: string, name: string, cell: Uint8Array): Promise<void> {
    const { extractors, limits, excludeKinds, ocr } = this.#tools;
    const { signal, progress } = this.#hooks;
    const below = (inner: string) => (inner === '' ? part : `${part}!/${inner}`);
    this.#detection.addName(part, this.#table);
    const events = extractContent(bytesOf(cell), name, { extractors, limits, excludeKinds, ocr, signal, progress });
    for await (const event of events) {
      if (event.type === 'text') this.#detection.add(below(event.part), event.text);
      else if (event.type === 'part') this.#detection.addName(below(event.part), event.name);
      else if (event.type === 'problem') {
        const problem = { ...event.problem, part: safeName(below(event.problem.part)) };
        this.#problems.set(JSON.stringify(problem), problem);
      }
    }
  }
}

/** Whether a cell that holds bytes can be a file at all. */
export function isDocument(cell: Uint8Array): boolean {
  return cell.length >= shortestDocument || isText(cell);
}

/** What a file in a cell is called: a name tells what kind it may be. */
export function documentName({ name, holds }: RowColumn): string {
  return `${name}${holds === 'xml' ? '.xml' : ''}`;
}

export function bytesOf(cell: Uint8Array): Content {
  return {
    kind: 'bytes',
    size: cell.length,
    untouched: true,
    read: async (offset, length) => cell.subarray(offset, offset + length),
    async [Symbol.asyncDispose]() {},
  };
}

const strict = new TextDecoder('utf-8', { fatal: true });

function isText(cell: Uint8Array): boolean {
  if (cell.includes(0)) return false;
  try {
    strict.decode(cell);
    return true;
  } catch {
    return false;
  }
}

/** Keys are sealed here: they may be somebody's number. */
async function countDates({ engine, fingerprint }: Toolbox, content: DateContent): Promise<RowDates> {
  const { days, ...counts } = await content.counts();
  const sealed = (key: string | null) => (key === null ? null : safeNumber(engine, fingerprint, key));
  return {
    ...counts,
    days: days.map(({ day, rows, deleted, firstKey, lastKey }) => {
      return { day, rows, deleted, firstKey: sealed(firstKey), lastKey: sealed(lastKey) };
    }),
  };
}

function inOrder(tallies: readonly Tally[]): Tally[] {
  const key = ({ part, column, detector }: Tally) => `${part}\0${column}\0${detector}`;
  return [...tallies].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
