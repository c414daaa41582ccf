/** Days that a path names by a declared pattern, first and last: a year alone is the whole year. */
export interface DaySpan {
  readonly earliest: string;
  readonly latest: string;
}

type Token = { readonly kind: 'text' | 'any' | 'star' | 'deep' | 'folders' | Field; readonly text: string };
type Field = 'yyyy' | 'mm' | 'dd';

const digits: Readonly<Record<Field, RegExp>> = {
  yyyy: /^(?:19|20)\d\d$/,
  mm: /^(?:0[1-9]|1[0-2])$/,
  dd: /^(?:0[1-9]|[12]\d|3[01])$/,
};

/** Null when it is a path pattern; else what is wrong with it. */
export function patternMistake(pattern: string): string | null {
  const fields = [...pattern.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? '');
  const unknown = fields.find((field) => !['yyyy', 'mm', 'dd', 'yyyymm', 'yyyymmdd'].includes(field));
  if (unknown !== undefined) return `{${unknown}} is no field of a date: {yyyy}, {mm}, {dd}, {yyyymm}, {yyyymmdd}`;
  const parts = tokens(pattern).map(({ kind }) => kind);
  const count = (field: Field) => parts.filter((kind) => kind === field).length;
  if (count('yyyy') !== 1) return 'a path pattern names the year once: {yyyy}, {yyyymm} or {yyyymmdd}';
  if (count('mm') > 1 || count('dd') > 1) return 'a path pattern names month and day once';
  if (count('dd') === 1 && count('mm') === 0) return 'a path pattern with a day needs the month';
  return null;
}

/**
 * Every date that the path can be read to name, as one span. `*` stays inside a name, `**` crosses folders, `?` is
 * one character, all else stands for itself. Figures of a date are never part of a longer number.
 */
export function pathDates(pattern: string, path: string): DaySpan[] {
  const parts = tokens(pattern);
  const known = new Map<string, ReadonlySet<string>>();

  /** What the fields from token `i` on can be, reading the path from `at`: `2015`, `2015|03`; order as written. */
  const read = (i: number, at: number): ReadonlySet<string> => {
    const key = `${i} ${at}`;
    let answer = known.get(key);
    if (answer === undefined) {
      answer = step(i, at);
      known.set(key, answer);
    }
    return answer;
  };

  const step = (i: number, at: number): ReadonlySet<string> => {
    const token = parts[i];
    if (token === undefined) return new Set(at === path.length ? [''] : []);
    if (token.kind === 'text') return path.startsWith(token.text, at) ? read(i + 1, at + token.text.length) : none;
    if (token.kind === 'any') return at < path.length && path[at] !== '/' ? read(i + 1, at + 1) : none;
    if (token.kind === 'star' || token.kind === 'deep' || token.kind === 'folders') {
      return new Set(ends(token.kind, at).flatMap((end) => [...read(i + 1, end)]));
    }
    return field(i, at, token.kind);
  };

  /** Where a wildcard that begins at `at` may end. */
  const ends = (kind: 'star' | 'deep' | 'folders', at: number): number[] => {
    const found = [at];
    for (let end = at; end < path.length && (kind !== 'star' || path[end] !== '/'); end++) {
      if (kind !== 'folders' || path[end] === '/') found.push(end + 1);
    }
    return found;
  };

  const field = (i: number, at: number, kind: Field): ReadonlySet<string> => {
    const end = at + (kind === 'yyyy' ? 4 : 2);
    const figures = path.slice(at, end);
    if (!digits[kind].test(figures)) return none;
    if (!isField(parts[i - 1]) && isDigit(path[at - 1])) return none;
    if (!isField(parts[i + 1]) && isDigit(path[end])) return none;
    return new Set([...read(i + 1, end)].map((rest) => `${kind}${figures}|${rest}`));
  };

  return [...read(0, 0)].flatMap(spanOf).sort((a, b) => (a.earliest < b.earliest ? -1 : 1));
}

const none: ReadonlySet<string> = new Set();
const isDigit = (character: string | undefined) => character !== undefined && /\d/.test(character);
const isField = (token: Token | undefined) => token !== undefined && token.kind in digits;

function tokens(pattern: string): Token[] {
  const found = pattern.match(/\{yyyymmdd\}|\{yyyymm\}|\{yyyy\}|\{mm\}|\{dd\}|\*\*\/?|\*|\?|[^*?{]+|\{/g) ?? [];
  return found.flatMap((text): Token[] => {
    if (text === '{yyyymmdd}') return [of('yyyy'), of('mm'), of('dd')];
    if (text === '{yyyymm}') return [of('yyyy'), of('mm')];
    if (text === '{yyyy}' || text === '{mm}' || text === '{dd}') return [of(text.slice(1, -1) as Field)];
    // `**/` is any number of folders, none too; `**` at the end is all below.
    if (text.startsWith('**')) return [{ kind: text === '**' ? 'deep' : 'folders', text }];
    if (text === '*') return [{ kind: 'star', text }];
    return [{ kind: text === '?' ? 'any' : 'text', text }];
  });
}

const of = (kind: Field): Token => ({ kind, text: '' });

function spanOf(assignment: string): DaySpan[] {
  const value = (kind: Field) => new RegExp(`${kind}(\\d+)\\|`).exec(assignment)?.[1];
  const [year, month, day] = [value('yyyy'), value('mm'), value('dd')];
  if (year === undefined) return [];
  if (month === undefined) return [{ earliest: `${year}-01-01`, latest: `${year}-12-31` }];
  if (day === undefined) {
    const last = Temporal.PlainYearMonth.from(`${year}-${month}`).daysInMonth;
    return [{ earliest: `${year}-${month}-01`, latest: `${year}-${month}-${last}` }];
  }
  try {
    const date = Temporal.PlainDate.from(`${year}-${month}-${day}`, { overflow: 'reject' }).toString();
    return [{ earliest: date, latest: date }];
  } catch {
    // The 31st of February is no date.
    return [];
  }
}
