import { deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { allText, extractAll, generated, sightings } from '../kits/extract.ts';
import { rawZip, zipOf } from '../kits/zip.ts';

/** Limits as they are by default, but for the bytes, so that the tests are quick. */
const limits = { bytes: 256 << 20, ratio: 200, depth: 8, members: 10_000 };
const codes = (result: { problems: readonly { code: string; detail: string | null }[] }) =>
  result.problems.map(({ code, detail }) => `${code}/${detail}`);

/** A text of one word; nothing but zeros would be left alone at first sight. */
function words(size: number): Buffer {
  return Buffer.alloc(size, 'word ');
}

/** A member that unpacks to so much, with as little work as can be. */
function packed(size: number): Buffer {
  return deflateRawSync(words(size), { level: 9 });
}

/** A zip of deflated members, each by its packed bytes; `overlap`: all of the directory mean the first. */
function packedZip(members: readonly Buffer[], declared: number, overlap = 0): Buffer {
  const locals = members.map((data, i) => {
    const name = Buffer.from(`m${i}`);
    const head = Buffer.alloc(30);
    head.write('PK\x03\x04', 'latin1');
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(data.length, 18);
    head.writeUInt32LE(declared, 22);
    head.writeUInt16LE(name.length, 26);
    return Buffer.concat([head, name, data]);
  });
  const count = overlap || members.length;
  const directory = Array.from({ length: count }, (_, i) => {
    const own = overlap > 0 ? 0 : i;
    const name = Buffer.from(`m${i}`);
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 'latin1');
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(members[own]!.length, 20);
    entry.writeUInt32LE(declared, 24);
    entry.writeUInt16LE(name.length, 28);
    let at = 0;
    for (const before of locals.slice(0, own)) at += before.length;
    entry.writeUInt32LE(at, 42);
    return Buffer.concat([entry, name]);
  });
  const start = locals.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

describe('bombs', () => {
  it.each([
    ['in a zip', async () => packedZip([packed(300 << 20)], 300 << 20)],
    ['in gzip', async () => gzipSync(words(300 << 20))],
    ['in zstd', async () => zstdCompressSync(words(300 << 20))],
    ['of many members', async () => packedZip(Array(64).fill(packed(8 << 20)), 8 << 20)],
    ['whose members overlap', async () => packedZip([packed(1 << 20)], 1 << 20, 5000)],
  ])('%s end with the budget', { timeout: 120_000 }, async (_, make) => {
    const { result } = await extractAll(await make(), 'x', { limits });
    expect(result.status).toMatch(/partly|unread/);
    expect(codes(result)).toContain('budget/ratio');
    // Told once, not for each member behind.
    expect(codes(result).filter((code) => code.startsWith('budget/'))).toHaveLength(1);
  });

  it('in archives of archives, as 42.zip is made, end with the budget', { timeout: 120_000 }, async () => {
    let inner: Buffer = gzipSync(words(32 << 20));
    for (let level = 0; level < 4; level++) {
      const names = Array.from({ length: 16 }, (_, i) => [`lib ${i}.zip`, inner] as const);
      inner = await zipOf(Object.fromEntries(names));
    }
    const { result } = await extractAll(inner, '42.zip', { limits });
    expect(codes(result).some((code) => /^budget\/(?:ratio|bytes)$/.test(code))).toBe(true);
  });

  it('of names alone end with the budget', async () => {
    const members = Array.from({ length: 12_000 }, (_, i) => ({ name: `n${i}`, data: '' }));
    const { result } = await extractAll(rawZip(members), 'x', { limits });
    expect(codes(result)).toEqual(['budget/members']);
  });
});

describe('entities', () => {
  const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
  const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "canary">${laughs}]><x><a>before</a><b>&l9;</b></x>`;

  it('are not multiplied', async () => {
    const { events } = await extractAll(Buffer.from(bomb), 'x.xml', { limits });
    expect(allText(events).length).toBeLessThan(bomb.length * 4);
  });

  it('are not fetched', async () => {
    const outside =
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]><x>canary &e;</x>';
    const { events } = await extractAll(Buffer.from(outside), 'x.xml', { limits });
    const text = allText(events);
    expect(text).toContain('canary');
    expect(text).not.toContain('root:');
  });
});

describe('depth', () => {
  it('of twenty files in files ends where the limit is, and says so', async () => {
    let bytes: Buffer = Buffer.from('canary at the bottom');
    for (let i = 0; i < 20; i++) bytes = i % 2 === 0 ? gzipSync(bytes) : await zipOf({ [`level ${i}`]: bytes });
    const { result } = await extractAll(bytes, 'x', { limits });
    expect(result).toMatchObject({ status: 'partly' });
    expect(codes(result)).toEqual(['budget/depth']);
    const deep = await extractAll(bytes, 'x', { limits: { ...limits, depth: 20 } });
    expect(deep.result).toMatchObject({ status: 'read', problems: [] });
    expect(allText(deep.events)).toContain('canary at the bottom');
  });
});

describe('sizes that are not true', () => {
  const tar = (size: string, data: string): Buffer => {
    const head = Buffer.alloc(512);
    head.write('a.txt', 0, 'latin1');
    head.write(size, 124, 'latin1');
    head.write('ustar\x0000', 257, 'latin1');
    head.fill(' ', 148, 156);
    const sum = head.reduce((all, byte) => all + byte, 0);
    head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    return Buffer.concat([head, Buffer.from(data)]);
  };

  it.each([
    ['tar', tar('77777777777', 'canary')],
    [
      'ar',
      Buffer.from(
        `!<arch>\n${'a.txt/'.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6).repeat(2)}${'644'.padEnd(8)}${'9999999999'}\`\ncanary`,
      ),
    ],
    [
      'cpio',
      Buffer.from(
        `070701${'00000001'}${'000081a4'}${'00000000'.repeat(4)}${'ffffffff'}${'00000000'.repeat(4)}${'00000006'}${'00000000'}a.txt\0canary`,
      ),
    ],
  ])('give what is there: %s', async (kind, bytes) => {
    const { events, result } = await extractAll(bytes, 'x', { limits });
    expect(result).toMatchObject({ kind, status: 'partly' });
    expect(codes(result)).toContain('damaged/truncated');
    expect(allText(events)).toContain('canary');
  });
});

