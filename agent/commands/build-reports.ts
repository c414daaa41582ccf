import type { Detector } from '../contracts/detector.ts';
import type { Report } from '../contracts/report.ts';
import type { RunFigures } from '../contracts/run-figures.ts';
import type { Run, Store } from '../contracts/store.ts';
import type { Ids } from '../ids.ts';
import { explainReason } from '../judge/explain.ts';
import { nowFrom } from '../judge/judge.ts';
import type { Judge } from '../judge/judge-run.ts';
import { placesNamed } from '../judge/policy-places.ts';
import { showPolicy } from '../judge/shown-policy.ts';
import { figuresOf } from '../report/figures.ts';
import { keep, recall } from '../report/kept.ts';
import { buildReport, type ReportOptions } from '../report/model.ts';
import type { PathMode } from '../report/names.ts';
import { CannotRun } from './errors.ts';

interface Parts {
  readonly store: Store;
  readonly judge: Judge | null;
  readonly detectors: ReadonlyMap<string, Detector>;
  readonly ids: Ids;
  readonly paths: PathMode;
  /** What of the policy a report counts by. */
  readonly riskLines: ReportOptions['riskLines'];
  readonly records: ReportOptions['records'];
  readonly compliance: ReportOptions['compliance'];
}

/** The reports of a session's store: of the newest run from all that is known, of those before from what was kept. */
export class Reports {
  readonly #parts: Parts;
  /** The one that was kept last: whoever scans wants to see it next. */
  #built: { readonly run: Run; readonly report: Report } | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @throws CannotRun when nothing was kept of a past run, or its names cannot be shown so */
  async build(run: Run, paths = this.#parts.paths): Promise<Report> {
    const { store } = this.#parts;
    if (this.#built?.run.id === run.id && paths === this.#parts.paths) return { ...this.#built.report, run };
    if ((await store.run())?.id !== run.id) return this.#recall(run, paths);
    return this.#withHistory(await this.#build(run, paths));
  }

  async keep(run: Run): Promise<void> {
    const { store, paths } = this.#parts;
    const report = await this.#withHistory(await this.#build(run, paths));
    const figures = report.history.at(-1);
    if (figures !== undefined) await store.keepReport(run.id, figures, keep(report));
    this.#built = { run, report };
  }

  async #build(run: Run, pathMode: PathMode): Promise<Report> {
    const { store, judge, detectors, ids, riskLines, records, compliance } = this.#parts;
    const day = judge === null ? '' : nowFrom(run.finishedAt ?? run.startedAt, judge.policy.timezone).date;
    const decisions = await store.decisions();
    return buildReport(store, run, {
      judged: judge !== null,
      policyTitle: judge?.policy.title ?? null,
      decisions,
      auditHead: await store.auditHead(),
      policy: judge === null ? null : showPolicy(judge.policy, day, decisions),
      policyPlaces: placesNamed(judge?.policy.policy ?? {}),
      ...{ detectors, pathMode, riskLines, records, compliance, hashName: ids.name, sentence: explainReason },
    });
  }

  async #withHistory(report: Report): Promise<Report> {
    const { store } = this.#parts;
    const number = 1 + (await store.runs()).findIndex(({ id }) => id === report.run.id);
    const before = await this.#before(number);
    return { ...report, history: [...before, figuresOf(report, number)] };
  }

  async #before(number: number): Promise<readonly RunFigures[]> {
    return (await this.#parts.store.figures()).filter((of) => of.number < number);
  }

  async #recall(run: Run, paths: PathMode): Promise<Report> {
    const { store } = this.#parts;
    const content = await store.keptReport(run.id);
    const history = (await store.figures()).filter((of, _, all) => {
      return of.number <= (all.find((one) => one.run === run.id)?.number ?? 0);
    });
    const report = content === null ? null : recall(content, run, { sentence: explainReason, history });
    if (report === null) {
      throw new CannotRun(
        `nothing is kept of the run ${run.id} but its numbers: only the newest run, and the 100 finished before it, can be reported`,
      );
    }
    if (report.pathMode !== paths) {
      throw new CannotRun(
        `the run ${run.id} is kept with its names shown as ${report.pathMode}: a report of it shows them so (--paths ${report.pathMode})`,
      );
    }
    return report;
  }
}
