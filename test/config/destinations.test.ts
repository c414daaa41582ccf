import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { effective } from '../../config/effective.ts';
import { config, load, mistakes } from './setup.ts';

const of = (...lines: readonly string[]) => config(`destinations:\n${lines.map((line) => `  - ${line}\n`).join('')}`);
const file = '{ name: log, kind: file, path: ./log.jsonl }';
const env = { SECRET: 'secret-value-1', PROXY: 'http://user:secret-value-2@proxy.example:3128' };
/** A reference to the environment. */
const ref = (name: string) => `"\${${name}}"`;

describe('destinations', () => {
  it('have what they share with defaults, and files beside the configuration', async () => {
    const { config: loaded, dir } = await load({ text: of(file) });
    expect(loaded.destinations).toEqual([
      {
        ...{ name: 'log', kind: 'file', paths: 'full', batch: 500 },
        events: ['finding', 'compliance', 'scan', 'alert', 'agent'],
        settings: { path: join(dir, 'log.jsonl'), format: 'ocsf', max_size: 100 * 2 ** 20, ocsf_version: '1.8.0' },
      },
    ]);
  });

  it('see names as the configuration says, unless they say otherwise', async () => {
    const text = `${of(file, '{ name: open, kind: file, path: ./o, paths: full, events: [scan] }')}paths: hash\n`;
    const { config: loaded } = await load({ text });
    expect(loaded.destinations.map(({ paths, events }) => [paths, events.length])).toEqual([
      ['hash', 5],
      ['full', 1],
    ]);
  });

  it('take secrets by reference, and none is printed', async () => {
    const endpoint = `{ name: siem, kind: endpoint, url: "https://siem.example/", token: ${ref('SECRET')}, signature: { key_id: k, secret: ${ref('SECRET')} }, proxy: ${ref('PROXY')} }`;
    const loaded = await load({ text: of(endpoint), env });
    expect(loaded.config.destinations[0]?.settings).toMatchObject({ token: 'secret-value-1', proxy: env.PROXY });
    expect(effective(loaded)).not.toMatch(/secret-value/);
    expect(effective(loaded)).toContain('timeout: 30 s');
  });

  it('are refused with a secret written out, wherever it stands', async () => {
    const siem = (more: string) => `{ name: siem, kind: endpoint, url: "https://siem.example/", ${more} }`;
    expect(await mistakes(of(siem('token: abc')))).toEqual([
      expect.stringMatching(/^wayward\.yaml:5:\d+: destinations\[0\]\.token: is a token in plain text\. Write /),
    ]);
    expect(await mistakes(of(siem('signature: { key_id: k, secret: abc }')))).toEqual([
      expect.stringContaining('destinations[0].signature.secret: is a secret in plain text'),
    ]);
    expect(await mistakes(of(siem('proxy: "http://user:abc@proxy.example"')))).toEqual([
      expect.stringContaining('destinations[0].proxy: is a password in plain text'),
    ]);
    const elastic = '{ name: e, kind: elastic, url: "https://e.example", api_key: abc }';
    expect(await mistakes(of(elastic))).toEqual([expect.stringContaining('is a api key in plain text')]);
  });

  it('are told every mistake at once', async () => {
    const found = await mistakes(
      of(
        '{ name: siem, kind: endpoint, url: "http://siem.example/" }',
        '{ name: siem, kind: fille, path: ./x }',
        '{ name: dpo, kind: email, host: mail, from: nobody, to: [] }',
        '{ name: s, kind: syslog, host: logs, transport: http, events: [findings] }',
        '{ name: l, kind: file, path: ./x, max_size: much, colour: red, batch: 0 }',
      ),
    );
    expect(found.map((one) => one.replace(/^wayward\.yaml:(\d+):\d+: /, '$1 '))).toEqual([
      expect.stringMatching(/^5 destinations\[0\]\.url: expected an address that begins with https/),
      expect.stringMatching(/^6 destinations\[1\]\.name: another destination has this name/),
      expect.stringMatching(/^6 destinations\[1\]\.kind: .*Did you mean "file"/),
      expect.stringMatching(/^7 destinations\[2\]\.from: expected an e-mail address/),
      expect.stringMatching(/^7 destinations\[2\]\.to: /),
      expect.stringMatching(/^8 destinations\[3\]\.transport: expected tls, tcp or udp/),
      expect.stringMatching(/^8 destinations\[3\]\.events\[0\]: .*Did you mean "finding"/),
      expect.stringMatching(/^9 destinations\[4\]\.max_size: expected a size/),
      expect.stringMatching(/^9 destinations\[4\]\.colour: unknown key/),
      expect.stringMatching(/^9 destinations\[4\]\.batch: /),
    ]);
  });

  it('have an outbox with limits', async () => {
    const { config: loaded } = await load({ text: config('outbox: { max_size: 50 MB, deliver_for: 5 min }') });
    expect(loaded.outbox).toEqual({ maxSize: 50_000_000, deliverFor: 300_000, heartbeat: 3_600_000 });
    expect(await mistakes(config('outbox: { max_size: big }'))).toHaveLength(1);
  });
});
