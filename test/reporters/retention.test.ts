import { parseCsv } from 'hucre/csv';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { hostile } from '../../fixtures/reporters/hostile.ts';
import { sample } from '../../fixtures/reporters/sample.ts';
import type { StoredRun } from '../../fixtures/reporters/stored.ts';
import { reviewColumns } from '../../reporters/lib/review.ts';
import retention from '../../reporters/retention.ts';
import retentionXlsx from '../../reporters/retention-xlsx.ts';
import { write } from '../kits/reporter.ts';
import { reportOf } from '../report/build.ts';

/** The names of a hostile share, kept too long. */
const kept: StoredRun = {
  ...hostile,
  *verdicts() {
    for (const verdict of hostile.verdicts()) yield { ...verdict, type: 'retention', status: 'overdue' };
  },
};

async function bytesOf(held: StoredRun): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  await retentionXlsx.write(await reportOf(held), async (chunk) => void chunks.push(chunk as Uint8Array), {});
  return Buffer.concat(chunks);
}

describe('the retention review', () => {
  it('has the lines of the model', async () => {
    const rows = parseCsv((await write(retention, await reportOf(sample))).replace('\ufeff', ''));
    const column = (name: string) => rows.slice(1).map((row) => row[rows[0]?.indexOf(name) ?? -1]);
    expect(rows[0]).toEqual([...reviewColumns]);
    const report = await reportOf(sample);
    const lines = await report.review();
    expect(column('ref')).toEqual(lines.map(({ ref }) => ref));
    expect(new Set(column('status'))).toEqual(new Set(['overdue', 'possibly_overdue', 'hold_and_overdue']));
    const verdicts = await Array.fromAsync(report.verdicts());
    const past = verdicts.filter(({ type, status }) => type === 'retention' && /overdue/.test(status));
    expect(lines.reduce((sum, { findings }) => sum + findings.length, 0)).toBe(past.length);
  });

  it('writes the same bytes again, in both formats', async () => {
    expect(await write(retention, await reportOf(kept))).toBe(await write(retention, await reportOf(kept)));
    expect(await bytesOf(kept)).toEqual(await bytesOf(kept));
  });

  it('lets no name become a formula or a control character', async () => {
    const text = await write(retention, await reportOf(kept));
    expect(text.replaceAll(/\r\n|\ufeff/g, '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}]/u);
    for (const row of parseCsv(text)) for (const cell of row) expect(String(cell ?? '')).not.toMatch(/^\s*[=+@\uff1d]/);
    const { sheets } = await readXlsx(await bytesOf(kept));
    const cells = sheets.flatMap(({ cells: of }) => [...(of?.values() ?? [])]);
    expect(cells.filter(({ formula }) => formula !== undefined)).toEqual([]);
    const places = (sheets[0]?.rows ?? []).map((row) => row[2]);
    expect(places.some((place) => String(place).includes('=cmd|calc!A1.csv'))).toBe(true);
  });
});
