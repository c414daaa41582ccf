import {
  BudgetSpent,
  type Child,
  type DocumentDate,
  type Extracted,
  type ExtractInput,
  type Extractor,
  type Fields,
  type Inner,
  type Prose,
  type Table,
} from '../contracts/extractor.ts';
import type { Problem, ProblemDetail } from '../contracts/problem.ts';
import { type Content, SourceError } from '../contracts/source.ts';
import { Budget, type Limits } from './budget.ts';
import { ChildBytes } from './child-bytes.ts';
import { ItemBytes, type PartBytes } from './item-bytes.ts';
import { isExcluded, type Kind, kindOf, refineKind, sniff } from './kind.ts';
import { plausible } from './lib/dates.ts';
import { type OcrSettings, recognise } from './lib/ocr.ts';
import { PartNames } from './part-name.ts';

export type { Limits } from './budget.ts';

export interface ExtractOptions {
  /** Sorted by id; the first that accepts gets the content. */
  readonly extractors: readonly Extractor[];
  readonly limits: Limits;
  /** Kinds or classes of kinds that are not read. */
  readonly excludeKinds: ReadonlySet<string>;
  /** Recognise the text in pictures; null or left out: not wanted. */
  readonly ocr?: OcrSettings | null;
  readonly signal: AbortSignal;
  /** Called with the bytes that were read or made since the last call. */
  progress(bytes: number): void;
}

/** `part` is '' for the item itself, else the names of the parts, outermost first, joined with `!/`. */
export type ExtractEvent =
  | { readonly type: 'text'; readonly part: string; readonly text: Prose | Table | Fields }
  | { readonly type: 'date'; readonly part: string; readonly date: Omit<DocumentDate, 'type'> }
  | { readonly type: 'problem'; readonly problem: Problem }
  /** A file inside, before its texts; not sent for the item itself. `name` is its own name, made safe to show. */
  | { readonly type: 'part'; readonly part: string; readonly name: string; readonly kind: string };

export interface ExtractResult {
  readonly status: 'read' | 'partly' | 'unread' | 'excluded';
  readonly kind: string;
  /** SHA-256 of the item as hex; null when it was not read to the end. */
  readonly contentHash: string | null;
  readonly bytesRead: number;
  readonly problems: readonly Problem[];
}

/**
 * All text, dates and problems of an item and of everything inside it, in document order.
 * @throws only what the signal carries when it is aborted.
 */
export async function* extractContent(
  content: Content,
  name: string,
  options: ExtractOptions,
): AsyncGenerator<ExtractEvent, ExtractResult> {
  const extraction = new Extraction(content.size, options);
  const source = new ItemBytes(content, extraction.budget, options.signal, options.progress);
  const part = yield* extraction.part(source, { path: '', name, depth: 0 });
  if (part.state === 'excluded') return result('excluded', part.kind, source, null, []);
  const end = part.opened ? await source.finish() : { hash: null, changed: false };
  if (end.changed) yield extraction.problem('changed', null, '');
  const { problems } = extraction;
  const status = problems.length === 0 ? 'read' : part.yielded ? 'partly' : 'unread';
  return result(status, part.kind, source, end.hash, problems);
}

function result(
  status: ExtractResult['status'],
  kind: Kind,
  source: ItemBytes,
  contentHash: string | null,
  problems: readonly Problem[],
): ExtractResult {
  return { status, kind: kind.id, contentHash, bytesRead: source.bytesRead, problems };
}

/** Kinds of pictures that text is recognised in. */
const shown: ReadonlySet<string> = new Set('jpeg png tiff webp gif bmp'.split(' '));

interface Part {
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  /** The kind that its container tells. */
  readonly told?: string | undefined;
}

interface PartResult {
  readonly kind: Kind;
  readonly state: 'excluded' | 'opened' | 'closed';
  /** An extractor was at work. */
  readonly opened: boolean;
  /** Something of it was read. */
  readonly yielded: boolean;
}

/** The state of one item: one budget, one list of problems. */
class Extraction {
  readonly budget: Budget;
  readonly problems: Problem[] = [];
  private readonly options: ExtractOptions;
  private told = false;

  constructor(size: number, options: ExtractOptions) {
    this.options = options;
    this.budget = new Budget(options.limits, size, options.progress);
  }

  problem(code: Problem['code'], detail: ProblemDetail | null, part: string): ExtractEvent {
    const problem = { code, detail, part };
    this.problems.push(problem);
    return { type: 'problem', problem };
  }

