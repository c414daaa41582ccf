import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createDetection } from '../../agent/detect/detection.ts';
import { createEngine } from '../../agent/detect/engine.ts';
import { createFingerprint } from '../../agent/detect/fingerprint.ts';
import { loadDetectors } from '../../agent/toolbox.ts';
import { extractAll } from '../kits/extract.ts';

const folder = new URL('../../fixtures/canary/documents/', import.meta.url);
const all = await loadDetectors({ only: ['email', 'bank.iban'], disable: [], custom: [] });
const engine = createEngine({ detectors: [...all.values()], countries: ['DE'] });
const fingerprint = createFingerprint(new Uint8Array(32));

interface Answer {
  readonly status: string;
  readonly problems: readonly unknown[];
  /** Of each detector, the fingerprints of all its values, whatever the column. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** `part column`: how many of each detector stand in it. */
  readonly columns: Readonly<Record<string, number>>;
  readonly dates: readonly string[];
}

async function answer(bytes: Uint8Array, name: string): Promise<Answer> {
  const { events, result } = await extractAll(bytes, name);
  const detection = createDetection(engine, { fingerprint });
  for (const event of events) if (event.type === 'text') detection.add(event.part, event.text);
  const values: Record<string, Set<string>> = {};
  const columns: Record<string, number> = {};
  for (const { detector, part, column, groups } of detection.finish()) {
    for (const { count, fingerprints } of groups) {
      values[detector] = new Set([...(values[detector] ?? []), ...fingerprints]);
      const place = `${part} ${column} ${detector}`.trim();
      columns[place] = (columns[place] ?? 0) + count;
    }
  }
  const sorted = Object.entries(values).map(([detector, prints]) => [detector, [...prints].sort()]);
  const dates = events.flatMap((event) =>
    event.type === 'date' && event.part === '' ? [event.date.date.slice(0, 10)] : [],
  );
  return { status: result.status, problems: result.problems, values: Object.fromEntries(sorted), columns, dates };
}

const fixture = (name: string) => readFileSync(new URL(name, folder));
const expected = await answer(fixture('../customers.csv'), 'customers.csv');
/** Mail is also from somebody to somebody, and has an id that looks like an address. */
const id = /<(.*@mail\.invalid)>/.exec(fixture('canary.eml').toString())?.[1] ?? '';
const correspondents = await answer(Buffer.from(`shop@example.org and office@example.org\n${id}\n`), 'x');

/** Where the table is: the part, and the names of its columns; '' where the format has no table. */
const tables: Readonly<Record<string, readonly [part: string, detail: 'columns' | 'text' | 'fields']>> = {
  'book.ods': ['', 'columns'],
  'book.xls': ['', 'columns'],
  'book.xlsb': ['', 'columns'],
  'book.xlsx': ['', 'columns'],
  'canary.doc': ['', 'columns'],
  'canary.docx': ['', 'columns'],
  'canary.odt': ['', 'columns'],
  'canary.rtf': ['', 'text'],
  'canary.pdf': ['', 'text'],
  'canary.odp': ['', 'text'],
  'canary.ppt': ['', 'text'],
  'canary.pptx': ['', 'text'],
  'canary.ics': ['', 'fields'],
  'canary.vcf': ['', 'fields'],
  'canary.eml': ['customers.csv', 'columns'],
  'canary.mbox': ['message 1!/customers.csv', 'columns'],
  'canary.msg': ['customers.csv', 'columns'],
  'winmail.dat': ['customers.csv', 'columns'],
  'canary.pst': ['Top of Personal Folders/Inbox/message 1!/customers.csv', 'columns'],
};
const mails = /^(?:canary\.(?:eml|mbox|msg|pst)|winmail\.dat)$/;
const files = readdirSync(folder).filter((name) => name in tables);

describe('one table and one sentence in every document', () => {
  it('are what they should be', () => {
    expect(Object.values(expected.values).map((prints) => prints.length)).toEqual([4, 4]);
    expect(files).toHaveLength(Object.keys(tables).length);
  });

  it.each(files)('give the same findings from %s', async (name) => {
    const found = await answer(fixture(name), name);
    expect(found.status).toBe('read');
    expect(found.problems).toEqual([]);
    const [part, detail] = tables[name]!;
    expect(found.values['bank.iban']).toEqual(expected.values['bank.iban']);
    const addresses = new Set(found.values['email']);
    if (mails.test(name)) for (const print of correspondents.values['email']!) addresses.delete(print);
    expect([...addresses]).toEqual(expected.values['email']);
    if (detail === 'columns') expect(found.columns).toMatchObject(inPart(part, ['email email', 'iban bank.iban'], 3));
    if (detail === 'fields') expect(found.columns).toMatchObject(inPart(part, ['email email', 'iban bank.iban'], 3));
  });

  it.each(files.filter((name) => /\.(?:docx?|odt|rtf|pdf|odp|pptx)$|^canary\.(?:eml|msg|ics)$|^winmail/.test(name)))(
    'tell their date from %s',
    async (name) => {
      const { dates } = await answer(fixture(name), name);
      if (name !== 'canary.pdf') expect(dates).toContain('2021-06-16');
    },
  );

  it.each(['locked.pdf'])('say of %s that it is locked', async (name) => {
    const { status, problems } = await answer(fixture(name), name);
    expect({ status, problems }).toEqual({
      status: 'unread',
      problems: [{ code: 'encrypted', detail: 'password', part: '' }],
    });
  });
});

describe('documents that broke', () => {
  it.each(files)('cut in half say so or are read: %s', async (name) => {
    const bytes = fixture(name);
    const whole = await answer(bytes, name);
    for (const share of [0.3, 0.5, 0.8, 0.97]) {
      const { status, problems, values } = await answer(bytes.subarray(0, Math.floor(bytes.length * share)), name);
      // Text breaks off without a trace; whatever has a structure must tell, unless nothing was lost.
      if (!/\.(?:eml|mbox|rtf)$/.test(name) && problems.length === 0)
        expect(values, `${name} at ${share}`).toEqual(whole.values);
      expect(['read', 'partly', 'unread']).toContain(status);
      for (const problem of problems) expect(problem).not.toMatchObject({ code: 'internal' });
    }
  });
});

function inPart(part: string, columns: readonly string[], count: number): Record<string, number> {
  return Object.fromEntries(columns.map((column) => [`${part} ${column}`.trim(), count]));
}
