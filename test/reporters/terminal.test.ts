import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { databases, databasesOnly } from '../../fixtures/reporters/databases.ts';
import { hostile } from '../../fixtures/reporters/hostile.ts';
import { large } from '../../fixtures/reporters/large.ts';
import { empty, inventory, onlyProblems, sample } from '../../fixtures/reporters/sample.ts';
import { aligned, painter, shorten, widthOf } from '../../reporters/lib/terminal/text.ts';
import terminal from '../../reporters/terminal.ts';
import { acceptReporter, write } from '../kits/reporter.ts';
import { reportOf } from '../report/build.ts';

/** Colour codes with these numbers. */
const codes = (numbers: string) => new RegExp(`${'\x1b'}\\[(${numbers})m`, 'g');
const count = (text: string, numbers: string) => text.match(codes(numbers))?.length;
const number = (text: string | undefined) => Number((text ?? 'none').replaceAll(',', ''));

describe('the terminal reporter', () => {
  acceptReporter(terminal, {
    numbers(output) {
      const coverage = /^Coverage {2}(\S+) [a-z ]+ listed[\s\S]* \+ (\S+) not read/m.exec(output);
      const violations = /^Violations {2}([\d,]+):/m.exec(output)?.[1] ?? '0';
      const found = { listed: number(coverage?.[1]), unread: number(coverage?.[2]), violations: number(violations) };
      const items = /^Personal data {2}in (\S+) (?:file|table)/m.exec(output)?.[1];
      return items === undefined ? found : { ...found, itemsWithFindings: number(items) };
    },
    forbidden: [/\u202e/],
    controls: /\n/g,
    holds: 0,
  });

  it('says first, and loudly, what was not read', async () => {
    const lines = (await write(terminal, await reportOf(sample))).split('\n');
    expect(lines[2]).toBe('Coverage  14 files listed (759.2 MiB), 1 unchanged since an earlier run');
    expect(
      lines.findIndex((line) =>
        line.includes('NOT COMPLETE: 2 files not read, 1 file read only in part, 1 folder not listed'),
      ),
    ).toBeLessThan(8);
    expect(
      lines.some((line) => /1 {2}folder not listed: no permission to read it +share\/HR\/payroll/.test(line)),
    ).toBe(true);
  });

  it('says of an empty share that it was empty, and of an unread one that nothing is known', async () => {
    expect(await write(terminal, await reportOf(empty))).toContain('Nothing was listed');
    expect(await write(terminal, await reportOf(onlyProblems))).toMatch(
      /did not come to its end \(stopped\)[\s\S]*Violations {2}not known: nothing was read/,
    );
  });

  it('names ids that `wayward explain` takes', async () => {
    const output = await write(terminal, await reportOf(sample));
    const [, id = ''] = /wayward explain (\S+)/.exec(output) ?? [];
    const ids = [...sample.findings()].map((finding) => finding.id);
    expect(ids.filter((known) => known.startsWith(id)).length).toBe(1);
    expect(output).toMatch(new RegExp(`critical +79 +${id}`));
  });

  it('names the reports that were written', async () => {
    const output = await write(terminal, await reportOf(sample), { reports: ['out/report.html'] });
    expect(output).toContain('out/report.html');
    expect(output).not.toContain('--report html');
  });

  it.each([40, 80, 100, 160])('keeps to %i columns and about one screen', async (width) => {
    for (const held of [
      sample,
      inventory,
      databases,
      databasesOnly,
      hostile,
      large(2000, { judged: true }),
      large(2000, { judged: false }),
    ]) {
      const lines = (await write(terminal, await reportOf(held), { width })).split('\n');
      expect(lines.length).toBeLessThan(50);
      // What is to be typed is never cut.
      const long = lines.filter((line) => !line.startsWith('  wayward ') && widthOf(line) > Math.max(width, 80));
      expect(long).toEqual([]);
    }
  });

  it('is the same text with and without colour', async () => {
    const report = await reportOf(sample);
    const [painted, bare] = [await write(terminal, report, { color: true }), await write(terminal, report)];
    expect(painted).not.toBe(bare);
    expect(stripVTControlCharacters(painted)).toBe(bare);
    // Every style that begins also ends.
    expect(count(painted, '1|2|3[1-6]')).toBe(count(painted, '22|39'));
  });

  it('colours nothing that a name says', async () => {
    const output = await write(terminal, await reportOf(hostile), { color: true });
    expect(output.replace(codes('1|2|22|3[1-6]|39'), '').replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  it.each([
    ['kurz', 10, 'kurz'],
    ['share/department/file.txt', 12, 'share/…e.txt'],
    ['日本語日本語', 7, '日本…語'],
    ['a\x1b[31mb', 20, 'a\ufffd[31mb'],
  ])('fits %j in %i columns', (text, width, fitting) => {
    expect(shorten(text, width)).toBe(fitting);
    expect(widthOf(shorten(text, width))).toBeLessThanOrEqual(width);
  });

  it('lines up wide characters', () => {
    const rows = [
      [{ text: '日本' }, { text: '1' }],
      [{ text: 'abc' }, { text: '10' }],
    ];
    expect(aligned(rows, [{}, { align: 'right' }], 40, painter(false))).toEqual(['  日本   1', '  abc   10']);
  });

  it('is as it was', async () => {
    await expect(await write(terminal, await reportOf(sample))).toMatchFileSnapshot(
      '../../fixtures/reporters/terminal.txt',
    );
    await expect(await write(terminal, await reportOf(inventory))).toMatchFileSnapshot(
      '../../fixtures/reporters/terminal.inventory.txt',
    );
    await expect(await write(terminal, await reportOf(databases))).toMatchFileSnapshot(
      '../../fixtures/reporters/terminal.databases.txt',
    );
  });
});
