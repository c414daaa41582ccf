import picomatch from 'picomatch';

/** A place of the policy: a source by name (`*`: any) and a glob over the paths in it. */
export interface Match {
  readonly source: string;
  readonly path: string;
}

const compiled = new Map<string, (path: string) => boolean>();

/**
 * Whether an item's path fits a glob of the policy. Case-sensitive; `*` stays inside a name, `**` crosses folders,
 * dotfiles are like any other; `CRM/**` is what lies in the folder, not a file called CRM. Round brackets, quotes, `|` and a
 * leading `!` stand for themselves: folders are called "Kunden (alt)", and a policy that negates is read wrongly.
 */
export function pathMatches(glob: string, path: string): boolean {
  let test = compiled.get(glob);
  if (test === undefined) {
    const literal = glob.replace(/(?<!\\)[()|"]/g, '\\$&').replace(/^!/, '\\!');
    // `s`: a name may hold a line break. Only globs of the policy come here, so the map stays small.
    test = picomatch(literal, {
      dot: true,
      nonegate: true,
      noextglob: true,
      strictSlashes: true,
      windows: false,
      flags: 's',
    });
    compiled.set(glob, test);
  }
  return test(path);
}

/** `share:CRM/**` as source and glob. The first colon parts them: a source's name holds none. */
export function parsePlace(place: string): Match {
  const colon = place.indexOf(':');
  return { source: place.slice(0, colon), path: place.slice(colon + 1) };
}

export function matches(match: Match, source: string, path: string): boolean {
  return (match.source === '*' || match.source === source) && pathMatches(match.path, path);
}

/** Whether any of the places (`source:glob`) holds the item; parts of an archive lie where the archive lies. */
export function placesHold(places: readonly string[], source: string, path: string): boolean {
  return places.some((place) => matches(parsePlace(place), source, path));
}

/**
 * How closely a place is described, for choosing the closest of several: folders named before the first wildcard
 * count most, then literal characters, then a named source.
 */
export function specificity(match: Match): number {
  const names = match.path.split('/');
  const wild = names.findIndex((name) => /[*?[{]/.test(name));
  const folders = wild === -1 ? names.length : wild;
  const letters = Math.min(match.path.replace(/[*?[\]{},/]/g, '').length, 9_999);
  return folders * 100_000 + letters * 2 + (match.source === '*' ? 0 : 1);
}

/** A category key without the `.*` that may end it. */
export function categoryKey(category: string): string {
  return category.endsWith('.*') ? category.slice(0, -2) : category;
}

/** Whether a category lies under a prefix: whole keys only, so `user.contact` does not cover `user.contactless`. */
export function categoryUnder(prefix: string, category: string): boolean {
  const key = categoryKey(prefix);
  return category === key || category.startsWith(`${key}.`);
}

/** The longest of the prefixes that covers the category, or null. */
export function longestPrefix(prefixes: Iterable<string>, category: string): string | null {
  let best: string | null = null;
  for (const prefix of prefixes) {
    if (categoryUnder(prefix, category) && (best === null || categoryKey(prefix).length > categoryKey(best).length)) {
      best = prefix;
    }
  }
  return best;
}
