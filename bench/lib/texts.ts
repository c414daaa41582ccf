import { closeSync, openSync, writeSync } from 'node:fs';
import { Random } from '../../fixtures/lib/random.ts';
import { prose } from '../words.ts';

/** Writes about `bytes` of what `line` gives, from a fixed seed. */
function writeLines(path: string, bytes: number, seed: string, line: (random: Random) => string, head = ''): void {
  const file = openSync(path, 'w');
  const random = new Random(seed);
  let lot = head;
  for (let written = 0; written < bytes; ) {
    while (lot.length < 1 << 20) lot += `${line(random)}\n`;
    written += writeSync(file, lot);
    lot = '';
  }
  closeSync(file);
}

/** Prose of a business with a figure now and then, and a few personal values in a thousand lines. */
export function writeSparse(path: string, bytes: number): void {
  writeLines(path, bytes, 'sparse', (random) => {
    const text = prose(random, 12);
    return random.chance(0.002) ? `${text} ${values[random.int(0, values.length - 1)]!(random)}` : text;
  });
}

/** Customers as rows: every cell but one or two is a candidate. */
export function writeDense(path: string, bytes: number): void {
  const head = 'customer_id,name,email,phone,iban,pesel,card,birth_date,ip,amount\n';
  writeLines(path, bytes, 'dense', (random) => denseRow(random).join(','), head);
}

export function denseRow(random: Random): string[] {
  return [
    random.digits(9),
    `${random.pick(given)} ${random.pick(family)}`,
    email(random),
    phone(random),
    iban(random),
    pesel(random),
    card(random),
    date(random),
    Array.from({ length: 4 }, () => random.int(1, 254)).join('.'),
    `${random.int(1, 9999)}.${random.int(10, 99)}`,
  ];
}

const given = ['Anna', 'Bruno', 'Clara', 'David', 'Elena', 'Felix', 'Greta', 'Hugo'];
const family = ['Testowa', 'Muster', 'Example', 'Prueba', 'Esempio', 'Voorbeeld', 'Exempel', 'Modele'];

const email = (random: Random) => `${random.letters(6, 'abcdefghijklmnop')}.${random.digits(4)}@nordwind-handel.de`;
const phone = (random: Random) => `+49 30 ${random.digits(4)} ${random.digits(4)}`;
const date = (random: Random) => `${random.int(1940, 2005)}-0${random.int(1, 9)}-${random.int(10, 28)}`;
const values = [email, phone, iban, pesel, card];

function iban(random: Random): string {
  const account = random.digits(18);
  const check = 98n - (BigInt(`${account}131400`) % 97n);
  return `DE${String(check).padStart(2, '0')}${account}`;
}

function pesel(random: Random): string {
  const body = `${random.int(40, 99)}${String(random.int(1, 12)).padStart(2, '0')}${random.int(10, 28)}${random.digits(4)}`;
  const sum = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3].reduce((total, weight, i) => total + weight * Number(body[i]), 0);
  return body + String((10 - (sum % 10)) % 10);
}

function card(random: Random): string {
  const body = `4539${random.digits(11)}`;
  let sum = 0;
  for (let i = 0; i < 15; i++) {
    const digit = Number(body[14 - i]) * (i % 2 === 0 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return body + String((10 - (sum % 10)) % 10);
}
