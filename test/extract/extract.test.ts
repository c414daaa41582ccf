import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BudgetSpent, type Extractor } from '../../agent/contracts/extractor.ts';
import { type Content, SourceError } from '../../agent/contracts/source.ts';
import { allText, contentOf, extractAll, extractors, generated, sightings } from '../kits/extract.ts';
import { rawZip, zipOf } from '../kits/zip.ts';

const limits = { bytes: 1 << 30, ratio: 200, depth: 8, members: 10_000 };
const fixture = (path: string) => readFileSync(new URL(`../../fixtures/extractors/${path}`, import.meta.url));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const picture = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(200)]);

describe('an item', () => {
  it('is hashed whole, however it was read', async () => {
    for (const path of ['text/latin1.txt', 'zip/lists.zip', 'docx/letter.docx', 'pdf/letter.pdf', 'eml/mail.eml'])
      expect((await extractAll(fixture(path), 'x')).result.contentHash).toBe(sha256(fixture(path)));
  });

  it('of an excluded kind is not read', async () => {
    const { events, result } = await extractAll(picture, 'letter.txt');
    expect(result).toEqual({ status: 'excluded', kind: 'png', contentHash: null, bytesRead: 208, problems: [] });
    expect(events).toEqual([]);
  });

  it('is excluded by one kind as well as by a class', async () => {
    expect((await extractAll(fixture('pdf/letter.pdf'), 'x', { excludeKinds: new Set(['pdf']) })).result.status).toBe(
      'excluded',
    );
    expect((await extractAll(picture, 'x', { excludeKinds: new Set() })).result).toMatchObject({
      status: 'unread',
      problems: [{ code: 'no_text_layer', detail: null, part: '' }],
    });
  });

  it('that nobody reads says of which kind it is', async () => {
    const { result } = await extractAll(Buffer.from('\x89HDF\r\n\x1a\n\0\0', 'latin1'), 'notes.txt');
    expect(result).toMatchObject({
      status: 'unread',
      problems: [{ code: 'unsupported', detail: 'kind:hdf5', part: '' }],
    });
  });

  it('goes by its content, not by its name', async () => {
    expect((await extractAll(Buffer.from('only words'), 'letter.docx')).result).toMatchObject({
      status: 'read',
      kind: 'text',
    });
    expect((await extractAll(fixture('docx/letter.docx'), 'a.dat')).result).toMatchObject({
      status: 'read',
      kind: 'docx',
    });
  });

  it('that is an encrypted office document asks for a password', async () => {
    const bytes = Buffer.alloc(1536);
    bytes.write('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1');
    bytes.writeUInt16LE(9, 30);
    bytes.fill(0xff, 1024);
    bytes.write('EncryptedPackage', 640, 'utf16le');
    bytes.writeUInt16LE(34, 640 + 64);
    bytes[640 + 66] = 2;
    expect((await extractAll(bytes, 'x')).result).toMatchObject({
      status: 'unread',
      problems: [{ code: 'encrypted', detail: 'password', part: '' }],
    });
  });
});

describe('an item that changes', () => {
  const changing = (now: Uint8Array, told: number): Content => ({ ...contentOf(now), size: told });

  it('by growing or shrinking is read partly', async () => {
    const text = Buffer.from('word '.repeat(30_000));
    for (const told of [text.length - 10, text.length + 10]) {
      const { events, result } = await extractAll(changing(text, told), 'x');
      expect(result).toMatchObject({ status: 'partly', problems: [{ code: 'changed', detail: null, part: '' }] });
      expect(allText(events).length).toBeGreaterThan(140_000);
    }
  });

  it('to unreadable in the middle keeps what came before', async () => {
    const text = Buffer.from('canary '.repeat(200_000));
    const content: Content = {
      ...contentOf(text),
      read: async (offset, length) => {
        if (offset > 600_000) throw new SourceError({ code: 'unreadable', detail: 'io' });
        return text.subarray(offset, offset + length);
      },
    };
    const { events, result } = await extractAll(content, 'x');
    expect(result).toMatchObject({
      status: 'partly',
      contentHash: null,
      problems: [{ code: 'unreadable', detail: 'io', part: '' }],
    });
    expect(allText(events)).toContain('canary');
  });
});

