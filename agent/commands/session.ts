import { hostname, userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import type { Config, Loaded } from '../../config/load.ts';
import { CannotRun } from '../contracts/cannot-run.ts';
import type { Decision } from '../contracts/decision.ts';
import type { DestinationKind, Origin } from '../contracts/delivery.ts';
import type { Detector } from '../contracts/detector.ts';
import type { Finding } from '../contracts/finding.ts';
import type { Report, Reporter } from '../contracts/report.ts';
import type { SourceKind } from '../contracts/source.ts';
import type { Run, Store } from '../contracts/store.ts';
import { type Announcer, createAnnouncer } from '../deliver/announce.ts';
import { keyId } from '../detect/fingerprint.ts';
import { ocrMissing } from '../extract/lib/ocr.ts';
import { createIds, type Ids } from '../ids.ts';
import { recordRows } from '../judge/activities.ts';
import { compilePolicy } from '../judge/compile.ts';
import { exceptionsOf } from '../judge/decided.ts';
import { complianceBy } from '../judge/frameworks.ts';
import type { Judge } from '../judge/judge-run.ts';
import { riskLinesBy } from '../judge/risk.ts';
import { defaultWeights } from '../judge/weights.ts';
import { loadKey } from '../key.ts';
import type { WantedRegister } from '../register/wanted.ts';
import { Gate } from '../report/gate.ts';
import { createNames, type Names, type PathMode } from '../report/names.ts';
import type { Rebuilt } from '../store/rebuild.ts';
import { openStore, type Repair } from '../store/sqlite.ts';
import { loadDetectors } from '../toolbox.ts';
import { version } from '../version.ts';
import type { Setup } from '../work/messages.ts';
import { Reports } from './build-reports.ts';
import { loadParts, type PluginParts, type Policy } from './parts.ts';
import { type ConfigOptions, readConfig } from './read-config.ts';
import { valueTest } from './value-test.ts';

/** What a command works with: configuration, plug-ins, key and store, put together once. */
export interface Session extends AsyncDisposable {
  readonly store: Store;
  readonly setup: Setup;
  readonly ids: Ids;
  /** Null when there is no policy: an inventory. */
  readonly judge: Judge | null;
  readonly detectors: ReadonlyMap<string, Detector>;
  /** The customer register that the policy names, and how old its index may be; null where it names none. */
  readonly register: { readonly wanted: WantedRegister; readonly refresh: string } | null;
  readonly stateDir: string;
  readonly reporters: ReadonlyMap<string, Reporter<unknown>>;
  readonly sources: readonly {
    readonly name: string;
    readonly kind: SourceKind<unknown>;
    readonly settings: unknown;
  }[];
  /** Reports that the configuration asks for, with their settings. */
  readonly reports: Config['reports'];
  readonly gentle: Config['gentle'];
  readonly destinations: readonly SessionDestination[];
  readonly outbox: Config['outbox'];
  /** Who speaks to them. */
  readonly origin: Origin;
  /** Kind of each source, by name. */
  readonly sourceKinds: ReadonlyMap<string, string>;
  /** Null where there are no destinations. @param clock the moment, as an instant */
  announcer(clock: () => string): Announcer | null;
  readonly timezone: string;
  readonly paths: Config['paths'];
  /** Null: one for each core. */
  readonly workers: number | null;
  /** Paths that a scan never lists. */
  readonly ownPaths: readonly string[];
  folders(): readonly string[];
  runInfo(): {
    readonly version: string;
    readonly policyHash: string | null;
    readonly configHash: string;
    readonly keyId: string;
  };
  /**
   * The newest run from what is stored; an older one as it was kept. @param paths how names are shown, if not as configured
   * @throws CannotRun when nothing was kept of it
   */
  buildReport(run: Run, paths?: PathMode): Promise<Report>;
  /** Looks in a report for values that the run found, before it is written. One for each. */
  gate(report: Report): Gate;
  /** Keeps what a report says of the newest run, for when its items are forgotten; once it was judged. */
  keepReport(run: Run): Promise<void>;
  /** How reports show names. */
  readonly names: Names;
  /** How reports show where a finding is. */
  placeOf(finding: Finding): string;
  audit(action: string, object: string, details: Readonly<Record<string, string | number>>): Promise<void>;
  /** Records that a run was judged, and that the policy is another than the last time. */
  auditJudgement(run: Run): Promise<void>;
}

export type SessionDestination = Config['destinations'][number] & { readonly plugin: DestinationKind<unknown> };

export interface SessionOptions extends ConfigOptions {
  readonly readOnly?: boolean;
  /** For a scan: a damaged store is made anew. */
  readonly repair?: Pick<Repair, 'isKnown' | 'tell'>;
  /** Writes a little while a scan may hold the store: see `openStore`. */
  readonly beside?: boolean;
}

/** @throws CannotRun or StoreError, with a message that says what to do */
export async function openSession(options: SessionOptions): Promise<Session> {
  const parts = await loadParts();
  const { config, loaded, stateDir } = await readConfig(options, parts);
  const key = await loadKey(config.key, stateDir, { make: options.readOnly !== true && options.beside !== true });
  // A `Setup` crosses to workers: only what it declares.
  const { sources, detectors: choice, limits, excludeKinds, ocr } = config;
  // A scan that reads no picture, and says so for each, would be found out too late.
  const missing = ocr === null || options.readOnly === true ? null : await ocrMissing(ocr);
  if (missing !== null) throw new CannotRun(missing);
  const setup: Setup = {
    sources,
    detectors: choice,
    limits,
    excludeKinds,
    ...(ocr === null ? {} : { ocr }),
    countries: config.organization.countries,
    key,
  };
  const detectors = await loadDetectors(setup.detectors);
  const ids = createIds(key);
  const names = createNames(config.paths, ids.name);
  let rebuilt: Rebuilt | null = null;
  const tell = (what: Rebuilt) => {
    rebuilt = what;
    options.repair?.tell(what);
  };
  const now = () => Temporal.Now.instant().toString();
  const store = await openStore(stateDir, {
    readOnly: options.readOnly ?? false,
    beside: options.beside ?? false,
    ...(options.repair === undefined ? {} : { repair: { isKnown: options.repair.isKnown, now, tell } }),
  });
  const judge = judgeOf(config, parts, detectors, ids, await store.decisions());
  const destinations = config.destinations.map((of) => ({
    ...of,
    plugin: parts.destinations.get(of.kind) as DestinationKind<unknown>,
  }));
  const sourceKinds = new Map(loaded.config.sources.map(({ name, kind }) => [name, kind]));
  const audit: Session['audit'] = (action, object, details) =>
    store.audit({ time: now(), actor: userInfo().username, action, object, details });
  await auditRebuilt(audit, rebuilt);

  const reports = new Reports({
    ...{ store, judge, detectors, ids, paths: config.paths },
    compliance: complianceBy(
      judge?.policy.policy ?? {},
      (judge?.policy.rules ?? []).map(({ rule }) => rule.type),
    ),
    records: judge === null ? [] : recordRows(judge.policy.policy),
    riskLines: riskLinesBy(judge?.policy.policy.risk ?? defaultWeights, ids.riskLine),
  });

  return {
    store,
    setup,
    ids,
    judge,
    detectors,
    register: registerOf(loaded),
    stateDir,
    audit,
    reporters: parts.reporters,
    sources: config.sources.map(({ name, kind, settings }) => {
      const plugin = parts.sources.get(kind) as SourceKind<unknown>;
      return { name, kind: plugin, settings: plugin.settings.parse(settings) };
    }),
    reports: config.reports,
    gentle: config.gentle,
    destinations,
    outbox: config.outbox,
    origin: { agent: ids.agent(hostname()), host: hostname(), organization: config.organization.name, version },
    sourceKinds,
    announcer: (clock) => {
      if (destinations.length === 0) return null;
      return createAnnouncer({
        destinations: destinations.map(({ name, events: kinds, paths, plugin }) => ({
          ...{ name, kinds, names: createNames(paths, ids.name) },
          wants: (notice) => plugin.wants?.(notice) ?? true,
        })),
        mostBytes: config.outbox.maxSize,
        store,
        policy: judge === null ? null : { title: judge.policy.title, hash: judge.policy.hash },
        titles: detectors,
        sourceKinds,
        standingId: ids.standing,
        clock,
      });
    },
    timezone: config.organization.timezone,
    paths: config.paths,
    workers: config.workers,
    ownPaths: [stateDir, config.key, ...config.reports.map(({ file }) => file)],
    folders: () => config.sources.flatMap(({ settings: { path } }) => (typeof path === 'string' ? [path] : [])),
    runInfo: () => ({ version, policyHash: judge?.policy.hash ?? null, configHash: loaded.hash, keyId: keyId(key) }),
    buildReport: (run, paths) => reports.build(run, paths),
    keepReport: (run) => reports.keep(run),
    gate: (report) => {
      const found = Object.keys(report.detectors).flatMap((id) => detectors.get(id) ?? []);
      return new Gate(valueTest(store, key, found, config.organization.countries));
    },
    names,
    placeOf: ({ source, path, part, column }) => {
      return names.place(source, path, part, column === undefined ? 'file' : 'table');
    },
    async auditJudgement(run) {
      if (judge === null) return;
      const judged = await lastJudgement(store);
      if (judged !== null && judged !== judge.policy.hash) {
        await audit('policy_changed', run.id, { from: judged, to: judge.policy.hash });
      }
      await audit('judge', run.id, { policy: judge.policy.hash });
    },
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}

async function auditRebuilt(audit: Session['audit'], rebuilt: Rebuilt | null): Promise<void> {
  if (rebuilt === null) return;
  await audit('store_rebuilt', rebuilt.backup, { kept: rebuilt.kept, lost: rebuilt.lost.join(' ') });
}

/** With the file's own place, and the source with its settings, whichever sources are scanned now. */
function registerOf({ config, file, policyFile }: Loaded): Session['register'] {
  const given = (config.policy as Policy | null)?.customer_register;
  if (given === undefined) return null;
  const columns = Object.entries(given.columns);
  const { refresh, delimiter } = given;
  if (given.file !== undefined) {
    const path = resolve(dirname(policyFile ?? file ?? '.'), given.file);
    const parted = delimiter === 'tab' ? '\t' : (delimiter ?? null);
    return { wanted: { from: { kind: 'file', file: path, shown: given.file, delimiter: parted }, columns }, refresh };
  }
  const source = config.sources.find(({ name }) => name === given.source);
  if (source !== undefined && given.query !== undefined)
    return { wanted: { from: { kind: 'query', source, query: given.query }, columns }, refresh };
  if (source === undefined || given.table === undefined) throw new Error('the customer register was not checked');
  return { wanted: { from: { kind: 'table', source, table: given.table }, columns }, refresh };
}

/** Hash of the policy that was last judged by, or null. */
async function lastJudgement(store: Store): Promise<string | null> {
  let hash: string | null = null;
  for await (const { action, details } of store.auditTrail()) {
    if (action === 'judge') hash = String(details['policy']);
  }
  return hash;
}

function judgeOf(
  config: Config,
  parts: PluginParts,
  detectors: ReadonlyMap<string, Detector>,
  ids: Ids,
  decisions: readonly Decision[],
): Judge | null {
  if (config.policy === null) return null;
  const subjects = [...detectors.values()].flatMap(({ id, subject }) =>
    subject === undefined ? [] : [[id, subject] as const],
  );
  return {
    policy: compilePolicy(config.policy as Policy, parts.rules, { timezone: config.organization.timezone }),
    sourceKinds: new Map(config.sources.map(({ name, kind }) => [name, kind])),
    detectorSubjects: new Map(subjects),
    decided: exceptionsOf(decisions),
    verdictId: ids.verdict,
  };
}
