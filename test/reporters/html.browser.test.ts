import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { databases } from '../../fixtures/reporters/databases.ts';
import { hostile } from '../../fixtures/reporters/hostile.ts';
import { large } from '../../fixtures/reporters/large.ts';
import { inventory, sample } from '../../fixtures/reporters/sample.ts';
import html from '../../reporters/html.ts';
import { write } from '../kits/reporter.ts';
import { reportOf } from '../report/build.ts';
import { skipUnless } from '../support/require.ts';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Opened extends AsyncDisposable {
  readonly page: Page;
  /** What the page asked for, and what it complained of. */
  readonly requests: string[];
  readonly complaints: string[];
}

describe('the html report in a browser', { timeout: 60_000 }, () => {
  const dir = mkdtempSync(join(tmpdir(), 'wayward-html-'));
  const files = {
    sample: join(dir, 'sample.html'),
    databases: join(dir, 'databases.html'),
    inventory: join(dir, 'inventory.html'),
    hostile: join(dir, 'hostile.html'),
    large: join(dir, 'large.html'),
  };
  let browser: Browser | null = null;
  beforeAll(async () => {
    const many = large(2000, { judged: true });
    for (const [name, held] of Object.entries({ sample, databases, inventory, hostile, large: many })) {
      writeFileSync(join(dir, `${name}.html`), await write(html, await reportOf(held)));
    }
    if (executablePath !== undefined) browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  async function open(context: TestContext, file: string, options: BrowserContextOptions = {}): Promise<Opened> {
    skipUnless(context, browser !== null, 'no chromium is installed: the html report is not looked at in a browser');
    const made = await (browser as Browser).newContext({ viewport: { width: 1200, height: 900 }, ...options });
    const page = await made.newPage();
    const [requests, complaints]: [string[], string[]] = [[], []];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => {
      complaints.push(dialog.message());
      void dialog.dismiss();
    });
    await page.goto(pathToFileURL(file).href);
    return { page, requests, complaints, [Symbol.asyncDispose]: () => made.close() };
  }

  it.for([
    ['sample', 'light'],
    ['sample', 'dark'],
    ['databases', 'light'],
    ['databases', 'dark'],
    ['inventory', 'light'],
    ['inventory', 'dark'],
    ['hostile', 'dark'],
    ['large', 'light'],
    ['large', 'dark'],
  ] as const)('has no accessibility problem that axe can see: %s, %s', async ([name, colorScheme], context) => {
    // Its own policy would refuse axe.
    await using opened = await open(context, files[name], { colorScheme, bypassCSP: true });
    await opened.page.addScriptTag({ content: axe });
    const violations = await opened.page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      return (await axe.run()).violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .map(({ html }) => html)
            .slice(0, 3)
            .join(' ')}`,
      );
    });
    expect(violations).toEqual([]);
  });

  it.for(['sample', 'hostile'] as const)('asks for nothing and complains of nothing: %s', async (name, context) => {
    await using opened = await open(context, files[name]);
    expect(opened.requests).toEqual([pathToFileURL(files[name]).href]);
    expect(opened.complaints).toEqual([]);
  });

  it('reads the same without script', async (context) => {
    await using bare = await open(context, files.sample, { javaScriptEnabled: false });
    await using scripted = await open(context, files.sample);
    const text = (page: Page) => page.locator('main').textContent();
    expect(await text(bare.page)).toBe(await text(scripted.page));
  });

  it('sorts a table by the column that is clicked, numbers as numbers', async (context) => {
    await using opened = await open(context, files.inventory);
    const table = opened.page.locator('table', { has: opened.page.locator('#t-folders') });
    const matches = () => table.locator('tbody tr td:nth-child(2)').allTextContents();
    const before = await matches();
    const head = table.getByRole('button', { name: 'Sort by Matches' });
    await head.click();
    expect(await table.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('ascending');
    const figures = (texts: readonly string[]) => texts.map((text) => Number(text.replaceAll(',', '')));
    expect(figures(await matches())).toEqual(figures(before).sort((a, b) => a - b));
    await head.press('Enter');
    expect(figures(await matches())).toEqual(figures(before).sort((a, b) => b - a));
  });

  it('turns the pages of a long table, and filters it; without script all of it is there', async (context) => {
    await using bare = await open(context, files.large, { javaScriptEnabled: false });
    const rows = (page: Page) => page.locator('table', { has: page.locator('#t-violations') }).locator('tbody tr');
    expect(await rows(bare.page).filter({ visible: true }).count()).toBe(250);
    await using opened = await open(context, files.large);
    const { page } = opened;
    const shown = rows(page).filter({ visible: true });
    expect(await shown.count()).toBe(25);
    const first = await shown.first().textContent();
    const tools = page.locator('.tools', { has: page.getByLabel('Filter: Violations, gravest first') });
    await expect.poll(() => tools.getByRole('status').textContent()).toBe('1 to 25 of 250');
    await tools.getByRole('button', { name: 'Next page' }).press('Enter');
    expect(await shown.count()).toBe(25);
    expect(await shown.first().textContent()).not.toBe(first);
    expect(await tools.getByRole('status').textContent()).toBe('26 to 50 of 250');
    await tools.getByRole('searchbox').fill('no such thing anywhere');
    expect(await tools.getByRole('status').textContent()).toBe('No row fits');
    expect(await shown.count()).toBe(0);
    await tools.getByRole('searchbox').fill('user1,');
    const texts = await shown.allTextContents();
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) expect(text).toContain('user1,');
  });

  it.for([390, 800, 1200])('needs no sideways scrolling at %i pixels', async (width, context) => {
    await using opened = await open(context, files.hostile, { viewport: { width, height: 900 } });
    const wide = await opened.page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(wide).toBeLessThanOrEqual(0);
  });

  it('prints on A4, dark or not, with dark text on white', async (context) => {
    await using opened = await open(context, files.sample, { colorScheme: 'dark' });
    const pdf = await opened.page.pdf({ preferCSSPageSize: true, printBackground: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf.toString('latin1')) ?? [];
    expect([Number(width), Number(height)].map(Math.round)).toEqual([595, 842]);
    await opened.page.emulateMedia({ media: 'print' });
    const colours = await opened.page.evaluate(
      '(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.documentElement))',
    );
    expect(colours).toEqual(['rgb(17, 17, 17)', 'rgb(255, 255, 255)']);
  });
});
