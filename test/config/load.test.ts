import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { effective } from '../../config/effective.ts';
import { jsonSchema, policyJsonSchema } from '../../config/json-schema.ts';
import type { Described } from '../../config/known-keys.ts';
import { ConfigError, defaultConfig, stateFolder } from '../../config/load.ts';
import { starter } from '../../config/starter.ts';
import { config, load, parts } from './setup.ts';

/** What the example refers to. */
const exampleEnv = {
  SHARE: './x',
  SIEM_TOKEN: 'siem-token-1',
  SIEM_SECRET: 'siem-secret-1',
  SPLUNK_TOKEN: 'splunk-token-1',
  ELASTIC_KEY: 'elastic-key-1',
  ELASTIC_PASSWORD: 'elastic-password-1',
};
const example = readFileSync(new URL('../../config/example.yaml', import.meta.url), 'utf8');

describe('a configuration', () => {
  it('has every default when it says little', async () => {
    const { config: loaded, dir, policyFile } = await load({ text: config() });
    expect(loaded).toEqual({
      organization: { name: null, countries: [], timezone: 'UTC', dpo: null },
      state: null,
      key: join(dir, 'wayward.key'),
      paths: 'full',
      sources: [
        {
          name: 'share',
          kind: 'folder',
          settings: { path: join(dir, 'share'), include: ['**'], exclude: [], follow_symlinks: false, acl: true },
        },
      ],
      excludeKinds: ['media', 'program', 'font'],
      ocr: null,
      limits: {
        cpu: 60_000,
        cpuPerMiB: 6000,
        stall: 30_000,
        memory: 2 ** 30,
        bytes: 2 ** 32,
        ratio: 200,
        depth: 8,
        members: 100_000,
      },
      detectors: { only: [], disable: [], custom: [] },
      policy: null,
      reports: [],
      schedule: [],
      gentle: { nice: 10, io: 'idle', maxLoad: null, memory: null, backOff: 3 },
      destinations: [],
      outbox: { maxSize: 2 ** 30, deliverFor: 30_000, heartbeat: 3_600_000 },
      workers: null,
    });
    expect(policyFile).toBeNull();
  });

  it('gives settings that its plug-ins take', async () => {
    const { config: loaded } = await load({ text: example, env: exampleEnv });
    for (const { kind, settings } of loaded.sources)
      expect(parts.sources.get(kind)?.settings.parse(settings)).toEqual(settings);
    for (const { kind, settings } of loaded.reports)
      expect(parts.reporters.get(kind)?.settings.parse(settings)).toEqual(settings);
    for (const { kind, settings } of loaded.destinations)
      expect(parts.destinations.get(kind)?.settings.parse(settings)).toEqual(settings);
    expect(new Set(loaded.destinations.map(({ kind }) => kind))).toEqual(new Set(parts.destinations.keys()));
    expect(loaded.sources[0]?.settings).toMatchObject({ max_size: 2 ** 31 });
  });

  it('takes a policy from its own file, inline, or from the command line', async () => {
    const policy = 'version: 1\ntitle: Ours\n';
    const own = await load({ text: config('policy: p/policy.yaml'), files: { 'p/policy.yaml': policy } });
    const inline = await load({ text: config('policy: { version: 1, title: Ours }') });
    const absolute = resolve(new URL('../../fixtures/acme/policy.yaml', import.meta.url).pathname);
    const other = await load({ text: config('policy: p/none.yaml'), options: { policyFile: absolute } });
    expect(own.config.policy).toEqual(inline.config.policy);
    expect(own.policyFile).toBe(join(own.dir, 'p/policy.yaml'));
    expect(inline.policyFile).toBeNull();
    expect([own.hash, own.hash]).toEqual([inline.hash, inline.hash]);
    expect(other.policyFile).toBe(absolute);
    expect(other.config.policy).toMatchObject({ title: 'Customer confidentiality, version 3' });
  });

  it('may use anchors, comments, CRLF and a byte order mark', async () => {
    const text =
      `\uFEFF${config('x-none: 1\nstate: &s ./here # where\nkey: *s').replace('x-none: 1\n', '')}`.replaceAll(
        '\n',
        '\r\n',
      );
    const { config: loaded, dir } = await load({ text });
    expect([loaded.state, loaded.key]).toEqual([join(dir, 'here'), join(dir, 'here')]);
  });

  it('has a hash of what can change a result, and of nothing else', async () => {
    const hash = async (more: string, sources?: string) => (await load({ text: config(more, sources) })).hash;
    const plain = await hash('');
    for (const same of [
      'workers: 3',
      'state: ./x',
      'key: ./k',
      'reports: [{ kind: csv, file: a }]',
      'schedule: [{ name: nightly, cron: "0 22 * * *" }]',
      'gentle: { nice: 3, memory: 1 GiB }',
      'destinations: [{ name: log, kind: file, path: ./a }]',
      'outbox: { max_size: 2 GiB }',
      '# a comment',
      'paths: full',
    ]) {
      expect([same, await hash(same)]).toEqual([same, plain]);
    }
    for (const other of [
      'paths: hash',
      'limits: { depth: 2 }',
      'detectors: { disable: [us] }',
      'policy: { version: 1 }',
      'organization: { countries: [PL] }',
    ]) {
      expect([other, await hash(other)]).not.toEqual([other, plain]);
    }
    expect(await hash('', '  - { path: ./share, kind: folder, name: share }')).toBe(plain);
    expect(await hash('', '  - { name: share, kind: folder, path: ./share, max_mb_per_second: 3 }')).toBe(plain);
    expect(await hash('', '  - { name: share, kind: folder, path: ./share, include: [a] }')).not.toBe(plain);
  });
});

