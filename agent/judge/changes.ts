import type { Result, Severity, Verdict } from '../contracts/rule.ts';

export interface Standing {
  readonly result: Result;
  readonly status: string;
  readonly rule: string | null;
  readonly severity: Severity | null;
  /** Of a table whose rows were counted by date. */
  readonly rows?: { readonly overdue: number; readonly possibly: number };
}

export interface Change {
  readonly finding: string;
  readonly type: string;
  /** Null: there was no verdict. */
  readonly from: Standing | null;
  readonly to: Standing | null;
}

export interface Changes {
  readonly same: number;
  readonly changed: number;
  /** Verdicts that only one side has. */
  readonly added: number;
  readonly removed: number;
  /** `violation>allowed` and the like, with how many; `none` where there was no verdict. Keys sorted. */
  readonly transitions: Readonly<Record<string, number>>;
  /** In order of finding and type. */
  readonly changes: readonly Change[];
}

type Verdicts = AsyncIterable<Verdict> | Iterable<Verdict>;

/** What another policy, or another day, would change. In any order; what is held in memory is small per verdict. */
export async function compareVerdicts(before: Verdicts, after: Verdicts): Promise<Changes> {
  const old = new Map<string, Change>();
  for await (const verdict of before) {
    old.set(keyOf(verdict), { finding: verdict.finding, type: verdict.type, from: standing(verdict), to: null });
  }
  const changes: Change[] = [];
  let same = 0;
  for await (const verdict of after) {
    const from = old.get(keyOf(verdict))?.from ?? null;
    old.delete(keyOf(verdict));
    const to = standing(verdict);
    if (from !== null && equal(from, to)) same++;
    else changes.push({ finding: verdict.finding, type: verdict.type, from, to });
  }
  changes.push(...old.values());
  changes.sort((a, b) => compare(a.finding, b.finding) || compare(a.type, b.type));
  const added = changes.filter(({ from }) => from === null).length;
  const removed = changes.filter(({ to }) => to === null).length;
  return { same, changed: changes.length - added - removed, added, removed, transitions: count(changes), changes };
}

function count(changes: readonly Change[]): Record<string, number> {
  const counted = new Map<string, number>();
  for (const { from, to } of changes) {
    const key = `${from?.result ?? 'none'}>${to?.result ?? 'none'}`;
    counted.set(key, (counted.get(key) ?? 0) + 1);
  }
  return Object.fromEntries([...counted].sort(([a], [b]) => compare(a, b)));
}

const standing = ({ result, status, rule, severity, rows }: Verdict): Standing => ({
  ...{ result, status, rule, severity },
  ...(rows === undefined ? {} : { rows: { overdue: rows.overdue, possibly: rows.possibly } }),
});
const keyOf = ({ finding, type }: Verdict) => `${finding} ${type}`;
const equal = (a: Standing, b: Standing) =>
  a.result === b.result &&
  a.status === b.status &&
  a.rule === b.rule &&
  a.severity === b.severity &&
  a.rows?.overdue === b.rows?.overdue &&
  a.rows?.possibly === b.rows?.possibly;
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
