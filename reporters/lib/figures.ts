/** Figures as readers get them: one spelling, whatever the machine's language. */

/** `12,345` */
export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** `1 file`, `12 files`; the plural is given where an s does not make it. */
export function several(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** `0 B`, `1.5 KiB`, `2.0 GiB` */
export function bytes(n: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  let size = n;
  let unit = 0;
  while (size >= 1023.95 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${unit === 0 ? String(size) : size.toFixed(1)} ${units[unit]}`;
}

/** `97.3 %`. Never 100 for less than all, and never 0 for more than nothing. */
export function share(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0 %';
  if (part === whole) return '100 %';
  return `${Math.min(99.9, Math.max(0.1, (100 * part) / whole)).toFixed(1)} %`;
}

/** The day of an ISO instant (UTC), or a word for not knowing. */
export function day(instant: string | null): string {
  return instant === null ? 'unknown' : instant.slice(0, 10);
}

/** `2026-06-30 14:05 UTC` */
export function minute(instant: string): string {
  const time = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(instant);
  return time === null ? instant : `${time[1]} ${time[2]} UTC`;
}
