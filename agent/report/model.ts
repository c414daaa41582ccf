import type { ComplianceOptions } from '../contracts/compliance.ts';
import type { Decision } from '../contracts/decision.ts';
import type { Finding } from '../contracts/finding.ts';
import type { Facts } from '../contracts/item.ts';
import type { PolicyPlace } from '../contracts/policy-note.ts';
import type { RecordRow } from '../contracts/records.ts';
import type {
  ColumnReaders,
  Report,
  ReportFinding,
  ReportItem,
  ReportProblem,
  ReportTable,
  ReportVerdict,
} from '../contracts/report.ts';
import type { Verdict } from '../contracts/rule.ts';
import type { RunFigures } from '../contracts/run-figures.ts';
import type { Safe } from '../contracts/sensitive.ts';
import type { ShownPolicy } from '../contracts/shown-policy.ts';
import type { Coverage, Gap, Run } from '../contracts/store.ts';
import { columnOf, type RowsJudged, type StoredTable } from '../contracts/table.ts';
import { comparisonOf, showDifference } from './comparison.ts';
import { ComplianceCounter } from './compliance.ts';
import { Copies } from './copies.ts';
import { DuplicateCounter } from './duplicates.ts';
import { ListsGatherer } from './lists.ts';
import { createNames, type Names, type PathMode, visible, type Whole } from './names.ts';
import { PolicyNotes } from './policy-notes.ts';
import { RecordCounter } from './records.ts';
import { reviewOf } from './review.ts';
import { RiskLineCounter, type RiskLineOptions } from './risk-lines.ts';
import { Counter } from './summary.ts';
import { type ReportStore, type SeenItem, type Step, walk } from './walk.ts';

export interface ReportOptions {
  /** False for an inventory: verdicts are not asked for. */
  readonly judged: boolean;
  readonly policyTitle: string | null;
  readonly detectors: ReadonlyMap<
    string,
    { readonly title: string; readonly category: string; readonly shared?: true }
  >;
  readonly pathMode: PathMode;
  /** A keyed hash in letters and digits. */
  hashName(name: string): string;
  /** The record of processing activities, as the policy has it. */
  readonly records: readonly RecordRow[];
  /** Places that the policy names. */
  readonly policyPlaces: readonly PolicyPlace[];
  /** Requirements, and the rules that serve them. */
  readonly compliance: ComplianceOptions;
  /** How violations are gathered for a risk register. */
  readonly riskLines: RiskLineOptions;
  readonly policy?: ShownPolicy | null;
  readonly auditHead?: Report['auditHead'];
  /** What was decided in reviews. */
  readonly decisions?: readonly Decision[];
  /** Runs up to this one. */
  readonly history?: readonly RunFigures[];
  /** A verdict's reason as a sentence. */
  readonly sentence?: (reason: string) => string;
}

/**
 * The report of a run: counted now, in one pass; its items, findings, verdicts and problems are streamed from the
 * store whenever a reporter asks. Memory does not grow with the run.
 * @throws what the store throws, and Error when its streams don't fit each other.
 */
