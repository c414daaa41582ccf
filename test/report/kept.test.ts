import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../agent/report/figures.ts';
import { keep, recall } from '../../agent/report/kept.ts';
import { databases } from '../../fixtures/reporters/databases.ts';
import { sample } from '../../fixtures/reporters/sample.ts';
import html from '../../reporters/html.ts';
import terminal from '../../reporters/terminal.ts';
import { write } from '../kits/reporter.ts';
import { reportOf } from './build.ts';

describe('a report that is kept', () => {
  it.each([
    ['sample', sample],
    ['databases', databases],
  ])('is told again as it was: %s', async (_, held) => {
    const report = await reportOf(held);
    const again = recall(keep(report), report.run, { sentence: null, history: report.history });
    if (again === null) throw new Error('nothing was kept');
    expect(again.whole).toBe(false);
    expect(await write(terminal, again)).toBe(await write(terminal, report));
    const alert = /<div class="alert"><p><strong>This is a past run[\s\S]*?<\/div>/;
    const page = await write(html, again);
    expect(page).toMatch(alert);
    expect(page.replace(alert, '')).toBe(await write(html, report));
  });

  it('is not told from another layout', async () => {
    const report = await reportOf(sample);
    const { zstdCompressSync } = await import('node:zlib');
    const other = zstdCompressSync(JSON.stringify({ layout: 0, kept: {} }));
    expect(recall(other, report.run, { sentence: null, history: [] })).toBeNull();
  });

  it('gives the numbers that a trend is drawn from', async () => {
    const report = await reportOf(sample);
    expect(figuresOf(report, 7)).toMatchObject({
      number: 7,
      violations: 8,
      grave: 4,
      overdue: 2,
      possiblyOverdue: 1,
      listed: 14,
      unread: 2,
    });
  });
});
