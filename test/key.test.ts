import { chmodSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadKey } from '../agent/key.ts';
import { tree } from './support/tree.ts';

describe('the fingerprint key', () => {
  it('is made once, for its owner alone, by however many that start at once', async () => {
    for (let round = 0; round < 30; round++) {
      using place = tree();
      const file = join(place.dir, 'config/wayward.key');
      const keys = await Promise.all([1, 2, 3, 4].map(() => loadKey(file, join(place.dir, 'state'))));
      expect(keys.every((key) => key.length === 32)).toBe(true);
      expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
      expect(statSync(file).mode & 0o777).toBe(0o600);
    }
  });

  it('never lies in the state folder', async () => {
    using place = tree();
    await expect(loadKey(join(place.dir, 'state/k'), join(place.dir, 'state'))).rejects.toThrow(
      'lies in the state folder',
    );
  });

  it('is refused when it is damaged, or when others may read it', async () => {
    using place = tree();
    const file = join(place.dir, 'k');
    writeFileSync(file, 'nonsense', { mode: 0o600 });
    await expect(loadKey(file, join(place.dir, 'state'))).rejects.toThrow('holds no fingerprint key');
    writeFileSync(file, 'ab'.repeat(32));
    chmodSync(file, 0o644);
    await expect(loadKey(file, join(place.dir, 'state'))).rejects.toThrow('chmod 600');
  });

  it('is not made by a command that only looks', async () => {
    using place = tree();
    await expect(loadKey(join(place.dir, 'k'), join(place.dir, 'state'), { make: false })).rejects.toThrow('first run');
  });
});
