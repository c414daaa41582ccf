import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Detector } from '../../agent/contracts/detector.ts';
import { loadDetectors } from '../../agent/toolbox.ts';
import { zipOf } from '../kits/zip.ts';
import { ofType, type Ran, readJsonl, wayward } from '../support/cli.ts';

const dir = mkdtempSync(join(tmpdir(), 'wayward-leak-'));
const share = join(dir, 'share');
const env = { ...process.env, XDG_CONFIG_HOME: join(dir, 'config') };
afterAll(() => rmSync(dir, { recursive: true, force: true }));

interface Canary {
  readonly detector: Detector;
  readonly value: string;
  readonly label: string;
}

/** A value of every detector, long enough that it stands nowhere by chance. */
function canariesOf(detectors: ReadonlyMap<string, Detector>): Canary[] {
  return [...detectors.values()].flatMap((detector) => {
    const value = detector.examples.valid.find((example) => example.length >= 8);
    if (value === undefined) return [];
    const label = Object.values(detector.labels)[0]?.[0] ?? detector.columns[0] ?? detector.title;
    return [{ detector, value, label }];
  });
}

function put(path: string, content: string | Uint8Array): void {
  const file = join(share, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** Into texts, keys, headers, columns, archives, and files that break while they are read. */
async function plant(canaries: readonly Canary[]): Promise<void> {
  const prose = canaries.map(({ label, value }) => `${label}: ${value}\n`).join('');
  const json = JSON.stringify(
    Object.fromEntries(canaries.map(({ value, label }) => [value, { [label]: value }])),
    null,
    1,
  );
  const csv = `${canaries.map(({ value }) => `"${value}"`).join(';')}\n${canaries.map(({ value }) => `"${value}"`).join(';')}\n`;
  const named = `${canaries.map(({ detector, label }) => detector.columns[0] ?? label).join(';')}\n${canaries.map(({ value }) => `"${value}"`).join(';')}\n`;
  const xml = `<r>${canaries.map(({ value }) => `<v k="${value.replace(/[<&"]/g, '')}">${value.replace(/[<&]/g, '')}</v>`).join('')}</r>`;
  const mail = canaries.map(({ value }, n) => `X-Note-${n}: ${value}\r\n`).join('');
  put('prose.txt', prose);
  put('utf16.txt', Buffer.from(`\ufeff${prose}`, 'utf16le'));
  put('keys.json', json);
  put('header.csv', csv);
  put('columns.csv', named);
  put('data.xml', xml);
  put(
    'page.html',
    `<table><tr><th>${canaries.map(({ value }) => value).join('</th><th>')}</th></tr></table><p>${prose}</p>`,
  );
  put('mail.eml', `From: a@b.invalid\r\nSubject: ${canaries[0]?.value}\r\n${mail}\r\n${prose}`);
  put('broken.json', json.slice(0, -20));
  put('broken.xml', xml.slice(0, -10));
  put('broken.csv', `${csv}"${prose}`);
  put('broken.gz', gzipSync(prose).subarray(0, -12));
  put('broken.pdf', `%PDF-1.7\n1 0 obj\n<< /Title (${canaries[0]?.value}) >>\n${prose}`);
  const docx = await zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': `<w:document><w:body>${prose}` });
  put('broken.docx', docx);
  put('truncated.docx', docx.subarray(0, docx.length - 40));
  put('inner.zip', await zipOf({ 'a.txt': prose, 'b.json': json, 'c.zip': await zipOf({ 'd.csv': named }) }));
}

function everyFileBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** As written, and as it is normalised: without separators. */
function spellings(value: string): string[] {
  return [...new Set([value, value.replace(/[\s.\-/]/g, '')])].filter((text) => text.length >= 8);
}

