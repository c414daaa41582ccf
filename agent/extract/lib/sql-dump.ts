import type { Extracted } from '../../contracts/extractor.ts';
import { tableShape } from './create-table.ts';
import { RowBatches } from './row-batches.ts';
import { SqlValues } from './sql-values.ts';

/** Of one statement or row; longer ones are read as running text. */
const longest = 16 << 20;
/** Of what stands between INSERT and the first row. */
const longestHead = 1 << 20;
const mostTables = 10_000;

const name = '(?:"(?:[^"]|"")*"|`(?:[^`]|``)*`|\\[[^\\]]*\\]|[^\\s"`\\[(.,;]+)';
const names = `${name}(?:\\s*\\.\\s*${name}){0,2}`;
const insertHead = new RegExp(
  `(?:INSERT|REPLACE)\\s+(?:(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE|OR\\s+\\w+)\\s+)*INTO\\s+(${names})\\s*(\\([^()]*\\))?\\s*(?:OVERRIDING\\s+\\w+\\s+VALUE\\s+)?VALUES?\\s*(?=\\()`,
  'iy',
);
const copyHead = new RegExp(`COPY\\s+(${names})\\s*(\\([^()]*\\))?\\s+FROM\\s+stdin\\b[^;\\n]*;[ \\t]*\\r?\\n`, 'iy');

/**
 * Reads the text of a database dump in pieces of any size: the rows of INSERT and COPY statements as tables, all else
 * as running text. Nothing is run.
 */
export class SqlDump {
  private buffer = '';
  private at = 0;
  private line = 1;
  private state: 'statement' | 'rows' | 'copy' | 'long' = 'statement';
  private table: { readonly batches: RowBatches; readonly name: string } | null = null;
  private readonly columns = new Map<string, readonly string[]>();
  private readonly counts = new Map<string, number>();
  private readonly values: SqlValues;
  private out: Extracted[] = [];

  /** `backslash`: quotes in texts are written with one, as MySQL does. */
  constructor(backslash: boolean) {
    this.values = new SqlValues(backslash);
  }

  write(text: string, last: boolean): void {
    this.buffer = this.buffer.slice(this.at) + text;
    this.at = 0;
    while (this.at < this.buffer.length && this.step(last)) {}
    if (last) this.finish();
  }

  *drain(): Generator<Extracted> {
    const { out } = this;
    this.out = [];
    yield* out;
  }

  /** False when more text is needed. */
  private step(last: boolean): boolean {
    if (this.state === 'copy') return this.copyRow(last);
    if (this.state === 'rows') return this.row(last);
    if (this.state === 'long') return this.longStatement(last);
    return this.statement(last);
  }

  private statement(last: boolean): boolean {
    const blank = /\s*/y;
    blank.lastIndex = this.at;
    blank.test(this.buffer);
    this.advance(blank.lastIndex);
    if (this.at >= this.buffer.length) return false;
    const left = this.buffer.length - this.at;
    // Enough to tell the word that it begins with.
    if (left < 20 && !last) return false;
    if (/^(?:INSERT|REPLACE|COPY)\s/i.test(this.buffer.slice(this.at, this.at + 8))) {
      if (this.begin(insertHead, 'rows') || this.begin(copyHead, 'copy')) return true;
      // The list of columns may go on; a statement of another form ends first, and then its line.
      const end = this.values.statementEnd(this.buffer, this.at);
      if (left < longestHead && !last && (end === null || this.buffer.indexOf('\n', end) < 0)) return false;
    }
    const end = this.values.statementEnd(this.buffer, this.at);
    if (end === null && !last) {
      if (left < longestHead) return false;
      this.state = 'long';
      this.prose(this.at, this.buffer.length, false);
      return true;
    }
    const to = end ?? this.buffer.length;
    this.learn(this.buffer.slice(this.at, to));
    this.prose(this.at, to, false);
    return true;
  }

