/** How time passes: real, or as a test says. */
export interface Timing {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves early when `signal` aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** From 0 up to 1, for jitter. */
  random(): number;
}

const first = 1_000;
const longest = 5 * 60_000;
/** What another side may ask for at most: a wrong header must not silence a destination for a week. */
const longestAsked = 6 * 60 * 60_000;

/**
 * Milliseconds to wait after so many failures in a row: doubling from one second to five minutes, of which between half
 * and all, so that many agents don't come back at the same moment. Not before what the other side asked for.
 */
export function backoff(failures: number, random: number, asked: number | undefined): number {
  const doubled = Math.min(longest, first * 2 ** Math.min(failures - 1, 20));
  const jittered = doubled * (0.5 + random / 2);
  return Math.round(Math.max(jittered, Math.min(asked ?? 0, longestAsked)));
}

export const realTiming: Timing = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms, signal) =>
    new Promise((done) => {
      if (signal.aborted) return done();
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        done();
      };
      const timer = setTimeout(end, ms);
      signal.addEventListener('abort', end, { once: true });
    }),
};