  async *part(source: PartBytes, part: Part): AsyncGenerator<ExtractEvent, PartResult> {
    const head = await source.head();
    const { kind: seen, unheld } = await this.kind(source, head, part.name);
    const kind = part.told !== undefined && seen.class === 'text' && seen.id !== 'empty' ? kindOf(part.told) : seen;
    if (part.path !== '') yield { type: 'part', part: part.path, name: part.name, kind: kind.id };
    const closed = (state: PartResult['state']): PartResult => ({ kind, state, opened: false, yielded: false });
    if (source.failure !== null && head.length === 0) {
      yield* this.failed(source.failure, part.path, '');
      return closed('closed');
    }
    if (this.excluded(kind)) {
      yield* this.described(source, head, kind, part);
      return closed('excluded');
    }
    if (unheld) {
      yield* this.failed(new BudgetSpent('bytes'), part.path, '');
      return closed('closed');
    }
    const input = this.input(source, head, kind, part.name);
    const extractor = this.options.extractors.find((candidate) => candidate.accepts(input));
    if (extractor === undefined) {
      yield kind.id === 'encrypted_office'
        ? this.problem('encrypted', 'password', part.path)
        : this.problem('unsupported', `kind:${kind.id}`, part.path);
      return closed('closed');
    }
    const yielded = yield* this.read(extractor, input, source, part);
    return { kind, state: 'opened', opened: true, yielded };
  }

  /** With text recognition pictures are read although their class is left out, but not those left out by name. */
  private excluded(kind: Kind): boolean {
    const { ocr, excludeKinds } = this.options;
    if (ocr != null && shown.has(kind.id)) return excludeKinds.has(kind.id);
    return isExcluded(kind, excludeKinds);
  }

  /** What a picture that is not read says of itself; whatever goes wrong there costs nothing but that. */
  private async *described(source: PartBytes, head: Uint8Array, kind: Kind, part: Part): AsyncGenerator<ExtractEvent> {
    const extractor = this.options.extractors.find(({ id }) => id === 'picture');
    const { readPicture: _, ...whole } = this.input(source, head, kind, part.name);
    // Of a picture in an archive the start must do: nothing of it is unpacked that would not have been.
    const read = async (at: number, length: number) => head.subarray(at, at + length);
    const input = part.depth === 0 ? whole : { ...whole, read };
    if (extractor === undefined || !extractor.accepts(input)) return;
    const before = this.problems.length;
    const wasTold = this.told;
    for await (const event of this.read(extractor, input, source, part)) if (event.type !== 'problem') yield event;
    if (this.budget.spent !== null) this.told = wasTold;
    this.problems.length = before;
  }

  /** `unheld`: it would have to be held in memory to be read, and is too large. */
  private async kind(source: PartBytes, head: Uint8Array, name: string): Promise<{ kind: Kind; unheld: boolean }> {
    const kind = sniff(head, source.size, name);
    if (kind.id !== 'zip' && kind.id !== 'cfb') return { kind, unheld: false };
    try {
      // The last byte: a child is pulled into memory here, or turns out to be too large.
      await source.read(source.size === Number.POSITIVE_INFINITY ? 1 << 30 : source.size - 1, 1);
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
      return { kind: await refineKind(kind, head, null), unheld: true };
    }
    return { kind: await refineKind(kind, head, source), unheld: false };
  }

  private input(source: PartBytes, head: Uint8Array, kind: Kind, name: string): ExtractInput {
    const { ocr, signal, progress } = this.options;
    return {
      name,
      kind: kind.id,
      head,
      get size() {
        return source.size;
      },
      signal,
      bytes: () => source.bytes(),
      read: (offset, length) => source.read(offset, length),
      whole: (limit) => source.whole(limit ?? Number.POSITIVE_INFINITY),
      spend: (bytes) => this.budget.spend(bytes),
      ...(ocr == null ? {} : { readPicture: (picture: Uint8Array) => recognise(picture, ocr, { signal, progress }) }),
    };
  }

  /** Runs one extractor; true when something came of it. */
  private async *read(
    extractor: Extractor,
    input: ExtractInput,
    source: PartBytes,
    part: Part,
  ): AsyncGenerator<ExtractEvent, boolean> {
    const yielded = yield* this.pieces(extractor.extract(input), part, extractor.id, source);
    // Nothing to yield in an empty text is no failure.
    return yielded || input.kind === 'empty';
  }

