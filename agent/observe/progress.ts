import type { Watcher } from '../crawl/crawl-source.ts';

/** What a progress line says; rates over the last seconds. */
export interface Progress extends Watcher {
  /** Expected number of items, from an earlier run or a count under way; null when nobody knows. */
  expect(items: number | null): void;
  stop(): void;
}

const everyMs = 250;
const MB = 1_000_000;

/** A line on a terminal that is rewritten in place: items, files/s, MB/s and the time left. */
export function terminalProgress(out: NodeJS.WriteStream, underWay: () => number): Progress {
  const started = performance.now();
  let listed = 0;
  let finished = 0;
  let read = 0;
  let bytes = 0;
  let expected: number | null = null;
  const draw = () => {
    const seconds = (performance.now() - started) / 1000;
    const done = bytes + underWay();
    const parts = [
      `${finished} of ${expected === null ? `${listed}+` : Math.max(expected, listed)} items`,
      `${(read / seconds).toFixed(0)} files/s`,
      `${(done / MB / seconds).toFixed(1)} MB/s`,
    ];
    if (expected !== null && finished > 0 && seconds > 2)
      parts.push(`${clock(((expected - finished) / finished) * seconds)} left`);
    out.write(`\r\x1b[2K${parts.join(' · ')}`.slice(0, (out.columns ?? 80) + 5));
  };
  const timer = setInterval(draw, everyMs);
  timer.unref();
  return {
    listed: (items) => {
      listed += items;
    },
    unchanged: (items) => {
      finished += items;
    },
    done: (size) => {
      finished++;
      read++;
      bytes += size;
    },
    expect: (items) => {
      expected = items;
    },
    stop: () => {
      clearInterval(timer);
      out.write('\r\x1b[2K');
    },
  };
}

export const noProgress: Progress = { listed() {}, unchanged() {}, done() {}, expect() {}, stop() {} };

/** `1:05:09`, `5:09`. */
function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
