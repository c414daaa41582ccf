/**
 * Regular expressions as written in the configuration, as far as they can be matched in linear time over bytes:
 * literals, classes, `. \d \w \s \b ^ $`, groups, alternatives, bounded and unbounded repeats, flag `i`.
 */
export type Tree =
  | { readonly type: 'ranges'; readonly ranges: readonly (readonly [number, number])[] }
  | { readonly type: 'sequence'; readonly parts: readonly Tree[] }
  | { readonly type: 'choice'; readonly parts: readonly Tree[] }
  | { readonly type: 'repeat'; readonly part: Tree; readonly least: number; readonly most: number }
  | { readonly type: 'assert'; readonly what: Assertion };

export type Assertion = 'word' | 'notWord' | 'start' | 'end';
type Ranges = [number, number][];

const top = 0x10ffff;
const digit: Ranges = [[48, 57]];
const word: Ranges = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];
const space: Ranges = [
  [9, 13],
  [32, 32],
  [0xa0, 0xa0],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
];
const controls: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11, 0: 0 };

/** @throws Error with a reason that quotes the pattern only. */
export function parsePattern(source: string, flags: string): Tree {
  const unknown = flags.replace(/[gimsu]/g, '');
  if (unknown !== '') throw new Error(`flag "${unknown[0]}" is not supported`);
  const parser = new Parser(source, flags.includes('i'), flags.includes('s'));
  return parser.whole();
}

class Parser {
  readonly #chars: readonly string[];
  readonly #fold: boolean;
  readonly #dotAll: boolean;
  #at = 0;

  constructor(source: string, fold: boolean, dotAll: boolean) {
    this.#chars = Array.from(source);
    this.#fold = fold;
    this.#dotAll = dotAll;
  }

