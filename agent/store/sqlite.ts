import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Alerts } from '../contracts/alert.ts';
import type { Decision, DecisionCheck } from '../contracts/decision.ts';
import type { Announce, AnnounceAlone, AnnounceJudgement, Outbox } from '../contracts/delivery.ts';
import type { Difference, RunDifference } from '../contracts/difference.ts';
import type { Finding } from '../contracts/finding.ts';
import type { Incidents } from '../contracts/incident.ts';
import type { Verdict } from '../contracts/rule.ts';
import type { RunFigures } from '../contracts/run-figures.ts';
import type { Fingerprint } from '../contracts/sensitive.ts';
import type {
  Copy,
  Coverage,
  Gap,
  ItemRecord,
  KnownItem,
  Origin,
  PathRange,
  RecipeParts,
  Run,
  Shard,
  Store,
  StoredItem,
  UnitDone,
  UnitPart,
} from '../contracts/store.ts';
import { SqliteAlerts } from './alerts.ts';
import { type AuditEntry, auditHead, auditTrail, checkAudit, putAudit } from './audit.ts';
import { compareRun } from './compare.ts';
import { copiesOf } from './copies.ts';
import { countCoverage, keepCoverage, keptCoverage } from './coverage.ts';
import { Database } from './database.ts';
import { decisionsOf, othersWith, putCheck, putDecisions, whereabouts } from './decisions.ts';
import { deskFor, SqliteJudgementDesk } from './desk.ts';
import { differenceOf, differencesOf, newestCompared, openPlaces } from './differences.ts';
import { damaged, StoreError } from './error.ts';
import { findFindings, findingsIn, itemsWith, type KnownFinding } from './findings.ts';
import { forgetUnmet } from './forget.ts';
import { SqliteIncidents } from './incidents.ts';
import { findingsOf, gapsOf, itemsOf, modifiedCopies } from './inventory.ts';
import { keepReport, keptFigures, keptReport } from './kept-reports.ts';
import { Ledger } from './ledger.ts';
import { type Lock, takeLock } from './lock.ts';
import { adoptMoved, forgetGone, forgetLost } from './moved.ts';
import { SqliteOutbox } from './outbox.ts';
import { makePrivate, makePrivateFolder } from './private-file.ts';
import { type Rebuilt, rebuild } from './rebuild.ts';
import { Runs } from './runs.ts';
import { checkVersion, readScripts, upgrade } from './schema.ts';
import { dropShards, putShard, shardContent, shardsOf } from './shards.ts';
import { dropPending, judge, verdictsOf } from './verdicts.ts';

/**
 * Opens the store of a state folder: `wayward.db` in it, made at the first time, folder and file for their owner only.
 *
 * For writing there is one at a time (lock.ts). Read-only, it takes no lock, and shows what was committed at the time
 * of opening, whatever a scan does meanwhile.
 *
 * `beside` is for what a person writes, as an acknowledgement: it takes no lock either and cleans nothing up, so that
 * nobody waits for a scan to end. It writes in short transactions of its own, and makes no run.
 *
 * @throws StoreError: `locked`, `newer`, `foreign`, `damaged`, `unusable`, and read-only `missing`. Its message says
 *   what to do; nothing is ever deleted, and nothing moved but with `repair`.
 */
export async function openStore(dir: string, options: StoreOptions = {}): Promise<Store> {
  const folder = resolve(dir);
  const file = join(folder, 'wayward.db');
  if (options.readOnly === true || options.beside === true) return openReader(folder, file, options.readOnly === true);
  return openWriter(folder, file, options.repair ?? null);
}

export interface StoreOptions {
  readonly readOnly?: boolean;
  readonly beside?: boolean;
  /** For a scan: a store that is damaged is moved out of the way and made anew; told of what became of it. */
  readonly repair?: Repair;
}

export interface Repair {
  /** It was found damaged in use: whatever a check says, it is made anew. */
  readonly isKnown: boolean;
  /** The moment, as an instant. */
  now(): string;
  tell(rebuilt: Rebuilt): void;
}

/** Without the lock. */
function openReader(folder: string, file: string, readOnly: boolean): Store {
  if (!existsSync(file)) {
    throw new StoreError(
      'missing',
      `${folder} holds no store yet. "wayward scan" makes one; --state names another folder.`,
    );
  }
  const db = new Database(file, { readOnly });
  return closingOnError(db, () => {
    if (readOnly) db.exec('BEGIN');
    const needed = readScripts().length;
    if (checkVersion(db, file) < needed) {
      throw new StoreError('unusable', `${file} was made by an older Wayward. The next scan brings it up to date.`);
    }
    return new SqliteStore(db, null);
  });
}

