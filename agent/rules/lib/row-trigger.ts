import { z } from 'zod';
import type { RowTrigger } from '../../contracts/table.ts';
import * as t from '../../judge/terms.ts';

/**
 * Days that programs and people write into a column when they know none, besides NULL and infinity, which never are a
 * date. 31 December 9999 is "no end".
 */
export const blankDays: readonly string[] = [
  '0001-01-01', // .NET
  '1601-01-01', // Windows
  '1753-01-01', // SQL Server
  '1899-12-30', // OLE automation
  '1899-12-31',
  '1900-01-01', // spreadsheets, SQL Server
  '1970-01-01', // POSIX
  '9999-12-31',
];

type Parsed = Pick<RowTrigger, 'pick' | 'columns'>;

/** An expression that can't be taken, with what is allowed. */
export interface ExpressionMistake {
  readonly mistake: string;
}

const mostColumns = 16;
const identifier = /"(?:[^"\p{C}]|"")+"|[\p{L}_][\p{L}\p{N}_$]*/u;
const columnForm = new RegExp(`^\\s*(${identifier.source})\\s*(?:\\.\\s*(${identifier.source})\\s*)?$`, 'u');
const call = /^\s*(coalesce|greatest|least)\s*\((.*)\)\s*$/isu;
const allowed =
  'allowed are a column (closed_at, "Closed at", customers.contract_end) and coalesce, greatest or least of columns';

/**
 * A column, or `coalesce`, `greatest` or `least` of columns, as names alone: what reaches a database is built from them
 * anew. Nothing else is taken.
 */
export function parseColumns(expression: string): Parsed | ExpressionMistake {
  const called = call.exec(expression);
  const pick = (called?.[1]?.toLowerCase() ?? 'only') as RowTrigger['pick'];
  const columns = (called === null ? [expression] : split(called[2] ?? '')).map(columnOf);
  if (columns.some((column) => column === null)) return { mistake: whatIsWrong(expression) };
  if (called !== null && columns.length < 2) return { mistake: `${pick} chooses between two columns or more` };
  if (columns.length > mostColumns) return { mistake: `${pick} takes ${mostColumns} columns at most` };
  return { pick, columns: columns.filter((column) => column !== null) };
}

/** A name in a policy: plain, or in double quotes with anything in it. Null when it is neither. */
export function parseName(written: string): string | null {
  const column = columnOf(written);
  return column === null || column.table !== null ? null : column.column;
}

function columnOf(written: string): RowTrigger['columns'][number] | null {
  const [, first, second] = columnForm.exec(written) ?? [];
  if (first === undefined) return null;
  return second === undefined
    ? { table: null, column: unquoted(first) }
    : { table: unquoted(first), column: unquoted(second) };
}

const unquoted = (name: string) => (name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name);

/** At commas that stand in no quotes. */
function split(list: string): string[] {
  const parts = [''];
  let quoted = false;
  for (const char of list) {
    if (char === '"') quoted = !quoted;
    if (char === ',' && !quoted) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts;
}

function whatIsWrong(expression: string): string {
  const [opened, closed] = ['(', ')'].map((bracket) => expression.split(bracket).length - 1);
  if (opened !== closed)
    return 'the bracket is not closed; between braces an expression with a comma must stand in quotes';
  if (/^\s*\w+\s*\.\s*\w+\s*\.\s*\w+\s*$/u.test(expression)) return 'name the table without its schema';
  return `no expression that is known here: ${allowed}`;
}

const name = t.text.refine((written) => parseName(written) !== null, {
  message: 'a column’s name, in double quotes when it holds other characters than letters, digits and _',
});

const shape = z.strictObject({
  column: t.text
    .superRefine((expression, context) => {
      const parsed = parseColumns(expression);
      if ('mistake' in parsed) context.addIssue({ code: 'custom', message: parsed.mistake });
    })
    .describe('A column of the table, or coalesce, greatest or least of columns.'),
  via: name.optional().describe('The column that leads to the other table by its foreign key.'),
  timezone: t.timezone.optional().describe('In which a moment is turned into a day; left out: the policy’s.'),
  no_date: z.array(t.date).optional().describe('Days that mean "no date", besides those that always do.'),
  deleted: name.optional().describe('The column that marks a row as deleted.'),
  event: t.text.optional().describe('What it is the date of, where it is not the event of the trigger.'),
  grade: z.enum(['A', 'B', 'C']).default('A'),
});
export type ColumnSource = z.infer<typeof shape>;

/** A date of rows: what stands in a column of the table they lie in, or of the one that they refer to. */
export const columnSource = shape.superRefine(({ column, via }, context) => {
  const parsed = parseColumns(column);
  if ('mistake' in parsed) return;
  const tables = new Set(parsed.columns.flatMap(({ table }) => table ?? []));
  const add = (message: string, key: string) => context.addIssue({ code: 'custom', message, path: [key] });
  const [first] = tables;
  if (tables.size > 1) add(`two other tables (${[...tables].join(', ')}): via leads to one`, 'column');
  else if (first !== undefined && via === undefined)
    add(`via must name the column that leads to ${first}, as via: customer_id`, 'column');
  else if (first === undefined && via !== undefined)
    add('leads to another table, of which column names none: customers.contract_end', 'via');
});

/** What a source is asked to count rows by. @param timeZone the policy's */
export function rowTriggerOf(source: ColumnSource, timeZone: string): RowTrigger {
  const parsed = parseColumns(source.column);
  if ('mistake' in parsed) throw new Error('not checked by the schema');
  const nameOf = (written: string | undefined) => (written === undefined ? null : parseName(written));
  return {
    text: source.column.trim(),
    ...parsed,
    via: nameOf(source.via),
    timeZone: source.timezone ?? timeZone,
    noDate: [...new Set([...blankDays, ...(source.no_date ?? [])])].sort(),
    deleted: nameOf(source.deleted),
  };
}
