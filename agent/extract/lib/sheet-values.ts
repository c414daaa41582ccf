/** What a cell's style says of its number: a date, a number with a fixed count of digits, or nothing. */
export type NumberFormat =
  | { readonly kind: 'date' }
  | { readonly kind: 'digits'; readonly mask: string }
  | { readonly kind: 'general' };

const general: NumberFormat = { kind: 'general' };
const date: NumberFormat = { kind: 'date' };

/** By the number and, for own formats, the code of the format (`dd.mm.yyyy`, `00000000000`, `000\-00\-0000`). */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) {
    const builtIn =
      (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
    return builtIn ? date : general;
  }
  const first = (code.split(';')[0] ?? '').replace(/\[(?![hms]+\])[^\]]*\]/gi, '');
  const bare = first.replace(/\\(.)|"([^"]*)"/g, '$1$2');
  if (/^[0\s/()-]*$/.test(bare) && (bare.match(/0/g)?.length ?? 0) >= 4) return { kind: 'digits', mask: bare };
  return /[dyhs]|m{1,5}/i.test(first.replace(/\\.|"[^"]*"/g, '').replace(/General/i, '')) ? date : general;
}

/** A stored number as text: dates as ISO dates, long numbers with all their digits, leading zeros where the format has them. */
export function numberText(raw: string, format: NumberFormat, epoch1904: boolean): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  if (format.kind === 'date') return dateText(value, epoch1904) ?? plain(raw, value);
  if (format.kind === 'digits' && Number.isInteger(value) && value >= 0) return masked(plain(raw, value), format.mask);
  return plain(raw, value);
}

function plain(raw: string, value: number): string {
  if (/^-?\d+$/.test(raw)) return raw;
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return BigInt(value).toString();
  return String(value);
}

function masked(digits: string, mask: string): string {
  const zeros = mask.match(/0/g)?.length ?? 0;
  const padded = digits.padStart(zeros, '0');
  let at = padded.length - zeros;
  return padded.slice(0, at) + mask.replace(/0/g, () => padded[at++] ?? '');
}

function dateText(serial: number, epoch1904: boolean): string | null {
  if (serial < 0 || serial > 2_958_465) return null;
  const seconds = Math.round((serial % 1) * 86_400);
  const time = new Date(seconds * 1000).toISOString().slice(11, 19);
  // Day 60 is a 29 February 1900 that never was; days before it are one off.
  const day = Math.floor(serial) + (epoch1904 ? 1462 : serial < 60 ? 1 : 0);
  if (serial < 1) return time;
  const iso = new Date(Date.UTC(1899, 11, 30) + day * 86_400_000).toISOString().slice(0, 10);
  return seconds === 0 ? iso : `${iso}T${time}`;
}
