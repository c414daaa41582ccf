/** A table's path in its source: `public/customers`; `%` and `/` in a name are written as in a URL. */
export function tablePath(...names: readonly string[]): string {
  return names.map((name) => name.replaceAll('%', '%25').replaceAll('/', '%2F')).join('/');
}

/** The names of a table's path, outermost first. */
export function tableNames(path: string): string[] {
  return path.split('/').map((name) => name.replaceAll('%2F', '/').replaceAll('%25', '%'));
}
