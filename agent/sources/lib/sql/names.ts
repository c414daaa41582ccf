/**
 * A table's path in its source: `public/customers`; `%`, `/` and `#` in a name are written as in a URL, so that what
 * stands behind a `#` is a column.
 */
export function tablePath(...names: readonly string[]): string {
  return names.map((name) => name.replace(/[%/#]/g, encodeURIComponent)).join('/');
}

/** The names of a table's path, outermost first. */
export function tableNames(path: string): string[] {
  return path.split('/').map((name) => name.replace(/%(?:25|2F|23)/g, decodeURIComponent));
}
