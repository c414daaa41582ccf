import type { Judged, Now, Opinion } from '../../contracts/rule.ts';
import type { RowDates, StoredTable } from '../../contracts/table.ts';
import { addDays, daysBetween, opinion, reason } from '../../judge/opinion.ts';
import { type Counted, countRows } from './count-rows.ts';
import { type Begun, contradiction, cutoffOf, decideTimes, endsOf } from './decide.ts';
import { lengthOf } from './due.ts';
import { type DatedRows, findRows } from './find-rows.ts';
import type { RetentionRule } from './retention-settings.ts';
import { isPast } from './trigger.ts';

/** Rules whose rows are dated by the same columns. */
interface Group {
  readonly dated: readonly DatedRows[];
  readonly dates: RowDates;
}

/** What several rules say of the rows of a table, and what was left over of them to keep. */
export interface RowsSaid {
  readonly opinion: Opinion;
  /** The dates that it rests on; null when there are none. */
  readonly dates: RowDates | null;
  /** The newest day whose rows are overdue. */
  readonly newestOverdue: string | null;
}

/**
 * How long the rows of a table may stay: each day on which a period began is judged as a document of that day would
 * be. Rows without a date are counted and never overdue.
 *
 * @param known rule, citations and reasons that hold whatever comes out
 */
export function judgeRows(
  table: StoredTable,
  chosen: readonly RetentionRule[],
  now: Now,
  releasedOn: string | null,
  known: Partial<Opinion> & { readonly because: readonly string[] },
): RowsSaid {
  const found = chosen.map((rule) => findRows(table, rule, now.timeZone));
  const because = [...known.because, ...new Set(found.flatMap((one) => one.because))];
  const dated = found.flatMap((one) => one.dated ?? []);
  if (dated.length < found.length) {
    const status = found.some(({ needsRescan }) => needsRescan) ? 'needs_rescan' : 'unknown_trigger';
    return { opinion: opinion(status, { ...known, because }), dates: null, newestOverdue: null };
  }
  const groups = [...Map.groupBy(dated, ({ dates }) => dates)].map(([dates, of]): Group => ({ dates, dated: of }));
  const all = groups.map((group) => ({ group, said: judgeGroup(group, now, releasedOn) }));
  const [first, ...others] = all.sort((a, b) => gravity.indexOf(a.said.status) - gravity.indexOf(b.said.status));
  if (first === undefined) throw new Error('no rule was chosen');
  const rest = others.map(({ group }) => group);
  const said = keptByOthers(first.said, rest, now);
  const also = others.flatMap(({ group, said: { status } }) =>
    group.dated.map(({ rule }) => reason('also', rule.id, status)),
  );
  return {
    opinion: { ...said, ...known, because: [...because, ...said.because, ...also] },
    dates: first.group.dates,
    newestOverdue: said.status === 'overdue' ? newestBefore(first.group.dates, said.dates['overdueBefore']) : null,
  };
}

/** From gravest: where rules date rows by different columns, the one with most to say speaks. */
const gravity = [
  'overdue',
  'rule_conflict',
  'possibly_overdue',
  'review_due',
  'due_soon',
  'unknown_trigger',
  'within',
  'future_trigger',
];

function judgeGroup(group: Group, now: Now, releasedOn: string | null): Opinion {
  const { dates } = group;
  const decideOn = (day: string) => decideTimes(begunOn(group, day), now.date, releasedOn);
  const rankOn = (day: string) => ranks[decideOn(day).status] ?? 0;
  // One day is left to zones and clocks.
  const future = addDays(now.date, 2);
  const deletes = group.dated.some(({ rule }) => rule.delete !== undefined);
  const inTime = firstDay((day) => rankOn(day) < (deletes ? pastDue : review), future);
  const [oldest] = dates.days;
  const level = oldest === undefined ? 0 : rankOn(oldest.day);
  const unlike = firstDay((day) => rankOn(day) < level, future);
  const counted = countRows(dates, { inTime, unlike, future });
  const rowsAre = (overdue: number, possibly: number, within = counted.rows.within) => ({
    ...{ trigger: group.dated[0]?.trigger ?? '', overdue, possibly },
    ...{ ...counted.rows, within },
  });
  const notes = notesOf(counted, group);
  if (oldest === undefined || oldest.day >= future) {
    return { ...undated(counted, group), rows: rowsAre(0, 0), numbers: numbersOf(0, 0, counted, group, oldest?.day) };
  }

  const said = decideOn(oldest.day);
  const about = { ...said.dates, earliest: oldest.day, latest: counted.newest ?? oldest.day, overdueBefore: inTime };
  const clash = clashOf(group, future);
  if (clash !== null) {
    const because = [...clash.because, ...notes];
    const numbers = numbersOf(0, deletes ? counted.rowsPastDue : 0, counted, group);
    const rows = deletes ? rowsAre(0, counted.rowsPastDue) : rowsAre(0, 0);
    return { ...clash, because, rows, numbers, dates: { ...clash.dates, ...about } };
  }
  const status = said.status;
  const overdue = status === 'overdue' ? counted.rowsPastDue : 0;
  const possibly = status === 'possibly_overdue' ? counted.rowsPastDue : 0;
  const waiting = counted.rowsPastDue - overdue - possibly;
  const { overdueBefore: _, ...dated } = about;
  return {
    ...said,
    rows: rowsAre(overdue, possibly, counted.rows.within + waiting),
    because: [...headline(status, counted, oldest.day), ...said.because, ...notes],
    numbers: { ...said.numbers, ...numbersOf(overdue, possibly, counted, group) },
    dates: overdue + possibly > 0 ? about : dated,
  };
}

