import { isWordByte } from '../letters.ts';
import { type Assertion, parsePattern, type Tree } from './parse.ts';

/** Finds the longest match that begins at a place, in one step a byte whatever the pattern. */
export interface Matcher {
  /** 1 for bytes that a match can begin with. */
  readonly first: Uint8Array;
  /** End of the longest match of `bytes` from `at` that ends by `end` at the latest; -1 for none. */
  longest(bytes: Uint8Array, at: number, end: number, low: number, high: number): number;
}

/** States of the automaton: more than any sensible pattern, fewer than could fill the memory. */
const mostStates = 20_000;
/** Sets of states kept at a time; a pattern that makes more of them starts over. */
const mostSets = 2_000;

/**
 * A pattern as a Thompson automaton over UTF-8, whose sets of states are made as the text calls for them. There is no
 * backtracking, so no pattern can be slow.
 *
 * @throws Error when the pattern is malformed, needs more than linear time (lookaround, references) or is too large.
 */
export function compilePattern(source: string, flags: string): Matcher {
  const program = new Builder();
  program.add(parsePattern(source, flags));
  program.accept();
  return new Automaton(program.codes, program.args);
}

const opRange = 0;
const opSplit = 1;
const opAssert = 2;
const opAccept = 3;
const assertions: readonly Assertion[] = ['word', 'notWord', 'start', 'end'];

/** Instructions: a range of bytes and where to go on, a split, an assertion, the end. */
class Builder {
  readonly codes: number[] = [];
  readonly args: [number, number][] = [];

  accept(): void {
    this.#emit(opAccept, 0, 0);
  }

  add(tree: Tree): void {
    switch (tree.type) {
      case 'ranges':
        this.#choose(byteSequences(tree.ranges).map((bytes) => () => this.#bytes(bytes)));
        break;
      case 'sequence':
        for (const part of tree.parts) this.add(part);
        break;
      case 'choice':
        this.#choose(tree.parts.map((part) => () => this.add(part)));
        break;
      case 'assert':
        this.#emit(opAssert, assertions.indexOf(tree.what), 0);
        break;
      case 'repeat':
        this.#repeat(tree.part, tree.least, tree.most);
    }
  }

  #emit(code: number, a: number, b: number): number {
    if (this.codes.length >= mostStates) throw new Error('it is too large');
    this.args.push([a, b]);
    return this.codes.push(code) - 1;
  }

  #bytes(ranges: readonly (readonly [number, number])[]): void {
    for (const [from, to] of ranges) this.#emit(opRange, from, to);
  }

  /** Alternatives: splits lead to each, jumps (splits with one way) to what follows. */
  #choose(ways: readonly (() => void)[]): void {
    if (ways.length === 0) {
      // An empty class matches nothing.
      this.#emit(opRange, 1, 0);
      return;
    }
    const jumps: number[] = [];
    for (const way of ways.slice(0, -1)) {
      const split = this.#emit(opSplit, this.codes.length + 1, 0);
      way();
      jumps.push(this.#emit(opSplit, 0, 0));
      this.args[split]![1] = this.codes.length;
    }
    ways.at(-1)!();
    for (const jump of jumps) this.args[jump] = [this.codes.length, this.codes.length];
  }

  #repeat(part: Tree, least: number, most: number): void {
    for (let i = 0; i < least; i++) this.add(part);
    if (most === Number.POSITIVE_INFINITY) {
      const split = this.#emit(opSplit, this.codes.length + 1, 0);
      this.add(part);
      this.#emit(opSplit, split, split);
      this.args[split]![1] = this.codes.length;
      return;
    }
    const splits: number[] = [];
    for (let i = least; i < most; i++) {
      splits.push(this.#emit(opSplit, this.codes.length + 1, 0));
      this.add(part);
    }
    for (const split of splits) this.args[split]![1] = this.codes.length;
  }
}

interface States {
  /** Instructions that take a byte, after all splits; assertions that hold are passed. */
  readonly waiting: readonly number[];
  readonly accepts: boolean;
  /** By byte, once it was asked for; not kept where assertions make the answer depend on the place. */
  readonly next: (States | null | undefined)[];
}

class Automaton implements Matcher {
  readonly first = new Uint8Array(256);
  readonly #codes: readonly number[];
  readonly #args: readonly [number, number][];
  readonly #asserts: boolean;
  #sets = new Map<string, States>();
  #start: States | null = null;

  constructor(codes: readonly number[], args: readonly [number, number][]) {
    this.#codes = codes;
    this.#args = args;
    this.#asserts = codes.includes(opAssert);
    // Whatever assertions say.
    for (const state of this.#closure([0], () => true).waiting) {
      const [from, to] = args[state]!;
      for (let byte = from; byte <= to; byte++) this.first[byte] = 1;
    }
  }

  longest(bytes: Uint8Array, at: number, end: number, low: number, high: number): number {
    let states: States | null = this.#startAt(bytes, at, low, high);
    let found = -1;
    for (let i = at; ; i++) {
      if (states.accepts && i > at) found = i;
      if (i >= end || states.waiting.length === 0) return found;
      states = this.#step(states, bytes, i, low, high);
      if (states === null) return found;
    }
  }

