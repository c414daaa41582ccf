import { parseDocument } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../agent/contracts/report.ts';
import { databases, databasesOnly } from '../../fixtures/reporters/databases.ts';
import { hostile } from '../../fixtures/reporters/hostile.ts';
import { large } from '../../fixtures/reporters/large.ts';
import { inventory, onlyProblems, sample } from '../../fixtures/reporters/sample.ts';
import html from '../../reporters/html.ts';
import { acceptReporter, write } from '../kits/reporter.ts';
import { reportOf } from '../report/build.ts';

type Node = ReturnType<typeof parseDocument>['children'][number];
interface Element {
  readonly name: string;
  readonly attribs: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Every element of the page in document order, with its text. */
function elements(page: string): Element[] {
  const found: Element[] = [];
  const walk = (node: Node): string => {
    if (node.type === 'text') return (node as unknown as { data: string }).data;
    if (!('children' in node)) return '';
    const at = found.length;
    if ('attribs' in node) found.push({ name: node.name, attribs: node.attribs, text: '' });
    const text = node.children.map(walk).join('');
    if ('attribs' in node) found[at] = { name: node.name, attribs: node.attribs, text };
    return text;
  };
  for (const node of parseDocument(page, { decodeEntities: true }).children) walk(node);
  return found;
}

const number = (text: string | undefined) => Number((text ?? 'none').replaceAll(',', ''));

/** The figure of a tile. */
function tile(page: string, name: string): number | undefined {
  const [, value] = new RegExp(`<dt>${name}</dt><dd>([\\d,]+)`).exec(page) ?? [];
  return value === undefined ? undefined : number(value);
}

describe('the html reporter', () => {
  acceptReporter(html, {
    numbers(page) {
      const [, listed] = /<figcaption>([\d,]+) [a-z ]+ listed/.exec(page) ?? [];
      const [, unread] = /<desc[^>]*>read: [\d,]+, read in part: [\d,]+, not read: ([\d,]+)/.exec(page) ?? [];
      const found = { listed: number(listed), unread: number(unread), violations: tile(page, 'Violations') ?? 0 };
      const items = tile(page, '(?:Files|Tables|Files and tables) with personal data');
      return items === undefined ? found : { ...found, itemsWithFindings: items };
    },
    forbidden: [/<script>alert/, /<img/, /<svg onload/, /<b>b/, /\son\w+='/],
    controls: /\n/g,
    holds: 0,
  });

  it('holds no element and no attribute that a name brought', async () => {
    const page = elements(await write(html, await reportOf(hostile)));
    const names = new Set(page.map(({ name }) => name));
    expect([...names].sort()).toEqual(
      'a b body br caption code dd desc div dl dt figcaption figure footer h1 h2 h3 h4 head header html li main meta nav ol p path rect script section small span strong style svg table tbody td text th thead title tr ul'.split(
        ' ',
      ),
    );
    const attributes = new Set(page.flatMap(({ attribs }) => Object.keys(attribs)));
    expect([...attributes].filter((name) => /^on|^style$|^src$/.test(name))).toEqual([]);
    expect(page.filter(({ name }) => name === 'script').map(({ attribs }) => attribs['type'] ?? 'run')).toEqual([
      'application/json',
      'run',
    ]);
  });

  it('needs nothing from elsewhere', async () => {
    const page = await write(html, await reportOf(sample));
    expect(page).not.toMatch(/https?:|\/\/[a-z]|url\(|@import|<link|<iframe|<base/i);
    for (const { attribs } of elements(page)) if (attribs['href'] !== undefined) expect(attribs['href']).toMatch(/^#/);
  });

  it('begins with coverage, and says what is missing before any other number', async () => {
    const page = elements(await write(html, await reportOf(sample)));
    expect(page.filter(({ name }) => name === 'section').map(({ attribs }) => attribs['id'])).toEqual([
      ...[
        'coverage',
        'numbers',
        'first',
        'violations',
        'retention',
        'misplaced',
        'exposure',
        'inventory',
        'decisions',
        'appendix',
      ],
    ]);
    const coverage = page.find(({ attribs }) => attribs['id'] === 'coverage')?.text ?? '';
    expect(coverage).toContain(
      'This answer is not complete. 2 files could not be read; 1 file only in part; 1 folder could not be listed',
    );
    for (const place of ['share/HR/payroll', 'share/Backup/2019.zip!/mail.pst', 'share/Legal/case-17/scan.pdf'])
      expect(coverage).toContain(place);
  });

  it('judges nothing in an inventory', async () => {
    const page = elements(await write(html, await reportOf(inventory)));
    expect(page.filter(({ name }) => name === 'section').map(({ attribs }) => attribs['id'])).toEqual([
      'coverage',
      'numbers',
      'exposure',
      'inventory',
      'appendix',
    ]);
  });

  it('gives every table a caption and every column a header, and names an id once', async () => {
    const page = elements(await write(html, await reportOf(sample)));
    const count = (name: string) => page.filter((element) => element.name === name).length;
    expect(count('caption')).toBe(count('table'));
    expect(page.filter(({ name, attribs }) => name === 'th' && attribs['scope'] === undefined)).toEqual([]);
    const ids = page.flatMap(({ attribs }) => attribs['id'] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { name, attribs } of page)
      if (name === 'svg') expect(attribs['aria-labelledby']?.split(' ').every((id) => ids.includes(id))).toBe(true);
  });

  it('tells reasons in sentences where somebody knows how', async () => {
    const page = await write(html, await reportOf(sample, { sentence: (reason) => `Sentence of <${reason}>.` }));
    expect(page).toContain('Sentence of &lt;unlisted_place&gt;.');
  });

  it('says what it said', async () => {
    await expect(outline(await write(html, await reportOf(sample)))).toMatchFileSnapshot(
      '../../fixtures/reporters/html.txt',
    );
    await expect(outline(await write(html, await reportOf(databases)))).toMatchFileSnapshot(
      '../../fixtures/reporters/html.databases.txt',
    );
  });

  it('has sections for databases and copies where there are some, and calls tables tables', async () => {
    const page = await write(html, await reportOf(databases));
    const sections = elements(page).filter(({ name }) => name === 'section');
    expect(sections.map(({ attribs }) => attribs['id'])).toEqual(
      'coverage numbers first violations misplaced copies exposure databases inventory decisions appendix'.split(' '),
    );
    expect(page).toContain('Of 7 files and tables, 5 were read');
    const only = await write(html, await reportOf(databasesOnly));
    expect(only).toContain('Of 5 tables, 3 were read');
    expect(only).toContain('1 schema could not be listed');
    expect(only).not.toMatch(/\d files?\b/);
  });

  it('says how sure a sample is, and whether a number is an estimate', async () => {
    const page = elements(await write(html, await reportOf(databases)));
    const text = page.find(({ attribs }) => attribs['id'] === 'databases')?.text ?? '';
    expect(text).toContain('10,240 of about 5,000,000 rows in 1 table');
    expect(text).toContain(
      'A kind of data that the sample did not meet is in at most 1.9 % of a table’s blocks (95 % sure)',
    );
    const rows = page.filter(
      ({ name, text: of }) => name === 'tr' && of.startsWith('shop/') && of.includes('confidence'),
    );
    const cells = (part: string) => rows.find(({ text: of }) => of.includes(part))?.text ?? '';
    expect(cells('payload')).toMatch(/about 9,800about 4,785,1569,644analytics, crm_app, reporting; row security/);
    expect(cells('customers#email')).toMatch(/48,15048,15048,150crm_app$/);
    expect(cells('backup')).toMatch(/30,95030,95030,950everyone$/);
    expect(cells('iban')).toMatch(/about 44,020about 44,020about 43,870superusers only$/);
  });

  it('says that a run was stopped, and that nothing was read', async () => {
    const page = await write(html, await reportOf(onlyProblems));
    expect(page).toContain('did not come to its end (stopped)');
    expect(page).toContain('Nothing was read, so nothing can be said.');
  });

  it('stays small with 100,000 findings, and says what it does not show', async () => {
    const report = await reportOf(large(104_000, { judged: true }));
    const { findings, bySeverity } = report.summary;
    expect(findings.high + findings.medium + findings.low).toBeGreaterThan(99_000);
    const page = await write(html, report);
    expect(Buffer.byteLength(page)).toBeLessThan(2_000_000);
    const violations = Object.values(bySeverity).reduce((sum, n) => sum + n, 0);
    expect(page).toContain(more(violations - 250, violations, 'violations'));
    expect(page).toContain(
      more(report.summary.inventory.total - 50, report.summary.inventory.total, 'folders and tables'),
    );
    expect(page).toContain(more(report.total.unread / 2 - 20, report.total.unread / 2, 'places'));
  }, 120_000);

  it('shows as many rows as it is told', async () => {
    const report: Report = await reportOf(large(2000, { judged: false }));
    const page = await write(html, report, { rows: 7 });
    const all = [...large(2000, { judged: false }).findings()].length;
    expect(page).toContain(more(all - 7, all, 'findings'));
  });
});

/** What the page says, a line for each heading, sentence, row and entry. */
function outline(page: string): string {
  const lines = elements(page.replaceAll(/<(br|\/t[hd]|\/text)>/g, '$& '));
  const told = lines.filter(({ name }) => /^(h\d|p|caption|figcaption|desc|tr|li|dt|dd)$/.test(name));
  return `${told.map(({ name, text }) => `${name.padEnd(10)} ${text.replaceAll(/\s+/g, ' ').trim()}`).join('\n')}\n`;
}

function more(hidden: number, all: number, what: string): string {
  const english = (n: number) => n.toLocaleString('en-US');
  return `And ${english(hidden)} more ${what}: the CSV and JSON Lines reports hold all ${english(all)}.`;
}