  /** Passes on what one part is made of; true when something of it was read. */
  private async *pieces(
    pieces: AsyncIterable<Extracted>,
    part: Part,
    extractor: string,
    source: PartBytes | null,
  ): AsyncGenerator<ExtractEvent, boolean> {
    const names = new PartNames();
    let yielded = false;
    let failure: unknown = null;
    try {
      for await (const piece of pieces) {
        this.options.signal.throwIfAborted();
        // Of a container in which all is locked, nothing was read.
        if (piece.type === 'problem') yielded ||= piece.partly && piece.code !== 'encrypted';
        else if (piece.type !== 'date' && piece.type !== 'child') yielded = true;
        const unlocked = yield* this.piece(piece, part, names, extractor);
        if (piece.type === 'child') yielded ||= unlocked;
        if (this.budget.spent !== null) break;
      }
    } catch (error) {
      this.options.signal.throwIfAborted();
      failure = error;
    }
    // What happened to the bytes explains what the extractor made of them.
    failure = this.budget.spent ?? source?.failure ?? failure;
    if (failure !== null) yield* this.failed(failure, part.path, extractor);
    return yielded;
  }

  /** False for a child that is locked. */
  private async *piece(
    piece: Extracted,
    part: Part,
    names: PartNames,
    extractor: string,
  ): AsyncGenerator<ExtractEvent, boolean> {
    switch (piece.type) {
      case 'prose':
      case 'table':
      case 'fields':
        yield { type: 'text', part: part.path, text: piece };
        return true;
      case 'date':
        yield* dates(part.path, [piece]);
        return true;
      case 'problem':
        yield this.problem(piece.code, piece.detail, part.path);
        return true;
      case 'child':
        return yield* this.child(piece, part, names.next(piece.hop.name));
      case 'inner':
        yield* this.inner(piece, part, names.next(piece.hop.name), extractor);
        return true;
    }
  }

  private async *inner(inner: Inner, parent: Part, name: string, extractor: string): AsyncGenerator<ExtractEvent> {
    const part = below(parent, name);
    if (!this.budget.reaches(part.depth)) {
      yield this.problem('budget', 'depth', part.path);
      return;
    }
    try {
      this.budget.member();
      yield { type: 'part', part: part.path, name, kind: kindOf(inner.kind).id };
      yield* this.pieces(inner.pieces(), part, extractor, null);
      yield* dates(part.path, inner.dates);
    } catch (error) {
      this.options.signal.throwIfAborted();
      yield* this.failed(error, part.path, '');
    }
  }

  private async *child(child: Child, parent: Part, name: string): AsyncGenerator<ExtractEvent, boolean> {
    const { path, depth } = below(parent, name);
    if (!this.budget.reaches(depth)) {
      yield this.problem('budget', 'depth', path);
      return true;
    }
    const source = new ChildBytes(child, this.budget, this.options.signal);
    try {
      this.budget.member();
      const part = yield* this.part(source, { path, name, depth, told: child.kind });
      if (part.state !== 'excluded') yield* dates(path, child.dates);
    } catch (error) {
      this.options.signal.throwIfAborted();
      yield* this.failed(error, path, '');
    } finally {
      await source.close();
    }
    return !(source.failure instanceof SourceError && source.failure.problem.code === 'encrypted');
  }

  /** An error as a problem of a part; the spent budget is told once, where it happened. */
  private *failed(error: unknown, part: string, extractor: string): Generator<ExtractEvent> {
    if (error === this.budget.spent) {
      if (this.told) return;
      this.told = true;
    }
    if (error instanceof BudgetSpent) yield this.problem('budget', error.detail, part);
    else if (error instanceof SourceError) yield this.problem(error.problem.code, error.problem.detail, part);
    else yield this.problem('damaged', extractor === '' ? 'structure' : `extractor:${extractor}`, part);
  }
}

function below(parent: Part, name: string): Part {
  return { path: parent.path === '' ? name : `${parent.path}!/${name}`, name, depth: parent.depth + 1 };
}

function* dates(part: string, found: readonly Omit<DocumentDate, 'type'>[]): Generator<ExtractEvent> {
  for (const { event, date, grade, from } of found)
    if (plausible(date)) yield { type: 'date', part, date: { event, date, grade, from } };
}

/** What a folder of extractors is sorted by. */
export function byId(a: Extractor, b: Extractor): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
