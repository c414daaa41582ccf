// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references of the configuration look like this
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { effective } from '../../config/effective.ts';
import { redact } from '../../config/load.ts';
import { config, failure, load, mistakes } from './setup.ts';

const secret = 'hunter2-geheim-9f3';

describe('references', () => {
  it.each([
    ['${A}', 'value'],
    ['x/${A}/y/${B}', 'x/value/y/other'],
    ['${NONE:-fallback}', 'fallback'],
    ['${NONE:-}x', 'x'],
    ['${EMPTY:-fallback}', 'fallback'],
    ['${A:-fallback}', 'value'],
    ['$${A}', '${A}'],
    ['$A', '$A'],
    ['${NONE:-a:-b}', 'a:-b'],
    ['${FAKE}', '${A}'],
    ['${file:./secret.txt}', secret],
    ['${file:sub/two.txt}', 'first\nsecond'],
  ])('%s stands for %j', async (text, expected) => {
    const env = { A: 'value', B: 'other', EMPTY: '', FAKE: '${A}' };
    const files = { 'secret.txt': `${secret}\n`, 'sub/two.txt': 'first\nsecond\n' };
    const { config: loaded } = await load({ text: config(`organization: { name: '${text}' }`), env, files });
    expect(loaded.organization.name).toBe(expected.trim());
  });

  it.each([
    ['${NONE}', 'the environment has no variable NONE. Set it, or write ${NONE:-default}'],
    ['${}', 'expected ${NAME}, ${NAME:-default} or ${file:path}'],
    ['${1A}', 'expected ${NAME}'],
    ['${A', 'a reference is not closed'],
    ['${file:}', 'a file name is missing'],
    ['${file:none.txt}', 'the file none.txt does not exist'],
    ['${file:.}', 'is not a file'],
  ])('%s is a mistake at its place, told once', async (text, expected) => {
    const told = await mistakes({ text: config(`organization:\n  name: '${text}'`), env: { A: 'a' } });
    expect(told).toEqual([expect.stringContaining(`wayward.yaml:5:9: organization.name: `)]);
    expect(told[0]).toContain(expected);
  });

  it('are relative to the file they stand in', async () => {
    const { config: loaded } = await load({
      text: config('policy: ./rules/policy.yaml'),
      files: { 'rules/policy.yaml': "version: 1\ntitle: '${file:title.txt}'", 'rules/title.txt': 'Ours' },
    });
    expect(loaded.policy).toMatchObject({ title: 'Ours' });
  });

  it('are not needed where nothing secret is used: what is missing is told, and stands as it is written', async () => {
    const text = config(`destinations:
  - { name: siem, kind: endpoint, url: "https://siem.example/", token: "\${TOKEN}", signature: { key_id: a, secret: "\${file:./none}" } }
`);
    expect(await mistakes({ text })).toHaveLength(2);
    const loaded = await load({ text, options: { secretsUnneeded: true } });
    expect(loaded.config.destinations[0]?.settings['token']).toBe('${TOKEN}');
    expect(loaded.missing).toEqual([
      expect.stringMatching(/^destinations\[0\]\.token: the environment has no variable TOKEN$/),
      expect.stringMatching(/^destinations\[0\]\.signature\.secret: the file .*none does not exist$/),
    ]);
    // Of what is no secret, nothing is guessed.
    const state = config('state: "${STATE}"');
    expect(await mistakes({ text: state, options: { secretsUnneeded: true } })).toHaveLength(1);
    const given = await load({
      text,
      env: { TOKEN: secret },
      files: { none: 'x' },
      options: { secretsUnneeded: true },
    });
    expect([given.missing, given.config.destinations[0]?.settings['token']]).toEqual([[], secret]);
  });

  it('may give a size, and are told from text where a number is needed', async () => {
    const { config: loaded } = await load({ text: config('limits: { memory: "${M}" }'), env: { M: '512 MiB' } });
    expect(loaded.limits.memory).toBe(512 * 2 ** 20);
    expect(await mistakes({ text: config('workers: ${W}'), env: { W: '4' } })).toEqual([
      'wayward.yaml:4:10: workers: expected a number, this is a text. A reference gives text',
    ]);
  });
});

describe('what references stand for', () => {
  const env = { SECRET: secret, SHORT: 'ab7' };

  it('is in no mistake, wherever it is wrong', async () => {
    const places = [
      'version: ${SECRET}',
      'state: 5\npaths: ${SECRET}',
      'organization: { name: x, timezone: "${SECRET}", countries: ["${SECRET}"], dpo: { email: "${SECRET}" } }',
      'limits: { cpu: "${SECRET}", memory: "${SECRET}", depth: "${SECRET}" }',
      'detectors: { only: ["${SECRET}"], custom: [{ id: "${SECRET}", pattern: "(${SECRET}", check: "${SECRET}" }] }',
      'content: { exclude_kinds: ["${SECRET}"] }',
      'reports: [{ kind: "${SECRET}", file: "${SECRET}" }]',
      'policy: ${SECRET}',
      'policy: { version: 1, exceptions: [{ id: E, scope: { rules: ["${SECRET}"], paths: ["share:x"] }, reason: r, approved_by: a, expires: 2026-01-01 }] }',
      'policy: { version: 1, locations: [{ id: "${SECRET}", match: { source: "${SECRET}" }, approved_for: [], third_party: "${SECRET}" }, { id: "${SECRET}", match: { source: share }, approved_for: [] }] }',
      'policy: { version: 1, retention: [{ id: "${SECRET}", delete: { at_most: "${SECRET}" } }] }',
      'extra: ${SECRET}',
      '${SECRET}: x',
    ];
    for (const place of places) {
      const text = place.startsWith('version') ? `${place}\nsources: []` : config(place);
      const error = await failure({ text, env });
      expect(inspect(error, { depth: 9, showHidden: true }), place).not.toContain(secret);
    }
  });

  it('is in no warning, and not in the effective configuration', async () => {
    const text = config(
      'organization: { name: "${SECRET}" }\nstate: x/${SECRET}\npolicy: { version: 1, title: "by ${SECRET}" }',
      '  - { name: s, kind: folder, path: "${HERE}" }',
    );
    const loaded = await load({ text, env: { ...env, HERE: '.' }, options: { explicit: true } });
    const shown = effective(loaded);
    expect(shown).not.toContain(secret);
    expect(shown).toContain('name: ${SECRET}');
    expect(shown).toContain('state: x/${SECRET}');
    expect(shown).toContain('title: by ${SECRET}');
    expect(loaded.warnings.join()).not.toContain(secret);
    expect(loaded.config.organization.name).toBe(secret);
  });

  it('changes no hash', async () => {
    const text = config('organization: { name: "${SECRET}" }');
    const [one, other] = [await load({ text, env: { SECRET: 'one' } }), await load({ text, env: { SECRET: 'other' } })];
    expect(one.hash).toBe(other.hash);
    expect(one.hash).not.toBe((await load({ text: config('organization: { name: one }') })).hash);
  });

  it('is taken out of other texts, long before short, and without tearing words', () => {
    const secrets = new Map([
      ['pass', '${A}'],
      ['passphrase', '${B}'],
      ['is', '${C}'],
    ]);
    expect(redact('this passphrase is pass', secrets)).toBe('this ${B} ${C} ${A}');
  });
});