  whole(): Tree {
    const tree = this.#choice();
    if (this.#at < this.#chars.length) throw new Error('unmatched )');
    return tree;
  }

  #choice(): Tree {
    const parts = [this.#sequence()];
    while (this.#take('|')) parts.push(this.#sequence());
    return parts.length === 1 ? parts[0]! : { type: 'choice', parts };
  }

  #sequence(): Tree {
    const parts: Tree[] = [];
    for (let next = this.#peek(); next !== undefined && next !== '|' && next !== ')'; next = this.#peek()) {
      parts.push(this.#repeated(this.#atom()));
    }
    return { type: 'sequence', parts };
  }

  #repeated(part: Tree): Tree {
    const bounds = this.#bounds();
    if (bounds === null) return part;
    if (part.type === 'assert') throw new Error('an assertion cannot be repeated');
    // The longest match is taken, so greedy and lazy say the same.
    this.#take('?');
    if (this.#peek() === '+' || this.#bounds() !== null) throw new Error('nothing to repeat');
    return { type: 'repeat', part, least: bounds[0], most: bounds[1] };
  }

  #bounds(): [number, number] | null {
    if (this.#take('*')) return [0, Number.POSITIVE_INFINITY];
    if (this.#take('+')) return [1, Number.POSITIVE_INFINITY];
    if (this.#take('?')) return [0, 1];
    const written = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(this.#chars.slice(this.#at, this.#at + 12).join(''));
    if (written === null) return null;
    this.#at += written[0].length;
    const least = Number(written[1]);
    const most = written[2] === undefined ? least : written[3] === '' ? Number.POSITIVE_INFINITY : Number(written[3]);
    if (most < least) throw new Error('numbers out of order in {}');
    return [least, most];
  }

  #atom(): Tree {
    const char = this.#next();
    if (char === '(') return this.#group();
    if (char === '[') return this.#ranges(this.#class());
    if (char === '.')
      return {
        type: 'ranges',
        ranges: this.#dotAll
          ? [[0, top]]
          : without([
              [10, 10],
              [13, 13],
            ]),
      };
    if (char === '^') return { type: 'assert', what: 'start' };
    if (char === '$') return { type: 'assert', what: 'end' };
    if (char === '\\') return this.#escape();
    if (char === '*' || char === '+' || char === '?') throw new Error('nothing to repeat');
    const code = char.codePointAt(0)!;
    return this.#ranges([[code, code]]);
  }

  #group(): Tree {
    if (this.#take('?')) {
      const kind = this.#next();
      if (kind === '<' && this.#peek() !== '=' && this.#peek() !== '!') {
        while (this.#next() !== '>');
      } else if (kind !== ':') throw new Error('lookaround cannot be matched in linear time');
    }
    const tree = this.#choice();
    if (!this.#take(')')) throw new Error('a group is not closed');
    return tree;
  }

  #escape(): Tree {
    const char = this.#peek();
    if (char === 'b' || char === 'B') {
      this.#at++;
      return { type: 'assert', what: char === 'b' ? 'word' : 'notWord' };
    }
    if (char !== undefined && /[1-9k]/.test(char))
      throw new Error('references to groups cannot be matched in linear time');
    return this.#ranges(this.#escaped());
  }

  /** What stands after a backslash, as ranges. */
  #escaped(): Ranges {
    const char = this.#next();
    const set = { d: digit, w: word, s: space }[char.toLowerCase()];
    if (set !== undefined && /[dwsDWS]/.test(char)) return char === char.toLowerCase() ? set : without(set);
    const control = controls[char];
    if (control !== undefined) return [[control, control]];
    if (char === 'x' || char === 'u') return this.#hex(char);
    if (/[A-Za-z0-9]/.test(char)) throw new Error(`\\${char} is not supported`);
    const code = char.codePointAt(0)!;
    return [[code, code]];
  }

  #hex(kind: 'x' | 'u'): Ranges {
    const rest = this.#chars.slice(this.#at, this.#at + 8).join('');
    const written = (kind === 'x' ? /^([\da-f]{2})/i : /^(?:\{([\da-f]{1,6})\}|([\da-f]{4}))/i).exec(rest);
    if (written === null) throw new Error(`\\${kind} needs hexadecimal digits`);
    this.#at += written[0].length;
    const code = Number.parseInt(written[1] ?? written[2]!, 16);
    if (code > top) throw new Error(`\\${kind} is out of range`);
    return [[code, code]];
  }

  #class(): Ranges {
    const negated = this.#take('^');
    const ranges: Ranges = [];
    for (;;) {
      const char = this.#next();
      if (char === ']') break;
      const from = char === '\\' ? this.#inClass() : one(char);
      if (this.#peek() !== '-' || this.#chars[this.#at + 1] === ']') {
        ranges.push(...from);
        continue;
      }
      this.#at++;
      const last = this.#next();
      const to = last === '\\' ? this.#inClass() : one(last);
      if (from.length !== 1 || to.length !== 1 || from[0]![0] !== from[0]![1] || to[0]![1] < from[0]![0]) {
        throw new Error('a range in [] is out of order');
      }
      ranges.push([from[0]![0], to[0]![1]]);
    }
    return negated ? without(this.#fold ? folded(ranges) : ranges) : ranges;
  }

  #inClass(): Ranges {
    if (this.#take('b')) return [[8, 8]];
    return this.#escaped();
  }

  #ranges(ranges: Ranges): Tree {
    return { type: 'ranges', ranges: this.#fold ? folded(ranges) : ranges };
  }

  #peek(): string | undefined {
    return this.#chars[this.#at];
  }

  #next(): string {
    const char = this.#chars[this.#at++];
    if (char === undefined) throw new Error('it ends too early');
    return char;
  }

  #take(char: string): boolean {
    if (this.#peek() !== char) return false;
    this.#at++;
    return true;
  }
}

function one(char: string): Ranges {
  const code = char.codePointAt(0)!;
  return [[code, code]];
}

/** Everything but these. */
function without(ranges: Ranges): Ranges {
  const out: Ranges = [];
  let next = 0;
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (from > next) out.push([next, from - 1]);
    next = Math.max(next, to + 1);
  }
  if (next <= top) out.push([next, top]);
  return out;
}

/** Both cases of every letter, up to U+24FF: beyond, no script has cases that codes of customers are written in. */
function folded(ranges: Ranges): Ranges {
  const out: Ranges = [...ranges];
  for (const [from, to] of ranges) {
    for (let code = from; code <= Math.min(to, 0x24ff); code++) {
      const char = String.fromCodePoint(code);
      for (const other of [char.toLowerCase(), char.toUpperCase()]) {
        const twin = other.codePointAt(0)!;
        if (other.length === char.length && twin !== code) out.push([twin, twin]);
      }
    }
  }
  return out;
}
