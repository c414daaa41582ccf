import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Measured {
  readonly seconds: number;
  /** Peak resident memory of the process, in MB. */
  readonly peakMB: number;
  readonly code: number | null;
}

/** Runs a program to its end; output is thrown away. */
export function measure(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Measured> {
  const started = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...env } });
  let peakKiB = 0;
  // VmHWM only grows: the last look before the end is the peak.
  const timer = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      peakKiB = Math.max(peakKiB, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    } catch {
      // Ended between two looks.
    }
  }, 20);
  return new Promise((done) => {
    child.once('close', (code) => {
      clearInterval(timer);
      done({ seconds: (performance.now() - started) / 1000, peakMB: (peakKiB * 1024) / 1e6, code });
    });
  });
}

/** `wayward` from the repository. */
export function measureWayward(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Measured> {
  return measure(fileURLToPath(new URL('../../agent/wayward.js', import.meta.url)), args, env);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
