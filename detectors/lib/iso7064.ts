/**
 * Check systems of ISO/IEC 7064. Each takes the whole number, check characters included; letters count A = 10 … Z = 35.
 */

/** Remainder of a long number by 97; letters stand for two digits. */
export function mod97(text: string): number {
  let rest = 0;
  for (let i = 0; i < text.length; i++) {
    const value = Number.parseInt(text.charAt(i), 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

/** MOD 97-10: the remainder is one (IBAN after its first four characters went to the end, LEI). */
export function mod97_10(text: string): boolean {
  return text.length > 2 && mod97(text) === 1;
}

/** MOD 11,10 (German tax id, Croatian OIB): digits only. */
export function mod11_10(digits: string): boolean {
  let product = 10;
  for (let i = 0; i < digits.length - 1; i++) {
    product = (((digits.charCodeAt(i) - 48 + product) % 10 || 10) * 2) % 11;
  }
  return digits.length > 1 && (product + digits.charCodeAt(digits.length - 1) - 48) % 10 === 1;
}

/** MOD 11-2: digits, and X as a last character that counts ten (ISNI, ORCID). */
export function mod11_2(text: string): boolean {
  let rest = 0;
  for (let i = 0; i < text.length; i++) {
    const last = i === text.length - 1;
    const value = last && /x/i.test(text.charAt(i)) ? 10 : text.charCodeAt(i) - 48;
    rest = (rest * 2 + value) % 11;
  }
  return text.length > 1 && rest === 1;
}
