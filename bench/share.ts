import { once } from 'node:events';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { docx } from '../fixtures/lib/docx.ts';
import { eml } from '../fixtures/lib/mail.ts';
import { pdf } from '../fixtures/lib/pdf.ts';
import { type Country, isoDay, type Person, person } from '../fixtures/lib/people.ts';
import { Random } from '../fixtures/lib/random.ts';
import { csv } from '../fixtures/lib/table.ts';
import { xlsx } from '../fixtures/lib/xlsx.ts';
import { zip } from '../fixtures/lib/zip.ts';
import { prose } from './words.ts';

/** Trees to measure on: generated, seeded, the same for everyone. */

/** What was made, so that a benchmark can say what it measured. */
export interface Made {
  readonly files: number;
  readonly bytes: number;
}

type Kind = 'txt' | 'csv' | 'json' | 'docx' | 'xlsx' | 'pdf' | 'eml' | 'zip';

/** How a share of office files is mixed, in per cent of its files. */
const mix: readonly (readonly [Kind, number])[] = [
  ['docx', 24],
  ['pdf', 20],
  ['xlsx', 16],
  ['txt', 14],
  ['eml', 10],
  ['csv', 8],
  ['json', 5],
  ['zip', 3],
];

/**
 * A share of office files in folders of about forty, a few kilobytes to a few hundred each: mostly prose, and in
 * every third file some people's data.
 */
export async function makeMixedShare(dir: string, files = 10_000, seed = 'mixed share'): Promise<Made> {
  let bytes = 0;
  for (let i = 0; i < files; i++) {
    const random = new Random(`${seed} ${i}`);
    const folder = join(dir, `team ${Math.floor(i / 800)}`, `project ${Math.floor(i / 40)}`);
    mkdirSync(folder, { recursive: true });
    const kind = pickKind(random);
    const data = Buffer.from(await make(kind, random, `${seed} ${i}`));
    writeFileSync(join(folder, `file ${i}.${kind}`), data);
    bytes += data.length;
  }
  return { files, bytes };
}

function pickKind(random: Random): Kind {
  let at = random.int(0, 99);
  for (const [kind, share] of mix) {
    if (at < share) return kind;
    at -= share;
  }
  return 'txt';
}

async function make(kind: Kind, random: Random, seed: string): Promise<Buffer | string> {
  const people = random.chance(1 / 3) ? crowd(random, seed) : [];
  const created = `20${random.int(12, 25)}-0${random.int(1, 9)}-1${random.int(0, 9)}T08:00:00Z`;
  const properties = { title: 'Document', author: 'Office', created };
  switch (kind) {
    case 'txt':
      return text(random, people, random.int(4, 60));
    case 'csv':
      return csv(table(random, people, random.int(20, 800)), ';');
    case 'json':
      return JSON.stringify({ created, items: table(random, people, random.int(10, 200)) });
    case 'docx':
      return docx({ ...properties, body: text(random, people, random.int(10, 80)).split('\n') });
    case 'xlsx':
      return xlsx({ ...properties, sheets: [{ name: 'Sheet1', rows: table(random, people, random.int(20, 400)) }] });
    case 'pdf':
      return pdf({ ...properties, pages: pages(text(random, people, random.int(6, 40))) });
    case 'eml':
      return eml(letter(random, people));
    case 'zip':
      return zip(
        [
          { name: 'notes.txt', data: text(random, people, 20) },
          { name: 'table.csv', data: csv(table(random, people, 60)) },
        ],
        { date: created },
      );
  }
}

const countries: readonly Country[] = ['DE', 'DE', 'DE', 'PL', 'GB', 'FR', 'NL'];

const crowd = (random: Random, seed: string): Person[] =>
  Array.from({ length: random.int(1, 12) }, (_, i) => person(`${seed} ${i}`, random.pick(countries)));

/** Paragraphs, with the people spread among them. */
function text(random: Random, people: readonly Person[], paragraphs: number): string {
  const lines = Array.from({ length: paragraphs }, () => prose(random, random.int(20, 90)));
  for (const p of people) {
    const line = `Name: ${p.name}, E-Mail: ${p.email}, Geburtsdatum: ${isoDay(p.born)}, IBAN: ${p.iban}`;
    lines.splice(random.int(0, lines.length), 0, line);
  }
  return `${lines.join('\n')}\n`;
}

/** Rows of figures, the first ones with people where there are any. */
function table(random: Random, people: readonly Person[], rows: number): (string | number)[][] {
  const head = ['id', 'name', 'email', 'iban', 'quantity', 'price', 'note'];
  const body = Array.from({ length: rows }, (_, i) => {
    const p = people[i];
    const figures = [random.int(1, 500), random.int(100, 99_999) / 100, prose(random, 3)];
    return [10_000 + i, p?.name ?? '', p?.email ?? '', p?.iban ?? '', ...figures];
  });
  return [head, ...body];
}