/** How grave a day's status is: it falls with every later day, so that one day parts each from the next. */
const ranks: Readonly<Record<string, number>> = {
  overdue: 3,
  possibly_overdue: 3,
  due_soon: 2,
  review_due: 1,
};
const pastDue = 3;
const review = 1;

const earliestDay = '1900-01-01';

/** The first day of which it is true, given that it is true of all that follow; `end` when of none before. */
function firstDay(isTrue: (day: string) => boolean, end: string): string {
  let [low, high] = [0, daysBetween(earliestDay, end)];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isTrue(addDays(earliestDay, middle))) high = middle;
    else low = middle + 1;
  }
  return addDays(earliestDay, low);
}

function begunOn({ dated }: Group, day: string): Begun[] {
  return dated.map(({ rule, grade }) => {
    return { rule, trigger: { earliest: day, latest: day, grade, used: [], because: [] } };
  });
}

/** The same rows must be kept longer than they may be kept: on one day is enough for a person to look. */
function clashOf(group: Group, future: string): Opinion | null {
  const rules = group.dated.map(({ rule }) => rule);
  if (agree(rules)) return null;
  for (const { day } of group.dates.days) {
    const clash = day < future ? contradiction(begunOn(group, day)) : null;
    if (clash !== null) return clash;
  }
  return null;
}

/** Whether the duties are seen not to contradict each other without looking at days: of each pair that to keep is as long, or shorter. */
function agree(rules: readonly RetentionRule[]): boolean {
  const keep = rules.flatMap((rule) => rule.keep?.at_least ?? []);
  const remove = rules.flatMap((rule) => rule.delete?.at_most ?? []);
  if (keep.length === 0 || remove.length === 0) return true;
  const cutoffs = new Set(rules.map((rule) => JSON.stringify(cutoffOf(rule))));
  const shorter = (one: string, other: string) => one === other || lengthOf(one).most <= lengthOf(other).least;
  return cutoffs.size === 1 && keep.every((one) => remove.every((other) => shorter(one, other)));
}

/** No row's period has begun, as far as anyone knows. */
function undated({ rows }: Counted, group: Group): Opinion {
  if (rows.rows === 0) return opinion('within', { because: ['no_rows'] });
  const notes = [...notesOfUndated(rows)];
  if (rows.future === 0) return opinion('unknown_trigger', { because: notes });
  const wrong = clockIsWrong(group);
  const dates = rows.oldest === null ? {} : { earliest: rows.oldest };
  return opinion('future_trigger', { because: [...notes, wrong ? 'clock_error' : 'not_begun'], dates });
}

const clockIsWrong = ({ dated }: Group) => dated.some(({ event }) => isPast(event));

function headline(status: string, { rows, rowsAlike }: Counted, oldest: string): string[] {
  if (status === 'overdue') return [reason('rows_overdue', rowsAlike, rows.rows, oldest)];
  if (status === 'possibly_overdue') return [reason('rows_possibly_overdue', rowsAlike, rows.rows, oldest)];
  if (status === 'due_soon') return [reason('rows_due_soon', rowsAlike, rows.rows, oldest)];
  if (status === 'review_due') return [reason('rows_review_due', rowsAlike, rows.rows, oldest)];
  return [reason('rows_in_time', rows.within, rows.rows, oldest)];
}

function notesOf(counted: Counted, group: Group): string[] {
  const { rows } = counted;
  return [
    ...(rows.deleted === 0 ? [] : [reason('rows_deleted', rows.deleted)]),
    ...notesOfUndated(rows),
    ...(rows.future > 0 && clockIsWrong(group) ? ['rows_clock_error'] : []),
  ];
}

