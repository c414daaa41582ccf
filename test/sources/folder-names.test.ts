import { type Dir, opendirSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { namesIn } from '../../agent/sources/lib/folder-names.ts';
import { SortedNames } from '../../agent/sources/lib/sorted-names.ts';
import { tree } from '../support/tree.ts';

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return { ...fs, opendirSync: vi.fn(fs.opendirSync) };
});
const opened = vi.mocked(opendirSync);
afterEach(() => {
  opened.mockClear();
});

const listed = (folder: string) => {
  const { names, trouble } = namesIn(Buffer.from(folder), 'x');
  return { names: [...names], trouble };
};

describe('names in a folder', () => {
  const files = Object.fromEntries(Array.from({ length: 1234 }, (_, i) => [`ü ${i}`, '']));
  const inOrder = Object.keys(files).sort();

  it('are given in order, in whatever order the system has them', () => {
    using share = tree(files);
    expect(listed(share.dir)).toEqual({ names: inOrder, trouble: null });
  });

  it('are given once where the file system does not tell files from folders, and Node gives up half way', () => {
    using share = tree(files);
    const dir = opendirSync(share.dir);
    let left = 700;
    const readSync = () => {
      if (left-- > 0) return dir.readSync();
      throw Object.assign(new TypeError('path'), { code: 'ERR_INVALID_ARG_TYPE' });
    };
    opened.mockReturnValueOnce({ readSync, closeSync: () => dir.closeSync() } as Dir);
    expect(listed(share.dir)).toEqual({ names: inOrder, trouble: null });
  });

  it('are none where it can not be read, with the reason', () => {
    using share = tree();
    const missing = { trouble: { code: 'vanished', detail: null }, path: 'x', folder: true };
    expect(listed(`${share.dir}/x`)).toEqual({ names: [], trouble: missing });
  });

  it('are in order however many there are, and in whatever order they come', () => {
    for (const count of [0, 1, 3999, 4000, 4001, 20_003]) {
      const all = Array.from(
        { length: count },
        (_, i) => `${(i * 7919) % count}${['', ' ', '-x', 'é', '\uEFA4', '\u{1F600}'][i % 6]}`,
      );
      const names = new SortedNames();
      for (const name of all) names.add(name);
      expect([...names.inOrder()]).toEqual(all.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
    }
  });
});
