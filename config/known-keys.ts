import type { Path } from './mistake.ts';

/** The parts of a JSON Schema that are looked at here. */
export interface Described {
  readonly description?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Described>>;
  readonly additionalProperties?: Described | boolean;
  readonly items?: Described;
  readonly anyOf?: readonly Described[];
  readonly oneOf?: readonly Described[];
  readonly allOf?: readonly Described[];
}

/** The keys that a mapping at this place may have. `value` tells branches apart: `kind: folder`. */
export function keysAt(schema: Described, path: Path, value: unknown): string[] {
  return [...new Set(at(schema, path, value).flatMap((one) => Object.keys(one.properties ?? {})))];
}

/** Where else a key of this name may stand, as a path of keys: `limits.cpu`. */
export function placesOf(schema: Described, key: string): string[] {
  const found: string[] = [];
  const walk = (one: Described, path: readonly string[]): void => {
    for (const branch of branches(one)) {
      for (const [name, inner] of Object.entries(branch.properties ?? {})) {
        if (name === key) found.push([...path, name].join('.'));
        walk(inner, [...path, name]);
      }
      if (branch.items !== undefined) walk(branch.items, path);
    }
  };
  walk(schema, []);
  return [...new Set(found)];
}

function at(schema: Described, path: Path, value: unknown): Described[] {
  const all = branches(schema);
  const chosen = all.filter((branch) => fits(branch, value));
  const fitting = chosen.length > 0 ? chosen : all;
  const [step, ...rest] = path;
  if (step === undefined) return fitting;
  return fitting.flatMap((branch) => {
    const inner = typeof step === 'number' ? branch.items : (branch.properties?.[step] ?? additional(branch));
    return inner === undefined ? [] : at(inner, rest, get(value, step));
  });
}

function branches(schema: Described): Described[] {
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return inner.length === 0 ? [schema] : [schema, ...inner.flatMap(branches)];
}

function additional({ additionalProperties }: Described): Described | undefined {
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

/** False when a key with one fixed word has another. */
function fits(branch: Described, value: unknown): boolean {
  return Object.entries(branch.properties ?? {}).every(([key, inner]) => {
    const given = get(value, key);
    return typeof inner.const !== 'string' || given === undefined || given === inner.const;
  });
}

export function get(value: unknown, step: string | number): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[step] : undefined;
}
