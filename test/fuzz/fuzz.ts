import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Case, CaseOutcome } from './worker.ts';

export interface FuzzOptions {
  /** Of each file. */
  readonly times: number;
  readonly seed: number;
  /** It begins nothing new after so many seconds. */
  readonly seconds: number;
  /** Only files whose path holds it; '' for all. */
  readonly only: string;
  readonly workers: number;
}

export interface FuzzResult {
  /** How often each outcome came, by kind of file. */
  readonly outcomes: ReadonlyMap<string, number>;
  readonly failures: readonly (Case & { readonly outcome: string })[];
  readonly cases: number;
  readonly files: number;
  /** False when the time was up before. */
  readonly whole: boolean;
}

/** Milliseconds for one case, however busy the machine is. */
const patience = 60_000;
/** MiB of heap that one case may take. */
const heap = 512;
/** Bytes of buffers left behind by one case. */
const mostHeld = 512 << 20;

/** Every file of every format, broken in many ways: nothing may crash, hang, or give a wrong answer. */
export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const files = fixtures().filter((file) => file.includes(options.only));
  const outcomes = new Map<string, number>();
  const failures: (Case & { outcome: string })[] = [];
  const end = performance.now() + options.seconds * 1000;
  let cases = 0;
  let whole = true;
  const waiting = casesOf(files, options);
  const work = async (): Promise<void> => {
    const thread = new Thread();
    for (let next = waiting.next(); next.done !== true; next = waiting.next()) {
      if (performance.now() > end) {
        whole = false;
        break;
      }
      const { outcome, failed, held } = await thread.run(next.value);
      cases++;
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (failed) failures.push({ ...next.value, outcome });
      else if (held > mostHeld) failures.push({ ...next.value, outcome: `held ${held >> 20} MiB: ${outcome}` });
    }
    await thread.close();
  };
  await Promise.all(Array.from({ length: options.workers }, work));
  return { outcomes, failures, cases, files: files.length, whole };
}

/** Round by round, so that a short run has something of each file. */
function* casesOf(files: readonly string[], { times, seed }: FuzzOptions): Generator<Case> {
  for (let round = 0; round < times; round++)
    for (const [i, file] of files.entries()) {
      const other = files[(i + 1 + round) % files.length]!;
      yield { file, other, seed: (seed + round * 7919 + i * 104_729) >>> 0 };
    }
}

function fixtures(): string[] {
  return ['extractors', 'canary'].flatMap((name) => {
    const folder = fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.(?:md|sh|py|ts)$/.test(entry.name))
      .map((entry) => `${entry.parentPath}/${entry.name}`)
      .sort();
  });
}

/** A thread that is replaced when a case has cost it. */
class Thread {
  private worker: Worker | null = null;

  async run(given: Case): Promise<CaseOutcome> {
    this.worker ??= new Worker(new URL('./worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: heap },
    });
    const { worker } = this;
    const settled = Promise.withResolvers<CaseOutcome | string>();
    const died = (error: unknown) => settled.resolve(`died: ${(error as { code?: string }).code ?? 'unknown'}`);
    const ended = () => settled.resolve('died');
    worker.once('message', settled.resolve).once('error', died).once('exit', ended);
    const timer = setTimeout(() => settled.resolve('hung'), patience);
    worker.postMessage(given);
    const outcome = await settled.promise;
    clearTimeout(timer);
    worker.off('message', settled.resolve).off('error', died).off('exit', ended);
    if (typeof outcome !== 'string') return outcome;
    this.worker = null;
    worker.on('error', () => {});
    await worker.terminate();
    return { outcome, failed: true, held: 0 };
  }

  async close(): Promise<void> {
    await this.worker?.terminate();
  }
}
