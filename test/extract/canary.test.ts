import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createDetection } from '../../agent/detect/detection.ts';
import { createEngine } from '../../agent/detect/engine.ts';
import { createFingerprint } from '../../agent/detect/fingerprint.ts';
import { loadDetectors } from '../../agent/toolbox.ts';
import { extractAll } from '../kits/extract.ts';

const folder = new URL('../../fixtures/canary/', import.meta.url);
const all = await loadDetectors({ only: ['email', 'bank.iban'], disable: [], custom: [] });
const engine = createEngine({ detectors: [...all.values()], countries: ['DE'] });
const fingerprint = createFingerprint(new Uint8Array(32));

/** What the detectors say of a file: of each column and detector how many, and the fingerprints of all. */
async function answer(file: string): Promise<{ parts: string[]; problems: unknown; found: unknown }> {
  const { events, result } = await extractAll(readFileSync(new URL(file, folder)), file);
  const detection = createDetection(engine, { fingerprint });
  for (const event of events) if (event.type === 'text') detection.add(event.part, event.text);
  const tallies = detection.finish().filter(({ part }) => !/control/.test(part));
  const found = tallies
    .map(({ detector, column, groups }) => {
      const count = groups.reduce((sum, group) => sum + group.count, 0);
      const prints = groups.flatMap((group) => group.fingerprints).sort();
      // dBase knows capitals only.
      return { detector, column: column.toLowerCase(), count, prints };
    })
    .sort((a, b) => (`${a.detector}${a.column}` < `${b.detector}${b.column}` ? -1 : 1));
  return { parts: [...new Set(tallies.map(({ part }) => part as string))], problems: result.problems, found };
}

const expected = await answer('customers.csv');

/** Where the table is in each file that is not itself the table. */
const places: Readonly<Record<string, string>> = {
  'canary.a': 'customers-of-the-shop-with-a-long-name.csv',
  'canary.deb': 'data.tar.xz!/data.tar!/./usr/share/shop/customers.csv',
  'canary.7z': 'customers.csv',
  'names.7z': 'Größe/Zoë.csv',
  'names.rar': 'Größe/Zoë.csv',
};

const files = readdirSync(folder).filter((name) => /^(?:canary|names)\./.test(name));

function placeOf(name: string): string {
  const known = places[name];
  if (known !== undefined) return known;
  if (/\.tar\.\w+$/.test(name)) return 'canary.tar!/customers.csv';
  return /\.(?:tar|7z|zip|cpio|rar)$/.test(name) ? 'customers.csv' : '';
}

describe('one table in every container', () => {
  it('is what it should be', () => {
    expect(expected.found).toMatchObject([
      { detector: 'bank.iban', column: 'iban', count: 3 },
      { detector: 'bank.iban', column: 'note', count: 1 },
      { detector: 'email', column: 'email', count: 3 },
      { detector: 'email', column: 'note', count: 1 },
    ]);
  });

  it.each(files)('gives the same findings from %s', async (name) => {
    expect(await answer(name)).toEqual({ parts: [placeOf(name)], problems: [], found: expected.found });
  });
});
