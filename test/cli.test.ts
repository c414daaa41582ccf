import {
  copyFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ofType, readJsonl, wayward } from './support/cli.ts';
import { tree } from './support/tree.ts';

const acme = fileURLToPath(new URL('../fixtures/acme/', import.meta.url));
const dir = mkdtempSync(join(tmpdir(), 'wayward-cli-'));
const env = { ...process.env, XDG_CONFIG_HOME: join(dir, 'config'), XDG_STATE_HOME: join(dir, 'xdg-state') };
const options = { cwd: dir, env };
const mail = 'Kontakt: synthetic.person@acme-kunden.de\n';
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('wayward scan without a configuration', () => {
  it('takes an inventory, exits 0, and keeps key and state apart, for their owner alone', async () => {
    using share = tree({ 'a.txt': mail });
    const { code, out, err } = await wayward(['scan', share.dir, '--workers', '1'], options);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toContain('1 read');
    expect(out).not.toContain('synthetic.person');
    const files = readdirSync(dir, { recursive: true, encoding: 'utf8' });
    const modes = Object.fromEntries(files.map((name) => [name, statSync(join(dir, name)).mode & 0o777]));
    expect(modes['config/wayward/wayward.key']).toBe(0o600);
    expect(modes['xdg-state/wayward/default/wayward.db']).toBe(0o600);
  });

  it('exits 4 when something was not read, and says what', async () => {
    using share = tree({ 'a.txt': mail, 'b.bin': Buffer.from([0, 1, 2, 255, 254, 0, 7, 0, 0, 9, 200, 1]) });
    const { code, out } = await wayward(['scan', share.dir, '--state', join(dir, 's4')], options);
    expect(code).toBe(4);
    expect(out).toContain('NOT COMPLETE');
    expect(out).toContain('b.bin');
  });

  it('does not read unchanged files again, reads changed ones, forgets deleted ones', async () => {
    using share = tree({ 'a.txt': mail, 'b.txt': mail, 'c.txt': 'nothing' });
    const report = join(dir, 'again.jsonl');
    const args = ['scan', share.dir, '--state', join(dir, 'again'), '--quiet', '--report', `jsonl=${report}`];
    const total = () => ofType(readJsonl(report), 'coverage').at(-1) ?? {};
    await wayward(args, options);
    expect(total()).toMatchObject({ listed: 3, read: 3, carried: 0 });
    await wayward(args, options);
    expect(total()).toMatchObject({ listed: 3, read: 3, carried: 3 });
    expect(ofType(readJsonl(report), 'finding')).toHaveLength(2);
    writeFileSync(join(share.dir, 'c.txt'), mail);
    rmSync(join(share.dir, 'a.txt'));
    await wayward(args, options);
    expect(total()).toMatchObject({ listed: 2, read: 2, carried: 1 });
    expect(ofType(readJsonl(report), 'finding').map((line) => line['path'])).toEqual(['b.txt', 'c.txt']);
  });

  it('counts what --include, --exclude and --max-size leave out', async () => {
    using share = tree({ 'a.txt': mail, 'b.csv': mail, 'big.txt': mail.repeat(100), 'skip/x.txt': mail });
    const report = join(dir, 'globs.jsonl');
    const globs = ['--include', '**/*.txt', '--exclude', 'skip/**', '--max-size', '1 kB'];
    await wayward(
      ['scan', share.dir, '--state', join(dir, 'globs'), '--quiet', '--report', `jsonl=${report}`, ...globs],
      options,
    );
    const total = ofType(readJsonl(report), 'coverage').at(-1) ?? {};
    expect(total).toMatchObject({ listed: 4, read: 1, excluded: 3, excluded_by: { glob: 2, size: 1 } });
  });

  it('does not scan its own report and state, where they lie in the share', async () => {
    using share = tree({ 'a.txt': mail });
    const args = [
      'scan',
      share.dir,
      '--state',
      join(share.dir, 'state'),
      '--quiet',
      '--report',
      `jsonl=${join(share.dir, 'r.jsonl')}`,
    ];
    await wayward(args, options);
    await wayward(args, options);
    const lines = readJsonl(join(share.dir, 'r.jsonl'));
    expect(ofType(lines, 'finding').map((line) => line['path'])).toEqual(['a.txt']);
  });

  it('keeps targets of the same name apart', async () => {
    using share = tree({
      'a/docs/x.txt': mail,
      'b/docs/x.txt': 'nothing',
      'b/docs/only-b.txt': mail,
      'w.yaml': 'version: 1\nkey: ./k\nsources:\n  - { name: docs, kind: folder, path: ./none }\n',
    });
    const report = join(share.dir, 'r.jsonl');
    for (const config of [[], ['--config', join(share.dir, 'w.yaml')]]) {
      const args = [
        'scan',
        ...config,
        join(share.dir, 'a/docs'),
        join(share.dir, 'b/docs'),
        '--quiet',
        '--report',
        `jsonl=${report}`,
      ];
      const { code } = await wayward([...args, '--state', join(share.dir, `state${config.length}`)], options);
      expect(code).toBe(0);
      const lines = readJsonl(report);
      expect(ofType(lines, 'coverage').at(-1)).toMatchObject({ listed: 3, read: 3 });
      const found = ofType(lines, 'finding');
      expect(found.map((line) => line['path'])).toEqual(['x.txt', 'only-b.txt']);
      expect(new Set(found.map((line) => line['source'])).size).toBe(2);
    }
  });

  it('knows its own state folder and a planted configuration through a link', async () => {
    using place = tree({ 'real/a.txt': mail, 'real/wayward.yaml': 'version: 1\nsources: []\n' });
    symlinkSync('real', join(place.dir, 'link'));
    const report = join(place.dir, 'r.jsonl');
    const args = [
      'scan',
      join(place.dir, 'link'),
      '--state',
      join(place.dir, 'link/state'),
      '--quiet',
      '--report',
      `jsonl=${report}`,
    ];
    await wayward(args, { ...options, cwd: join(place.dir, 'real') });
    const { err } = await wayward(args, { ...options, cwd: join(place.dir, 'link') });
    expect(err).toContain('is not used');
    expect(
      ofType(readJsonl(report), 'item')
        .map((line) => line['path'])
        .sort(),
    ).toEqual(['a.txt', 'state/', 'wayward.yaml']);
  });

  it('never takes a configuration out of a scanned folder', async () => {
    using share = tree({ 'a.txt': mail, 'wayward.yaml': 'version: 1\nsources: []\n' });
    const { code, err } = await wayward(['scan', '.', '--state', join(dir, 'planted'), '--quiet'], {
      ...options,
      cwd: share.dir,
    });
    expect(code).toBe(0);
    expect(err).toContain('lies in a folder that is scanned and is not used');
  });

  const wrong = [
    [['scan', 'nowhere'], 'does not exist'],
    [['scan'], 'nothing to scan'],
    [['scan', '.', '--report', 'pdf=x'], 'there is no report kind pdf'],
    [['scan', '.', '--now', 'yesterday'], '--now yesterday is no date'],
    [['scan', '.', '--max-size', 'big'], 'is no size'],
    [['scan', '.', '--fail-on', 'worst'], 'Allowed choices'],
    [['scan', '.', '--config', 'missing.yaml'], 'missing.yaml'],
    [['scna', '.'], 'Did you mean scan'],
    [['explain', 'f-0', '--state', 'none-here'], 'holds no store yet'],
    [['detect', 'missing.txt'], 'does not exist'],
    [['judge', '--state', 'none-here'], 'policy'],
  ] as const;
  it.each(wrong)('%j is told in words, with exit code 2', async (args, message) => {
    const { code, err } = await wayward([...args], options);
    expect(err).toContain(message);
    expect(err).not.toContain('internal error');
    expect(code).toBe(2);
  });
});

