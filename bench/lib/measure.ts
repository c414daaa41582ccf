import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Measured {
  readonly seconds: number;
  /** Peak resident memory of the process, in MB. */
  readonly peakMB: number;
  /** CPU that the process used, all its threads together. */
  readonly cpuSeconds: number;
  readonly code: number | null;
}

/** Runs a program to its end; output is thrown away. */
export function measure(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Measured> {
  const started = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...env } });
  let [peakKiB, ticks] = [0, 0];
  // Both only grow: the last look before the end counts.
  const timer = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      peakKiB = Math.max(peakKiB, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
      // Fields 14 and 15 of proc(5), counted from behind the name.
      const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
      ticks = Number(stat[11]) + Number(stat[12]);
    } catch {
      // Ended between two looks.
    }
  }, 20);
  return new Promise((done) => {
    child.once('close', (code) => {
      clearInterval(timer);
      const seconds = (performance.now() - started) / 1000;
      done({ seconds, peakMB: (peakKiB * 1024) / 1e6, cpuSeconds: ticks / 100, code });
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