export async function buildReport(store: ReportStore, run: Run, options: ReportOptions): Promise<Report> {
  const { judged } = options;
  const show = shower(createNames(options.pathMode, options.hashName), options.pathMode);
  const steps = () => walk(store, run.id, judged);
  const counter = new Counter(judged);
  const notes = new PolicyNotes(options.policyPlaces);
  const records = new RecordCounter(options.records);
  const compliance = new ComplianceCounter(options.compliance);
  const riskLines = new RiskLineCounter(options.riskLines);
  const lists = new ListsGatherer();
  const duplicates = new DuplicateCounter();
  const problem = (shown: ReportProblem) => {
    counter.problem(shown);
    lists.problem(shown);
  };
  const detectors = new Map<string, { title: string; category: string }>();
  const copies = await Copies.of(store, run.id, (detector) => options.detectors.get(detector)?.shared === true);
  for await (const gap of store.gaps(run.id)) problem(show.gap(gap));
  for await (const step of steps()) {
    copies.see(step, show.end);
    if (step.finding === null) {
      notes.item(step.item.source, step.item.path);
      // Of files there is nothing to count here: most of a run is not even shown.
      if (isOfDatabase(step.item)) counter.item(show.item(step.item));
      for (const shown of show.problems(step.item)) problem(shown);
      continue;
    }
    const { item, finding, verdicts } = step;
    const at = { source: item.source, folder: folderOf(item) };
    const shown = show.finding(item, finding);
    counter.finding(shown, verdicts.map(show.rows), at);
    riskLines.add(shown, verdicts, at);
    records.add(shown, verdicts);
    notes.verdicts(verdicts);
    compliance.add(finding.category, verdicts);
    lists.finding(shown, show.verdictsOf(shown, verdicts), judged);
    if (finding.count > 0) duplicates.add(item, finding.category, () => show.itemPlace(item));
    const { title } = options.detectors.get(finding.detector) ?? { title: finding.detector };
    detectors.set(finding.detector, { title, category: finding.category });
  }
  const difference = await store.difference(run.id);
  const covered = await store.coverage(run.id);
  const coverage = covered.map((of) => ({ ...of, source: show.names.source(of.source) }));
  return {
    run,
    judged,
    policyTitle: options.policyTitle,
    coverage,
    total: sum(coverage),
    summary: counter.end(await copies.top(), duplicates.end()),
    riskLines: riskLines.end(),
    policyNotes: judged && run.state === 'finished' ? notes.end() : [],
    records: records.end(covered, run.state === 'finished'),
    compliance: judged ? compliance.end(sum(coverage), run.state === 'finished') : [],
    lists: lists.end(),
    policy: options.policy ?? null,
    history: options.history ?? [],
    whole: true,
    pathMode: options.pathMode,
    sealed: 0,
    auditHead: options.auditHead ?? null,
    detectors: Object.fromEntries([...detectors].sort(([a], [b]) => (a < b ? -1 : 1))),
    sentence: options.sentence ?? null,
    items: () => mapped(store.items(run.id), (item) => [show.item(item)]),
    findings: () => mapped(steps(), (step) => (step.finding === null ? [] : [show.finding(step.item, step.finding)])),
    verdicts: () => mapped(steps(), show.verdicts),
    problems: () => problemsOf(store, run.id, show),
    copies: () => copies.all(),
    review: () => reviewOf(mapped(steps(), show.verdicts), options.decisions ?? []),
    comparison: difference === null ? null : await comparisonOf(difference, store.differences(run.id), show.names),
    differences: () => mapped(store.differences(run.id), (one) => [showDifference(one, show.names)]),
  };
}

type Shower = ReturnType<typeof shower>;

/** Stored things as reports show them. */
function shower(names: Names, mode: PathMode) {
  const finding = (item: SeenItem, stored: Finding): ReportFinding => {
    const { fingerprints: _, ...found } = stored;
    const { source, path } = item;
    return {
      ...found,
      item: item.id,
      source: names.source(source),
      path: names.path(source, path),
      part: names.part(source, path, found.part, wholeOf(item)) as Safe,
      place: names.place(source, path, found.part, wholeOf(item)),
      folder: names.folder(source, path, wholeOf(item)),
      at: found.at.map(visible) as Safe[],
      columns: found.columns.map(visible) as Safe[],
      facts: showFacts(item.facts),
      carried: item.carried,
      ...readersOf(item.table, found.part),
    };
  };
  const rows = (verdict: Verdict): Verdict => {
    return verdict.rows === undefined ? verdict : { ...verdict, rows: showRows(verdict.rows, mode) };
  };
  const verdictsOf = (of: ReportFinding, verdicts: readonly Verdict[]): ReportVerdict[] =>
    verdicts.map((verdict) => ({
      ...rows(verdict),
      because: verdict.because.map(visible),
      subjectEvidence: visible(verdict.subjectEvidence),
      of,
    }));
  return {
    names,
    finding,
    rows,
    item: (item: SeenItem) => showItem(names, item),
    verdicts(step: Step): ReportVerdict[] {
      return step.finding === null ? [] : verdictsOf(finding(step.item, step.finding), step.verdicts);
    },
    verdictsOf,
    itemPlace: ({ source, path }: SeenItem) => names.place(source, path, ''),
    end({ id, source, path, table, kind }: SeenItem) {
      return {
        item: id,
        source: names.source(source),
        path: names.path(source, path),
        place: names.place(source, path, ''),
        isTable: table !== undefined || kind === 'table',
      };
    },
    problems: (item: SeenItem) => showProblems(names, item),
    gap: (gap: Gap) => showGap(names, gap),
  };
}

function showItem(names: Names, seen: SeenItem): ReportItem {
  const { problems: _, table, ...item } = seen;
  const { source, path } = item;
  const whole = wholeOf(seen);
  return {
    ...item,
    source: names.source(source),
    unit: names.path(source, item.unit),
    path: names.path(source, path),
    place: names.place(source, path, ''),
    facts: showFacts(item.facts),
    dates: item.dates.map((date) => ({ ...date, part: names.part(source, path, date.part, whole) as Safe })),
    ...(table === undefined ? {} : { table: showTable(names, source, table) }),
  };
}

