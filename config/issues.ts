import type { z } from 'zod';
import type { Parsed } from './document.ts';
import { type Described, get, keysAt, placesOf } from './known-keys.ts';
import type { Mistake, Path } from './mistake.ts';
import { formatPath } from './mistake.ts';
import { closest } from './spelling.ts';

type Issue = z.core.$ZodIssue;

/** What was checked: the file, the value in it, and the JSON Schema of what it should be. */
export interface Checked {
  readonly parsed: Parsed;
  readonly value: unknown;
  /** Made when something is to be told: most files are right. */
  readonly schema: () => Described;
  /** Where the value stands in the file: an inline policy stands below `policy`. */
  readonly below: Path;
}

/** Our words for what zod found, each at its place in the file. No value is quoted. */
export function explain(issues: readonly Issue[], checked: Checked): Mistake[] {
  return issues.flatMap((issue) => explainOne(issue, issue.path as Path, checked));
}

function explainOne(issue: Issue, path: Path, checked: Checked): Mistake[] {
  const value = valueAt(checked.value, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(path, key, checked));
    case 'invalid_union':
      return union(issue, path, value, checked);
    case 'invalid_key':
    case 'invalid_element':
      return issue.issues.flatMap((inner) => explainOne(inner, [...path, ...(inner.path as Path)], checked));
    default: {
      const missing = value === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
      const [message, suggestion] = missing ? ['is missing', null] : words(issue, value, isReference(path, checked));
      return [mistake(path, message, suggestion, checked)];
    }
  }
}

function mistake(
  path: Path,
  message: string,
  suggestion: string | null,
  { parsed, below }: Checked,
  atKey = false,
): Mistake {
  return parsed.mistake([...below, ...path], message, { suggestion, atKey });
}

function unknownKey(path: Path, key: string, checked: Checked): Mistake {
  const near = closest(key, keysAt(checked.schema(), path, checked.value));
  const elsewhere = near === null ? placesOf(checked.schema(), key) : [];
  const suggestion =
    near !== null
      ? `Did you mean "${near}"?`
      : elsewhere.length > 0
        ? `It belongs ${elsewhere.length === 1 ? 'to' : 'to one of'} ${elsewhere.slice(0, 3).join(', ')}`
        : null;
  return mistake([...path, key], 'unknown key', suggestion, checked, true);
}

/** The branch that was meant is the one that fits the kind of value best; the others are not spoken of. */
function union(issue: z.core.$ZodIssueInvalidUnion, path: Path, value: unknown, checked: Checked): Mistake[] {
  if ('discriminator' in issue && typeof issue.discriminator === 'string') {
    const key = issue.discriminator;
    return discriminated(key, path.at(-1) === key ? path.slice(0, -1) : path, checked);
  }
  if (isOurs(issue)) return [mistake(path, issue.message, null, checked)];
  if (value === undefined) return [mistake(path, 'is missing', null, checked)];
  const branches = issue.errors.filter((errors) => errors.length > 0);
  const deep = branches.filter(
    (errors) => !errors.some((inner) => inner.path.length === 0 && isWrongType(inner, value)),
  );
  const [meant] = deep.toSorted((a, b) => a.length - b.length);
  if (meant !== undefined)
    return meant.flatMap((inner) => explainOne(inner, [...path, ...(inner.path as Path)], checked));
  const expected = branches.flatMap((errors) =>
    errors.flatMap((inner) => (inner.code === 'invalid_type' ? [inner.expected] : [])),
  );
  return [
    mistake(
      path,
      `expected ${alternatives([...new Set(expected)].map(typeName))}, this is ${kindOf(value)}`,
      null,
      checked,
    ),
  ];
}

function discriminated(key: string, path: Path, checked: Checked): Mistake[] {
  const value = valueAt(checked.value, path);
  if (typeof value !== 'object' || value === null) {
    return [mistake(path, `expected a mapping, this is ${kindOf(value)}`, null, checked)];
  }
  const at = [...path, key];
  const words = constants(checked.schema(), path, key);
  const given = valueAt(checked.value, at);
  if (given === undefined) return [mistake(at, `is missing; expected ${alternatives(words)}`, null, checked)];
  return [mistake(at, `expected ${alternatives(words)}`, near(given, words, isReference(at, checked)), checked)];
}

