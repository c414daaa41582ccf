import type { PolicyPlace } from '../contracts/policy-note.ts';
import { type Match, parsePlace, pathMatches } from './match.ts';

/** Where the policy speaks of places: section, and the keys to them. */
const named: readonly (readonly [section: string, ...keys: string[]])[] = [
  ['locations', 'match'],
  ['subjects', 'match'],
  ['retention', 'scope', 'locations'],
  ['exposure', 'locations'],
  ['holds', 'scope', 'paths'],
  ['exceptions', 'scope', 'paths'],
];

/** All places that a policy names, with the id of what names them; public places go by `risk`. */
export function placesNamed(policy: object): PolicyPlace[] {
  const sections = policy as Readonly<Record<string, unknown>>;
  const found = named.flatMap(([section, ...keys]) => {
    const entries = sections[section];
    return (Array.isArray(entries) ? entries : []).flatMap((entry: Record<string, unknown>) => {
      const value = keys.reduce<unknown>((of, key) => (of as Record<string, unknown> | undefined)?.[key], entry);
      const rule = typeof entry['id'] === 'string' ? entry['id'] : section;
      return matchesIn(value).map((match) => placeOf(rule, match));
    });
  });
  const risk = sections['risk'] as { readonly public_places?: readonly string[] } | undefined;
  const all = [...found, ...(risk?.public_places ?? []).map((place) => placeOf('risk', parsePlace(place)))];
  return [...new Map(all.map((place) => [[place.rule, place.source, place.glob].join('\0'), place])).values()];
}

function matchesIn(value: unknown): Match[] {
  return [value].flat().flatMap((one): Match[] => {
    if (typeof one === 'string') return [parsePlace(one)];
    return typeof one === 'object' && one !== null ? [one as Match] : [];
  });
}

function placeOf(rule: string, { source, path }: Match): PolicyPlace {
  const below = /^[^*?[{\\]*/.exec(path)?.[0] ?? '';
  return { rule, source, glob: path, below, matches: (one) => pathMatches(path, one) };
}
