/** A text without what references stood for: how they are written stands in its place. */
export function redact(text: string, secrets: ReadonlyMap<string, string>): string {
  // Longest first: one may hold another.
  const values = [...secrets.keys()].sort((a, b) => b.length - a.length);
  return values.reduce((safe, value) => {
    const written = secrets.get(value) ?? '';
    // A very short one would tear our own words apart: it is taken out where it stands alone.
    return value.length > 3 ? safe.replaceAll(value, written) : safe.replaceAll(alone(value), () => written);
  }, text);
}

function alone(value: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(value)}(?![\\p{L}\\p{N}])`, 'gu');
}
