import { Random } from '../../fixtures/lib/random.ts';

/** Rows of customers who do not exist, fast: what reading a large table is measured on. */

export const customerColumns = [
  'id',
  'customer_no',
  'first_name',
  'last_name',
  'email',
  'phone',
  'iban',
  'street',
  'postcode',
  'city',
  'born',
  'created_at',
  'note',
] as const;

/** The table for either server; `created_at` has no time zone, so that both hold the same. */
export const customerTable = `create table customers (
  id bigint primary key,
  customer_no varchar(12) not null,
  first_name varchar(40) not null,
  last_name varchar(40) not null,
  email varchar(80) not null,
  phone varchar(20),
  iban varchar(34),
  street varchar(60),
  postcode varchar(10),
  city varchar(40),
  born date,
  created_at timestamp not null,
  note text
)`;

const given = ['Anna', 'Bernd', 'Clara', 'Dieter', 'Elena', 'Felix', 'Greta', 'Hugo', 'Ilse', 'Jonas', 'Karl', 'Lena'];
const family = ['Ahornblatt', 'Fliederbusch', 'Gänseblum', 'Haselstrauch', 'Rosenkohl', 'Tannenzapf', 'Zwiebelfisch'];
const mails = family.map((name) => name.toLowerCase().replaceAll('ä', 'ae'));
const streets = ['Fliederweg', 'Ahornstr.', 'Tannenallee', 'Gartenstr.', 'Lindenhof', 'Am Anger'];
const towns = ['Berlin', 'Hamburg', 'Köln', 'München', 'Leipzig', 'Bremen'];
const codes = ['10115', '20095', '50667', '80331', '04109', '28195'];
const notes = ['calls in the morning', 'wants no catalogue', 'larch, not oak', 'paid by instalments'];

/** The check digits of a German account number: 98 minus the rest by 97 of number, `DE` and 00. */
function germanIban(bank: string, account: string): string {
  // In pieces, as 24 digits are more than a number holds.
  const rest = (Number(`${Number(bank) % 97}${account}`) % 97) * 1_000_000 + 131_400;
  return `DE${String(98 - (rest % 97)).padStart(2, '0')}${bank}${account}`;
}

/** One row as the text that COPY and LOAD DATA take: tabs between the fields, `\N` for nothing. */
export function customerLine(random: Random, id: number): string {
  const who = random.int(0, family.length - 1);
  const first = random.pick(given);
  const town = random.int(0, towns.length - 1);
  const phone = random.chance(0.8) ? `030 23125${random.int(100, 999)}` : '\\N';
  const iban = germanIban(`9${random.int(1_000_000, 9_999_999)}`, `${random.int(1e9, 4e9)}`);
  const born = `${random.int(1940, 2004)}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`;
  const made = `20${random.int(10, 25)}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`;
  const time = `${two(random.int(0, 23))}:${two(random.int(0, 59))}:${two(random.int(0, 59))}`;
  const email = `${first.toLowerCase()}.${mails[who]}${id}@fiktivpost-nord.de`;
  const note = random.chance(0.05) ? random.pick(notes) : '\\N';
  return `${id}\tK-${String(id).padStart(7, '0')}\t${first}\t${family[who]}\t${email}\t${phone}\t${iban}\t${random.pick(streets)} ${random.int(1, 99)}\t${codes[town]}\t${towns[town]}\t${born}\t${made} ${time}\t${note}\n`;
}

const two = (n: number) => (n < 10 ? `0${n}` : `${n}`);

/** The rows in lots of about a megabyte. The same rows every time. */
export function* customerLots(rows: number): Generator<string> {
  const random = new Random('customers of the benchmark');
  let lot = '';
  for (let id = 1; id <= rows; id++) {
    lot += customerLine(random, id);
    if (lot.length < 1 << 20) continue;
    yield lot;
    lot = '';
  }
  if (lot !== '') yield lot;
}

/** Bytes of a row as the server's client writes it, on average. */
export function bytesOfRow(): number {
  const some = 10_000;
  return [...customerLots(some)].reduce((sum, lot) => sum + Buffer.byteLength(lot), 0) / some;
}
