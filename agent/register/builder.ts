import { Hash, type HashKey } from './hash.ts';
import { type Layout, mostCustomers, sizeOf, slotsFor, Table } from './table.ts';

/** Parts of the growing table, by the first bits of a hash: only one grows at a time, so that little is there twice. */
const partBits = 6;
const firstSlots = 64;
const mostLoad = 0.75;
/** Often and by little: a copy costs less than room that stays empty. */
const growth = 1.25;

/**
 * Gathers hashes of identifiers and of what supports them, and makes the index of them. Memory is 12 bytes for each entry
 * and what growing takes, about 200 bytes a customer.
 */
export class Builder {
  readonly #hash = new Hash();
  readonly #supportKey: HashKey;
  readonly #parts = Array.from({ length: 1 << partBits }, () => new Part());
  #ranks = new Uint32Array(1024);
  #customers = 0;
  /** Values that several customers have. */
  shared = 0;

  constructor(supportKey: HashKey) {
    this.#supportKey = supportKey;
  }

  get customers(): number {
    return this.#customers;
  }

  /** Numbers a customer: from 1. @throws RangeError when there are too many */
  addCustomer(rank: number): number {
    const customer = ++this.#customers;
    if (customer > mostCustomers) throw new RangeError('too many customers');
    if (customer >= this.#ranks.length) {
      const larger = new Uint32Array(2 * this.#ranks.length);
      larger.set(this.#ranks);
      this.#ranks = larger;
    }
    this.#ranks[customer] = rank;
    return customer;
  }

  /** Whose identifier this is so far; 0 for nobody's. */
  ownerOf(first: number, second: number): number {
    return this.#partOf(first).get(first, second) >> 1;
  }

  /** Who comes first keeps it; to the others it belongs as what supports. */
  putIdentifier(first: number, second: number, customer: number): void {
    const before = this.#partOf(first).add(first, second, customer << 1);
    if (before === 0 || before >> 1 === customer) return;
    if ((before & 1) === 0) {
      this.shared++;
      this.#partOf(first).set(first, second, before | 1);
    }
    this.putSupport(first, second, customer);
  }

  putSupport(first: number, second: number, customer: number): void {
    const hash = this.#hash;
    hash.numbers(this.#supportKey, first, second, customer);
    this.#partOf(hash.first).add(hash.first, hash.second, customer << 1);
  }

  /** Makes the index, and gives up what was gathered. To be called once. */
  finish(): { readonly memory: SharedArrayBuffer; readonly layout: Layout; readonly entries: number } {
    const entries = this.#parts.reduce((sum, { count }) => sum + count, 0);
    const layout = { slots: slotsFor(entries), customers: this.#customers };
    const memory = new SharedArrayBuffer(sizeOf(layout));
    const table = new Table(memory, layout);
    for (const part of this.#parts) part.drain((first, second, whose) => table.put(first, second, whose));
    for (let customer = 1; customer <= this.#customers; customer++) table.putRank(customer, this.#ranks[customer]!);
    return { memory, layout, entries };
  }

  #partOf(first: number): Part {
    return this.#parts[first >>> (32 - partBits)]!;
  }
}

/** Entries of three numbers: both halves of a hash in full, so that it can grow, and whose it is. */
class Part {
  count = 0;
  #entries = new Uint32Array(3 * firstSlots);

  get(first: number, second: number): number {
    return this.#entries[this.#slotOf(this.#entries, first, second) + 2]!;
  }

  /** What was there already, or 0 when it was added. */
  add(first: number, second: number, whose: number): number {
    const at = this.#slotOf(this.#entries, first, second);
    const before = this.#entries[at + 2]!;
    if (before !== 0) return before;
    this.#put(this.#entries, at, first, second, whose);
    if (++this.count > mostLoad * (this.#entries.length / 3)) this.#grow();
    return 0;
  }

  set(first: number, second: number, whose: number): void {
    this.#entries[this.#slotOf(this.#entries, first, second) + 2] = whose;
  }

  /** Gives every entry, in order of slots, and then holds none. */
  drain(give: (first: number, second: number, whose: number) => void): void {
    const entries = this.#entries;
    for (let at = 0; at < entries.length; at += 3) {
      if (entries[at + 2] !== 0) give(entries[at]!, entries[at + 1]!, entries[at + 2]!);
    }
    this.#entries = new Uint32Array(3);
    this.count = 0;
    giveUp(entries);
  }

  #grow(): void {
    const before = this.#entries;
    const larger = new Uint32Array(3 * Math.ceil((before.length / 3) * growth));
    for (let at = 0; at < before.length; at += 3) {
      const [first, second, whose] = [before[at]!, before[at + 1]!, before[at + 2]!];
      if (whose !== 0) this.#put(larger, this.#slotOf(larger, first, second), first, second, whose);
    }
    this.#entries = larger;
    giveUp(before);
  }

  /** Where an equal entry is, or would be. */
  #slotOf(entries: Uint32Array, first: number, second: number): number {
    const { length } = entries;
    let at = 3 * Math.floor((((first << partBits) >>> 0) / 2 ** 32) * (length / 3));
    while (entries[at + 2] !== 0 && (entries[at] !== first || entries[at + 1] !== second)) {
      at += 3;
      if (at === length) at = 0;
    }
    return at;
  }

  #put(entries: Uint32Array, at: number, first: number, second: number, whose: number): void {
    entries[at] = first;
    entries[at + 1] = second;
    entries[at + 2] = whose;
  }
}

/** Frees the memory now: collected later, what was given up would be there beside what took its place. */
function giveUp(entries: Uint32Array): void {
  (entries.buffer as ArrayBuffer).transfer(0);
}
