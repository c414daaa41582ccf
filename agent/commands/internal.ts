/** Of a defect of ours, what may be told: its kind, and where in our code. The message may quote content; these do not. */
export function placesIn(error: unknown): { readonly name: string | null; readonly at: readonly string[] } {
  if (!(error instanceof Error)) return { name: null, at: [] };
  const at = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { name: error.name, at: at.slice(0, 6) };
}