describe('wayward with a policy', () => {
  const config = join(dir, 'acme/wayward.yaml');
  const common = ['--config', config, '--state', join(dir, 'acme-state'), '--now', '2026-06-30'];
  const report = join(dir, 'acme.jsonl');

  beforeAll(async () => {
    cpSync(acme, join(dir, 'acme'), { recursive: true, verbatimSymlinks: true });
    const { code } = await wayward(['scan', ...common, '--quiet', '--report', `jsonl=${report}`], options);
    expect([0, 4]).toContain(code);
  });

  it.each([
    ['low', 5],
    ['info', 5],
    ['none', 4],
  ])('--fail-on %s exits %i', async (severity, expected) => {
    const { code } = await wayward(['scan', ...common, '--quiet', '--fail-on', severity], options);
    expect(code).toBe(expected);
  });

  it('explains a finding in sentences', async () => {
    const violation = ofType(readJsonl(report), 'verdict').find((line) => line['result'] === 'violation');
    const { code, out } = await wayward(['explain', String(violation?.['finding']), ...common.slice(0, 4)], options);
    expect(code).toBe(0);
    expect(out.split('\n').filter((line) => line.trim() !== '').length).toBeGreaterThan(4);
  });

  it('judges a changed policy from what is stored, without the files', async () => {
    const policy = readFileSync(join(dir, 'acme/policy.yaml'), 'utf8');
    const stricter = join(dir, 'stricter.yaml');
    writeFileSync(stricter, policy.replace(/at_most: P\d+Y/g, 'at_most: P1M'));
    rmSync(join(dir, 'acme/share'), { recursive: true });
    writeFileSync(join(dir, 'empty'), '');

    const whatIf = await wayward(['judge', ...common, '--what-if', stricter, '--json'], options);
    expect(whatIf.err).toBe('');
    const changes = JSON.parse(whatIf.out) as { changed: number };
    expect(changes.changed).toBeGreaterThan(0);

    const again = await wayward(['judge', ...common, '--json'], options);
    expect(JSON.parse(again.out)).toMatchObject({ changed: 0, added: 0, removed: 0 });

    copyFileSync(stricter, join(dir, 'acme/policy.yaml'));
    const judged = await wayward(['judge', ...common, '--json'], options);
    expect(JSON.parse(judged.out)).toEqual(changes);
    const { out } = await wayward(['audit', ...common.slice(0, 4), '--json'], options);
    const actions = out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { action: string }).action);
    expect(actions).toContain('judge');
  });

  it('prints values on a terminal only', async () => {
    const finding = ofType(readJsonl(report), 'finding')[0];
    const { code, err } = await wayward(['show', String(finding?.['id']), ...common.slice(0, 4)], options);
    expect(code).toBe(2);
    expect(err).toContain('terminal');
  });
});

