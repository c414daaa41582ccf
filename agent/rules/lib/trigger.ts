import type { PartDate } from '../../contracts/finding.ts';
import type { Judged, Now } from '../../contracts/rule.ts';
import { reason } from '../../judge/opinion.ts';
import { readDate, widen } from './days.ts';
import { type DaySpan, pathDates } from './path-dates.ts';
import { type DateSource, type Grade, grades, type RetentionRule } from './retention-settings.ts';
import type { ColumnSource } from './row-trigger.ts';

/** One date, or span of days, that may have started the period. */
export interface Dated extends DaySpan {
  /** Where it comes from: `ooxml:created`, `file:mtime`, `path`. */
  readonly from: string;
  readonly event: string;
  readonly grade: Grade;
  /** How deep in the item it was found: 0 is the item itself, 1 a part of it. */
  readonly depth: number;
}

/** The days on which the period may have begun, with all that speaks for and against them. */
export interface Trigger extends DaySpan {
  readonly grade: Grade;
  readonly used: readonly Dated[];
  readonly because: readonly string[];
}

export interface Gathered {
  readonly trigger: Trigger | null;
  readonly because: readonly string[];
  /** The modification time was asked for and never gathered. */
  readonly needsRescan: boolean;
}

type Source = NonNullable<RetentionRule['trigger']>['sources'][number];

/** What a rule dates files by. */
export function dateSources({ trigger }: RetentionRule): DateSource[] {
  return (trigger?.sources ?? []).filter((source): source is Exclude<Source, ColumnSource> => !isColumn(source));
}

/** What a rule dates the rows of tables by: the best grade first, else as the policy has them. */
export function columnSources({ trigger }: RetentionRule): ColumnSource[] {
  const columns = (trigger?.sources ?? []).filter(isColumn);
  return columns.sort((a, b) => grades.indexOf(a.grade) - grades.indexOf(b.grade));
}

const isColumn = (source: Source): source is ColumnSource => typeof source === 'object' && 'column' in source;

/**
 * The best grade present sets the span; within it, a part's own dates come before those of what it lies in. Dates of
 * a lower grade that disagree are shown and don't move it. Grade D never decides.
 */
export function findTrigger(judged: Judged, sources: readonly DateSource[], now: Now): Gathered {
  const { dated, dropped } = gather(judged, sources, now);
  const usable = dated.filter(({ grade }) => grade !== 'D');
  const grade = grades.find((one) => usable.some((date) => date.grade === one));
  const asksMtime = sources.includes('file:mtime');
  const needsRescan =
    grade === undefined && asksMtime && judged.facts.mtime === null && judged.source.kind === 'folder';
  const notes = dropped.map((one) => reason('dropped_date', one));
  if (grade === undefined)
    return { trigger: null, because: [...notes, ...dated.map(show('grade_d_date'))], needsRescan };

  const best = usable.filter((date) => date.grade === grade);
  const depth = Math.max(...best.map((date) => date.depth));
  const used = withoutFresher(best.filter((date) => date.depth === depth));
  const earliest = used.map((date) => date.earliest).sort()[0] ?? '';
  const latest =
    used
      .map((date) => date.latest)
      .sort()
      .at(-1) ?? '';
  const conflicting = dated.filter(
    (date) => !used.includes(date) && (date.latest < earliest || date.earliest > latest),
  );
  const because = [
    ...used.map(show('date')),
    ...conflicting.map(show('conflicting_date')),
    ...createdAfterModified(used),
    ...notes,
  ];
  return { trigger: { earliest, latest, grade, used, because }, because, needsRescan: false };
}

function gather(judged: Judged, sources: readonly DateSource[], now: Now): { dated: Dated[]; dropped: string[] } {
  const dated = new Map<string, Dated>();
  const dropped: string[] = [];
  const add = (from: string, event: string, grade: Grade, depth: number, written: string) => {
    const span = readDate(written, now.timeZone);
    if (span === null) dropped.push(`${from} ${written.slice(0, 10)}`);
    else {
      const date = { from, event, grade, depth, ...(from === 'zip:mtime' ? widen(span) : span) };
      dated.set(JSON.stringify(date), date);
    }
  };
  for (const source of sources) {
    if (typeof source !== 'string') {
      for (const span of pathDates(source.path_pattern, judged.finding.path)) {
        const date: Dated = { from: 'path', event: 'path', grade: 'B', depth: 0, ...span };
        dated.set(JSON.stringify(date), date);
      }
      continue;
    }
    for (const date of judged.dates) {
      if (gives(source, date)) add(date.from, date.event, date.grade, depthOf(date.part), date.date);
    }
    const { mtime, birthtime } = judged.facts;
    if (source === 'file:mtime' && mtime !== null) add(source, 'modified', 'C', 0, mtime);
    if (source === 'file:birthtime' && birthtime !== null) add(source, 'created', 'C', 0, birthtime);
  }
  return { dated: [...dated.values()].sort(inOrder), dropped: [...new Set(dropped)].sort() };
}

/**
 * Whether a date of a document is of the source that the policy names: `document:created` is any document's own date
 * of creation, `record:contract_end` a date labelled so in the text, `mail:sent` a mail's, `file:mtime` a member's
 * time in its archive too; else the exact field (`pdf:CreationDate`).
 */
function gives(source: string, { from, event, grade }: PartDate): boolean {
  if (source === from) return true;
  const [kind, wanted] = [source.slice(0, source.indexOf(':')), source.slice(source.indexOf(':') + 1)];
  const family = from.slice(0, from.indexOf(':'));
  if (source === 'file:mtime') return from.endsWith(':mtime');
  if (wanted !== event) return false;
  if (kind === 'document') return grade !== 'C' && grade !== 'D' && family !== 'mail' && family !== 'record';
  return kind === family;
}

/** The same content existed with an older date elsewhere: the file's own fresh dates say nothing. */
function withoutFresher(used: readonly Dated[]): readonly Dated[] {
  const copy = used.find(({ from }) => from === 'copy:mtime');
  if (copy === undefined) return used;
  const own = used.find(({ from }) => from === 'file:mtime');
  if (own !== undefined && own.earliest <= copy.earliest) return used.filter((date) => date !== copy);
  return used.filter(({ from, earliest }) => !from.startsWith('file:') || earliest <= copy.latest);
}

function createdAfterModified(used: readonly Dated[]): string[] {
  const created = used.filter(({ event }) => event === 'created');
  const modified = used.filter(({ event }) => event === 'modified');
  const odd = created.some((one) => modified.some((other) => one.earliest > other.latest));
  return odd ? ['created_after_modified'] : [];
}

const depthOf = (part: string) => (part === '' ? 0 : part.split('!/').length);
const show = (code: string) => (date: Dated) => reason(code, date.from, daysOf(date), 'grade', date.grade);
const daysOf = ({ earliest, latest }: DaySpan) => (earliest === latest ? earliest : `${earliest}..${latest}`);
const inOrder = (a: Dated, b: Dated) =>
  grades.indexOf(a.grade) - grades.indexOf(b.grade) ||
  b.depth - a.depth ||
  (a.from < b.from ? -1 : a.from > b.from ? 1 : a.earliest < b.earliest ? -1 : 1);

/** Data that can only be recorded once it has happened: in the future it means a wrong clock. */
export const isPast = (event: string) => /^(?:created|modified|printed|sent|received)$/.test(event);
