import { parentPort, workerData } from 'node:worker_threads';
import { CannotRun } from '../contracts/cannot-run.ts';
import { createEngine } from '../detect/engine.ts';
import { loadDetectors, loadSources } from '../toolbox.ts';
import { registerKeys } from './keys.ts';
import type { Answer, BuildOrder } from './messages.ts';
import { readRegisterFile } from './read-file.ts';
import { readRegisterQuery, readRegisterTable } from './read-table.ts';
import { Records } from './records.ts';
import type { WantedRegister } from './wanted.ts';

/** Reads the register and makes its index. Values exist in this thread alone. */

// What a library prints could quote a customer.
for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) console[method] = () => {};

const { wanted, countries, detectors, key } = workerData as BuildOrder;
const stop = new AbortController();
parentPort?.once('message', () => stop.abort());

parentPort?.postMessage(await answer());
parentPort?.close();

async function answer(): Promise<Answer> {
  try {
    return await build();
  } catch (error) {
    if (stop.signal.aborted) return { type: 'failed', message: null };
    if (error instanceof CannotRun) return { type: 'failed', message: error.message };
    if (error instanceof RangeError) return { type: 'failed', message: 'it does not fit into memory' };
    // Anything else may quote what was read.
    return { type: 'failed', message: null };
  }
}

async function build(): Promise<Answer> {
  const { from, columns } = wanted;
  const engine = createEngine({ detectors: [...(await loadDetectors(detectors)).values()], countries });
  const names = columns.map(([name]) => name);
  const records = new Records(
    engine,
    registerKeys(key),
    columns.map(([, meaning]) => meaning),
  );
  for await (const cells of await rowsOf(from, names)) records.add(cells);
  const { memory, layout, entries, counts } = records.finish();
  return { type: 'built', memory, layout, entries, counts };
}

async function rowsOf(from: WantedRegister['from'], names: readonly string[]): Promise<AsyncIterable<string[]>> {
  if (from.kind === 'file') return readRegisterFile(from, names, stop.signal);
  const kind = await kindOf(from.source.kind);
  return from.kind === 'table'
    ? readRegisterTable(from, kind, names, stop.signal)
    : readRegisterQuery(from, kind, names, stop.signal);
}

async function kindOf(name: string) {
  const kind = (await loadSources()).get(name);
  if (kind === undefined) throw new Error('no such kind of source');
  return kind;
}
