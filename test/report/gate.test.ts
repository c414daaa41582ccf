import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Gate } from '../../agent/report/gate.ts';
import { hostile, hostileNames } from '../../fixtures/reporters/hostile.ts';
import { sample } from '../../fixtures/reporters/sample.ts';
import html from '../../reporters/html.ts';
import { write } from '../kits/reporter.ts';
import { wayward } from '../support/cli.ts';
import { tree } from '../support/tree.ts';
import { reportOf } from './build.ts';

const nothing = { isValue: async () => false, sealed: () => 'sealed:00000000' };

describe('the last gate', () => {
  it('changes nothing where no name is a value', async () => {
    for (const held of [sample, hostile]) {
      const report = await reportOf(held);
      const gate = new Gate(nothing);
      expect(await write(html, await gate.through(report))).toBe(await write(html, report));
      expect(gate.sealed).toBe(0);
    }
  });

  it('seals the step of a place that holds a value, in lists and streams alike, and counts it', async () => {
    const gate = new Gate({ isValue: async (piece) => piece === 'case-171819', sealed: () => 'sealed:0a0a0a0a' });
    const texts = ['share/Anna Muster case-171819/contract.pdf', 'share/case 171819/x.pdf'];
    expect(await gate.text(texts[0] ?? '')).toBe('share/sealed:0a0a0a0a/contract.pdf');
    expect(await gate.text(texts[1] ?? '')).toBe(texts[1]);
    expect(gate.sealed).toBe(1);
  });

  it('stands any name', async () => {
    const gate = new Gate(nothing);
    for (const name of hostileNames) expect(await gate.text(name)).toBe(name);
  });
});

describe('reports of a share whose names hold what is in the files', { timeout: 120_000 }, () => {
  const mail = 'synthetic.person@acme-kunden.de';
  const iban = 'DE75512108001245126199';
  const dir = mkdtempSync(join(tmpdir(), 'wayward-gate-'));
  const env = { ...process.env, XDG_CONFIG_HOME: join(dir, 'config') };
  const share = tree({
    [`offers/Offer for ${mail}.txt`]: `E-Mail: ${mail}\n`,
    [`accounts/${iban}/statement.txt`]: `IBAN: ${iban}\nE-Mail: ${mail}\n`,
    'notes/plain.txt': `E-Mail: ${mail}\n`,
    'notes/other.person@elsewhere-fiktiv.de.txt': `E-Mail: ${mail}\n`,
  });
  afterAll(() => {
    share[Symbol.dispose]();
    rmSync(dir, { recursive: true, force: true });
  });
  const kinds = ['html', 'csv', 'jsonl', 'terminal', 'sarif', 'risk-csv', 'retention-xlsx', 'retention', 'records'];
  beforeAll(async () => {
    const { code } = await wayward(['scan', share.dir, '--state', join(dir, 'state'), '--workers', '1', '--quiet'], {
      env,
    });
    expect(code).toBe(0);
  });

  it.each(kinds)('hold neither: %s', async (kind) => {
    const file = join(dir, `report.${kind}`);
    const { code, err } = await wayward(['report', kind, '--state', join(dir, 'state'), '--out', file], { env });
    expect(code).toBe(0);
    const bytes = readFileSync(file);
    const text = kind.endsWith('xlsx')
      ? JSON.stringify((await readXlsx(bytes)).sheets.map(({ rows }) => rows))
      : bytes.toString();
    for (const value of [mail, iban]) expect(text).not.toContain(value);
    if (!['html', 'csv', 'jsonl'].includes(kind)) return;
    expect(text).toMatch(/sealed:[0-9a-f]{8}/);
    // What the scan did not find anywhere is a name like any other.
    expect(text).toContain('other.person@elsewhere-fiktiv.de');
    expect(err).toMatch(/cells? w(?:as|ere) sealed in /);
    if (kind === 'html') expect(text).toMatch(/of this report were sealed/);
  });

  it('and neither does the summary of a scan', async () => {
    const { out } = await wayward(['scan', share.dir, '--state', join(dir, 'state'), '--workers', '1'], { env });
    for (const value of [mail, iban]) expect(out).not.toContain(value);
  });
});
