import type { Role } from '../detect/register.ts';

/** What a column of the register may hold beside what a detector recognises: halves of a name. */
export const firstName = 'person.first_name';
export const lastName = 'person.last_name';
export const wholeName = 'person.name';
export const birth = 'person.dob';

/** What says who somebody is only beside something else; whatever else a detector recognises is an identifier. */
const supporting: ReadonlySet<string> = new Set([
  wholeName,
  birth,
  ...['person.address', 'bank.bic', 'ip.v4', 'ip.v6'],
]);

export function roleOf(detector: string): Role {
  return supporting.has(detector) ? 'supporting' : 'identifier';
}

/** The detector whose values a column holds. */
export function detectorOf(meaning: string): string {
  return meaning === firstName || meaning === lastName ? wholeName : meaning;
}