describe('files inside files', () => {
  it('share one set of part names', async () => {
    const inner = await zipOf({ 'a.csv': 'id,mail,n\n1,canary@example.org,3\n2,b@example.org,4\n', 'b.png': picture });
    const outer = await zipOf({
      'inner.zip': inner,
      'list.csv.gz': gzipSync('id,mail,n\n1,c@example.org,3\n2,d@example.org,3\n'),
    });
    const { events, result } = await extractAll(outer, 'x');
    expect(result).toMatchObject({ status: 'read', problems: [] });
    expect(events.filter(({ type }) => type === 'part')).toEqual([
      { type: 'part', part: 'inner.zip', name: 'inner.zip', kind: 'zip' },
      { type: 'part', part: 'inner.zip!/a.csv', name: 'a.csv', kind: 'csv' },
      { type: 'part', part: 'inner.zip!/b.png', name: 'b.png', kind: 'png' },
      { type: 'part', part: 'list.csv.gz', name: 'list.csv.gz', kind: 'gzip' },
      { type: 'part', part: 'list.csv.gz!/list.csv', name: 'list.csv', kind: 'csv' },
    ]);
    expect(sightings(events)).toContainEqual(
      expect.objectContaining({ part: 'inner.zip!/a.csv', name: 'mail', text: 'canary@example.org' }),
    );
  });

  it('are opened to the depth that is allowed', async () => {
    let bytes: Buffer = Buffer.from('canary-deep');
    for (let depth = 10; depth >= 1; depth--)
      bytes = await zipOf({
        [depth === 10 ? 'deep.txt' : `z${depth}.zip`]: bytes,
        [`n${depth}.txt`]: `canary-${depth}`,
      });
    const deep = await extractAll(bytes, 'x', { limits: { ...limits, depth: 10 } });
    expect(deep.result).toMatchObject({ status: 'read', problems: [] });
    expect(allText(deep.events)).toContain('canary-deep');
    const flat = await extractAll(bytes, 'x', { limits: { ...limits, depth: 8 } });
    expect(flat.result).toMatchObject({
      status: 'partly',
      problems: [
        { code: 'budget', detail: 'depth' },
        { code: 'budget', detail: 'depth' },
      ],
    });
    expect(allText(flat.events)).not.toContain('canary-deep');
    expect(allText(flat.events)).toContain('canary-8');
    expect(allText(flat.events)).toContain('canary-1');
  });

  it('cannot unpack without end', async () => {
    const bomb = await zipOf({ 'a.txt': 'canary', 'zeros.txt': Buffer.alloc(120 << 20, 0x20), 'after.txt': 'x' });
    expect(bomb.length).toBeLessThan(400_000);
    let made = 0;
    const ratio = await extractAll(bomb, 'x', {
      progress: (bytes) => {
        made += bytes;
      },
    });
    expect(ratio.result).toMatchObject({
      status: 'partly',
      problems: [{ code: 'budget', detail: 'ratio', part: 'zeros.txt' }],
    });
    expect(made).toBeLessThan(100 << 20);
    expect(allText(ratio.events)).toContain('canary');
    const bytes = await extractAll(bomb, 'x', { limits: { ...limits, ratio: 1e9, bytes: 50 << 20 } });
    expect(bytes.result.problems).toEqual([{ code: 'budget', detail: 'bytes', part: 'zeros.txt' }]);
  });

  it('cannot be without number', async () => {
    const members = Array.from({ length: 50 }, (_, i) => ({ name: `${i}.txt`, data: `canary-${i}.` }));
    const { events, result } = await extractAll(rawZip(members), 'x', { limits: { ...limits, members: 20 } });
    expect(result).toMatchObject({
      status: 'partly',
      problems: [{ code: 'budget', detail: 'members', part: '20.txt' }],
    });
    expect(sightings(events)).toHaveLength(20);
  });

  it('that must be held are held within a limit, and the others are still read', async () => {
    const inner = await zipOf({ 'a.txt': Buffer.from(Array.from({ length: 40_000 }, (_, i) => (i * 7919) % 251)) });
    const outer = await zipOf({ 'inner.zip': inner, 'b.txt': 'canary' });
    const { events, result } = await extractAll(outer, 'x', { limits: { ...limits, held: 100 } });
    expect(result).toMatchObject({
      status: 'partly',
      problems: [{ code: 'budget', detail: 'bytes', part: 'inner.zip' }],
    });
    expect(allText(events)).toContain('canary');
  });
});