/** The words that tell the branches of a discriminated union apart. */
function constants(schema: Described, path: Path, key: string): string[] {
  let here: readonly Described[] = [schema];
  for (const step of path) {
    here = here.flatMap((one) => {
      const inner = typeof step === 'number' ? one.items : one.properties?.[step];
      return inner === undefined ? [] : [inner, ...(inner.oneOf ?? []), ...(inner.anyOf ?? [])];
    });
  }
  return here.flatMap((one) => {
    const word = one.properties?.[key]?.const;
    return typeof word === 'string' ? [word] : [];
  });
}

function words(issue: Issue, value: unknown, reference: boolean): [message: string, suggestion: string | null] {
  switch (issue.code) {
    case 'invalid_type':
      if (isOurs(issue)) return [issue.message, null];
      if (typeof value === 'number') {
        return [
          `expected ${issue.expected === 'int' ? 'a whole number' : `${typeName(issue.expected)}, this is a number`}`,
          typeHint(issue.expected, value, reference),
        ];
      }
      return [
        `expected ${typeName(issue.expected)}, this is ${kindOf(value)}`,
        typeHint(issue.expected, value, reference),
      ];
    case 'invalid_value': {
      const options = issue.values.map(String);
      const many = options.length > 12;
      const hint = many ? '"wayward config schema" lists them' : null;
      return [
        `expected ${many ? `one of ${options.length} words` : alternatives(options)}`,
        near(value, options, reference) ?? hint,
      ];
    }
    case 'too_small':
      return [isOurs(issue) ? issue.message : tooSmall(issue), null];
    case 'too_big':
      return [isOurs(issue) ? issue.message : `must be at most ${issue.maximum}`, null];
    default:
      return [/^an? /.test(issue.message) ? `expected ${issue.message}` : issue.message, null];
  }
}

function tooSmall({ origin, minimum }: z.core.$ZodIssueTooSmall): string {
  if (origin === 'string') return 'must not be empty';
  if (origin === 'array') return minimum === 1 ? 'needs at least one entry' : `needs at least ${minimum} entries`;
  return `must be at least ${minimum}`;
}

function near(value: unknown, options: readonly string[], reference: boolean): string | null {
  if (typeof value !== 'string' || reference) return null;
  const option = closest(value, options);
  return option === null ? null : `Did you mean "${option}"?`;
}

function typeHint(expected: string, value: unknown, reference: boolean): string | null {
  if (expected === 'boolean' && typeof value === 'string' && !reference) {
    if (/^(yes|on|y)$/i.test(value)) return 'Write true: in YAML 1.2 this word is plain text';
    if (/^(no|off|n)$/i.test(value)) return 'Write false: in YAML 1.2 this word is plain text';
  }
  if (expected === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return 'Put it in quotes';
  if ((expected === 'number' || expected === 'int') && typeof value === 'string' && reference)
    return 'A reference gives text';
  return expected === 'array' && typeof value === 'string' ? 'Put it in brackets: [ … ]' : null;
}

/** zod's own texts begin so; schemas with a message of their own speak for themselves. */
function isOurs({ message }: Issue): boolean {
  return !/^(Invalid|Too (small|big)|Expected|Unrecognized)/.test(message);
}

/** A wrong word is no wrong type. */
function isWrongType(issue: Issue, value: unknown): boolean {
  if (issue.code === 'invalid_value') return !issue.values.some((word) => typeof word === typeof value);
  return issue.code === 'invalid_type';
}

function isReference(path: Path, { parsed, below }: Checked): boolean {
  return parsed.references.has(formatPath([...below, ...path]));
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, step) => get(inner, step), value);
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping (keys and values)',
  record: 'a mapping (keys and values)',
};

function typeName(type: string): string {
  return typeNames[type] ?? type;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'boolean') return 'true or false';
  return typeof value === 'object' ? 'a mapping' : typeof value === 'number' ? 'a number' : 'a text';
}

function alternatives(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? 'something else') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
