import mysql from 'mysql2';

/** A name as SQL. */
export function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

export function quotedTable(schema: string, table: string): string {
  return `${quoted(schema)}.${quoted(table)}`;
}

/** Text of ours as SQL: it holds no backslash, which not every server reads alike. */
export function literal(text: string): string {
  return mysql.escape(text);
}
