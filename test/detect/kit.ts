import type { Check, Detector } from '../../agent/contracts/detector.ts';
import type { Prose, Table } from '../../agent/contracts/extractor.ts';
import type { Tally } from '../../agent/contracts/finding.ts';
import { createDetection } from '../../agent/detect/detection.ts';
import { createEngine, type Engine } from '../../agent/detect/engine.ts';
import { createFingerprint } from '../../agent/detect/fingerprint.ts';
import { type Settled, settle } from '../../agent/detect/settle.ts';

/** Small detectors of every shape, so that these tests do not move with the real ones. */
function make(detector: Partial<Detector> & Pick<Detector, 'id' | 'shapes' | 'check' | 'falseAccept'>): Detector {
  return {
    version: 1,
    title: detector.id,
    category: `user.${detector.id}`,
    countries: [],
    sources: [],
    labels: {},
    columns: [],
    reach: 40,
    examples: { valid: [], invalid: [] },
    ...detector,
  };
}

const digitsOf = (text: string) => text.replace(/\D/g, '');
const says = (ok: boolean, normal: string, more: Partial<Check> = {}): Check =>
  ok ? { verdict: 'valid', normal, ...more } : { verdict: 'invalid' };

export function luhnOk(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

export function peselOk(digits: string): boolean {
  const weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1];
  const month = Number(digits.slice(2, 4)) % 20;
  const day = Number(digits.slice(4, 6));
  return (
    weights.reduce((sum, w, i) => sum + w * Number(digits[i]), 0) % 10 === 0 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 31
  );
}

function bsnOk(digits: string): boolean {
  return [9, 8, 7, 6, 5, 4, 3, 2, -1].reduce((sum, w, i) => sum + w * Number(digits[i]), 0) % 11 === 0;
}

