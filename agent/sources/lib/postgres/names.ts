import { escapeIdentifier } from 'pg';

/** With quotes always, so that a name means itself whatever it is. */
export const quoted = (name: string): string => escapeIdentifier(name);

export const quotedTable = (schema: string, table: string): string => `${quoted(schema)}.${quoted(table)}`;

export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
