import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createEngine, type Engine } from '../detect/engine.ts';
import { detectText, type Span } from '../detect/spans.ts';
import { loadDetectors } from '../toolbox.ts';
import { CannotRun } from './errors.ts';
import { loadParts } from './parts.ts';
import { readConfig } from './read-config.ts';

/** The engine by the configuration's detectors and countries; needs neither key nor store. */
export async function detectCommand(options: DetectOptions & { readonly config?: string }): Promise<void> {
  const { config } = await readConfig(
    options.config === undefined ? {} : { config: options.config },
    await loadParts(),
  );
  const detectors = [...(await loadDetectors(config.detectors)).values()];
  const engine = createEngine({ detectors, countries: config.organization.countries });
  await detect(engine, options, process.stdin, process.stdout);
}

export interface DetectOptions {
  /** A file, or '-' for standard input. */
  readonly file: string;
  readonly jsonl: boolean;
  readonly json: boolean;
  /** The text is what a column of this name holds. */
  readonly column?: string;
}

/** `wayward detect`: findings with start and end (UTF-16 code units), never the value. */
export async function detect(engine: Engine, options: DetectOptions, input: Readable, out: Writable): Promise<void> {
  const source = options.file === '-' ? input : createReadStream(options.file);
  try {
    if (options.jsonl) await detectLines(engine, source, out);
    else detectWhole(engine, await text(source), options, out);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new CannotRun(`${options.file} does not exist`);
    if (code === 'EISDIR')
      throw new CannotRun(`${options.file} is a folder; "wayward scan ${options.file}" scans folders`);
    if (code === 'EACCES') throw new CannotRun(`${options.file} cannot be read by this user`);
    throw error;
  }
}

function detectWhole(engine: Engine, given: string, options: DetectOptions, out: Writable): void {
  const spans = detectText(engine, given, options.column);
  if (options.json) {
    out.write(`${JSON.stringify({ findings: spans.map(shown) })}\n`);
    return;
  }
  for (const span of spans) {
    const why = span.because.map(({ code, note }) => (note === undefined ? code : `${code}:${note}`)).join(' ');
    const band = span.suppressed === undefined ? span.confidence : `suppressed (${span.suppressed})`;
    out.write(`${span.start}-${span.end}\t${span.detector}\t${band}\t${span.score}\t${why}\n`);
  }
}

/** One `{"id","text","column"?}` a line; one answer a line, in order. */
async function detectLines(engine: Engine, source: Readable, out: Writable): Promise<void> {
  let number = 0;
  for await (const line of createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (line.trim() === '') continue;
    const asked = parseLine(line, number);
    const findings = detectText(engine, asked.text, asked.column).map(shown);
    const answer = JSON.stringify({ id: asked.id, findings });
    if (!out.write(`${answer}\n`)) await new Promise((drained) => out.once('drain', drained));
  }
}

function parseLine(line: string, number: number): { id: unknown; text: string; column?: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new CannotRun(`line ${number} is no JSON; each line is {"id": …, "text": "…", "column": "…" (optional)}`);
  }
  const { id, text: given, column } = (value ?? {}) as { id?: unknown; text?: unknown; column?: unknown };
  if (typeof given !== 'string') throw new CannotRun(`line ${number} has no "text" that is a string`);
  if (column !== undefined && column !== null && typeof column !== 'string')
    throw new CannotRun(`line ${number}: "column" is no string`);
  return { id: id ?? null, text: given, ...(typeof column === 'string' ? { column } : {}) };
}

function shown({ detector, category, start, end, confidence, score, because, suppressed }: Span) {
  return {
    detector,
    category,
    start,
    end,
    confidence,
    score,
    because,
    ...(suppressed === undefined ? {} : { suppressed }),
  };
}
