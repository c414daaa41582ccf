import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../../config/load.ts';
import { config, failure, load, mistakes, parts } from './setup.ts';

describe('mistakes', () => {
  it('are told all at once, in order, each with its place', async () => {
    const text = [
      'version: 1',
      'organisation: { name: Acme }',
      'sources:',
      '  - name: share',
      '    kind: folder',
      '    pathh: ./share',
      '    max_size: 2 GIX',
      'limits: { cpu: 60 }',
      'workers: many',
    ].join('\n');
    expect(await mistakes(text)).toEqual([
      'wayward.yaml:2:1: organisation: unknown key. Did you mean "organization"?',
      'wayward.yaml:4:5: sources[0].path: is missing',
      'wayward.yaml:6:5: sources[0].pathh: unknown key. Did you mean "path"?',
      'wayward.yaml:7:15: sources[0].max_size: expected a size, as 500 MB, 2 GiB or 1048576',
      'wayward.yaml:8:16: limits.cpu: expected a duration with its unit, as 60 s, 5 min or 250 ms',
      'wayward.yaml:9:10: workers: expected a number, this is a text',
    ]);
  });

  it('are data, too', async () => {
    const {
      name,
      mistakes: [first],
    } = await failure(config('path: full'));
    expect(name).toBe('ConfigError');
    expect(first).toEqual({
      file: 'wayward.yaml',
      line: 4,
      column: 1,
      path: 'path',
      message: 'unknown key',
      suggestion: 'Did you mean "paths"?',
    });
  });

  // What stands behind a configuration that is right begins at line 4.
  it.each([
    ['version: 1', ['4:1: this key is there twice']],
    ['cpu: 60 s', ['4:1: cpu: unknown key. It belongs to limits.cpu']],
    ['paths: ful', ['4:8: paths: expected full, share_and_hash or hash. Did you mean "full"?']],
    ['paths:', ['4:1: paths: has no value. Give one, or remove the key']],
    ['detectors: { only: [us.sn] }', ['4:21: detectors.only[0]: there is no such detector. Did you mean "us.ssn"?']],
    [
      'detectors: { disable: [nonsense] }',
      ['4:24: detectors.disable[0]: there is no such detector. "wayward detectors" lists them'],
    ],
    ['detectors: { only: us }', ['4:20: detectors.only: expected a list, this is a text. Put it in brackets: [ … ]']],
    [
      'detectors: { custom: [{ id: mine, pattern: a }] }',
      ['4:29: detectors.custom[0].id: expected an id as custom.customer_number'],
    ],
    [
      "detectors: { custom: [{ id: custom.a, pattern: '(' }] }",
      ['4:48: detectors.custom[0].pattern: is no valid regular expression'],
    ],
    [
      "detectors: { custom: [{ id: custom.a, pattern: 'a*' }] }",
      ['4:48: detectors.custom[0].pattern: matches the empty text, and so everywhere'],
    ],
    [
      'detectors: { custom: [{ id: custom.a, pattern: a, check: lhun }] }',
      [expect.stringMatching(/^4:58: detectors\.custom\[0\]\.check: expected .*luhn.* Did you mean "luhn"\?$/)],
    ],
    [
      'content: { exclude_kinds: [medai] }',
      [expect.stringMatching(/^4:28: .*expected one of \d+ words. Did you mean "media"\?$/)],
    ],
    [
      'organization: { countries: [de, QQ] }',
      expect.arrayContaining([expect.stringContaining('4:33: organization.countries[1]')]),
    ],
    [
      'organization: { timezone: Europe/Atlantis }',
      ['4:27: organization.timezone: expected a time zone, as Europe/Berlin or UTC'],
    ],
    ['organization: 5', ['4:15: organization: expected a mapping (keys and values), this is a number']],
    ['limits: { ratio: 0.5 }', ['4:18: limits.ratio: expected a whole number']],
    ['limits: { depth: -1 }', ['4:18: limits.depth: must be at least 0']],
    ['limits: { memory: [1] }', ['4:19: limits.memory: expected a size, as 500 MB, 2 GiB or 1048576']],
    ['workers: 5000', ['4:10: workers: must be at most 1024']],
    [
      'reports: [{ kind: htlm, file: x }]',
      [expect.stringMatching(/4:19: reports\[0\]\.kind: expected .* Did you mean "html"\?/)],
    ],
    ['reports: [{ kind: html }]', ['4:11: reports[0].file: is missing']],
    [
      'reports: [{ kind: csv, file: a }, { kind: jsonl, file: a }]',
      ['4:56: reports[1].file: another report is written to this file'],
    ],
    ['reports: [null]', expect.arrayContaining(['4:11: reports[0]: is empty'])],
    ['state: 5', ['4:8: state: expected a text, this is a number. Put it in quotes']],
    ['? [a, b]\n: c', ['1:1: a key must be plain text']],
    [
      '<<: { workers: 1 }',
      expect.arrayContaining([expect.stringContaining('4:1: "<<": merge keys are not part of YAML 1.2')]),
    ],
    [
      'workers: !number 5',
      expect.arrayContaining(['4:10: this tag ("!…") is not known: only plain YAML is read, nothing runs']),
    ],
    ['reports: !include other.yaml', expect.arrayContaining([expect.stringContaining('4:10: this tag')])],
    ['state: *nothing', ['4:8: state: the alias names no anchor before it']],
    ["state: 'open", [expect.stringContaining('a character is missing here')]],
    ['state: "a\\qb"', [expect.stringContaining('Use single quotes')]],
    ['state: a: b', [expect.stringContaining('there is a second ":" on this line')]],
    ['limits:\n\tcpu: 60 s', [expect.stringContaining('a tab stands where spaces indent')]],
    ['---\nversion: 1', [expect.stringContaining('a second document')]],
    ['state: @home', [expect.stringContaining('a plain text cannot begin with this character')]],
  ])('%j', async (more, expected) => {
    const told = (await mistakes(config(more))).map((line) => line.replace(/^wayward\.yaml:/, ''));
    expect(told).toEqual(expected);
  });

  it.each([
    ['- { name: Share, kind: folder, path: a }', 'sources[0].name: expected a name of small letters'],
    ['- { name: a, path: a }', 'sources[0].kind: is missing; expected folder'],
    [
      '- { name: a, kind: fodler, path: a }',
      'sources[0].kind: expected folder, mysql, postgres or sqlite. Did you mean "folder"?',
    ],
    ['- folder', 'sources[0]: expected a mapping (keys and values), this is a text'],
    ['- { name: a, kind: folder, path: a, follow_symlinks: yes }', 'Write true: in YAML 1.2 this word is plain text'],
    [
      '- { name: a, kind: folder, path: a }\n  - { name: a, kind: folder, path: b }',
      'sources[1].name: another source has this name',
    ],
    ['[]', 'sources: needs at least one entry'],
  ])('of a source: %j', async (source, expected) => {
    expect(await mistakes(config('', `  ${source}`))).toEqual([expect.stringContaining(expected)]);
  });

  it.each(['just text', '- a\n- list', '5', 'null', '# only a comment'])(
    'of a file that is no mapping: %j',
    async (text) => {
      expect(await mistakes(text)).toEqual([expect.stringMatching(/expected a mapping|is missing|says nothing/)]);
    },
  );

  it('name a missing key once, at what surrounds it', async () => {
    expect(await mistakes('sources:\n  - { name: a, kind: folder, path: a }')).toEqual([
      'wayward.yaml:1:1: version: is missing',
    ]);
  });

  it('keep their place behind an anchor and in CRLF files', async () => {
    const text = config('limits: &l { cpu: 1 s }\ndetectors: *l').replaceAll('\n', '\r\n');
    expect(await mistakes(text)).toEqual(['wayward.yaml:4:14: detectors.cpu: unknown key. It belongs to limits.cpu']);
  });

  it('do not let aliases grow without bound, nor hold themselves', async () => {
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 9; i++)
      bomb.push(
        `a${i}: &a${i} [${Array(10)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      );
    expect((await mistakes(config(bomb.join('\n')))).some((line) => line.includes('more than 100000 values'))).toBe(
      true,
    );
    const loop = await mistakes(config('limits: &l { cpu: *l }'));
    expect(loop.some((line) => line.includes('contains itself'))).toBe(true);
  });
});

describe('mistakes in a policy', () => {
  const policy = (more: string) => `version: 1\ntitle: Ours\n${more}\n`;

  it('cite the lines of its own file, beside those of the configuration', async () => {
    const told = await mistakes({
      text: config('policy: ./rules/policy.yaml\nworker: 1'),
      files: { 'rules/policy.yaml': policy('titel: X\nretention: [{ id: R, disposition: permanent, due_soon: 10Y }]') },
    });
    expect(told).toEqual([
      'wayward.yaml:5:1: worker: unknown key. Did you mean "workers"?',
      'rules/policy.yaml:3:1: titel: unknown key. Did you mean "title"?',
      expect.stringMatching(/^rules\/policy\.yaml:4:56: retention\[0\]\.due_soon: expected a duration/),
    ]);
  });

  it('cite the configuration when it stands there', async () => {
    const told = await mistakes(config('policy:\n  version: 1\n  min_confidence: hihg'));
    expect(told).toEqual([
      'wayward.yaml:6:19: policy.min_confidence: expected low, medium or high. Did you mean "high"?',
    ]);
  });

  it.each([
    [
      'locations: [{ id: L, match: { source: sahre }, approved_for: [] }]',
      'locations[0].match.source: names a source that the configuration does not have. Did you mean "share"?',
    ],
    [
      "holds: [{ id: H, matter: m, issued_by: x, issued_on: 2026-01-01, scope: { paths: ['other:**'] } }]",
      'holds[0].scope.paths[0]: names a source that the configuration does not have. There is share',
    ],
    [
      'retention: [{ id: R, trigger: { sources: [x:y], cutoff: end_of_year }, delete: { at_most: P1Y } }]',
      'retention[0].trigger.cutoff: expected none, end_of_month',
    ],
    [
      'retention: [{ id: R, trigger: { sources: [{ path_patern: a }] }, delete: { at_most: P1Y } }]',
      'Did you mean "path_pattern"?',
    ],
    [
      'exposure: [{ id: E, categories: [user], at_most: everybody }]',
      'exposure[0].at_most: expected owner, group or everyone',
    ],
    [
      'exceptions: [{ id: X, scope: { paths: [a] }, reason: r, approved_by: p, expires: 2026-02-30 }]',
      'exceptions[0].expires: expected a date that exists',
    ],
    ['version: 1', 'this key is there twice'],
  ])('%j', async (more, expected) => {
    const told = await mistakes({ text: config('policy: policy.yaml'), files: { 'policy.yaml': policy(more) } });
    expect(told.some((line) => line.startsWith('policy.yaml:') && line.includes(expected))).toBe(true);
  });

  it('refuse two retention rules that are equally specific', async () => {
    const rule = (id: string) => `{ id: ${id}, trigger: { sources: [document:created] }, delete: { at_most: P1Y } }`;
    const told = await mistakes({
      text: config('policy: policy.yaml'),
      files: { 'policy.yaml': policy(`retention:\n  - ${rule('R1')}\n  - ${rule('R2')}`) },
    });
    expect(told).toEqual([expect.stringMatching(/^policy\.yaml:5:\d+: retention\[1\].*equally specific/)]);
  });

  it('say that its file is not there, where it is named', async () => {
    expect(await mistakes(config('policy: none.yaml'))).toEqual([
      'wayward.yaml:4:9: policy: the policy file none.yaml does not exist',
    ]);
    expect(await mistakes({ text: config('policy: none.yaml'), files: { 'none.yaml': '\n' } })).toEqual([
      'wayward.yaml:4:9: policy: the policy file none.yaml is empty',
    ]);
    expect(await mistakes({ text: config('policy: .') })).toEqual([
      'wayward.yaml:4:9: policy: the policy file . is a folder, not a file',
    ]);
  });

  it('never make an inventory of a scan that should be judged', async () => {
    for (const empty of ['policy:', 'policy: ""', 'policy: {}', 'policy: []']) {
      expect((await mistakes(config(empty)))[0]).toMatch(/policy/);
    }
  });
});

describe('a file that cannot be read', () => {
  const open = (file: string) => loadConfig({ file, env: {}, parts });

  it.each([
    ['is not there', null, /does not exist\. "wayward init" writes one$/],
    ['is empty', '  \n', /is empty$/],
    ['is not text', Uint8Array.of(0xff, 0xfe, 0x00, 0x41), /is not text in UTF-8$/],
  ])('%s', async (_, content, expected) => {
    const dir = mkdtempSync(join(tmpdir(), 'wayward-config-'));
    const file = join(dir, 'wayward.yaml');
    if (content !== null) writeFileSync(file, content);
    await expect(open(file)).rejects.toThrow(expected);
    await expect(open(file)).rejects.toBeInstanceOf(ConfigError);
    rmSync(dir, { recursive: true });
  });

  it('is a folder', () => expect(open(tmpdir())).rejects.toThrow('is a folder, not a file'));

  it.skipIf(process.getuid?.() === 0)('is not ours to read', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'wayward-config-'));
    writeFileSync(join(dir, 'wayward.yaml'), 'version: 1');
    chmodSync(join(dir, 'wayward.yaml'), 0o000);
    await expect(open(join(dir, 'wayward.yaml'))).rejects.toThrow('cannot be read by this user');
    rmSync(dir, { recursive: true });
  });
});

describe('a configuration inside a scanned folder', () => {
  const inside = config('', '  - { name: here, kind: folder, path: . }');

  it('is refused when it was only found', async () => {
    expect(await mistakes(inside)).toEqual([
      expect.stringMatching(/^wayward\.yaml:3:39: sources\[0\]\.path: the configuration lies in .*approve himself/),
    ]);
  });

  it('is taken with a warning when it was named', async () => {
    const { warnings } = await load({ text: inside, options: { explicit: true } });
    expect(warnings).toEqual([expect.stringContaining('the configuration lies in')]);
  });

  it('is seen through links', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'wayward-config-'));
    try {
      mkdirSync(join(dir, 'share'));
      symlinkSync(join(dir, 'share'), join(dir, 'link'));
      writeFileSync(
        join(dir, 'share', 'wayward.yaml'),
        config('', `  - { name: a, kind: folder, path: ${join(dir, 'link')} }`),
      );
      await expect(loadConfig({ file: join(dir, 'share', 'wayward.yaml'), env: {}, parts })).rejects.toThrow(
        'approve himself',
      );
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it('is seen when only the policy lies there', async () => {
    const told = await mistakes({
      text: config('policy: ./share/sub/policy.yaml'),
      files: { 'share/sub/policy.yaml': 'version: 1' },
    });
    expect(told).toEqual([expect.stringMatching(/4:9: policy: the policy lies in/)]);
  });

  it('is fine beside it, also when its name begins alike', async () => {
    const { warnings } = await load({
      text: config('policy: ./share.policy.yaml'),
      files: { 'share.policy.yaml': 'version: 1' },
    });
    expect(warnings).toEqual([]);
  });
});
