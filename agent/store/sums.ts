import type { Status } from '../contracts/store.ts';
import type { Database } from './database.ts';

/** What the items of a unit add up to. */
export interface Sums {
  readonly items: readonly {
    readonly status: Status;
    readonly excluded: string | null;
    readonly n: number;
    readonly bytes: number;
  }[];
  readonly problems: readonly { readonly code: string; readonly n: number }[];
  /** Items of which a report has something to tell. */
  readonly telling: number;
}

/** Tables, what was not read to its end, and what something was found in. */
export const tells = `(status IN ('partly', 'unread') OR problems IS NOT NULL OR items."table" IS NOT NULL OR EXISTS (
  SELECT 1 FROM findings WHERE findings.unit = items.unit AND findings.name = items.name))`;

export function sumUp(db: Database, unit: number): Sums {
  const items = db.all<Sums['items'][number]>(
    `SELECT status, excluded, count(*) AS n, sum(bytes) AS bytes FROM items WHERE unit = ? AND gone_in IS NULL
     GROUP BY status, excluded ORDER BY status, excluded`,
    unit,
  );
  const problems = db.all<Sums['problems'][number]>(
    `SELECT problem.value ->> 'code' AS code, count(*) AS n FROM items JOIN json_each(items.problems) AS problem
     WHERE unit = ? AND gone_in IS NULL AND problems IS NOT NULL GROUP BY code ORDER BY code`,
    unit,
  );
  const telling = db.get<{ n: number }>(
    `SELECT count(*) AS n FROM items WHERE unit = ? AND gone_in IS NULL AND ${tells}`,
    unit,
  );
  return { items, problems, telling: telling?.n ?? 0 };
}