describe('wayward detect', () => {
  const text = 'Zażółć 😀 IBAN: DE02 1203 0000 0000 2020 51, test card 4111 1111 1111 1111';

  it('gives offsets in UTF-16 code units, test values as suppressed, and never a value', async () => {
    const { out, code } = await wayward(['detect', '--json'], { ...options, input: text });
    expect(code).toBe(0);
    const { findings } = JSON.parse(out) as {
      findings: { detector: string; start: number; end: number; suppressed?: string }[];
    };
    const iban = findings.find(({ detector }) => detector === 'bank.iban');
    expect(text.slice(iban?.start, iban?.end)).toBe('DE02 1203 0000 0000 2020 51');
    expect(findings.find(({ detector }) => detector === 'card.pan')?.suppressed).toEqual(expect.any(String));
    expect(out).not.toContain('2020');
  });

  it('answers one line of JSONL each, in order, with the column as context', async () => {
    const input = [
      { id: 7, text: 'no data here' },
      { id: 'b', text: '1980-03-12', column: 'date_of_birth' },
      { id: null, text: mail },
    ];
    const { out } = await wayward(['detect', '--jsonl'], {
      ...options,
      input: input.map((line) => JSON.stringify(line)).join('\n'),
    });
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: unknown; findings: { detector: string; start: number }[] });
    expect(answers.map(({ id }) => id)).toEqual([7, 'b', null]);
    expect(answers.map(({ findings }) => findings.map(({ detector }) => detector))).toEqual([
      [],
      ['person.dob'],
      ['email'],
    ]);
    for (const { findings } of answers)
      for (const finding of findings)
        expect(Object.keys(finding).sort().slice(0, 7)).toEqual([
          'because',
          'category',
          'confidence',
          'detector',
          'end',
          'score',
          'start',
        ]);
  });

  it('says which line is wrong', async () => {
    const { code, err } = await wayward(['detect', '--jsonl'], {
      ...options,
      input: '{"id":1,"text":"x"}\nnonsense\n',
    });
    expect(code).toBe(2);
    expect(err).toContain('line 2 is no JSON');
  });
});

describe('wayward detectors, init and config', () => {
  it('lists what is recognised', async () => {
    const { out } = await wayward(['detectors', '--json'], options);
    const listed = JSON.parse(out) as { id: string; category: string }[];
    expect(listed.length).toBeGreaterThanOrEqual(22);
    expect(listed.find(({ id }) => id === 'pl.pesel')?.category).toMatch(/^user\.government_id/);
  });

  it('init writes a configuration that check accepts, and overwrites none', async () => {
    using place = tree();
    const at = { ...options, cwd: place.dir };
    expect((await wayward(['init'], at)).code).toBe(0);
    const checked = await wayward(['config', 'check'], at);
    expect(checked.err).toBe('');
    expect(checked.out).toContain('exclude_kinds');
    expect((await wayward(['init'], at)).err).toContain('exists already');
  });

  it('check tells all mistakes at once, with their lines', async () => {
    using place = tree({
      'wayward.yaml': 'version: 1\nsorces: []\nworkers: many\nsources:\n  - { name: s, kind: folder, path: . }\n',
    });
    const { code, err } = await wayward(['config', 'check', '--config', 'wayward.yaml'], {
      ...options,
      cwd: place.dir,
    });
    expect(code).toBe(2);
    expect(err).toContain('wayward.yaml:2');
    expect(err).toContain('sources');
    expect(err).toContain('wayward.yaml:3');
  });

  it('schema is JSON', async () => {
    const { out } = await wayward(['config', 'schema'], options);
    expect(JSON.parse(out)).toHaveProperty('properties.sources');
  });
});