describe('promise: nothing it finds leaks', () => {
  let canaries: Canary[] = [];
  const ran: Ran[] = [];

  beforeAll(async () => {
    canaries = canariesOf(await loadDetectors({ only: [], disable: [], custom: [] }));
    await plant(canaries);
    const common = ['--state', join(dir, 'state')];
    const reports = ['jsonl', 'csv', 'html', 'terminal'].flatMap((kind) => [
      '--report',
      `${kind}=${join(dir, `report.${kind}`)}`,
    ]);
    ran.push(await wayward(['scan', share, ...common, ...reports, '--workers', '2'], { cwd: dir, env }));
    ran.push(await wayward(['scan', share, '--state', join(dir, 'inline'), '--workers', '0'], { cwd: dir, env }));
    const findings = ofType(readJsonl(join(dir, 'report.jsonl')), 'finding');
    for (const finding of findings.slice(0, 30))
      ran.push(await wayward(['explain', String(finding['id']), ...common], { cwd: dir, env }));
    ran.push(await wayward(['audit', ...common], { cwd: dir, env }));
    ran.push(
      await wayward(['detect', '-', '--json'], {
        cwd: dir,
        env,
        input: canaries.map(({ label, value }) => `${label}: ${value}`).join('\n'),
      }),
    );
  }, 240_000);

  it('plants something that is found: nearly every detector has a finding', () => {
    const found = new Set(ofType(readJsonl(join(dir, 'report.jsonl')), 'finding').map((line) => line['detector']));
    const missing = canaries.filter(({ detector }) => !found.has(detector.id)).map(({ detector }) => detector.id);
    expect(canaries.length).toBeGreaterThanOrEqual(20);
    // Of numbers that many countries write alike, one detector answers for all.
    expect(missing.length, missing.join(' ')).toBeLessThan(canaries.length / 12);
  });

  it('no store file, report or key file holds a value', () => {
    const files = [
      ...everyFileBelow(join(dir, 'state')),
      ...everyFileBelow(join(dir, 'inline')),
      ...everyFileBelow(join(dir, 'config')),
    ];
    files.push(
      ...readdirSync(dir)
        .filter((name) => name.startsWith('report.'))
        .map((name) => join(dir, name)),
    );
    expect(files.length).toBeGreaterThan(6);
    const leaks = files.flatMap((file) => leaksIn(readFileSync(file).toString('latin1'), file.slice(dir.length)));
    expect(leaks).toEqual([]);
  });

  it('a number of the organisation that needs a label does not leak as a key', async () => {
    const place = join(dir, 'own');
    mkdirSync(place);
    const config = `version: 1
sources: [{ name: s, kind: folder, path: ./s }]
detectors:
  custom:
    - { id: custom.contract, title: Contract, category: user.unique_id, pattern: '\\d{4}-\\d{4}', labels: [contract], needs: label }
`;
    writeFileSync(join(place, 'w.yaml'), config);
    mkdirSync(join(place, 's'));
    writeFileSync(join(place, 's/a.json'), '{"customers":{"4711-2233":{"email":"synthetic.person@acme-kunden.de"}}}');
    const args = [
      '--config',
      join(place, 'w.yaml'),
      '--state',
      join(place, 'state'),
      '--report',
      `jsonl=${join(place, 'r.jsonl')}`,
    ];
    const { out } = await wayward(['scan', ...args], { cwd: place, env });
    const written = [...everyFileBelow(join(place, 'state')), join(place, 'r.jsonl')].map((file) =>
      readFileSync(file).toString('latin1'),
    );
    expect(written.filter((text) => text.includes('4711-2233'))).toEqual([]);
    expect(out).not.toContain('4711-2233');
    expect(ofType(readJsonl(join(place, 'r.jsonl')), 'finding')).toHaveLength(1);
  });

  it('nothing printed holds a value', () => {
    expect(ran.flatMap(({ out, err }, n) => leaksIn(out + err, `run ${n}`))).toEqual([]);
    expect(ran[0]?.err.replace(/^wayward: \d+ cells were sealed in .*\n/gm, '')).toBe('');
  });

  function leaksIn(text: string, where: string): string[] {
    const lower = text.toLowerCase();
    return canaries.flatMap(({ detector, value }) => {
      const seen = spellings(value).some((spelling) =>
        lower.includes(Buffer.from(spelling).toString('latin1').toLowerCase()),
      );
      return seen ? [`${detector.id} in ${where}`] : [];
    });
  }
});
