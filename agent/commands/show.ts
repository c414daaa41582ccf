import { extractContent } from '../extract/extract.ts';
import { createToolbox, type Toolbox } from '../toolbox.ts';
import { CannotRun } from './errors.ts';
import { findFinding } from './find-finding.ts';
import { openSession } from './session.ts';
import { columnMatches, matchesIn } from './show-column.ts';

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
  const item = await session.store.item(finding.item);
  const matches = item?.table === undefined ? matchesOf(tools, finding) : columnMatches(session, tools, finding, item);
  let shown = 0;
  for await (const match of matches) {
    process.stdout.write(`${match}\n`);
    if (++shown >= options.limit) break;
  }
  if (shown === 0)
    process.stdout.write('Nothing was matched again: it has changed since, or its label stands too far away.\n');
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
    yield* matchesIn(tools, event.text, finding.detector);
  }
}
