import type { DatabaseCount, ReportItem, TablesRead } from '../contracts/report.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Count = Mutable<Omit<DatabaseCount, 'full' | 'sampled'>> & {
  readonly full: Mutable<TablesRead>;
  readonly sampled: Mutable<DatabaseCount['sampled']>;
};

/** Counts the tables of each source, and how they were read. */
export class DatabaseCounter {
  readonly #sources = new Map<string, Count>();

  add(item: ReportItem): void {
    const { table, excluded } = item;
    const ofDatabase = table !== undefined || item.kind === 'table' || excluded === 'view' || excluded === 'foreign';
    if (!ofDatabase) return;
    const count = this.#of(item.source);
    if (excluded === 'view') count.views++;
    if (excluded === 'foreign') count.foreign++;
    if (excluded !== null) return;
    count.tables++;
    if (table !== undefined) addTable(count, table);
  }

  end(): DatabaseCount[] {
    return [...this.#sources.values()].sort((a, b) => (a.source < b.source ? -1 : 1));
  }

  #of(source: string): Count {
    const known = this.#sources.get(source);
    if (known !== undefined) return known;
    const none = { tables: 0, rowsSeen: 0, rows: 0, rowsNotKnown: 0 };
    const count: Count = {
      source,
      tables: 0,
      full: { ...none },
      sampled: { ...none, blocksSeen: 0, blocks: 0, missedAtMost: null, notKnown: 0 },
      views: 0,
      foreign: 0,
      rowSecurity: 0,
      plainConnections: 'refused',
    };
    this.#sources.set(source, count);
    return count;
  }
}

const openness = { refused: 0, unknown: 1, allowed: 2 };

function addTable(
  count: Count,
  { reading, rows, rowSecurity, plainConnections }: NonNullable<ReportItem['table']>,
): void {
  if (rowSecurity) count.rowSecurity++;
  if (openness[plainConnections] > openness[count.plainConnections]) count.plainConnections = plainConnections;
  if (reading === null) return;
  const read = reading.depth === 'full' ? count.full : count.sampled;
  read.tables++;
  read.rowsSeen += reading.rowsSeen;
  if (rows === null) read.rowsNotKnown++;
  // An estimate can be older than the rows.
  else read.rows += Math.max(rows, reading.rowsSeen);
  if (reading.depth === 'full') return;
  const { sampled } = count;
  if (reading.blocksSeen !== null && reading.blocks !== null) {
    sampled.blocksSeen += reading.blocksSeen;
    sampled.blocks += reading.blocks;
  }
  if (reading.missedAtMost === null) sampled.notKnown++;
  else sampled.missedAtMost = Math.max(sampled.missedAtMost ?? 0, reading.missedAtMost);
}
