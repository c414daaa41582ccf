import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import type { Listed, PlaceCount, Places, Report, Reporter, ReportVerdict } from '../../agent/contracts/report.ts';
import { databases, databasesOnly } from '../../fixtures/reporters/databases.ts';
import { hostile } from '../../fixtures/reporters/hostile.ts';
import { large } from '../../fixtures/reporters/large.ts';
import { empty, inventory, onlyProblems, sample } from '../../fixtures/reporters/sample.ts';
import type { StoredRun } from '../../fixtures/reporters/stored.ts';
import { reportOf } from '../report/build.ts';

/** Numbers that a reader can find in the output, at least one; the kit compares them with the model. */
export interface Numbers {
  readonly listed?: number;
  readonly unread?: number;
  /** Of an export for risk registers: its lines, and the matches of all. */
  readonly riskLines?: number;
  readonly matches?: number;
  /** Lines of the record of processing, and requirements of the compliance view. */
  readonly records?: number;
  readonly requirements?: number;
  /** Of a report with a policy. */
  readonly violations?: number;
  /** Of a report without. */
  readonly itemsWithFindings?: number;
}

export interface ReporterCase {
  /** Reads the numbers back from what was written. */
  numbers(output: string): Numbers;
  /** What must not stand in the output of the hostile report. Control characters other than these are looked for by the kit. */
  readonly forbidden: readonly RegExp[];
  /** Line ends and the like that belong to the format. */
  readonly controls: RegExp;
  /** Findings that it may hold at a time; null when it reads none of the streams. */
  readonly holds: number | null;
}

/** What every reporter must stand, whatever its format. */
export function acceptReporter<S>(reporter: Reporter<S>, of: ReporterCase): void {
  const written = async (held: StoredRun) => write(reporter, await reportOf(held));

  it.each(Object.entries({ sample, inventory, databases, databasesOnly, empty, onlyProblems }))(
    'says the numbers of the model: %s',
    async (_, held) => {
      const report = await reportOf(held);
      const { total, summary } = report;
      const { lines } = report.riskLines;
      const model: Required<Numbers> = {
        listed: total.listed,
        unread: total.unread,
        violations: report.judged ? summary.byResult.violation : 0,
        itemsWithFindings: summary.itemsWithFindings,
        riskLines: lines.length,
        records: report.records.length,
        requirements: report.compliance.length,
        matches: lines.reduce((sum, line) => sum + line.matches, 0),
      };
      const told = of.numbers(await write(reporter, report));
      expect(Object.keys(told).length).toBeGreaterThan(0);
      expect(model).toMatchObject(told);
    },
  );

  it.each(Object.entries({ sample, inventory, databases, hostile }))(
    'writes the same bytes again: %s',
    async (_, held) => {
      expect(await written(held)).toBe(await written(held));
    },
  );

  it('lets no name say more than a name', async () => {
    const output = (await written(hostile)).replace(of.controls, '');
    expect(output).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}]/u);
    for (const pattern of of.forbidden) expect(output).not.toMatch(pattern);
  });

  it('stays safe where the model was not', async () => {
    const output = (await write(reporter, unshown(await reportOf(hostile)))).replace(of.controls, '');
    expect(output).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}]/u);
    for (const pattern of of.forbidden) expect(output).not.toMatch(pattern);
  });

  it('holds a bounded number of findings of 20,000', async () => {
    const made: WeakRef<object>[] = [];
    const report = await reportOf(large(20_000, { judged: true }));
    const watched = {
      ...report,
      findings: () => watch(report.findings(), made),
      verdicts: () => watch(report.verdicts(), made),
    };
    let most = 0;
    const count = async () => {
      await setImmediate();
      collectGarbage();
      most = Math.max(most, made.filter((ref) => ref.deref() !== undefined).length);
      await setImmediate();
    };
    async function* watch<T extends object>(stream: AsyncIterable<T>, refs: WeakRef<object>[]): AsyncGenerator<T> {
      let seen = 0;
      for await (const value of stream) {
        refs.push(new WeakRef(value));
        if (++seen % 500 === 0) await setImmediate();
        if (seen % 9000 === 0) await count();
        yield value;
      }
    }
    await reporter.write(watched, async () => {}, reporter.settings.parse({}));
    if (of.holds === null) {
      expect(made).toEqual([]);
      return;
    }
    if (of.holds === 0) return expect(made).toEqual([]);
    expect(made.length).toBeGreaterThan(19_000);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(of.holds + 1000);
  }, 60_000);

  it('knows its own name and refuses settings it does not know', () => {
    expect(reporter.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(reporter.extension).toMatch(/^[a-z]+$/);
    expect(reporter.settings.parse({})).toEqual(reporter.settings.parse(undefined));
    expect(() => reporter.settings.parse({ no_such_setting: true })).toThrow();
  });
}

export async function write<S>(reporter: Reporter<S>, report: Report, settings: unknown = {}): Promise<string> {
  const chunks: string[] = [];
  await reporter.write(report, async (chunk) => void chunks.push(String(chunk)), reporter.settings.parse(settings));
  return chunks.join('');
}

/** The report of a model that shows names as they are: what a reporter must not rely on. */
function unshown(report: Report): Report {
  const raw = <T extends { source: string; path: string; part?: string }>(of: T) => ({
    ...of,
    place: [of.source, of.path, of.part ?? ''].join('/'),
    folder: of.path,
    ...('at' in of ? { at: [of.path], columns: [of.path] } : {}),
  });
  async function* each<T, R>(stream: AsyncIterable<T>, change: (value: T) => R): AsyncGenerator<R> {
    for await (const value of stream) yield change(value);
  }
  const shownRaw = (verdict: ReportVerdict) => ({ ...verdict, because: [verdict.of.path], of: raw(verdict.of) });
  const listed = <T>({ rows, seen }: Listed<T>, change: (row: T) => T) => ({ seen, rows: rows.map(change) });
  const { lists, summary } = report;
  const place = (of: PlaceCount) => ({ ...of, place: of.place.replaceAll('\\\\', '\\') });
  const places = ({ top, total }: Places) => ({ total, top: top.map(place) });
  return {
    ...report,
    lists: {
      violations: listed(lists.violations, shownRaw),
      overdue: listed(lists.overdue, shownRaw),
      open: listed(lists.open, shownRaw),
      findings: listed(lists.findings, raw),
      columns: listed(lists.columns, raw),
      problems: listed(lists.problems, raw),
    },
    summary: { ...summary, places: places(summary.places), misplaced: places(summary.misplaced) },
    items: () => each(report.items(), raw),
    findings: () => each(report.findings(), raw),
    verdicts: () =>
      each(report.verdicts(), (verdict) => ({ ...verdict, because: [verdict.of.path], of: raw(verdict.of) })),
    problems: () => each(report.problems(), raw),
    copies: () => each(report.copies(), (copy) => ({ ...copy, table: raw(copy.table), other: raw(copy.other) })),
  };
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
