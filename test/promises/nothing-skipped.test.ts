import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { zipOf } from '../kits/zip.ts';
import { ofType, readJsonl, wayward } from '../support/cli.ts';
import { tree } from '../support/tree.ts';

const mail = 'synthetic.person@acme-kunden.de\n';

describe('promise: nothing is skipped in silence', () => {
  it('every name that the system lists is an item of the report, each that was not read with its reason', async () => {
    using place = tree();
    const share = join(place.dir, 'share');
    mkdirSync(join(share, 'sub/deeper'), { recursive: true });
    const files: Record<string, string | Uint8Array> = {
      'a.txt': mail,
      empty: '',
      'sub/text called.docx': mail,
      'sub/zip called.dat': await zipOf({ 'in.txt': mail, 'bad.bin': Buffer.from([0, 255, 1, 254, 0, 3, 9, 200]) }),
      'sub/broken.pdf': '%PDF-1.7\nnothing',
      'sub/cut.gz': gzipSync(mail.repeat(1000)).subarray(0, 60),
      'sub/deeper/unknown.bin': Buffer.from([0, 255, 1, 254, 0, 3, 9, 200, 0, 0, 0, 1]),
      'sub/deeper/picture.png': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      '.hidden': mail,
      'new\nline': mail,
    };
    for (const [path, content] of Object.entries(files)) writeFileSync(join(share, path), content);
    writeFileSync(Buffer.concat([Buffer.from(`${share}/latin-`), Buffer.of(0xe9)]), mail);
    symlinkSync('a.txt', join(share, 'link'));
    execFileSync('mkfifo', [join(share, 'fifo')]);

    const report = join(place.dir, 'r.jsonl');
    const env = { ...process.env, XDG_CONFIG_HOME: join(place.dir, 'config') };
    const { code } = await wayward(
      ['scan', share, '--state', join(place.dir, 'state'), '--quiet', '--report', `jsonl=${report}`],
      { env },
    );
    expect(code).toBe(4);
    const lines = readJsonl(report);
    const listed = execFileSync('find', [share, '-not', '-type', 'd', '-printf', '.'], { encoding: 'utf8' }).length;
    const items = ofType(lines, 'item');
    expect(items).toHaveLength(listed);

    const total = ofType(lines, 'coverage').at(-1) as Record<string, number>;
    expect(total['listed']).toBe(listed);
    expect((total['read'] ?? 0) + (total['partly'] ?? 0) + (total['unread'] ?? 0) + (total['excluded'] ?? 0)).toBe(
      listed,
    );
    const told = new Set(ofType(lines, 'problem').map((line) => line['item']));
    const silent = items.filter(
      (item) => ['partly', 'unread'].includes(String(item['status'])) && !told.has(item['id']),
    );
    expect(silent).toEqual([]);
    expect(items.filter((item) => item['status'] === 'excluded').every((item) => item['excluded'] !== null)).toBe(true);
    const status = Object.fromEntries(items.map((item) => [item['path'], item['status']]));
    expect(status).toMatchObject({
      'sub/text called.docx': 'read',
      'sub/zip called.dat': 'partly',
      'sub/broken.pdf': 'unread',
      'sub/cut.gz': 'partly',
      'sub/deeper/unknown.bin': 'unread',
      'sub/deeper/picture.png': 'excluded',
      link: 'excluded',
      fifo: 'excluded',
    });
  });
});