describe('the example', () => {
  it('loads, and so does what it is when printed with all defaults', async () => {
    const env = exampleEnv;
    const loaded = await load({ text: example, env });
    const again = await load({ text: effective(loaded), env });
    expect(again.hash).toBe(loaded.hash);
    expect(effective(again)).toBe(effective(loaded));
    const there = (value: unknown, dir: string) => JSON.stringify(value).replaceAll(dir, '');
    expect(there(again.config, again.dir)).toBe(there(loaded.config, loaded.dir));
  });

  it('speaks of every key that there is', () => {
    const keys = new Set<string>();
    const walk = (schema: Described) => {
      for (const [key, inner] of Object.entries(schema.properties ?? {})) {
        keys.add(key);
        walk(inner);
      }
      for (const inner of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]) walk(inner);
      if (schema.items !== undefined) walk(schema.items);
    };
    walk(jsonSchema(parts));
    // Of plug-ins: what the terminal report is told by the program.
    for (const key of ['color', 'width', 'reports', 'flags']) keys.delete(key);
    expect(keys.size).toBeGreaterThan(90);
    expect([...keys].filter((key) => !new RegExp(`\\b${key}:`).test(example))).toEqual([]);
  });

  it('shows the defaults of limits, kinds and weights as they are', async () => {
    const shown = parse(effective(await load({ text: config('policy: { version: 1 }') }))) as Record<
      string,
      Record<string, Record<string, unknown>>
    >;
    const said = parse(example) as typeof shown;
    expect(shown['limits']).toEqual(said['limits']);
    expect(shown['content']).toEqual(said['content']);
    const { sensitivity, identifiability, need_to_know_groups, public_places, ...weights } =
      said['policy']?.['risk'] ?? {};
    expect(shown['policy']?.['risk']).toMatchObject(weights);
    expect(shown['policy']?.['default_deny']).toEqual(said['policy']?.['default_deny']);
    for (const added of [sensitivity, identifiability, need_to_know_groups, public_places]) expect(added).toBeDefined();
  });

  it('with any line lost or changed loads, or says where it is wrong', async () => {
    const lines = example.split('\n');
    const changes = fc.record({
      at: fc.nat(lines.length - 1),
      with: fc.constantFrom(
        '',
        'x',
        '  - x',
        '  a: {',
        '\tb: 1',
        '? x',
        '&a *a',
        '"',
        '    - []',
        '${X',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference of the configuration
        '${A}',
        'policy: 5',
        '  null: null',
      ),
    });
    await fc.assert(
      fc.asyncProperty(changes, async ({ at, with: line }) => {
        try {
          await load({ text: lines.with(at, line).join('\n'), env: { ...exampleEnv, A: 'secret-value-1' } });
        } catch (error) {
          expect(error).toBeInstanceOf(ConfigError);
          const { mistakes, message } = error as ConfigError;
          expect(message).not.toContain('secret-value-1');
          for (const secret of Object.values(exampleEnv).slice(1)) expect(message).not.toContain(secret);
          expect(message).not.toContain('undefined');
          for (const { line: where } of mistakes) {
            expect(where).toBeGreaterThan(0);
            expect(where).toBeLessThanOrEqual(lines.length);
          }
        }
      }),
      { numRuns: 150, seed: 1 },
    );
  });
});

