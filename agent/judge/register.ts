import { z } from 'zod';
import { birth, detectorOf, firstName, isIdentifier, lastName, nameHalves, wholeName } from '../contracts/register.ts';
import * as t from './terms.ts';

const register = z.strictObject({
  source: z.string().min(1).optional().describe('A database of the configuration, by its name. With `table`.'),
  table: z.string().min(1).optional().describe('The table in it, as shown in reports: public/customers.'),
  query: z
    .string()
    .min(1)
    .optional()
    .describe('Instead of the table: a SELECT on the source; columns are named as it names them.'),
  file: z.string().min(1).optional().describe('Instead: a delimited file with a header row, relative to this file.'),
  delimiter: z.enum([',', ';', 'tab', '|']).optional().describe('Of the file. Left out: told by its content.'),
  columns: z
    .record(t.text, z.string().regex(/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$/, "a detector's id, as email or bank.iban"))
    .describe(
      'Names of columns, and what each holds: a detector (email, phone, bank.iban, person.name, person.dob …), person.first_name or person.last_name.',
    ),
  refresh: t.duration.default('P1D').describe('How old the index may be. A file that has changed is always read anew.'),
});
export type CustomerRegister = z.infer<typeof register>;

/** Where the customers are listed: what is found is compared with it. */
export const customerRegister = register
  .superRefine((given, context) => {
    for (const { path, message } of mistakes(given)) context.addIssue({ code: 'custom', message, path: [...path] });
  })
  .describe('The list of all customers: values that are in it are customers’ wherever they are found.');

function* mistakes({ source, table, query, file, delimiter, columns }: CustomerRegister) {
  if (source === undefined && file === undefined) {
    const message = 'name where the customers are: source and table (or query), or file';
    yield { path: table === undefined ? [] : ['table'], message };
  }
  if (source !== undefined && file !== undefined)
    yield { path: ['file'], message: 'stands beside source: it is one or the other' };
  if (source !== undefined && table === undefined && query === undefined)
    yield { path: ['source'], message: 'needs a table, or a query' };
  if (table !== undefined && query !== undefined)
    yield { path: ['query'], message: 'stands beside table: it is one or the other' };
  if (source === undefined && query !== undefined)
    yield { path: ['query'], message: 'is of a source, and there is none' };
  if (source === undefined && table !== undefined && file !== undefined)
    yield { path: ['table'], message: 'is of a source, and there is none' };
  if (delimiter !== undefined && file === undefined)
    yield { path: ['delimiter'], message: 'is of a file, and there is none' };
  const held = Object.values(columns);
  for (const [name, meaning] of Object.entries(columns)) {
    const path = ['columns', name];
    const other = meaning === firstName ? lastName : firstName;
    if (nameHalves.includes(meaning) && !held.includes(other)) {
      yield { path, message: `is half a name: no column holds ${other}` };
    }
    const once = meaning === birth || detectorOf(meaning) === wholeName;
    if (once && held.indexOf(meaning) !== held.lastIndexOf(meaning)) {
      yield { path, message: `is one of several that hold ${meaning}` };
    }
  }
  const halves = held.some((meaning) => nameHalves.includes(meaning));
  if (halves && held.includes(wholeName)) yield { path: ['columns'], message: 'hold names both whole and in halves' };
  const named = held.includes(birth) && (halves || held.includes(wholeName));
  if (!named && !held.some(isIdentifier)) yield { path: ['columns'], message: nobody };
}

const nobody =
  'do not say who somebody is: name an e-mail address, a phone, an account or a customer number, or a name with a date of birth';