function notesOfUndated({ noDate, notRead, future }: Counted['rows']): string[] {
  return [
    ...(noDate === 0 ? [] : [reason('rows_without_date', noDate)]),
    ...(notRead === 0 ? [] : [reason('rows_not_read', notRead)]),
    ...(future === 0 ? [] : [reason('rows_future', future)]),
  ];
}

function numbersOf(overdue: number, possibly: number, { rows }: Counted, group: Group, future?: string) {
  const wrong = future !== undefined && clockIsWrong(group);
  return {
    rows: rows.rows,
    ...(overdue === 0 ? {} : { rowsOverdue: overdue }),
    ...(possibly === 0 ? {} : { rowsPossiblyOverdue: possibly }),
    ...(wrong ? { clockError: 1 } : {}),
  };
}

/**
 * Rows that one rule wants gone and another, which counts from another column, wants kept: which rows these are cannot
 * be told from counts. Unless the other duty has ended for every row, it is for a person to say.
 */
function keptByOthers(said: Opinion, others: readonly Group[], now: Now): Opinion {
  const { rows } = said;
  if (said.status !== 'overdue' || rows === undefined) return said;
  const keeping = others.flatMap((group) => {
    return group.dated.filter(({ rule, dates }) => mayKeep(rule, dates, now)).map(({ rule }) => rule.id);
  });
  if (keeping.length === 0) return said;
  const { rowsOverdue = 0, daysOverdue = 0, yearsOverdue: _, ...numbers } = said.numbers;
  return {
    ...said,
    status: 'possibly_overdue',
    since: null,
    because: [...said.because, ...keeping.map((id) => reason('kept_by_other_date', id))],
    numbers: { ...numbers, rowsPossiblyOverdue: rowsOverdue, daysOverdueAtMost: daysOverdue },
    rows: { ...rows, overdue: 0, possibly: rows.overdue },
  };
}

function mayKeep(rule: RetentionRule, dates: RowDates, now: Now): boolean {
  if (rule.keep === undefined) return false;
  const until = keptUntil(rule, dates, null);
  return dates.noDate + dates.notRead > 0 || (until !== null && until >= now.date);
}

/** The last day of the duty to keep the newest row, or the newest of those up to a day. */
function keptUntil(rule: RetentionRule, dates: RowDates, upTo: string | null): string | null {
  const newest = upTo ?? dates.days.at(-1)?.day;
  if (newest === undefined || rule.keep === undefined) return null;
  const trigger = { earliest: newest, latest: newest, grade: 'A', used: [], because: [] } as const;
  return endsOf([{ rule, trigger }]).keep?.latest ?? null;
}

function newestBefore({ days }: RowDates, before: string | undefined): string | null {
  return days.findLast(({ day }) => before !== undefined && day < before)?.day ?? null;
}

/** Columns of the same rows that must still be kept: then what is overdue is emptied, and the rows stay. */
export function keptInRows(
  { opinion: said, dates, newestOverdue }: RowsSaid,
  table: StoredTable,
  judged: Judged,
  rulesOf: (category: string) => readonly RetentionRule[],
  now: Now,
): Opinion {
  if (said.status !== 'overdue' || dates === null || newestOverdue === null) return said;
  const kept = judged.categoriesHere
    .filter((category) => category !== judged.finding.category)
    .flatMap((category) => keptReason(category, rulesOf(category), table, { dates, newestOverdue }, now));
  if (kept.length === 0) return said;
  return { ...said, because: [...said.because, ...kept], numbers: { ...said.numbers, partial: 1 } };
}

function keptReason(
  category: string,
  rules: readonly RetentionRule[],
  table: StoredTable,
  overdue: { readonly dates: RowDates; readonly newestOverdue: string },
  now: Now,
): string[] {
  if (rules.some(({ disposition }) => disposition === 'permanent')) {
    return [reason('kept_in_rows', category, '9999-12-31')];
  }
  const keeping = rules.filter(({ keep }) => keep !== undefined);
  const ends = keeping.map((rule) => {
    const { dated } = findRows(table, rule, now.timeZone);
    if (dated === null) return 'perhaps';
    if (dated.dates !== overdue.dates) return mayKeep(rule, dated.dates, now) ? 'perhaps' : '';
    const until = keptUntil(rule, dated.dates, overdue.newestOverdue) ?? '';
    return until >= now.date ? until : '';
  });
  const until = ends
    .filter((end) => end !== '' && end !== 'perhaps')
    .sort()
    .at(-1);
  if (until !== undefined) return [reason('kept_in_rows', category, until)];
  return ends.includes('perhaps') ? [reason('perhaps_kept_in_rows', category)] : [];
}
