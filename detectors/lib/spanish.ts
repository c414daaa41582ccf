/** The letter that closes DNI and NIE: the number's remainder by 23. */
export function spanishLetter(digits: string): string {
  return 'TRWAGMYFPDXBNJZSQVHLCKE'.charAt(Number(digits) % 23);
}
