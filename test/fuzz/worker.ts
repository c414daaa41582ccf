import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { extractAll, seeded } from '../kits/extract.ts';
import { mutate } from './mutate.ts';

/** Breaks a file and reads it, in a thread that may hang or die with it. */
export interface Case {
  readonly file: string;
  readonly other: string;
  readonly seed: number;
}

export interface CaseOutcome {
  /** `partly budget/ratio damaged/structure`, or `failed: …`. */
  readonly outcome: string;
  readonly failed: boolean;
  /** Bytes of buffers that were held at the end. */
  readonly held: number;
}

const limits = { bytes: 64 << 20, ratio: 1000, depth: 6, members: 1000, held: 64 << 20 };

export function brokenBytes({ file, other, seed }: Case): Uint8Array {
  return mutate(readFileSync(file), readFileSync(other), seeded(seed));
}

async function run(given: Case): Promise<CaseOutcome> {
  const printed: string[] = [];
  // What a library prints may quote content.
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
    console[method] = () => void printed.push(method);
  try {
    const { result } = await extractAll(brokenBytes(given), 'broken.bin', { limits });
    const codes = [
      ...new Set(result.problems.map(({ code, detail }) => (detail === null ? code : `${code}/${detail}`))),
    ];
    const internal = result.problems.some(({ code }) => code === 'internal');
    const outcome = [result.status, ...codes.sort()].join(' ');
    const failed =
      internal || printed.length > 0 || (result.problems.length === 0 && /partly|unread/.test(result.status));
    return {
      outcome: printed.length > 0 ? `printed: ${outcome}` : outcome,
      failed,
      held: process.memoryUsage().arrayBuffers,
    };
  } catch (error) {
    const why = error instanceof Error ? `${error.name} ${error.stack?.split('\n')[1]?.trim() ?? ''}` : typeof error;
    return { outcome: `threw: ${why}`, failed: true, held: 0 };
  }
}

parentPort?.on('message', (given: Case) => {
  run(given).then((outcome) => parentPort?.postMessage(outcome));
});
