import { type Dir, opendirSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { namesIn } from '../../agent/sources/lib/folder-names.ts';
import { tree } from '../support/tree.ts';

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return { ...fs, opendirSync: vi.fn(fs.opendirSync) };
});
const opened = vi.mocked(opendirSync);
afterEach(() => {
  opened.mockClear();
});

describe('names in a folder', () => {
  const files = Object.fromEntries(Array.from({ length: 1234 }, (_, i) => [`ü ${i}`, '']));
  const inOrder = Object.keys(files).sort();

  it('are given in order, in whatever order the system has them', () => {
    using share = tree(files);
    expect(namesIn(Buffer.from(share.dir), '')).toEqual({ names: inOrder, trouble: null });
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
    expect(namesIn(Buffer.from(share.dir), '')).toEqual({ names: inOrder, trouble: null });
  });

  it('are none where it can not be read, with the reason', () => {
    using share = tree();
    const missing = { trouble: { code: 'vanished', detail: null }, path: 'x', folder: true };
    expect(namesIn(Buffer.from(`${share.dir}/x`), 'x')).toEqual({ names: [], trouble: missing });
  });
});