  private begin(head: RegExp, state: 'rows' | 'copy'): boolean {
    head.lastIndex = this.at;
    const match = head.exec(this.buffer);
    if (match === null) return false;
    const own = unquoted(
      match[1]!
        .split(/\.(?=(?:[^"`]*["`][^"`]*["`])*[^"`]*$)/)
        .at(-1)!
        .trim(),
    );
    const listed = match[2] === undefined ? null : listOf(match[2]);
    const columns = listed ?? this.columns.get(own) ?? [];
    if (this.table?.name !== own) {
      this.endTable();
      this.table = { name: own, batches: new RowBatches([{ kind: 'section', name: own }], columns) };
    }
    this.state = state;
    this.advance(head.lastIndex);
    return true;
  }

  /** One row of an INSERT, and what stands behind it. */
  private row(last: boolean): boolean {
    const row = this.values.row(this.buffer, this.at);
    if (row === null) {
      if (!last && this.buffer.length - this.at < longest) return false;
      // A row without an end: what is there is read as it stands.
      this.state = 'long';
      return true;
    }
    this.add(row.cells);
    this.advance(row.next);
    if (!row.more) this.state = 'statement';
    return true;
  }

  private copyRow(last: boolean): boolean {
    const end = this.buffer.indexOf('\n', this.at);
    if (end < 0 && !last) {
      if (this.buffer.length - this.at < longest) return false;
      this.prose(this.at, this.buffer.length, false);
      return true;
    }
    const line = this.buffer.slice(this.at, end < 0 ? this.buffer.length : end).replace(/\r$/, '');
    this.advance(end < 0 ? this.buffer.length : end + 1);
    if (line === '\\.') this.state = 'statement';
    else this.add(line.split('\t').map(copyValue));
    return true;
  }

  /** The rest of a statement that is too long to be held. */
  private longStatement(last: boolean): boolean {
    const end = this.values.statementEnd(this.buffer, this.at);
    if (end !== null || last) this.state = 'statement';
    this.prose(this.at, end ?? this.buffer.length, true);
    return true;
  }

  private add(cells: string[]): void {
    const { table } = this;
    if (table === null) return;
    const n = (this.counts.get(table.name) ?? 0) + 1;
    if (this.counts.size < mostTables || n > 1) this.counts.set(table.name, n);
    this.out.push(...table.batches.add({ n, cells }));
  }

  private learn(statement: string): void {
    if (!/^CREATE\b/i.test(statement) || this.columns.size >= mostTables) return;
    const shape = tableShape(statement);
    if (shape !== null)
      this.columns.set(
        shape.name,
        shape.columns.map((column) => column.name),
      );
  }

  private prose(from: number, to: number, continues: boolean): void {
    this.endTable();
    if (to > from)
      this.out.push({
        type: 'prose',
        text: `${this.buffer.slice(from, to)}\n`,
        at: [],
        continues,
        firstLine: this.line,
      });
    this.advance(to);
  }

  private endTable(): void {
    if (this.table !== null) this.out.push(...this.table.batches.end());
    this.table = null;
  }

  private finish(): void {
    if (this.at < this.buffer.length) this.prose(this.at, this.buffer.length, false);
    this.endTable();
  }

  private advance(to: number): void {
    for (let at = this.buffer.indexOf('\n', this.at); at >= 0 && at < to; at = this.buffer.indexOf('\n', at + 1))
      this.line++;
    this.at = to;
  }
}

function listOf(list: string): string[] {
  return list
    .slice(1, -1)
    .split(',')
    .map((one) => unquoted(one.trim()));
}

function unquoted(text: string): string {
  const first = text[0];
  if (first === '[') return text.slice(1, -1);
  return first === '"' || first === '`' ? text.slice(1, -1).replaceAll(first + first, first) : text;
}

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** A value of PostgreSQL's COPY: `\N` is none. */
function copyValue(text: string): string {
  if (text === '\\N') return '';
  return text.includes('\\') ? text.replace(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter) : text;
}
