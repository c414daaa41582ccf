import type { Fields, Prose, Table } from '../../agent/contracts/extractor.ts';
import type { RegisterCount, Tally } from '../../agent/contracts/finding.ts';
import { createDetection } from '../../agent/detect/detection.ts';
import { createEngine, type Engine } from '../../agent/detect/engine.ts';
import { createFingerprint } from '../../agent/detect/fingerprint.ts';
import type { Register } from '../../agent/detect/register.ts';
import { type Settled, settle } from '../../agent/detect/settle.ts';
import { registerKeys } from '../../agent/register/keys.ts';
import { openRegister } from '../../agent/register/lookup.ts';
import { Records, type RegisterCounts } from '../../agent/register/records.ts';
import { loadDetectors } from '../../agent/toolbox.ts';

/** The real detectors, with customer numbers. */
export const custom = [
  {
    id: 'custom.customer_number',
    category: 'user.unique_id',
    pattern: 'K-\\d{6}',
    labels: ['Kundennummer', 'customer number'],
    columns: ['customer_no'],
    subject: 'customer',
  },
];
export const detectors = await loadDetectors({ only: [], disable: [], custom });
export const engine: Engine = createEngine({ detectors: [...detectors.values()], countries: ['DE'] });
export const key = new Uint8Array(32).fill(7);
export const fingerprint = createFingerprint(key);

export const columns = {
  customer_no: 'custom.customer_number',
  email: 'email',
  phone: 'phone',
  iban: 'bank.iban',
  first_name: 'person.first_name',
  last_name: 'person.last_name',
  born: 'person.dob',
} as const;

/** Customers who don't exist. Bernd and Clara share a telephone. */
export const anna = [
  'K-100001',
  'anna.ahornblatt@nordwind-handel.de',
  '+49 30 901820',
  'DE29 9405 1237 0482 9163 05',
  'Anna',
  'Ahornblatt',
  '1984-03-27',
];
export const bernd = [
  'K-100002',
  'bernd.birke@nordwind-handel.de',
  '030 901821',
  'GB89ACME20127905820314',
  'Bernd',
  'Birke',
  '19.09.1971',
];
export const clara = ['K-100003', 'clara@nordwind-handel.de', '(030) 901821', '', 'Clara Maria', 'Birke', '1975-01-02'];
export const everybody = [anna, bernd, clara];

export interface Made {
  readonly register: Register;
  readonly counts: RegisterCounts;
}

export function makeRegister(
  rows: readonly (readonly string[])[] = everybody,
  meanings: readonly string[] = Object.values(columns),
): Made {
  const records = new Records(engine, registerKeys(key), meanings);
  for (const row of rows) records.add(row);
  const { memory, layout, counts } = records.finish();
  return { register: openRegister({ memory, layout, meanings, recipe: 'r' }, key, engine), counts };
}

export function talliesOf(register: Register | null, ...texts: readonly (Prose | Table | Fields)[]): Tally[] {
  const detection = createDetection(engine, { fingerprint, register });
  for (const text of texts) detection.add('', text);
  return detection.finish();
}

export function settled(tallies: readonly Tally[]): Settled[] {
  return settle(tallies, { detectors });
}

/** What the register says of each detector that found something: `matches/supported/customers`. */
export function said(findings: readonly Settled[]): Record<string, string> {
  const all = findings.filter(({ register }) => register !== undefined);
  return Object.fromEntries(all.map(({ detector, register }) => [detector, short(register!)]));
}

export function match(
  register: Register | null,
  ...texts: readonly (Prose | Table | Fields)[]
): Record<string, string> {
  return said(settled(talliesOf(register, ...texts)));
}

function short({ matches, supported, customers, customersIsEstimate }: RegisterCount): string {
  return `${matches}/${supported}/${customersIsEstimate ? '~' : ''}${customers}`;
}

export function prose(text: string): Prose {
  return { type: 'prose', text, at: [], continues: false, firstLine: 1 };
}

export function table(names: readonly string[], ...rows: readonly (readonly string[])[]): Table {
  return {
    type: 'table',
    at: [],
    columns: names,
    rows: rows.map((cells, at) => ({ n: at + 2, cells })),
    cite: 'row',
    continues: false,
  };
}
