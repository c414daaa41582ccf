/** Sizes and durations as people write them. A size without a unit is bytes; a duration always has one. */

const sizeUnits: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

const durationUnits: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 };

/** Bytes of `500 MB` (decimal), `2 GiB` (binary) or `1048576`; null when it is no size. */
export function parseSize(text: string): number | null {
  return parse(text, sizeUnits, 1);
}

/** Milliseconds of `60 s`, `5 min`, `250 ms` or `1.5 h`; null when it is no duration. */
export function parseDuration(text: string): number | null {
  return parse(text, durationUnits, null);
}

/** Exact, in the largest unit in which it is whole. */
export function formatSize(bytes: number): string {
  for (const unit of ['TiB', 'TB', 'GiB', 'GB', 'MiB', 'MB', 'KiB', 'kB']) {
    const factor = sizeUnits[unit.toLowerCase()] ?? 1;
    if (bytes > 0 && bytes % factor === 0) return `${bytes / factor} ${unit}`;
  }
  return `${bytes} B`;
}

/** Exact, in the largest unit in which it is whole and more than one: 60 s rather than 1 min. */
export function formatDuration(ms: number): string {
  for (const unit of ['h', 'min', 's']) {
    const factor = durationUnits[unit] ?? 1;
    if ((ms > factor || unit === 's') && ms > 0 && ms % factor === 0) return `${ms / factor} ${unit}`;
  }
  return `${ms} ms`;
}

function parse(text: string, units: Readonly<Record<string, number>>, plain: number | null): number | null {
  const [, digits, unit] = /^\s*(\d{1,15}(?:\.\d{1,6})?)\s*([a-zA-Z]*)\s*$/.exec(text) ?? [];
  if (digits === undefined || unit === undefined) return null;
  const factor = unit === '' ? plain : (units[unit.toLowerCase()] ?? null);
  const value = factor === null ? Number.NaN : Math.round(Number(digits) * factor);
  return Number.isSafeInteger(value) ? value : null;
}