function ibanOk(text: string): boolean {
  const moved = text.slice(4) + text.slice(0, 4);
  let rest = 0;
  for (const char of moved)
    for (const digit of String(Number.parseInt(char, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

export const pesel = make({
  id: 'pl.pesel',
  shapes: [{ kind: 'digits', digits: [11] }],
  check: (text) => says(peselOk(text), text),
  falseAccept: 0.01,
  countries: ['PL'],
  labels: { en: ['pesel'], pl: ['numer pesel'] },
  columns: ['pesel'],
  negativeLabels: ['regon'],
  deny: [{ value: '44051401359', reason: 'documentation' }],
});

export const bsn = make({
  id: 'nl.bsn',
  shapes: [{ kind: 'digits', digits: [9], separators: '.', groups: [[3, 3, 3]] }],
  check: (text) => says(bsnOk(digitsOf(text)), digitsOf(text)),
  falseAccept: 0.09,
  countries: ['NL'],
  labels: { nl: ['bsn', 'burgerservicenummer'] },
  columns: ['bsn'],
});

export const ssn = make({
  id: 'us.ssn',
  shapes: [{ kind: 'digits', digits: [9], separators: '- ', groups: [[3, 2, 4]] }],
  check: (text) => {
    const ok = /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(digitsOf(text));
    return says(ok, digitsOf(text), { distinctive: text.includes('-') ? 1.3 : 0 });
  },
  falseAccept: 0.89,
  countries: ['US'],
  labels: { en: ['ssn', 'social security number'] },
  columns: ['ssn'],
});

export const card = make({
  id: 'card.pan',
  shapes: [{ kind: 'digits', digits: [16], separators: ' -', groups: [[4, 4, 4, 4]] }],
  check: (text) => says(/^[245]/.test(digitsOf(text)) && luhnOk(digitsOf(text)), digitsOf(text)),
  falseAccept: 0.03,
  labels: { en: ['card', 'card number', 'credit card'], de: ['kreditkarte'] },
  columns: ['card_number'],
});

export const iban = make({
  id: 'bank.iban',
  shapes: [{ kind: 'mask', mask: 'AA99X*', max: 34, separators: ' ' }],
  check: (text) => {
    const length = { DE: 22, GB: 22, PL: 28, NO: 15 }[text.slice(0, 2).toUpperCase()];
    if (length === undefined) return { verdict: 'invalid' };
    let end = 0;
    for (let seen = 0; end < text.length && seen < length; end++) if (text[end] !== ' ') seen++;
    const normal = text.slice(0, end).replace(/ /g, '').toUpperCase();
    return says(normal.length === length && ibanOk(normal), normal, { length: end });
  },
  falseAccept: 0.01,
  distinctive: 1,
  labels: { en: ['iban', 'account number'] },
  columns: ['iban'],
});

export const nino = make({
  id: 'gb.nino',
  shapes: [{ kind: 'mask', mask: 'AA999999A', separators: ' ' }],
  check: (text) =>
    says(/^[A-CEGHJ-PR-TW-Z]{2}\d{6}[A-D]$/i.test(text.replace(/ /g, '')), text.replace(/ /g, '').toUpperCase()),
  falseAccept: 0.08,
  distinctive: 0.5,
  labels: { en: ['national insurance', 'nino'] },
});

export const email = make({
  id: 'email',
  shapes: [{ kind: 'email' }],
  check: (text) =>
    says(/\.[a-z]{2,}$/i.test(text), text.toLowerCase(), /example\.com$/.test(text) ? { deny: 'documentation' } : {}),
  falseAccept: 0.1,
  distinctive: 2,
  labels: { en: ['email', 'mail'], de: ['e-mail-adresse'] },
  columns: ['email'],
});

export const ipv4 = make({
  id: 'ip.v4',
  shapes: [{ kind: 'ipv4' }],
  check: (text) =>
    says(
      text.split('.').every((part) => Number(part) < 256),
      text,
    ),
  falseAccept: 1,
  distinctive: 0.5,
  negativeLabels: ['version'],
});

export const ipv6 = make({
  id: 'ip.v6',
  shapes: [{ kind: 'ipv6' }],
  check: (text) => says(/^([\da-f]{1,4}:){7}[\da-f]{1,4}$|^[\da-f:]*::[\da-f:]*$/i.test(text) && /\d/.test(text), text),
  falseAccept: 1,
  distinctive: 1,
});

export const phone = make({
  id: 'phone',
  shapes: [{ kind: 'phone' }],
  check: (text) => says(digitsOf(text).length >= 8 && digitsOf(text).length <= 15, digitsOf(text)),
  falseAccept: 0.2,
  distinctive: 1,
  labels: { en: ['phone', 'tel'], de: ['telefon'], pl: ['telefon'] },
  columns: ['phone'],
  reach: 28,
});

export const dob = make({
  id: 'person.dob',
  shapes: [{ kind: 'date' }],
  check: (text) => says(/\d{4}/.test(text) && /^(?:\d{1,4}[./ -]|\p{L}+ \d)/u.test(text), text),
  falseAccept: 1,
  distinctive: 0.5,
  needs: 'label',
  labels: { en: ['date of birth', 'born'], de: ['geburtsdatum'] },
  columns: ['birth_date'],
});

export const name = make({
  id: 'person.name',
  shapes: [{ kind: 'labelled' }],
  check: (text) => {
    const found = /^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)+/u.exec(text)?.[0];
    return found === undefined ? { verdict: 'invalid' } : { verdict: 'valid', normal: found, length: found.length };
  },
  falseAccept: 0.1,
  needs: 'label',
  labels: { en: ['name', 'full name'], pl: ['imię i nazwisko'] },
  columns: ['name', 'customer_name'],
  reach: 60,
});

export const customer = make({
  id: 'custom.customer',
  shapes: [{ kind: 'pattern', pattern: '\\bK-\\d{6}\\b' }],
  check: (text) => says(true, text),
  falseAccept: 1,
  labels: { de: ['kundennummer'] },
  columns: ['customer_number'],
  subject: 'customer',
});

export const all: readonly Detector[] = [
  pesel,
  bsn,
  ssn,
  card,
  iban,
  nino,
  email,
  ipv4,
  ipv6,
  phone,
  dob,
  name,
  customer,
];

export const fingerprint = createFingerprint(Buffer.alloc(32, 7));
export const engine = createEngine({ detectors: all, countries: [] });
const options = { detectors: new Map(all.map((detector) => [detector.id, detector])) };

export function prose(text: string | Uint8Array, continues = false): Prose {
  return { type: 'prose', text, at: [], continues, ...(continues ? {} : { firstLine: 1 }) };
}

export function tableOf(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  cite: Table['cite'] = 'row',
): Table {
  return {
    type: 'table',
    at: [],
    columns,
    rows: rows.map((cells, i) => ({ n: i + 2, cells })),
    cite,
    continues: false,
  };
}

/** Findings of some text, table or fields. */
export function find(...texts: readonly Parameters<ReturnType<typeof createDetection>['add']>[1][]): Settled[] {
  return settled(talliesOf(engine, ...texts));
}

export function talliesOf(
  with_: Engine,
  ...texts: readonly Parameters<ReturnType<typeof createDetection>['add']>[1][]
): Tally[] {
  const detection = createDetection(with_, { fingerprint });
  for (const text of texts) detection.add('', text);
  return detection.finish();
}

export function settled(tallies: readonly Tally[]): Settled[] {
  return settle(tallies, options);
}

/** A valid PESEL for a number, all different. */
export function peselNo(n: number): string {
  const body = `${String(50 + (n % 45)).padStart(2, '0')}0${1 + (n % 9)}${10 + (n % 18)}${String((n * 37) % 10000).padStart(4, '0')}`;
  return [...'0123456789'].map((last) => body + last).find(peselOk)!;
}
