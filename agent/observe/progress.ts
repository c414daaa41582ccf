import { type Meter, timeLeft } from './meter.ts';

const everyMs = 250;
const MB = 1_000_000;

/** A line on a terminal that is rewritten in place: items, files/s, MB/s and the time left. Gives what ends it. */
export function drawProgress(out: NodeJS.WriteStream, meter: Meter): () => void {
  const draw = () => {
    const reading = meter.reading();
    const { listed, finished, read, bytes, expected, milliseconds } = reading;
    const seconds = milliseconds / 1000;
    const parts = [
      `${finished} of ${expected ?? `${listed}+`} items`,
      `${(read / seconds).toFixed(0)} files/s`,
      `${(bytes / MB / seconds).toFixed(1)} MB/s`,
    ];
    const left = timeLeft(reading);
    if (left !== null) parts.push(`${clock(left / 1000)} left`);
    out.write(`\r\x1b[2K${parts.join(' · ')}`.slice(0, (out.columns ?? 80) + 5));
  };
  const timer = setInterval(draw, everyMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    out.write('\r\x1b[2K');
  };
}

/** `1:05:09`, `5:09`. */
function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