function openWriter(folder: string, file: string, repair: Repair | null): Store {
  makePrivateFolder(folder);
  const lock = takeLock(folder);
  return closingOnError({ close: () => lock.release(lock.left === null) }, () => {
    if (repair === null) return openFile(file, lock);
    try {
      if (!repair.isKnown) return openFile(file, lock);
    } catch (error) {
      if (!(error instanceof StoreError) || (error.code !== 'damaged' && !isBroken(file, error))) throw error;
    }
    const rebuilt = rebuild(file, repair.now());
    const store = openFile(file, lock, rebuilt.backup);
    repair.tell(rebuilt);
    return store;
  });
}

/** Not another program's database, but one of which even the beginning is broken: it does not say what it is. */
function isBroken(file: string, error: StoreError): boolean {
  if (error.code !== 'foreign' || !existsSync(join(dirname(file), 'wayward.lock'))) return false;
  const start = Buffer.alloc(16);
  const opened = openSync(file, 'r');
  try {
    readSync(opened, start);
  } finally {
    closeSync(opened);
  }
  return start.toString('latin1') !== 'SQLite format 3\0';
}

/** @param rebuiltFrom the file that holds what was before, when this one was made for it */
function openFile(file: string, lock: Lock, rebuiltFrom: string | null = null): Store {
  makePrivate(file);
  const db = new Database(file, { readOnly: false });
  return closingOnError(db, () => {
    checkVersion(db, file);
    db.writeAhead();
    upgrade(db, file);
    // Whoever held it before was killed, or the machine went down: worth the look.
    if (lock.left !== null && rebuiltFrom === null) checkWhole(db, file);
    const store = new SqliteStore(db, lock, rebuiltFrom);
    store.cleanUp();
    return store;
  });
}

function checkWhole(db: Database, file: string): void {
  const answer = db.get<{ quick_check: string }>('PRAGMA quick_check(1)');
  if (answer?.quick_check !== 'ok') throw damaged(file);
}

function closingOnError<T>(what: { close(): void }, work: () => T): T {
  try {
    return work();
  } catch (error) {
    what.close();
    throw error;
  }
}

/** Every method is one call into the file of its concern. Reads go in pages: no statement stays open between steps. */
class SqliteStore implements Store {
  readonly #db: Database;
  readonly #lock: Lock | null;
  readonly #runs: Runs;
  readonly #ledger: Ledger;
  readonly outbox: Outbox;
  readonly alerts: Alerts;
  readonly incidents: Incidents;
  #closed = false;

  constructor(db: Database, lock: Lock | null, rebuiltFrom: string | null = null) {
    this.#db = db;
    this.#lock = lock;
    this.#runs = new Runs(db, rebuiltFrom);
    this.#ledger = new Ledger(db, this.#runs);
    this.outbox = new SqliteOutbox(db);
    this.alerts = new SqliteAlerts(db);
    this.incidents = new SqliteIncidents(db);
  }

