import { csvCell } from '../escape.ts';

export type Cells<C extends string> = Partial<Record<C, string | number | null>>;

/** A table for programs that import it: RFC 4180 with CR LF, a head line, no byte order mark, no cell that could be a formula. */
export async function writeTable<C extends string>(
  out: (chunk: string) => Promise<void>,
  columns: readonly C[],
  separator: string,
  rows: Iterable<Cells<C>>,
): Promise<void> {
  await out(`${columns.join(separator)}\r\n`);
  for (const row of rows) await out(`${columns.map((name) => csvCell(row[name] ?? null)).join(separator)}\r\n`);
}
