import type { ColumnCount, Finding, Outcome, Tally } from '../contracts/finding.ts';
import type { Facts, Item } from '../contracts/item.ts';
import type { Safe } from '../contracts/sensitive.ts';
import type { Trouble } from '../contracts/source.ts';
import type { ItemRecord, KnownItem } from '../contracts/store.ts';
import type { RowDates, RowTrigger, StoredTable, TableReading } from '../contracts/table.ts';
import type { Settled } from '../detect/settle.ts';
import type { Ids } from '../ids.ts';
import type { TableRead } from './read-table.ts';
import { recipeToKeep, toRecount } from './unchanged.ts';

export interface Context {
  readonly run: string;
  readonly source: string;
  readonly recipe: string;
  readonly ids: Ids;
  /** Whether what was read of it by another recipe is what this one would give. */
  holds?(known: KnownItem): boolean;
  settle(outcome: Outcome): readonly Settled[];
  /** A column's name as it may be kept. */
  seal(name: string): Safe;
  /** Whether the name of a column speaks of personal data. */
  namesData(column: string): boolean;
  /** What the name of a file says of what is in it, as a text: equal where it makes no difference. */
  nameSays(name: string): string;
  /** By which dates the policy wants the rows of a table counted. */
  rowTriggers(source: string, path: string): readonly RowTrigger[];
  /** Tells one trigger from another. */
  triggerText(trigger: RowTrigger): string;
}

/** An item that was read, or tried. */
export function recordOutcome(context: Context, item: Item, id: string, outcome: Outcome): ItemRecord {
  const findings = context.settle(outcome).map(
    (settled): Finding => ({
      ...settled,
      id: context.ids.finding(id, settled.part, settled.detector),
      source: context.source,
      path: item.path,
    }),
  );
  return {
    item: {
      ...base(context, item, id),
      recipe: recipeToKeep(context.recipe, outcome.problems),
      status: outcome.status,
      excluded: outcome.status === 'excluded' ? 'kind' : null,
      kind: outcome.kind,
      contentHash: outcome.contentHash,
      dates: outcome.dates,
      problems: outcome.problems,
      untouched: outcome.untouched,
    },
    findings,
    ...inodeOf(item),
    ...traitsOf(outcome),
  };
}

/** A table that was read, or tried. */
export function recordTable(context: Context, item: Item, id: string, read: TableRead): ItemRecord {
  const { outcome, reading, dates } = read;
  const record = recordOutcome(context, item, id, outcome);
  return {
    item: { ...record.item, ...tableOf(context, item, reading, dates), signature: signatureOf(item, read) },
    findings: record.findings.map((finding) => {
      return { ...finding, column: countOf(finding, outcome.tallies, reading, item.table?.rows ?? null) };
    }),
  };
}

/** As listed; or one that no listing will give: for what is to be read again, or only to be counted by date again. */
function signatureOf({ signature }: Item, { mixed, recount }: TableRead): string {
  return mixed ? '' : recount ? toRecount(signature) : signature;
}

/** What is kept of a table beside its findings. */
export function tableOf(
  context: Context,
  { table, path }: Item,
  reading: TableReading | null,
  dates: readonly RowDates[],
): { table?: StoredTable } {
  if (table === undefined) return {};
  const triggers = context.rowTriggers(context.source, path).map((trigger) => context.triggerText(trigger));
  return {
    table: {
      ...table,
      columns: table.columns.map((column) => ({
        ...column,
        name: context.seal(column.name),
        // The values of an enumeration are no part of its kind.
        type: column.type.replace(/^(enum|set)\b.*$/is, '$1'),
      })),
      reading,
      dates: dates.map((date, index) => ({ ...date, trigger: triggers[index] ?? date.trigger })),
    },
  };
}

/** What a column's count means for the whole table. */
function countOf(
  { part, detector, count }: Finding,
  tallies: readonly Tally[],
  reading: TableReading | null,
  rows: number | null,
): ColumnCount {
  const own = tallies.filter((tally) => tally.part === part && tally.detector === detector);
  const whole = reading !== null && reading.missedAtMost === 0;
  const seen = reading?.rowsSeen ?? 0;
  return {
    countIsEstimate: own.some(({ groups }) => groups.some(({ byForm = 0 }) => byForm > 0)),
    cells: own.reduce((sum, tally) => sum + tally.seen, 0),
    estimate: whole ? count : rows === null || seen === 0 ? null : Math.round((count * Math.max(rows, seen)) / seen),
  };
}

/** An item that the configuration leaves out: counted, never opened. */
export function recordExcluded(context: Context, item: Item, id: string): ItemRecord {
  return {
    item: {
      ...base(context, item, id),
      ...nothingRead,
      recipe: context.recipe,
      status: 'excluded',
      excluded: item.excluded,
    },
    findings: [],
    ...inodeOf(item),
  };
}

/** Something that was listed and could not even be looked at. */
export function recordTrouble(context: Context, unit: string, trouble: Trouble): ItemRecord {
  const id = context.ids.item(context.source, trouble.path);
  const item: Item = { unit, path: trouble.path, signature: '', facts: noFacts, excluded: null };
  return {
    item: {
      ...base(context, item, id),
      ...nothingRead,
      recipe: '',
      status: 'unread',
      excluded: null,
      problems: [{ ...trouble.trouble, part: '' }],
    },
    findings: [],
  };
}

/** Of what was not read to its end nobody knows what else it holds. */
const traitsOf = ({ status, traits }: Outcome) => (traits === undefined || status === 'partly' ? {} : { traits });
const inodeOf = ({ inode }: Item) => (inode === undefined ? {} : { inode });

function base(context: Context, item: Item, id: string) {
  const { unit, path, signature, facts } = item;
  return { id, source: context.source, unit, path, signature, facts, openedIn: context.run };
}

const nothingRead = { kind: null, contentHash: null, dates: [], problems: [], untouched: true } as const;

const noFacts: Facts = {
  bytes: 0,
  mtime: null,
  birthtime: null,
  owner: null,
  group: null,
  mode: null,
  exposure: 'unknown',
  exposureFrom: 'source',
  links: 0,
};