  /** What a killed process left. */
  cleanUp(): void {
    this.#runs.failAbandoned();
    dropPending(this.#db);
  }

  async beginRun(run: Omit<Run, 'finishedAt' | 'state' | 'id'>, announce?: Announce): Promise<Run> {
    return this.#db.transaction(() => {
      const begun = this.#runs.begin(run);
      this.#announce(begun.id, announce);
      return begun;
    });
  }

  async endRun(
    id: string,
    state: Run['state'],
    finishedAt: string,
    announce?: Announce,
    findingId?: (item: string, part: string, detector: string) => string,
  ): Promise<void> {
    this.#db.transaction(() => {
      const run = this.#runs.running(id);
      if (state === 'finished') {
        forgetUnmet(this.#db, run);
        if (findingId !== undefined) adoptMoved(this.#db, run, findingId);
        forgetGone(this.#db);
      }
      keepCoverage(this.#db, run);
      this.#runs.end(id, state, finishedAt);
      this.#announce(id, announce);
    });
  }

  async amend(): Promise<Run | null> {
    const newest = this.#runs.get();
    if (newest?.state !== 'finished') return null;
    this.#runs.amend(newest.id);
    return newest;
  }

  async amended(id: string): Promise<void> {
    this.#db.transaction(() => {
      const run = this.#runs.running(id);
      forgetLost(this.#db, run);
      keepCoverage(this.#db, run);
    });
    this.#runs.amend(null);
  }

  async units(source: string): Promise<readonly string[]> {
    return this.#ledger.units(source);
  }

  #announce(id: string, announce: Announce | undefined): void {
    const run = this.#runs.get(id);
    if (announce === undefined || run === null) return;
    const desk = deskFor(this.#db, this.#runs, this.#runs.number(id));
    announce(desk, run);
    desk.publish();
  }

  #also(run: string, announce: Announce | undefined): (() => void) | undefined {
    return announce === undefined ? undefined : () => this.#announce(run, announce);
  }

  async announce(announce: AnnounceAlone): Promise<void> {
    this.#db.transaction(() => {
      const desk = deskFor(this.#db, this.#runs, null);
      announce(desk);
      desk.publish();
    });
  }

  async run(id?: string): Promise<Run | null> {
    return this.#runs.get(id);
  }

  async runs(): Promise<readonly Run[]> {
    return this.#runs.all();
  }

  async known(source: string, unit: string, range?: PathRange): Promise<ReadonlyMap<string, KnownItem>> {
    return this.#ledger.known(source, unit, range);
  }

  async recipes(): Promise<ReadonlyMap<string, RecipeParts>> {
    const rows = this.#db.all<{ hash: string; parts: string }>(
      'SELECT hash, parts FROM recipes WHERE parts IS NOT NULL',
    );
    return new Map(rows.map(({ hash, parts }) => [hash, JSON.parse(parts) as RecipeParts]));
  }

  async putRecipe(hash: string, parts: RecipeParts): Promise<void> {
    this.#db.run(
      'INSERT INTO recipes (hash, parts) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE SET parts = excluded.parts',
      ...[hash, JSON.stringify(parts)],
    );
  }

  async openPlaces(source: string): Promise<ReadonlyMap<string, number>> {
    return openPlaces(this.#db, source);
  }

  async placeOf(source: string): Promise<string | null> {
    return this.#db.get<{ place: string | null }>('SELECT place FROM sources WHERE name = ?', source)?.place ?? null;
  }

  async setPlace(source: string, place: string): Promise<void> {
    this.#db.run('UPDATE sources SET place = ? WHERE name = ? AND place IS NOT ?', place, source, place);
  }

  async origins(run: string, source: string, inode: bigint): Promise<readonly Origin[]> {
    return this.#ledger.origins(run, source, inode);
  }

  async commitRecords(run: string, records: readonly ItemRecord[], announce?: Announce): Promise<void> {
    this.#ledger.commitRecords(run, records, this.#also(run, announce));
  }

  async commitPart(run: string, source: string, unit: string, part: UnitPart, announce?: Announce): Promise<void> {
    this.#ledger.commitPart(run, source, unit, part, this.#also(run, announce));
  }

  async commitUnit(run: string, source: string, unit: string, done: UnitDone, announce?: Announce): Promise<void> {
    this.#ledger.commitUnit(run, source, unit, done, this.#also(run, announce));
  }

  async digest(source: string, unit: string): Promise<Uint8Array | null> {
    return this.#ledger.digest(source, unit);
  }

  async commitSame(run: string, source: string, units: readonly string[]): Promise<void> {
    this.#ledger.commitSame(run, source, units);
  }

  async shards(item: string): Promise<readonly Omit<Shard, 'content'>[]> {
    return shardsOf(this.#db, item);
  }

  async shardContent(item: string, piece: string): Promise<Uint8Array | null> {
    return shardContent(this.#db, item, piece);
  }

  async putShard(item: string, shard: Shard): Promise<void> {
    putShard(this.#db, item, shard);
  }

  async dropShards(item: string, except: readonly string[]): Promise<void> {
    dropShards(this.#db, item, except);
  }

  async *items(run: string): AsyncGenerator<StoredItem & { readonly carried: boolean }> {
    yield* itemsOf(this.#db, this.#runs.current(run), this.#ledger);
  }

  async *tellingItems(run: string): AsyncGenerator<StoredItem & { readonly carried: boolean }> {
    yield* itemsOf(this.#db, this.#runs.current(run), this.#ledger, 'telling');
  }

  async *findings(run: string): AsyncGenerator<KnownFinding> {
    yield* findingsOf(this.#db, this.#runs.current(run));
  }

  async *gaps(run: string): AsyncGenerator<Gap> {
    yield* gapsOf(this.#db, this.#runs.current(run));
  }

  async coverage(run: string): Promise<readonly Coverage[]> {
    const no = this.#runs.number(run);
    const kept = keptCoverage(this.#db, no);
    return kept.length > 0 || no !== this.#runs.newest() ? kept : countCoverage(this.#db, no);
  }

  async finding(idOrPrefix: string): Promise<readonly KnownFinding[]> {
    return findFindings(this.#db, idOrPrefix, 20);
  }

  async item(id: string): Promise<StoredItem | null> {
    return this.#ledger.item(id);
  }

  async findingsIn(item: string): Promise<readonly Finding[]> {
    return findingsIn(this.#db, item);
  }

  async modifiedCopies(contentHash: string): Promise<readonly string[]> {
    return modifiedCopies(this.#db, contentHash);
  }

  async judge(
    run: string,
    verdicts: AsyncIterable<Verdict>,
    policyHash?: string,
    announce?: AnnounceJudgement,
  ): Promise<void> {
    const no = this.#runs.number(run);
    await judge(this.#db, no, verdicts, async (judgement) => {
      const desk = new SqliteJudgementDesk(this.#db, this.#runs, no, judgement);
      const judged = this.#runs.get(run);
      if (announce !== undefined && judged !== null) await announce(desk, judged);
      desk.flush();
      return () => {
        desk.publish();
        if (policyHash !== undefined) this.#runs.judgedBy(run, policyHash);
        const done = this.#runs.get(run);
        if (done?.state === 'finished' && no === this.#runs.newest())
          compareRun(this.#db, no, judgement, done.policyHash);
      };
    });
  }

  async compare(run: string): Promise<void> {
    const no = this.#runs.current(run);
    this.#db.transaction(() => compareRun(this.#db, no, null, null));
  }

  async compared(): Promise<Run | null> {
    const no = newestCompared(this.#db);
    return no === null ? null : this.#runs.get(this.#runs.id(no));
  }

  async difference(run: string, since?: string): Promise<RunDifference | null> {
    return differenceOf(this.#db, this.#runs, run, since ?? null);
  }

  async *differences(run: string, since?: string): AsyncGenerator<Difference> {
    yield* differencesOf(this.#db, this.#runs, run, since ?? null);
  }

  async *verdicts(run: string): AsyncGenerator<Verdict> {
    yield* verdictsOf(this.#db, this.#runs.number(run));
  }

  async *withFingerprint(fingerprint: Fingerprint): AsyncGenerator<string> {
    yield* itemsWith(this.#db, fingerprint);
  }

  async *copies(run: string): AsyncGenerator<Copy> {
    yield* copiesOf(this.#db, this.#runs.current(run));
  }

  async keepReport(run: string, figures: RunFigures, content: Uint8Array): Promise<void> {
    keepReport(this.#db, this.#runs.number(run), figures, content);
  }

  async keptReport(run: string): Promise<Uint8Array | null> {
    return keptReport(this.#db, this.#runs.number(run));
  }

  async figures(): Promise<readonly RunFigures[]> {
    return keptFigures(this.#db);
  }

  async audit(entry: AuditEntry): Promise<void> {
    putAudit(this.#db, entry);
  }

  async *auditTrail() {
    yield* auditTrail(this.#db);
  }

  async checkAudit() {
    return checkAudit(this.#db);
  }

  async auditHead() {
    return auditHead(this.#db);
  }

  async putDecisions(decisions: readonly Omit<Decision, 'check'>[]): Promise<void> {
    putDecisions(this.#db, decisions);
  }

  async decisions(): Promise<readonly Decision[]> {
    return decisionsOf(this.#db);
  }

  async putDecisionCheck(decision: string, check: DecisionCheck): Promise<void> {
    putCheck(this.#db, decision, check);
  }

  async whereabouts(run: string, item: string) {
    return whereabouts(this.#db, this.#runs.current(run), item);
  }

  async othersWith(contentHash: string, item: string): Promise<number> {
    return othersWith(this.#db, contentHash, item);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#db.close();
    // A page that is broken: whoever comes next shall look.
    this.#lock?.release(!this.#db.isDamaged);
  }
}
