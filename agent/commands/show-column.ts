import type { Fields, Prose, Table } from '../contracts/extractor.ts';
import type { Finding } from '../contracts/finding.ts';
import type { Item } from '../contracts/item.ts';
import { type OpenSource, type RowColumn, type RowContent, SourceError } from '../contracts/source.ts';
import type { StoredItem } from '../contracts/store.ts';
import { JsonCells } from '../detect/rows/json-cells.ts';
import { columnPart, looksLikeJson } from '../detect/rows/rows.ts';
import { detectText } from '../detect/spans.ts';
import { extractContent } from '../extract/extract.ts';
import type { Toolbox } from '../toolbox.ts';
import { bytesOf, documentName, isDocument } from '../work/scan-piece.ts';
import { CannotRun } from './errors.ts';
import type { Session } from './session.ts';

type Wanted = Pick<Finding, 'source' | 'path' | 'part' | 'detector'>;

/**
 * What was matched in a column, in the order in which the source gives its rows. The table is planned as a scan would,
 * and read piece by piece, no further than somebody asks: of a sampled table the same sample.
 * @throws CannotRun when the table can't be read now
 */
export async function* columnMatches(
  session: Pick<Session, 'sources' | 'ownPaths'>,
  tools: Toolbox,
  finding: Wanted,
  item: StoredItem,
): AsyncGenerator<string> {
  const { signal } = new AbortController();
  const given = session.sources.find(({ name }) => name === finding.source);
  if (given === undefined) throw new Error(`no source ${finding.source}`);
  const open = (forReading: boolean): Promise<OpenSource> =>
    given.kind.open(given.settings, { signal, ownPaths: session.ownPaths, forReading });
  try {
    await using planner = await open(false);
    const plan = await planner.plan?.(asListed(item), null, signal);
    await using reader = await open(true);
    for (const piece of plan?.pieces ?? []) {
      await using content = await reader.readPiece!(item.path, piece, signal);
      if (content.kind === 'rows') yield* rowMatches(tools, content, finding, signal);
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const { code, detail } = error.problem;
    throw new CannotRun(`the table can't be read now: ${detail === null ? code : `${code}, ${detail}`}`);
  }
}

function asListed({ unit, path, signature, facts, table }: StoredItem): Item {
  return { unit, path, signature, facts, ...(table === undefined ? {} : { table }), excluded: null };
}

async function* rowMatches(
  tools: Toolbox,
  content: RowContent,
  finding: Wanted,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const columns = content.columns.map((column) => new ColumnReader(tools, column, finding, signal));
  const around = columns.flatMap((reader, index) => (reader.concerned ? [{ reader, index }] : []));
  for await (const { rows, bytes, starts, ends } of content.batches()) {
    for (let row = 0; row < rows; row++) {
      for (const { reader, index } of around) {
        const at = row * columns.length + index;
        if (starts[at]! >= 0) yield* reader.read(bytes.slice(starts[at], ends[at]));
      }
    }
  }
}

/** Finds again in the cells of one column what a finding's part is about: text, a field of documents, or a file. */
class ColumnReader {
  readonly concerned: boolean;
  readonly #tools: Toolbox;
  readonly #column: RowColumn;
  readonly #finding: Wanted;
  readonly #signal: AbortSignal;
  /** The column's own part, as it is called in findings. */
  readonly #part: string;
  readonly #parts = new Map<string, string>();

  constructor(tools: Toolbox, column: RowColumn, finding: Wanted, signal: AbortSignal) {
    this.#tools = tools;
    this.#column = column;
    this.#finding = finding;
    this.#signal = signal;
    this.#part = columnPart(tools.engine, tools.fingerprint, column.name);
    // A field's name can be sealed together with its column's: then only reading tells.
    this.concerned = finding.part.startsWith(this.#part) || /^#sealed:[0-9a-f]{8}$/.test(finding.part);
  }

  async *read(cell: Uint8Array): AsyncGenerator<string> {
    const { holds, name } = this.#column;
    if (holds === 'bytes' || holds === 'xml') {
      yield* this.#readFile(cell);
      return;
    }
    const text = Buffer.from(cell).toString('utf8');
    const documents = new JsonCells();
    const maybe = holds === 'json' || looksLikeJson(cell, 0, cell.length);
    if (!maybe || !documents.add(0, text)) {
      if (this.#finding.part === this.#part) yield* matches(this.#tools, text, this.#finding.detector, name);
      return;
    }
    for (const { path, key, values } of documents.take()) {
      if (this.#partOf(path) !== this.#finding.part) continue;
      for (const value of values) {
        yield* matches(this.#tools, value, this.#finding.detector, key === '' ? name : key);
      }
    }
  }

  async *#readFile(cell: Uint8Array): AsyncGenerator<string> {
    if (!isDocument(cell)) return;
    const { extractors, limits, excludeKinds, ocr } = this.#tools;
    const options = { extractors, limits, excludeKinds, ocr, signal: this.#signal, progress() {} };
    for await (const event of extractContent(bytesOf(cell), documentName(this.#column), options)) {
      if (event.type !== 'text') continue;
      const part = event.part === '' ? this.#part : `${this.#part}!/${event.part}`;
      if (part === this.#finding.part) yield* matchesIn(this.#tools, event.text, this.#finding.detector);
    }
  }

  #partOf(path: string): string {
    let part = this.#parts.get(path);
    if (part === undefined) {
      part = columnPart(this.#tools.engine, this.#tools.fingerprint, this.#column.name + path);
      // Keys of documents can be values, as many as there are rows.
      if (this.#parts.size < 10_000) this.#parts.set(path, part);
    }
    return part;
  }
}

/** The matched texts of a detector, in order. */
export function* matchesIn(tools: Toolbox, text: Prose | Table | Fields, detector: string): Generator<string> {
  for (const [piece, column] of pieces(text)) yield* matches(tools, piece, detector, column);
}

function* matches({ engine }: Toolbox, text: string, detector: string, column: string | undefined): Generator<string> {
  for (const span of detectText(engine, text, column)) {
    // A text may hold anything: nothing in it may steer the terminal.
    if (span.detector === detector) yield text.slice(span.start, span.end).replace(/\p{C}/gu, '\ufffd');
  }
}

function* pieces(text: Prose | Table | Fields): Generator<[string, string | undefined]> {
  if (text.type === 'prose') {
    yield [typeof text.text === 'string' ? text.text : Buffer.from(text.text).toString('utf8'), undefined];
  } else if (text.type === 'fields') {
    for (const { name, value } of text.fields) yield [value, name];
  } else {
    for (const { cells } of text.rows) for (const [at, cell] of cells.entries()) yield [cell, text.columns[at]];
  }
}
