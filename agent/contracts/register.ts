/** What a column of the customer register may hold beside what a detector recognises: halves of a name. */
export const firstName = 'person.first_name';
export const lastName = 'person.last_name';
export const wholeName = 'person.name';
export const birth = 'person.dob';
export const nameHalves: readonly string[] = [firstName, lastName];

/** Detectors whose values say who somebody is only beside something else; the others' are identifiers. */
const supporting: ReadonlySet<string> = new Set([
  ...[wholeName, birth, ...nameHalves],
  ...['person.address', 'bank.bic', 'ip.v4', 'ip.v6'],
]);

export function isIdentifier(meaning: string): boolean {
  return !supporting.has(meaning);
}

/** The detector whose values a column holds. */
export function detectorOf(meaning: string): string {
  return nameHalves.includes(meaning) ? wholeName : meaning;
}
