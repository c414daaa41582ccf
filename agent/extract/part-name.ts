/** Longest name of one part that is shown. */
const longest = 255;

/** A name from content, safe to show: no control or direction characters, no separator of ours, not endless. */
export function safeName(name: string): string {
  const clean = name
    .replaceAll('\\', '/')
    .replace(/[\p{Cc}\p{Cs}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu, '\ufffd')
    .replaceAll('!/', '!_/');
  if (clean === '') return '(unnamed)';
  return clean.length <= longest ? clean : `${clean.slice(0, 120)}…${clean.slice(-120)}`;
}

/** Names of the parts of one container: a name that came before gets a number. */
export class PartNames {
  private readonly used = new Map<string, number>();

  next(name: string): string {
    const safe = safeName(name);
    const times = (this.used.get(safe) ?? 0) + 1;
    this.used.set(safe, times);
    return times === 1 ? safe : this.next(`${safe} (${times})`);
  }
}
