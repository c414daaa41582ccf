import { z } from 'zod';

const units: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
};

/** Bytes of `100 MB` (decimal) or `64 MiB` (binary); a number is bytes. */
export const size = z.union([z.int().positive(), z.string()]).transform((value, context) => {
  if (typeof value === 'number') return value;
  const [, count = '', unit = ''] = /^\s*(\d{1,12})\s*([a-zA-Z]+)\s*$/.exec(value) ?? [];
  const bytes = Number(count) * (units[unit.toLowerCase()] ?? 0);
  if (bytes > 0) return bytes;
  context.addIssue({ code: 'custom', message: 'expected a size, as 500 MB, 2 GiB or 1048576' });
  return z.NEVER;
});
