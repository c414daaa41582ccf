import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDetectors } from '../../agent/toolbox.ts';
import { type Ran, wayward } from '../support/cli.ts';
import { httpPeer } from '../support/http-peer.ts';
import { hmac, startReceiver, stopReceivers, token } from './process.ts';

const dir = mkdtempSync(join(tmpdir(), 'wayward-deliver-leak-'));
afterAll(() => {
  stopReceivers();
  rmSync(dir, { recursive: true, force: true });
});
const env = { ...process.env, XDG_CONFIG_HOME: join(dir, 'config'), HMAC: hmac, TOKEN: token };

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** As written, and without separators. */
function spellings(value: string): string[] {
  return [...new Set([value, value.replace(/[\s.\-/]/g, '')])].filter((text) => text.length >= 8);
}

describe('what is delivered', () => {
  const canaries: { readonly id: string; readonly value: string }[] = [];
  const ran: Ran[] = [];
  let taken = '';

  beforeAll(async () => {
    const share = join(dir, 'share');
    mkdirSync(join(share, 'Kunden'), { recursive: true });
    const detectors = await loadDetectors({ only: [], disable: [], custom: [] });
    for (const { id, examples } of detectors.values()) {
      const value = examples.valid.find((example) => example.length >= 8);
      if (value !== undefined) canaries.push({ id, value });
    }
    const rows = [...detectors.values()].flatMap(({ examples, labels, columns, title }) => {
      const label = Object.values(labels)[0]?.[0] ?? columns[0] ?? title;
      return examples.valid.filter((one) => one.length >= 8).map((value) => `${label}: ${value}`);
    });
    writeFileSync(join(share, 'Kunden/prose.txt'), rows.join('\n'));
    writeFileSync(
      join(share, 'Kunden/keys.json'),
      JSON.stringify(Object.fromEntries(canaries.map(({ id, value }) => [value, { [id]: value }]))),
    );
    writeFileSync(join(share, 'header.csv'), `${canaries.map(({ value }) => `"${value}"`).join(';')}\n`.repeat(2));

    const receiver = await startReceiver(dir);
    // Answers with what it was sent: nothing of an answer's body may go anywhere.
    await using echo = await httpPeer(({ text, headers }, response) => {
      taken += text;
      response.writeHead(422).end(`${JSON.stringify(headers)}${text}${canaries.map(({ value }) => value).join()}`);
    });
    const config = join(dir, 'wayward.yaml');
    const secret = `signature: { key_id: main, secret: "\${HMAC}" }, token: "\${TOKEN}"`;
    writeFileSync(
      config,
      `version: 1
sources: [{ name: share, kind: folder, path: ./share }]
policy:
  version: 1
  default_deny: { categories: [user], subjects: [customer] }
  unknown_subject: treat_as_customer
  # Everything is an alert, too.
  alerts: { severity: info }
destinations:
  - { name: central, kind: endpoint, url: "http://127.0.0.1:${receiver.port}/events", ${secret} }
  - { name: echo, kind: endpoint, url: "http://127.0.0.1:${echo.port}/events", ${secret}, paths: hash }
  - { name: log, kind: file, path: ./log.jsonl }
`,
    );
    const common = ['--config', config, '--state', join(dir, 'state')];
    ran.push(await wayward(['scan', ...common, '--quiet'], { env }));
    ran.push(await wayward(['deliver', ...common], { env }));
    ran.push(await wayward(['outbox', ...common], { env }));
    ran.push(await wayward(['outbox', ...common, '--json'], { env }));
    ran.push(await wayward(['audit', ...common], { env }));
    ran.push(await wayward(['config', 'check', '--config', config], { env }));
    ran.push(await wayward(['received', '--state', join(dir, 'received'), '--export'], { env }));
    ran.push(await wayward(['alerts', ...common], { env }));
    ran.push(await wayward(['alerts', ...common, '--json'], { env }));
    receiver.child.kill('SIGTERM');
    ran.push(await receiver.ended);
  }, 240_000);

  it('is something, and some of it was refused', () => {
    expect(ran[0]?.err).toMatch(/echo: \d+ events? not accepted, and parked/);
    expect(ran[6]?.out.split('\n').length).toBeGreaterThan(20);
    expect(taken).toContain('data_security_finding');
    expect(taken).toContain('wayward.alert.raised');
    expect((JSON.parse(ran[8]?.out ?? '[]') as unknown[]).length).toBeGreaterThan(20);
    expect(canaries.length).toBeGreaterThanOrEqual(20);
  });

  it('holds no value: not in the outbox, not where it arrived, not in what is printed', () => {
    const files = [...filesBelow(join(dir, 'state')), ...filesBelow(join(dir, 'received')), join(dir, 'log.jsonl')];
    expect(files.length).toBeGreaterThan(3);
    const places = [
      ...files.map((file) => [file.slice(dir.length), readFileSync(file).toString('latin1')] as const),
      ...ran.map(({ out, err }, n) => [`run ${n}`, Buffer.from(out + err).toString('latin1')] as const),
      ['echo', Buffer.from(taken).toString('latin1')] as const,
    ];
    const leaks = places.flatMap(([place, text]) => {
      const lower = text.toLowerCase();
      return canaries
        .filter(({ value }) =>
          spellings(value).some((one) => lower.includes(Buffer.from(one).toString('latin1').toLowerCase())),
        )
        .map(({ id }) => `${id} in ${place}`);
    });
    expect(leaks).toEqual([]);
  });

  it('holds no secret of the configuration', () => {
    const files = [...filesBelow(join(dir, 'state')), ...filesBelow(join(dir, 'received')), join(dir, 'log.jsonl')];
    const texts = [
      ...files.map((file) => readFileSync(file).toString('latin1')),
      ...ran.map(({ out, err }) => out + err),
      taken,
    ];
    for (const secret of [hmac, token]) expect(texts.filter((text) => text.includes(secret))).toEqual([]);
  });

  it('shows no name where names are hashes', () => {
    expect(taken).not.toMatch(/Kunden|prose|header\.csv|keys\.json/);
  });
});
