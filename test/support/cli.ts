import { type SpawnOptions, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../agent/wayward.js', import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `wayward` as a process of its own. */
export function wayward(
  args: readonly string[],
  options: SpawnOptions & { readonly input?: string } = {},
): Promise<Ran> {
  return startWayward(args, options).ended;
}

/** The same, still running: to be signalled or killed. */
export function startWayward(args: readonly string[], options: SpawnOptions & { readonly input?: string } = {}) {
  const { input, ...rest } = options;
  const child = spawn(process.execPath, [program, ...args], { ...rest, stdio: 'pipe' });
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk;
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    err += chunk;
  });
  child.stdin?.end(input ?? '');
  const ended = new Promise<Ran>((done) => {
    child.once('close', (code, signal) => done({ code, signal, out, err }));
  });
  return { child, ended };
}

/** The lines of a jsonl report. */
export function readJsonl(file: string): Record<string, unknown>[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

export function ofType(lines: readonly Record<string, unknown>[], type: string): Record<string, unknown>[] {
  return lines.filter((line) => line['type'] === type);
}