describe('names', () => {
  it('with control characters, directions and ways out are shown safely, and lead nowhere', async () => {
    const names = ['../../../etc/cron.d/x', 'a\u0000b\u001b[31m', '\u202egpj.exe', `${'long '.repeat(200)}`];
    const { events, result } = await extractAll(await zipWith(names), 'x', { limits });
    expect(result.status).toBe('read');
    const parts = events.flatMap((event) => (event.type === 'part' ? [event.part] : []));
    expect(parts).toHaveLength(names.length);
    for (const part of parts) {
      expect(part).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
      expect(part.length).toBeLessThanOrEqual(256);
    }
  });

  const zipWith = async (names: readonly string[]) => rawZip(names.map((name) => ({ name, data: 'canary' })));
});

describe('nothing', () => {
  it('of two gigabytes is told by its kind, without reading all of it', async () => {
    let read = 0;
    const content = generated(2 ** 31, () => {});
    const counted = {
      ...content,
      read: async (offset: number, length: number) => {
        read += length;
        return content.read(offset, length);
      },
    };
    const { result } = await extractAll(counted, 'disk.img', { limits });
    expect(result).toMatchObject({ status: 'unread' });
    expect(codes(result)).toEqual(['unsupported/kind:binary']);
    expect(read).toBeLessThan(16 << 20);
  });

  it('under any name is an empty file', async () => {
    for (const name of ['a.zip', 'a.sqlite', 'a.7z', 'a.parquet', 'a.jpg', 'a.pdf', ''])
      expect((await extractAll(new Uint8Array(0), name, { limits })).result).toMatchObject({
        status: 'read',
        kind: 'empty',
      });
  });
});

describe('wrong names', () => {
  it.each(['holiday.jpg', 'setup.exe', 'a.tar', 'a', 'x.parquet'])('change nothing: %s', async (name) => {
    const { events, result } = await extractAll(await zipOf({ 'list.csv': 'id,mail\n1,canary@example.org\n' }), name, {
      limits,
    });
    expect(result).toMatchObject({ status: 'read', kind: 'zip' });
    expect(sightings(events)).toContainEqual(expect.objectContaining({ part: 'list.csv', name: 'mail' }));
  });
});
