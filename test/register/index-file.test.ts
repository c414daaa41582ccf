import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Header, readHeader, readIndex, writeIndex } from '../../agent/register/index-file.ts';
import { registerKeys } from '../../agent/register/keys.ts';
import { Records } from '../../agent/register/records.ts';
import { tree } from '../support/tree.ts';
import { columns, engine, everybody, key } from './kit.ts';

const { file: fileKey } = registerKeys(key);

function made(rows = everybody) {
  const records = new Records(engine, registerKeys(key), Object.values(columns));
  for (const row of rows) records.add(row);
  const { memory, layout, entries, counts } = records.finish();
  const header: Header = {
    ...{ format: 1, recipe: 'a recipe', state: '1 2', builtAt: '2026-06-30T08:00:00Z' },
    ...{ layout, entries, counts },
  };
  return { memory, header };
}

/** Of several pieces. */
function large() {
  return made(Array.from({ length: 60_000 }, (_, n) => ['', `person${n}@nordwind-handel.de`, '', '', '', '', '']));
}

describe('the index as a file', () => {
  it('is read as it was written, and is for its owner alone', async () => {
    using dir = tree();
    for (const { memory, header } of [made(), large()]) {
      const file = join(dir.dir, 'register.idx');
      await writeIndex(file, header, memory, fileKey);
      const read = await readIndex(file, fileKey);
      expect(read?.header).toEqual(header);
      expect(Buffer.from(read!.memory).equals(Buffer.from(memory))).toBe(true);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(readdirSync(dir.dir)).toEqual(['register.idx']);
      expect(await readHeader(file)).toEqual(header);
    }
  });

  it('is none to another key, when damaged anywhere, cut short, or put together of two', async () => {
    using dir = tree();
    const file = join(dir.dir, 'register.idx');
    const { memory, header } = large();
    await writeIndex(file, header, memory, fileKey);
    const whole = readFileSync(file);
    expect(whole.length).toBeGreaterThan(3 << 18);
    expect(await readIndex(file, registerKeys(new Uint8Array(32)).file)).toBeNull();
    const built = whole.indexOf('2026-06-30');
    for (const at of [0, built, whole.indexOf('\n') + 1, Math.floor(whole.length / 2), whole.length - 1]) {
      const damaged = Buffer.from(whole);
      damaged[at]! ^= 1;
      writeFileSync(file, damaged);
      expect(await readIndex(file, fileKey), `byte ${at}`).toBeNull();
    }
    for (const length of [0, 10, whole.length - 1]) {
      writeFileSync(file, whole.subarray(0, length));
      expect(await readIndex(file, fileKey)).toBeNull();
    }
    writeFileSync(file, Buffer.concat([whole, Buffer.alloc(1)]));
    expect(await readIndex(file, fileKey)).toBeNull();
    writeFileSync(file, whole.toString('latin1').replace(/"slots":\d+/, '"slots":4294967295'), 'latin1');
    expect(await readIndex(file, fileKey)).toBeNull();
    await writeIndex(file, { ...header, builtAt: '2027-01-01T00:00:00Z' }, memory, fileKey);
    const later = readFileSync(file);
    const mixed = Buffer.concat([later.subarray(0, later.indexOf('\n') + 1), whole.subarray(whole.indexOf('\n') + 1)]);
    writeFileSync(file, mixed);
    expect(await readIndex(file, fileKey)).toBeNull();
  });

  it('holds no value, and nothing that a hash without the key would find', async () => {
    using dir = tree();
    const file = join(dir.dir, 'register.idx');
    const { memory, header } = made();
    await writeIndex(file, header, memory, fileKey);
    const first = readFileSync(file);
    const text = first.toString('latin1').toLowerCase();
    for (const value of everybody.flat().filter((one) => one.length > 3)) {
      expect(text).not.toContain(value.toLowerCase());
      expect(text).not.toContain(value.toLowerCase().replace(/\W/g, ''));
    }
    // What is in memory does not stand in the file either: not even equal indexes make equal files.
    const entries = new Uint32Array(memory);
    const bytes = Buffer.from(memory);
    let filled = 0;
    for (let at = 0; at < header.layout.slots; at++) {
      if (entries[2 * at + 1] === 0) continue;
      filled++;
      expect(first.includes(bytes.subarray(8 * at, 8 * at + 8))).toBe(false);
    }
    expect(filled).toBe(header.entries);
    await writeIndex(file, header, memory, fileKey);
    const second = readFileSync(file);
    const start = first.indexOf('\n') + 1;
    expect(second.subarray(0, start).equals(first.subarray(0, start))).toBe(true);
    expect(second.subarray(start).equals(first.subarray(start))).toBe(false);
  });
});
