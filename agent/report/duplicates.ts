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

/** Files with findings by content. Of one that is alone it holds a line: most are, and there are many. */
export class DuplicateCounter {
  readonly #alone = new Map<number, string>();
  readonly #sets = new Map<number, Same>();
  #item = '';

  /** In the order of the run; a finding without matches that count is not for here. */
  add(item: SeenItem, category: string, place: () => string): void {
    const { contentHash, facts, table } = item;
    if (contentHash === null || table !== undefined || facts.bytes === 0) return;
    // 52 bits of the hash, and the size: together more than enough to tell files apart.
    const key = Number.parseInt(contentHash.slice(0, 13), 16);
    const known = this.#sets.get(key);
    const alone = this.#alone.get(key);
    if (item.id === this.#item) {
      // The same content holds the same kinds of data: the first file of a set need not be asked.
      if (known !== undefined && known.categories.length < 5 && !known.categories.includes(category))
        known.categories.push(category);
      return;
    }
    this.#item = item.id;
    if (known !== undefined) addFile(known, facts.mtime, place);
    else if (alone === undefined) this.#alone.set(key, `${facts.bytes}\n${facts.mtime ?? ''}\n${place()}`);
    else this.#begin(key, alone, item, category, place);
  }

  #begin(key: number, alone: string, { facts }: SeenItem, category: string, place: () => string): void {
    const [bytes = '', mtime = '', first = ''] = alone.split('\n');
    if (Number(bytes) !== facts.bytes) return;
    const since = mtime === '' ? null : mtime;
    const same: Same = {
      files: 1,
      bytes: facts.bytes,
      oldest: since,
      newest: since,
      categories: [category],
      places: [first],
    };
    this.#sets.set(key, same);
    addFile(same, facts.mtime, place);
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