describe('the starter', () => {
  it('loads as it is', async () => {
    const { config: loaded } = await load({ text: starter });
    expect(loaded.sources.map(({ name }) => name)).toEqual(['share']);
    expect(loaded.policy).toBeNull();
  });

  it('loads with everything taken out of its comments', async () => {
    const text = starter.replaceAll(/^( *)# ((?: *[a-z_]+:.*)|(?: +- .*)|(?: *- \{.*))$/gm, '$1$2');
    const { config: loaded } = await load({ text });
    expect(loaded.detectors.custom).toHaveLength(1);
    expect(loaded.policy).toMatchObject({ locations: [{ id: 'LOC-CRM' }], retention: [{ id: 'RET-CONTRACT' }] });
  });
});

describe('JSON Schema', () => {
  it('describes the file with the policy in it, and the policy alone', () => {
    const schema = jsonSchema(parts) as unknown as Described & {
      readonly $schema: string;
      readonly required: readonly string[];
    };
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(schema.required).toEqual(['version', 'sources']);
    expect(schema.additionalProperties).toBe(false);
    const [name, inline] = schema.properties?.['policy']?.anyOf ?? [];
    expect(name?.type).toBe('string');
    expect(Object.keys(inline?.properties ?? {})).toEqual(
      expect.arrayContaining(['locations', 'retention', 'exposure', 'holds']),
    );
    expect(Object.keys(policyJsonSchema(parts)['properties'] as object)).toEqual(Object.keys(inline?.properties ?? {}));
    const undescribed = Object.entries(schema.properties ?? {}).filter(
      ([key, { description }]) => description === undefined && !['content', 'detectors'].includes(key),
    );
    expect(undescribed).toEqual([]);
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  });
});

describe('a run without a file', () => {
  it('makes a source of every target, with names of its own', () => {
    const env = { XDG_CONFIG_HOME: '/conf' };
    const loaded = defaultConfig(['/srv/Share', '/mnt/share/', '/srv/Büro Süd', '/', '.hidden', '/x/___'], parts, env);
    expect(loaded.config.sources.map(({ name }) => name)).toEqual([
      'share',
      'share-2',
      'bu-ro-su-d',
      'source',
      'hidden',
      'source-2',
    ]);
    expect(loaded.config.sources[1]).toMatchObject({
      kind: 'folder',
      settings: { path: '/mnt/share', include: ['**'] },
    });
    expect(loaded.config.sources[4]?.settings['path']).toBe(resolve('.hidden'));
    expect(loaded.config).toMatchObject({ policy: null, key: '/conf/wayward/wayward.key', reports: [] });
    expect(loaded).toMatchObject({ file: null, policyFile: null, warnings: [] });
    expect(loaded.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(effective(loaded)).toContain('name: share-2');
  });
});

describe('a look-up without a file', () => {
  it('needs no source', () => {
    expect(defaultConfig([], parts).config.sources).toEqual([]);
  });
});

describe('the state folder', () => {
  const of = (given: Partial<Parameters<typeof stateFolder>[0]>) =>
    stateFolder({ flag: undefined, configured: null, file: null, env: { HOME: '/home/anna' }, ...given });

  it('is what --state says, then the configuration, then one of its own below the XDG folder', () => {
    expect(of({ flag: '/a', configured: '/b', file: '/c/wayward.yaml' })).toBe('/a');
    expect(of({ flag: 'a' })).toBe(resolve('a'));
    expect(of({ configured: '/b', file: '/c/wayward.yaml' })).toBe('/b');
    expect(of({ file: '/srv/acme/wayward.yaml' })).toMatch(/^\/home\/anna\/\.local\/state\/wayward\/acme-[0-9a-f]{8}$/);
    expect(of({ env: { HOME: '/home/anna', XDG_STATE_HOME: '/state' } })).toBe('/state/wayward/default');
    // The specification: a relative path is to be ignored.
    expect(of({ env: { HOME: '/home/anna', XDG_STATE_HOME: 'state' } })).toBe(
      '/home/anna/.local/state/wayward/default',
    );
  });

  it('is another for another configuration, also of the same name', () => {
    const files = ['/a/acme/wayward.yaml', '/b/acme/wayward.yaml', '/a/acme/other.yaml'];
    expect(new Set(files.map((file) => of({ file }))).size).toBe(3);
    expect(of({ file: '/a/acme/../acme/wayward.yaml' })).toBe(of({ file: '/a/acme/wayward.yaml' }));
  });
});
