import { parseDuration } from '../../config/units.ts';
import type { OpenSource, Watched, WatchTrouble, WatchWishes } from '../contracts/source.ts';
import type { Plan } from '../control/messages.ts';
import { logLines } from '../observe/log.ts';
import { loadSources } from '../toolbox.ts';
import { Changes } from './changes.ts';
import { watchFiles } from './config-watch.ts';
import { CannotRun, exit } from './errors.ts';
import { type Looking, readPlan, startLooking } from './job-child.ts';

export interface WatchOptions {
  readonly targets: readonly string[];
  readonly config?: string;
  readonly state?: string;
  readonly settle: string;
  readonly maxFolders: number;
}

const compareMs = 5 * 60_000;
/** What found the store held, or a place away, is tried again. */
const busyMs = 5_000;
const awayMs = 30_000;
/** A process that has nothing to look at for so long is let go. */
const idleMs = 120_000;

/** `wayward watch`: what changes is scanned within seconds, until it is stopped. Gives the exit code. */
export async function watchCommand(options: WatchOptions): Promise<number> {
  const settleMs = parseDuration(options.settle);
  if (settleMs === null || settleMs < 50 || settleMs > 600_000) {
    throw new CannotRun(`--settle ${options.settle} is no duration from 50 ms to 10 min; give 1 s or 500 ms`);
  }
  const plan = await readPlan(options);
  const wishes = { settleMs, mostFolders: options.maxFolders, compareMs };
  const session = new Watching(plan, options, wishes);
  return await session.run();
}

/** The watches, and one process at a time that looks at what they told. */
class Watching {
  readonly #options: WatchOptions;
  readonly #wishes: WatchWishes;
  readonly #stop = new AbortController();
  readonly #changes = new Changes();
  readonly #over = Promise.withResolvers<number>();
  #plan: Plan;
  #watched: { readonly name: string; readonly watched: Watched; readonly open: OpenSource }[] = [];
  #looking: Looking | null = null;
  #isLooking = false;
  #idle: NodeJS.Timeout | null = null;
  #timer: NodeJS.Timeout | null = null;
  #files: Disposable | null = null;
  #rereading: Promise<void> = Promise.resolve();

  constructor(plan: Plan, options: WatchOptions, wishes: WatchWishes) {
    this.#plan = plan;
    this.#options = options;
    this.#wishes = wishes;
  }

