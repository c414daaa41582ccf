import { CannotRun } from '../contracts/cannot-run.ts';
import type { Outcome, PartDate } from '../contracts/finding.ts';
import type { Problem } from '../contracts/problem.ts';
import { type Content, SourceError } from '../contracts/source.ts';
import { createDetection } from '../detect/detection.ts';
import { safeName } from '../detect/seal.ts';
import { type ExtractResult, extractContent } from '../extract/extract.ts';
import type { Toolbox } from '../toolbox.ts';
import type { Order } from './messages.ts';
import { WaitCounter } from './waits.ts';

export interface Hooks {
  readonly signal: AbortSignal;
  /** Bytes read or made since the last call. */
  progress(bytes: number): void;
}

/**
 * Opens one item, turns it into text, and counts what the detectors find. The same code in a worker and inline.
 * Whatever the item does, there is an outcome; throws only when cancelled.
 */
export async function scanItem(tools: Toolbox, order: Order, hooks: Hooks): Promise<Outcome> {
  let content: Content;
  const waits = new WaitCounter();
  try {
    const source = await tools.source(order.source);
    content = waits.reading(await waits.of(() => source.read(order.path, hooks.signal)));
  } catch (error) {
    hooks.signal.throwIfAborted();
    return unopened(order, problemOf(error));
  }
  let outcome: Outcome;
  try {
    outcome = await scanContent(tools, order, content, hooks);
  } catch (error) {
    outcome = unopened(order, problemOf(error));
  }
  try {
    await content[Symbol.asyncDispose]();
  } catch {
    // What can't be closed has been read all the same.
  }
  hooks.signal.throwIfAborted();
  return { ...outcome, untouched: content.untouched, waits: waits.total() };
}

async function scanContent(tools: Toolbox, order: Order, content: Content, hooks: Hooks): Promise<Outcome> {
  const name = order.path.slice(order.path.lastIndexOf('/') + 1);
  const detection = createDetection(tools.engine, { fingerprint: tools.fingerprint, register: tools.register });
  detection.addName('', name);
  const dates: PartDate[] = [];
  const events = extractContent(content, name, {
    extractors: tools.extractors,
    limits: tools.limits,
    excludeKinds: tools.excludeKinds,
    ocr: tools.ocr,
    signal: hooks.signal,
    progress: hooks.progress,
  });
  let result: ExtractResult | null = null;
  while (result === null) {
    const next = await events.next();
    if (next.done === true) {
      result = next.value;
      break;
    }
    const event = next.value;
    if (event.type === 'text') detection.add(event.part, event.text);
    else if (event.type === 'part') detection.addName(event.part, event.name);
    else if (event.type === 'date') dates.push(partDate(event.part, event.date));
  }
  for (const found of detection.dates()) dates.push(partDate(found.part, { ...found, grade: 'B', from: found.event }));
  const tallies = detection.finish();
  // A part's name is hidden when a detector recognises it.
  const named = [...dates, ...result.problems].some(({ part }) => part !== '');
  return {
    order: order.number,
    status: result.status,
    kind: result.kind,
    contentHash: result.contentHash,
    bytesRead: result.bytesRead,
    untouched: true,
    problems: result.problems.map((problem) => ({ ...problem, part: safeName(problem.part) })),
    tallies,
    dates: unique(dates),
    traits: detection.traits(tallies.length > 0 || named),
  };
}

function partDate(part: string, date: Omit<PartDate, 'part'>): PartDate {
  return { part: safeName(part), event: date.event, date: date.date, grade: date.grade, from: date.from };
}

function unique(dates: readonly PartDate[]): PartDate[] {
  const seen = new Map(dates.map((date) => [JSON.stringify(date), date]));
  return [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, date]) => date);
}

/** The outcome of an item that gave nothing: it could not be opened, or cost its worker. */
export function unopened(order: Order, problem: Omit<Problem, 'part'>): Outcome {
  return {
    order: order.number,
    status: 'unread',
    kind: null,
    contentHash: null,
    bytesRead: 0,
    untouched: true,
    problems: [{ ...problem, part: '' }],
    tallies: [],
    dates: [],
  };
}

/** The closed code of what a source throws. */
export function problemOf(error: unknown): Omit<Problem, 'part'> {
  if (error instanceof SourceError) return error.problem;
  // The source itself could not be opened: the share is away.
  return error instanceof CannotRun ? { code: 'unreadable', detail: 'io' } : { code: 'internal', detail: null };
}