  #startAt(bytes: Uint8Array, at: number, low: number, high: number): States {
    if (this.#asserts) return this.#closureAt([0], bytes, at, low, high);
    this.#start ??= this.#closure([0], () => false);
    return this.#start;
  }

  #step(states: States, bytes: Uint8Array, at: number, low: number, high: number): States | null {
    const byte = bytes[at]!;
    if (!this.#asserts) {
      const known = states.next[byte];
      if (known !== undefined) return known;
    }
    const targets: number[] = [];
    for (const state of states.waiting) {
      const [from, to] = this.#args[state]!;
      if (byte >= from && byte <= to) targets.push(state + 1);
    }
    if (this.#asserts) return targets.length === 0 ? null : this.#closureAt(targets, bytes, at + 1, low, high);
    const made = targets.length === 0 ? null : this.#closure(targets, () => false);
    states.next[byte] = made;
    return made;
  }

  #closureAt(from: readonly number[], bytes: Uint8Array, at: number, low: number, high: number): States {
    return this.#closure(from, (what) => holds(assertions[what]!, bytes, at, low, high));
  }

  /** Follows splits and assertions; equal sets are one object where no assertion is involved. */
  #closure(from: readonly number[], asserted: (what: number) => boolean): States {
    const seen = new Set<number>();
    const waiting: number[] = [];
    let accepts = false;
    const todo = [...from];
    for (let state = todo.pop(); state !== undefined; state = todo.pop()) {
      if (seen.has(state)) continue;
      seen.add(state);
      const [a, b] = this.#args[state]!;
      const code = this.#codes[state];
      if (code === opSplit) todo.push(b, a);
      else if (code === opAssert) {
        if (asserted(a)) todo.push(state + 1);
      } else if (code === opAccept) accepts = true;
      else waiting.push(state);
    }
    waiting.sort((a, b) => a - b);
    if (this.#asserts) return { waiting, accepts, next: [] };
    const key = `${accepts ? '+' : ''}${waiting.join()}`;
    const known = this.#sets.get(key);
    if (known !== undefined) return known;
    if (this.#sets.size >= mostSets) {
      this.#sets = new Map();
      this.#start = null;
    }
    const made: States = { waiting, accepts, next: [] };
    this.#sets.set(key, made);
    return made;
  }
}

function holds(what: Assertion, bytes: Uint8Array, at: number, low: number, high: number): boolean {
  if (what === 'start') return at <= low || isBreak(bytes[at - 1]!);
  if (what === 'end') return at >= high || isBreak(bytes[at]!);
  const before = at > low && isWordByte[bytes[at - 1]!] === 1;
  const after = at < high && isWordByte[bytes[at]!] === 1;
  return (before !== after) === (what === 'word');
}

/** Ends of lines, and the border between cells. */
function isBreak(byte: number): boolean {
  return byte === 10 || byte === 13 || byte === 0x1e;
}

type ByteRange = readonly [number, number];

/** Code points as sequences of byte ranges of UTF-8. */
function byteSequences(ranges: readonly (readonly [number, number])[]): ByteRange[][] {
  const out: ByteRange[][] = [];
  for (const [from, to] of ranges) {
    for (const [low, high] of sameSize(from, to)) split(encode(low), encode(high), out);
  }
  return out;
}

/** Cut where UTF-8 needs another byte; surrogates left out. */
function sameSize(from: number, to: number): [number, number][] {
  const parts: [number, number][] = [];
  for (const [low, high] of [
    [0, 0x7f],
    [0x80, 0x7ff],
    [0x800, 0xd7ff],
    [0xe000, 0xffff],
    [0x10000, 0x10ffff],
  ] as const) {
    if (Math.max(from, low) <= Math.min(to, high)) parts.push([Math.max(from, low), Math.min(to, high)]);
  }
  return parts;
}

function encode(code: number): number[] {
  return [...new TextEncoder().encode(String.fromCodePoint(code))];
}

/** Splits a range of equally long sequences until each byte has a range of its own. */
function split(
  low: readonly number[],
  high: readonly number[],
  out: ByteRange[][],
  head: readonly ByteRange[] = [],
): void {
  const [a, ...lowRest] = low as [number, ...number[]];
  const [b, ...highRest] = high as [number, ...number[]];
  if (lowRest.length === 0) {
    out.push([...head, [a, b]]);
    return;
  }
  if (a === b) {
    split(lowRest, highRest, out, [...head, [a, a]]);
    return;
  }
  const first = lowRest.map(() => 0x80);
  const last = lowRest.map(() => 0xbf);
  let from = a;
  let to = b;
  if (lowRest.some((byte) => byte !== 0x80)) {
    split(lowRest, last, out, [...head, [a, a]]);
    from++;
  }
  if (highRest.some((byte) => byte !== 0xbf)) to--;
  if (from <= to) out.push([...head, [from, to], ...first.map(() => [0x80, 0xbf] as const)]);
  if (to < b) split(first, highRest, out, [...head, [b, b]]);
}
