import { byCodePoint } from '../../contracts/path-order.ts';

/** Names sorted at once; a folder with no more is sorted in one go. */
const runSize = 4000;

/**
 * Names of one folder, to be taken in order. Of a large one they are held as bytes, in sorted runs that are merged as
 * they are taken: a million strings would let the heap grow to several times their size.
 */
export class SortedNames {
  readonly #runs: Buffer[] = [];
  #last: string[] = [];

  add(name: string): void {
    if (this.#last.push(name) < runSize) return;
    // No name holds a slash.
    this.#runs.push(Buffer.from(this.#last.sort(byCodePoint).join('/')));
    this.#last = [];
  }

  *inOrder(): Generator<string> {
    const last = this.#last.sort(byCodePoint);
    if (this.#runs.length === 0) yield* last;
    else yield* merge([last.values(), ...this.#runs.map(namesOf)]);
  }
}

function* namesOf(run: Buffer): Generator<string> {
  for (let from = 0; from < run.length; ) {
    const slash = run.indexOf('/', from);
    const to = slash < 0 ? run.length : slash;
    yield run.toString('utf8', from, to);
    from = to + 1;
  }
}

interface Head {
  readonly name: string;
  readonly run: Iterator<string>;
}

function* merge(runs: readonly Iterator<string>[]): Generator<string> {
  /** The next name of each run, the first in order at the end. */
  const heads: Head[] = [];
  for (const run of runs) put(heads, run);
  for (let first = heads.pop(); first !== undefined; first = heads.pop()) {
    yield first.name;
    put(heads, first.run);
  }
}

function put(heads: Head[], run: Iterator<string>): void {
  const { done, value: name } = run.next();
  if (done === true) return;
  let low = 0;
  for (let high = heads.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (byCodePoint(heads[middle]?.name ?? '', name) > 0) low = middle + 1;
    else high = middle;
  }
  heads.splice(low, 0, { name, run });
}