  async run(): Promise<number> {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => this.#end());
    process.on('SIGHUP', () => this.#reread());
    try {
      await this.#watchAll();
    } catch (error) {
      await this.#close();
      if (this.#stop.signal.aborted) return exit.done;
      throw error;
    }
    this.#watchConfiguration();
    this.#look();
    const code = await this.#over.promise;
    await this.#close();
    logLines('info', 'ended');
    return code;
  }

  /** @throws CannotRun when something cannot be watched at all, with the reason */
  async #watchAll(): Promise<void> {
    const kinds = await loadSources();
    const { config } = this.#plan.loaded;
    const { targets } = this.#options;
    const unknown = targets.filter((target) => !config.sources.some(({ name }) => name === target));
    if (unknown.length > 0) {
      const names = config.sources.map(({ name }) => name).join(', ');
      throw new CannotRun(`there is no source ${unknown.join(', ')} in the configuration; there are ${names}`);
    }
    const chosen = config.sources.filter(({ name }) => targets.length === 0 || targets.includes(name));
    const ownPaths = [this.#plan.stateDir, config.key, ...config.reports.map(({ file }) => file)];
    for (const { name, kind, settings } of chosen) {
      const plugin = kinds.get(kind);
      if (plugin === undefined) throw new CannotRun(`there is no kind of source ${kind}`);
      if (plugin.watches !== true) {
        const reason = `a source of kind ${kind} does not tell what changes; it is left to the scans of "wayward run"`;
        // Named by hand, it is a mistake; else the others are watched.
        if (targets.length > 0 || chosen.length === 1) throw new CannotRun(`${name}: ${reason}`);
        logLines('warn', 'not_watched', { source: name, reason });
        continue;
      }
      const started = performance.now();
      const { signal } = this.#stop;
      const open = await plugin.open(plugin.settings.parse(settings), { signal, ownPaths, forReading: false });
      const watched = await this.#watchOne(name, open, targets.length > 0 || chosen.length === 1);
      if (watched === null) continue;
      this.#watched.push({ name, watched, open });
      const ms = Math.round(performance.now() - started);
      logLines('info', 'watching', { source: name, folders: watched.folders, unwatched: watched.unwatched, ms });
      // Nobody knows what has changed while nobody watched.
      this.#changes.all(name);
    }
    if (this.#watched.length === 0) throw new CannotRun('no source of the configuration can be watched');
  }

  async #watchOne(name: string, open: OpenSource, named: boolean): Promise<Watched | null> {
    try {
      const told = {
        changed: (unit: string) => this.#changed(() => this.#changes.changed(name, unit)),
        gone: (unit: string) => this.#changed(() => this.#changes.gone(name, unit)),
        trouble: (what: WatchTrouble) => this.#trouble(name, what),
      };
      return (await open.watch?.(this.#wishes, told, this.#stop.signal)) ?? null;
    } catch (error) {
      await open[Symbol.asyncDispose]();
      if (named || !(error instanceof CannotRun)) throw error;
      logLines('warn', 'not_watched', { source: name, reason: error.message });
      return null;
    }
  }

  #changed(note: () => void): void {
    note();
    this.#look();
  }

  #trouble(source: string, { code, detail }: WatchTrouble): void {
    const level = code === 'lost' ? 'warn' : 'error';
    const means = { overflow: 'all_is_looked_at', died: 'watched_again' } as Readonly<Record<string, string>>;
    logLines(level, `watch_${code}`, { source, detail, means: means[code] ?? 'the_nightly_scan_makes_up_for_it' });
    if (code === 'overflow') this.#changed(() => this.#changes.all(source));
    if (code === 'died') this.#again(source);
  }

  /** A place that has gone is watched again when it is back. */
  #again(source: string): void {
    const timer = setTimeout(async () => {
      if (this.#stop.signal.aborted) return;
      const gone = this.#watched.find(({ name }) => name === source);
      this.#watched = this.#watched.filter((one) => one !== gone);
      await gone?.watched[Symbol.asyncDispose]();
      await gone?.open[Symbol.asyncDispose]();
      try {
        const entry = this.#plan.loaded.config.sources.find(({ name }) => name === source);
        const plugin = entry === undefined ? undefined : (await loadSources()).get(entry.kind);
        if (entry === undefined || plugin === undefined) return;
        const context = { signal: this.#stop.signal, ownPaths: [this.#plan.stateDir], forReading: false };
        const open = await plugin.open(plugin.settings.parse(entry.settings), context);
        const watched = await this.#watchOne(source, open, true);
        if (watched === null) return;
        this.#watched.push({ name: source, watched, open });
        logLines('info', 'watching', { source, folders: watched.folders, unwatched: watched.unwatched });
        this.#changed(() => this.#changes.all(source));
      } catch (error) {
        if (!(error instanceof CannotRun)) throw error;
        logLines('warn', 'not_watched', { source, reason: error.message });
        this.#again(source);
      }
    }, awayMs);
    timer.unref();
  }

  /** One after the other; what changes meanwhile is for the next. */
  #look(): void {
    if (this.#isLooking || this.#timer !== null || this.#stop.signal.aborted) return;
    const again = this.#changes.take();
    if (again.length === 0) return;
    const { loaded, stateDir: state } = this.#plan;
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#looking ??= startLooking();
    this.#isLooking = true;
    void this.#looking.look({ do: 'amend', loaded, state, again }).then((ended) => {
      this.#isLooking = false;
      if (this.#stop.signal.aborted) return;
      if (ended === null) {
        logLines('error', 'job_died', { job: 'watch' });
        this.#looking = null;
      }
      this.#idle = setTimeout(() => this.#letGo(), idleMs);
      if (ended?.how === 'finished') return this.#look();
      // It is not lost: it is looked at again, with what comes.
      this.#changes.back(again);
      this.#later(ended?.how === 'busy' ? busyMs : awayMs);
    });
  }

  #letGo(): void {
    void this.#looking?.stop();
    this.#looking = null;
  }

  #later(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#look();
    }, ms);
  }

  #watchConfiguration(): void {
    const { file, policyFile } = this.#plan.loaded;
    this.#files?.[Symbol.dispose]();
    const files = [file, policyFile].filter((one) => one !== null);
    this.#files = watchFiles(files, () => this.#reread());
  }

  /** A right one counts from now on, a wrong one is refused and the one before kept. */
  #reread(): void {
    this.#rereading = this.#rereading.then(async () => {
      if (this.#stop.signal.aborted) return;
      const before = this.#plan;
      try {
        const plan = await readPlan(this.#options);
        if (plan.stateDir !== before.stateDir) throw new CannotRun('state: cannot change while it is watched');
        if (plan.loaded.hash === before.loaded.hash && JSON.stringify(plan) === JSON.stringify(before)) return;
        this.#plan = plan;
        await this.#unwatch();
        await this.#watchAll();
        logLines('info', 'configuration_read', { sources: this.#watched.map(({ name }) => name) });
        this.#watchConfiguration();
        this.#look();
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        if (!(error instanceof CannotRun)) throw error;
        for (const mistake of error.message.split('\n')) logLines('error', 'configuration_mistake', { mistake });
        logLines('error', 'configuration_refused', { mistakes: error.message.split('\n').length });
        if (this.#plan === before) return;
        this.#plan = before;
        await this.#unwatch();
        await this.#watchAll();
        this.#look();
      }
    });
    this.#rereading.catch((error: unknown) => this.#over.reject(error));
  }

  #end(): void {
    if (this.#stop.signal.aborted) return;
    this.#stop.abort();
    logLines('info', 'stopping');
    void (this.#looking?.stop() ?? Promise.resolve()).then(() => this.#over.resolve(exit.done));
  }

  async #unwatch(): Promise<void> {
    for (const { watched, open } of this.#watched.splice(0)) {
      await watched[Symbol.asyncDispose]();
      await open[Symbol.asyncDispose]();
    }
  }

  async #close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#files?.[Symbol.dispose]();
    await this.#unwatch();
  }
}
