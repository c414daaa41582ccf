/** Lists and objects within each other, at most: what lies deeper is told, and not read. */
const deepest = 64;

/** Values of the documents in a column, gathered by their path, so that each path is read as a column of its own. */
export class JsonCells {
  readonly #paths = new Map<string, Gathered>();
  /** Something lay too deep to be read. */
  tooDeep = false;

  /** False when the cell is no JSON document. `row` is where it stands in its lot. */
  add(row: number, text: string): boolean {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return false;
    }
    this.#walk(row, '', '', value, 0);
    return true;
  }

  /** What was gathered since the last call: in order of first sight. */
  take(): Gathered[] {
    const all = [...this.#paths.values()];
    this.#paths.clear();
    return all;
  }

  #walk(row: number, path: string, key: string, value: unknown, depth: number): void {
    if (typeof value === 'string' || typeof value === 'number') this.#put(row, path, key, String(value));
    else if (typeof value !== 'object' || value === null) return;
    else if (depth === deepest) this.tooDeep = true;
    else if (Array.isArray(value)) {
      for (const inner of value) this.#walk(row, `${path}[]`, key, inner, depth + 1);
    } else {
      for (const [name, inner] of Object.entries(value))
        this.#walk(row, `${path}.${stepOf(name)}`, name, inner, depth + 1);
    }
  }

  #put(row: number, path: string, key: string, value: string): void {
    if (value === '') return;
    let gathered = this.#paths.get(path);
    if (gathered === undefined) {
      gathered = { path, key, rows: [], values: [] };
      this.#paths.set(path, gathered);
    }
    gathered.rows.push(row);
    gathered.values.push(value);
  }
}

export interface Gathered {
  /** `.customer.email`, `.items[].sku`; '' for a document that is a single value. */
  readonly path: string;
  /** The last key on the way. */
  readonly key: string;
  readonly rows: number[];
  readonly values: string[];
}

/** Keys with other characters than letters, digits and underscores stand in quotes. */
function stepOf(name: string): string {
  return /^[\p{L}\p{N}_-]+$/u.test(name) ? name : JSON.stringify(name);
}
