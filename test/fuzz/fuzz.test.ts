import { expect, it } from 'vitest';
import { fuzz } from './fuzz.ts';

it('breaks every fixture of every format, and every outcome is counted', { timeout: 180_000 }, async () => {
  const result = await fuzz({ times: 20, seconds: 12, seed: 20_260_101, only: '', workers: 1 });
  expect(result.failures).toEqual([]);
  // However slow the machine: something was done, and of each case it is known what came of it.
  expect(result.cases).toBeGreaterThan(20);
  expect([...result.outcomes.values()].reduce((sum, count) => sum + count, 0)).toBe(result.cases);
});
