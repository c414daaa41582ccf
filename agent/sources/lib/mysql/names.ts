/** A name as SQL. */
export function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

export function quotedTable(schema: string, table: string): string {
  return `${quoted(schema)}.${quoted(table)}`;
}
