/** Trimmed, with the hyphen and the space for all their relatives: people and programs write one for the other. */
export function plain(value: string): string {
  if (value !== lastPlain.value) {
    lastPlain.plain = value
      .trim()
      .replace(/[\u2010-\u2013\u2212]/g, '-')
      .replace(/[\u00a0\u2007\u2009\u202f]/g, ' ');
    lastPlain.value = value;
  }
  return lastPlain.plain;
}

const usual = /[\s./+-]/g;

/** The value without separators, letters in upper case. */
export function compact(value: string, separators: RegExp = usual): string {
  if (separators !== usual) return plain(value).replace(separators, '').toUpperCase();
  if (value !== lastCompact.value) {
    lastCompact.compact = plain(value).replace(usual, '').toUpperCase();
    lastCompact.value = value;
  }
  return lastCompact.compact;
}

/** Many detectors are asked about one number in a row, and each wants it so. */
const lastPlain = { value: '', plain: '' };
const lastCompact = { value: '', compact: '' };

/**
 * Why a number is nobody's though its check passes: one digit throughout (`222 222 222`), or all of them in a row
 * (`123456789`, `987654321`). Null for any other.
 */
export function placeholder(digits: string): string | null {
  if (digits.length < 6) return null;
  const step = (digits.charCodeAt(1) - digits.charCodeAt(0) + 10) % 10;
  if (step !== 0 && step !== 1 && step !== 9) return null;
  for (let i = 2; i < digits.length; i++) {
    if ((digits.charCodeAt(i) - digits.charCodeAt(i - 1) + 10) % 10 !== step) return null;
  }
  return step === 0 ? 'placeholder: one digit repeated' : 'placeholder: digits in a row';
}

/** `{ deny }` where the digits are a placeholder, else nothing: to be spread into an answer. */
export function denyPlaceholder(digits: string): { deny?: string } {
  const deny = placeholder(digits);
  return deny === null ? {} : { deny };
}

/** True where the digits stand together, or in one of the groupings with one kind of separator throughout. */
export function inGroups(value: string, groupings: readonly (readonly number[])[]): boolean {
  const separators = value.replace(/\d/g, '');
  if (separators === '') return true;
  if (separators !== separators.charAt(0).repeat(separators.length)) return false;
  const sizes = value.split(/\D/).map((group) => group.length);
  return groupings.some(
    (grouping) => grouping.length === sizes.length && grouping.every((size, i) => size === sizes[i]),
  );
}
