/** One line of a retention review: findings of one category in one folder or table, under one rule, of one owner. */
export interface ReviewLine {
  /** Stands for exactly these findings: with one more or less it is another. */
  readonly ref: string;
  readonly source: string;
  /** The folder or table, as shown. */
  readonly place: string;
  /** The folder below the source, or the schema, as shown; '' at the root. */
  readonly department: string;
  readonly owner: string | null;
  readonly category: string;
  /** Ids, in the order of the run. */
  readonly findings: readonly string[];
  readonly items: number;
  readonly matches: number;
  /** Of the dates that decided. */
  readonly oldest: string | null;
  readonly latest: string | null;
  readonly rule: string | null;
  readonly citations: readonly string[];
  /** The most of any; of what is only perhaps overdue, at most so many. */
  readonly daysOverdue: number | null;
  readonly status: string;
  /** Grade of the weakest date that decided, `A` to `D`; '' where none is told. */
  readonly grade: string;
  /** Why, of the first of them. */
  readonly because: readonly string[];
  /** Of an open plan. */
  readonly decision: { readonly kind: string; readonly reason: string; readonly until: string | null } | null;
}
