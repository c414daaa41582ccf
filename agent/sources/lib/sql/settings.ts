import { z } from 'zod';

const text = z.string().min(1);
const globs = z.array(text);

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 };
/** Milliseconds; what has been read once is a number. */
const duration = z.union([z.number().int().positive(), z.string()]).transform((value, context) => {
  if (typeof value === 'number') return value;
  const [, count = '', unit = ''] = /^\s*(\d+)\s*(ms|s|min|h)\s*$/.exec(value) ?? [];
  const ms = Number(count) * (units[unit] ?? 0);
  if (ms > 0) return ms;
  context.addIssue({ code: 'custom', message: 'expected a duration with its unit, as 60 s, 5 min or 250 ms' });
  return z.NEVER;
});

/** What every kind of database can be told. */
export const tableSettings = {
  include: globs.default(['**']).describe('Globs over schema and table, as shop/orders_*.'),
  exclude: globs.default([]),
  depth: z
    .enum(['sample', 'full'])
    .default('sample')
    .describe('sample: some blocks, spread over the whole table. full: every row.'),
  sample_rows: z.int().min(100).default(10_000).describe('Rows of each table that a sample aims at.'),
  seed: z.int().min(0).default(1).describe('Chooses the blocks of a sample: the same seed, the same blocks.'),
  connections: z.int().min(1).max(64).default(1).describe('Queries under way at once.'),
  pause: z
    .number()
    .min(0)
    .max(100)
    .default(0.25)
    .describe("After each chunk, a pause of so many times the server's own response time."),
  max_rows_per_second: z.int().min(1).optional(),
  statement_timeout: duration.default(300_000),
  lock_timeout: duration.default(2_000),
  max_cell: z
    .int()
    .min(1024)
    .default(1 << 20)
    .describe('Bytes read of a cell; what is cut is told.'),
  append_only: globs
    .default([])
    .describe('Tables whose rows are only ever added: of them, only what is new is read again.'),
} as const;

/** What a server can be told. */
export const serverSettings = {
  host: text.default('localhost').describe('A name, an address, or the folder of a Unix socket.'),
  port: z.int().min(1).max(65_535).optional(),
  user: text.optional(),
  password: text
    .optional()
    .describe(
      "A reference to the environment or to a file, never the password itself. Better left to the driver's own files.",
    ),
  tls: z
    .enum(['verify', 'off'])
    .default('verify')
    .describe('verify: TLS, and the certificate is checked. off: for a server on this machine.'),
  ca: text.optional().describe('File with the certificates to trust, for a server with a certificate of its own.'),
} as const;

const tableObject = z.strictObject(tableSettings);
export type TableSettings = z.infer<typeof tableObject>;
const serverObject = z.strictObject(serverSettings);
export type ServerSettings = z.infer<typeof serverObject>;