describe('mail with a zip with a workbook', () => {
  it('is read to the cell', async () => {
    const zip = await zipOf({ 'q1.xlsx': fixture('xlsx/book.xlsx') });
    const mail = [
      'From: a@example.org',
      'To: b@example.org',
      'Subject: figures',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      'Content-Type: text/plain',
      '',
      'See there.',
      '--x',
      'Content-Type: application/octet-stream; name="report.zip"',
      'Content-Transfer-Encoding: base64',
      '',
      zip.toString('base64').replace(/.{76}/g, '$&\r\n'),
      '--x--',
      '',
    ].join('\r\n');
    const { events, result } = await extractAll(Buffer.from(mail), 'x');
    expect(result).toMatchObject({ status: 'read', kind: 'eml', problems: [] });
    expect(sightings(events)).toContainEqual(
      expect.objectContaining({
        part: 'report.zip!/q1.xlsx',
        place: 'sheet Customers row 4 cell 1',
        text: 'canary-cell',
      }),
    );
  });
});

describe('extractors that fail', () => {
  const failing = (error: Error): Extractor => ({
    id: 'a',
    version: 1,
    title: 'fails',
    accepts: () => true,
    extract: async function* () {
      yield { type: 'prose', text: 'canary', at: [], continues: false };
      throw error;
    },
  });

  it.each([
    [new Error('quotes 4111 1111 1111 1111'), { code: 'damaged', detail: 'extractor:a', part: '' }],
    [new SourceError({ code: 'encrypted', detail: 'password' }), { code: 'encrypted', detail: 'password', part: '' }],
    [new BudgetSpent('time'), { code: 'budget', detail: 'time', part: '' }],
  ])('with %s leave what they gave, and a closed code', async (error, problem) => {
    const { events, result } = await extractAll(Buffer.from('x'), 'x', { extractors: [failing(error)] });
    expect(result).toMatchObject({ status: 'partly', problems: [problem] });
    expect(allText(events)).toBe('canary');
    expect(JSON.stringify(result)).not.toContain('4111');
  });
});

describe('size', () => {
  it('of one line may be 64 MB', { timeout: 60_000 }, async () => {
    const line = generated(64 << 20, (buffer, offset) => {
      for (let i = 0; i < buffer.length; i++) buffer[i] = 97 + ((offset + i) % 23);
    });
    const { events, result } = await extractAll(line, 'x');
    expect(result).toMatchObject({ status: 'read', kind: 'text', bytesRead: 64 << 20 });
    const sizes = events.map((event) =>
      event.type === 'text' && event.text.type === 'prose' ? event.text.text.length : 0,
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(64 << 20);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1 << 20);
  });

  it.each([
    ['text', 'the quick brown fox jumps over the lazy dog\n'],
    ['csv', '12345678,someone@example.org,1980-02-03,x\n'],
    ['ndjson', '{"mail":"someone@example.org","n":12345}\n'],
  ])('of %s does not show in memory', { timeout: 120_000 }, async (kind, line) => {
    const size = kind === 'text' ? 1 << 30 : 192 << 20;
    const page = Buffer.from(line.repeat(20_000));
    const content = generated(size - (size % line.length), (buffer, offset) => {
      for (let at = 0; at < buffer.length; ) {
        const from = (offset + at) % page.length;
        at += page.copy(buffer, at, from, Math.min(page.length, from + buffer.length - at));
      }
    });
    const { extractContent } = await import('../../agent/extract/extract.ts');
    const before = process.memoryUsage().rss;
    let peak = 0;
    let pieces = 0;
    const run = extractContent(content, 'x', {
      extractors,
      limits,
      excludeKinds: new Set(),
      signal: AbortSignal.timeout(110_000),
      progress: () => {},
    });
    let next = await run.next();
    for (; next.done !== true; next = await run.next())
      if (++pieces % 500 === 0) peak = Math.max(peak, process.memoryUsage().rss);
    expect(next.value).toMatchObject({ status: 'read', kind, problems: [] });
    expect(peak - before).toBeLessThan(250 << 20);
  });
});