/** Lines of a printed page: at most 85 characters, 38 lines a page. Helvetica knows Western letters only. */
function pages(content: string): string[][] {
  const western = content.normalize('NFD').replaceAll(/[^\n -~]/g, '');
  const lines = western.split('\n').flatMap((line) => line.match(/.{1,85}(?: |$)/g) ?? ['']);
  return Array.from({ length: Math.ceil(lines.length / 38) }, (_, i) => lines.slice(i * 38, i * 38 + 38));
}

function letter(random: Random, people: readonly Person[]) {
  const attachments = random.chance(0.3)
    ? [{ name: 'table.csv', type: 'text/csv', data: csv(table(random, people, 50)) }]
    : [];
  return {
    from: 'office@acme-gmbh-fiktiv.de',
    to: people[0]?.email ?? 'desk@acme-gmbh-fiktiv.de',
    subject: prose(random, 4),
    date: `Tue, 12 May 20${random.int(12, 25)} 09:14:00 +0200`,
    text: text(random, people, random.int(3, 12)),
    attachments,
  };
}

/** `files` tiny text files (about 60 bytes) in `folders` folders: what a re-scan is measured on. */
export function makeSmallFiles(dir: string, files = 200_000, folders = 2_000): Made {
  const random = new Random('small files');
  let bytes = 0;
  for (let f = 0; f < folders; f++) {
    const folder = join(dir, `d${Math.floor(f / 50)}`, `f${f}`);
    mkdirSync(folder, { recursive: true });
    const last = Math.floor(((f + 1) * files) / folders);
    for (let i = Math.floor((f * files) / folders); i < last; i++) {
      const data = `${i} ${prose(random, 8)}\n`;
      writeFileSync(join(folder, `${i}.txt`), data);
      bytes += Buffer.byteLength(data);
    }
  }
  return { files, bytes };
}

/** Tiny files in one folder: what memory must not grow with. */
export function makeFlatFolder(dir: string, files = 1_000_000): Made {
  mkdirSync(dir, { recursive: true });
  let bytes = 0;
  for (let i = 0; i < files; i++) {
    const data = `${i}\n`;
    writeFileSync(join(dir, `file-${String(i).padStart(7, '0')}.txt`), data);
    bytes += data.length;
  }
  return { files, bytes };
}

const BLOCK = 8 * 1024 * 1024;

/**
 * A log of exactly `bytes` bytes, written as it is made. Twelve people's e-mail addresses and IBANs stand in it at even
 * distances, the first in the first line and the last in the last.
 *
 * @returns how many people were planted
 */
export async function makeBigLog(file: string, bytes = 4 * 1024 ** 3): Promise<{ planted: number }> {
  const planted = 12;
  const line = (n: number) => {
    const p = person(`big log ${n}`, 'DE');
    return `2026-05-12T10:00:00Z info shop customer email=${p.email} iban=${p.iban}\n`;
  };
  const block = logBlock();
  const out = createWriteStream(file);
  const lines = Array.from({ length: planted }, (_, n) => Buffer.from(line(n)));
  let left = bytes - lines.reduce((sum, { length }) => sum + length, 0);
  if (left < 0) throw new RangeError(`a log with ${planted} people needs more than ${bytes} bytes`);
  for (const [n, entry] of lines.entries()) {
    await write(out, entry);
    // What lies between this one and the next: nothing after the last.
    const gaps = planted - 1 - n;
    const gap = gaps === 0 ? 0 : gaps === 1 ? left : Math.floor(left / gaps);
    for (let done = 0; done < gap; done += BLOCK) await write(out, piece(block, Math.min(BLOCK, gap - done)));
    left -= gap;
  }
  out.end();
  await once(out, 'finish');
  return { planted };
}

/** The block's first `length` bytes, ending with a line's end. */
function piece(block: Buffer, length: number): Buffer {
  if (length === block.length) return block;
  const cut = Buffer.from(block.subarray(0, length));
  cut[length - 1] = 10;
  return cut;
}

/** Eight megabytes of log lines that hold nobody's data. */
function logBlock(): Buffer {
  const random = new Random('log block');
  const lines: string[] = [];
  for (let size = 0; size < BLOCK; size += lines.at(-1)!.length) {
    const time = `2026-05-12T10:${random.int(10, 59)}:${random.int(10, 59)}.${random.digits(3)}Z`;
    const level = random.pick(['debug', 'info', 'info', 'warn']);
    lines.push(`${time} ${level} worker=${random.int(1, 16)} job=${random.digits(8)} ${prose(random, 6)}\n`);
  }
  const block = Buffer.from(lines.join('')).subarray(0, BLOCK);
  block[BLOCK - 1] = 10;
  return block;
}

async function write(out: ReturnType<typeof createWriteStream>, data: Buffer): Promise<void> {
  if (!out.write(data)) await once(out, 'drain');
}
