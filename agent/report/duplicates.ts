import type { DuplicateSet, Duplicates } from '../contracts/report.ts';
import type { SeenItem } from './walk.ts';

const most = 50;
const placesShown = 4;

interface Same {
  files: number;
  bytes: number;
  oldest: string | null;
  newest: string | null;
  readonly categories: string[];
  readonly places: string[];
}

/** Files with findings by content. Holds a few words for each different content with personal data. */
export class DuplicateCounter {
  readonly #sets = new Map<string, Same>();
  #item = '';

  /** In the order of the run; a finding without matches that count is not for here. */
  add(item: SeenItem, category: string, place: () => string): void {
    const { contentHash, facts, table } = item;
    if (contentHash === null || table !== undefined || facts.bytes === 0) return;
    // Of 256 bits 96 are enough, and a third of the memory.
    const key = contentHash.slice(0, 24);
    const known = this.#sets.get(key);
    if (known === undefined) {
      const { bytes, mtime } = facts;
      const made = { files: 1, bytes, oldest: mtime, newest: mtime, categories: [category], places: [place()] };
      this.#sets.set(key, made);
    } else {
      if (known.categories.length < 5 && !known.categories.includes(category)) known.categories.push(category);
      if (item.id !== this.#item) addFile(known, facts.mtime, place);
    }
    this.#item = item.id;
  }

  end(): Duplicates {
    const sets = [...this.#sets.values()].filter(({ files }) => files > 1);
    sets.sort((a, b) => b.files - a.files || b.bytes - a.bytes || ((a.places[0] ?? '') < (b.places[0] ?? '') ? -1 : 1));
    const extra = (of: Same) => of.files - 1;
    return {
      sets: sets.length,
      extra: sets.reduce((sum, of) => sum + extra(of), 0),
      extraBytes: sets.reduce((sum, of) => sum + extra(of) * of.bytes, 0),
      top: sets.slice(0, most).map((of): DuplicateSet => ({ ...of, categories: [...of.categories].sort() })),
    };
  }
}

function addFile(set: Same, mtime: string | null, place: () => string): void {
  set.files++;
  if (set.places.length < placesShown) set.places.push(place());
  if (mtime === null) return;
  if (set.oldest === null || mtime < set.oldest) set.oldest = mtime;
  if (set.newest === null || mtime > set.newest) set.newest = mtime;
}
