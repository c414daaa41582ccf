import { expect } from 'vitest';
import { parseCsv } from './parse-csv.ts';

export type Row = Record<string, string>;

/** A table for programs: its head is these columns, and no others. */
export function tableRows(output: string, separator: string, columns: readonly string[]): Row[] {
  expect(output.startsWith('\ufeff')).toBe(false);
  expect(output.endsWith('\r\n')).toBe(true);
  const [head = [], ...lines] = parseCsv(output, separator);
  for (const name of head) expect(columns).toContain(name);
  expect(new Set(head).size).toBe(head.length);
  return lines.map((cells) => {
    expect(cells.length).toBe(head.length);
    return Object.fromEntries(head.map((name, at) => [name, cells[at] ?? '']));
  });
}

/** Of a table, what must not stand in the output of the hostile report: a cell that a spreadsheet takes for a formula. */
export const noFormula = [/(^|[,;\n])[\s"]*[=+\-@\uff1d\uff0b\uff0d\uff20]/m];
