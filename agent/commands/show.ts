import type { Fields, Prose, Table } from '../contracts/extractor.ts';
import { detectText } from '../detect/spans.ts';
import { extractContent } from '../extract/extract.ts';
import { createToolbox, type Toolbox } from '../toolbox.ts';
import { CannotRun } from './errors.ts';
import { findFinding } from './find-finding.ts';
import { openSession } from './session.ts';

/**
 * `wayward show`: reads the source again, under the caller's own permissions, and prints what was matched. Nothing of
 * it was ever stored. On a terminal only, so that it ends in no file or pipe by mistake; recorded in the audit trail.
 */
export async function showCommand(options: {
  readonly finding: string;
  readonly targets: readonly string[];
  readonly config?: string;
  readonly state?: string;
  readonly limit: number;
}): Promise<void> {
  if (!process.stdout.isTTY) throw new CannotRun('values are printed on a terminal only; this is none');
  await using session = await openSession(options);
  const finding = await findFinding(session.store, options.finding);
  if (!session.sources.some(({ name }) => name === finding.source)) {
    throw new CannotRun(
      `where the source ${finding.source} is, nobody said here: name the folders of the scan behind the id, or its configuration with --config`,
    );
  }
  await session.audit('show', finding.id, { detector: finding.detector, item: finding.item });
  const tools = await createToolbox(session.setup);
  let shown = 0;
  for await (const match of matchesOf(tools, finding)) {
    process.stdout.write(`${match}\n`);
    if (++shown >= options.limit) break;
  }
  if (shown === 0)
    process.stdout.write('Nothing was matched again: the file has changed since, or its label stands too far away.\n');
}

/** The matched texts of a finding's detector in its part, in document order. */
async function* matchesOf(
  tools: Toolbox,
  finding: { source: string; path: string; part: string; detector: string },
): AsyncGenerator<string> {
  const { signal } = new AbortController();
  const source = await tools.source(finding.source);
  await using content = await source.read(finding.path, signal);
  const name = finding.path.slice(finding.path.lastIndexOf('/') + 1);
  const events = extractContent(content, name, { ...tools, signal, progress() {} });
  for await (const event of events) {
    if (event.type !== 'text' || event.part !== finding.part) continue;
    for (const [text, column] of pieces(event.text)) {
      for (const span of detectText(tools.engine, text, column)) {
        // A text may hold anything: nothing in it may steer the terminal.
        if (span.detector === finding.detector) yield text.slice(span.start, span.end).replace(/\p{C}/gu, '�');
      }
    }
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