function showTable(names: Names, source: string, { dates: _, columns, ...table }: StoredTable): ReportTable {
  return {
    ...table,
    columns: columns.map((column) => ({
      name: visible(column.name) as Safe,
      type: visible(column.type),
      readers: column.readers.map(visible),
      everyone: column.everyone,
      references: column.references === null ? null : names.path(source, column.references),
    })),
  };
}

/** Of `#payload.customer.email`, who may select `payload`; of a column that is not known, nobody can say. */
function readersOf(table: StoredTable | undefined, part: string): { readers?: ColumnReaders } {
  const column = table === undefined ? null : columnOf(table, part);
  if (table === undefined || column === null) return {};
  const { readers, everyone } = column;
  return { readers: { accounts: readers.map(visible), everyone, rowSecurity: table.rowSecurity } };
}

/** The query names schema and table: it is not shown where names are hidden. */
function showRows(rows: RowsJudged, mode: PathMode): RowsJudged {
  return { ...rows, trigger: visible(rows.trigger), query: mode === 'full' ? visible(rows.query) : '' };
}

function isOfDatabase({ table, kind, excluded }: SeenItem): boolean {
  return table !== undefined || kind === 'table' || excluded === 'view' || excluded === 'foreign';
}

const wholeOf = ({ table }: Pick<SeenItem, 'table'>): Whole => (table === undefined ? 'file' : 'table');

/** User and group names come from a directory that others write. */
function showFacts(facts: Facts): Facts {
  const name = (of: string | null) => (of === null ? null : visible(of));
  return { ...facts, owner: name(facts.owner), group: name(facts.group) };
}

function* showProblems(names: Names, item: SeenItem): Generator<ReportProblem> {
  const { source, path, status } = item;
  // What was not read says why. Should a store have lost the reason, the place is named all the same.
  const missing = item.problems.length === 0 && (status === 'unread' || status === 'partly');
  for (const problem of missing ? [{ code: 'internal', detail: null, part: '' }] : item.problems) {
    yield {
      source: names.source(source),
      path: names.path(source, path),
      part: names.part(source, path, problem.part, wholeOf(item)),
      place: names.place(source, path, problem.part, wholeOf(item)),
      item: item.id,
      status,
      code: problem.code,
      detail: problem.detail,
      carried: item.carried,
    };
  }
}

function showGap(names: Names, { source, path, problem }: Gap): ReportProblem {
  const { code, detail } = problem;
  const shown = { source: names.source(source), path: names.path(source, path), place: names.place(source, path, '') };
  return { ...shown, part: '', item: null, status: 'gap', code, detail, carried: false };
}

async function* problemsOf(store: ReportStore, run: string, show: Shower): AsyncGenerator<ReportProblem> {
  for await (const gap of store.gaps(run)) yield show.gap(gap);
  for await (const item of store.tellingItems(run)) yield* show.problems(item);
}

async function* mapped<T, R>(stream: AsyncIterable<T>, map: (value: T) => readonly R[]): AsyncGenerator<R> {
  for await (const value of stream) yield* map(value);
}

/** Exact: what folders are told apart by. The findings of a table are its columns'. */
function folderOf({ path, table }: SeenItem): string {
  if (table !== undefined) return path;
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function sum(coverage: readonly Coverage[]): Coverage {
  const add = (of: (one: Coverage) => number) => coverage.reduce((total, one) => total + of(one), 0);
  return {
    source: '',
    listed: add((of) => of.listed),
    read: add((of) => of.read),
    partly: add((of) => of.partly),
    unread: add((of) => of.unread),
    excluded: add((of) => of.excluded),
    carried: add((of) => of.carried),
    bytesListed: add((of) => of.bytesListed),
    bytesRead: add((of) => of.bytesRead),
    touched: add((of) => of.touched),
    gaps: add((of) => of.gaps),
    excludedBy: sumBy(coverage.map((of) => of.excludedBy)),
    problemsBy: sumBy(coverage.map((of) => of.problemsBy)),
  };
}

function sumBy(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const total = new Map<string, number>();
  for (const counts of all) {
    for (const [key, count] of Object.entries(counts)) total.set(key, (total.get(key) ?? 0) + count);
  }
  return Object.fromEntries([...total].sort(([a], [b]) => (a < b ? -1 : 1)));
}
