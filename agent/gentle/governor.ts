import type { Pace, Ticket, Waits } from '../contracts/pace.ts';
import { BackOff } from './back-off.ts';
import { Bucket } from './bucket.ts';

/** Time as the governor knows it. */
export interface Timing {
  /** Milliseconds of a clock that only goes forward. */
  now(): number;
  /** Rejects when aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The machine, as it is now. */
export interface Machine {
  /** Of the last minute, per core. */
  load(): number;
  /** Bytes that this process holds. */
  memory(): number;
}

export interface Caps {
  readonly megabytesPerSecond: number | null;
  readonly filesPerSecond: number | null;
}

export interface GovernorSettings {
  /** By source. */
  readonly caps: ReadonlyMap<string, Caps>;
  /** Orders at once, at most. */
  readonly width: number;
  readonly maxLoad: number | null;
  /** Bytes. */
  readonly memory: number | null;
  /** Times a share's best; null for never. */
  readonly backOff: number | null;
}

/** Why nothing is begun. */
export type Held = 'paused' | 'load';

/** What changed, for the log: codes and numbers. */
export type PaceNews =
  | { readonly event: 'held'; readonly why: 'load'; readonly load: number }
  | { readonly event: 'released'; readonly why: 'load'; readonly load: number }
  | { readonly event: 'back_off'; readonly source: string; readonly orders: number; readonly resting: boolean }
  | { readonly event: 'memory_ceiling'; readonly bytes: number; readonly orders: number };

const MB = 1_000_000;
const lookAtLoadEvery = 5_000;
const lookAtMemoryEvery = 250;
/** The ceiling is left when so much of it is used. */
const relaxed = 0.9;
const longestRest = 5_000;

/** Keeps to the caps, gives way to machine and share, and can be paused and closed. See docs/running.md. */
export class Governor implements Pace {
  readonly #settings: GovernorSettings;
  readonly #timing: Timing;
  readonly #machine: Machine;
  readonly #tell: (news: PaceNews) => void;
  readonly #buckets = new Map<string, { readonly bytes: Bucket | null; readonly files: Bucket | null }>();
  readonly #backOffs = new Map<string, BackOff>();
  readonly #closing = new AbortController();
  readonly #eithers = new WeakMap<AbortSignal, AbortSignal>();
  #released: PromiseWithResolvers<void> | null = null;
  #freed = Promise.withResolvers<void>();
  /** Orders go out one after the other: who asked first is first. */
  #turn: Promise<unknown> = Promise.resolve();
  #underWay = 0;
  #restUntil = 0;
  #byMemory: number;
  #memoryLooked = Number.NEGATIVE_INFINITY;
  #loadLooked = Number.NEGATIVE_INFINITY;
  #overloaded = false;

  constructor(settings: GovernorSettings, timing: Timing, machine: Machine, tell: (news: PaceNews) => void) {
    this.#settings = settings;
    this.#timing = timing;
    this.#machine = machine;
    this.#tell = tell;
    this.#byMemory = settings.width;
  }

  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  get held(): Held | null {
    return this.#released !== null ? 'paused' : this.#overloaded ? 'load' : null;
  }

  pause(): void {
    this.#released ??= Promise.withResolvers<void>();
  }

  resume(): void {
    this.#released?.resolve();
    this.#released = null;
  }

  close(): void {
    this.#closing.abort();
  }

  async ready(signal: AbortSignal): Promise<void> {
    while (this.#released !== null || this.#isOverloaded()) {
      signal.throwIfAborted();
      this.closing.throwIfAborted();
      if (this.#released === null) await this.#timing.sleep(lookAtLoadEvery, this.#either(signal));
      else await until(this.#released.promise, this.#either(signal));
    }
    signal.throwIfAborted();
  }

  admit(source: string, bytes: number, signal: AbortSignal): Promise<Ticket> {
    const mine = this.#turn.then(() => this.#admit(source, bytes, signal));
    this.#turn = mine.catch(() => {});
    return mine;
  }

  listed(source: string, entries: number, milliseconds: number): void {
    if (entries > 0) this.#observe(source, 'list', milliseconds / entries);
  }

  async #admit(source: string, bytes: number, signal: AbortSignal): Promise<Ticket> {
    const { bytes: byBytes, files } = this.#bucketsOf(source);
    for (;;) {
      await this.ready(signal);
      this.closing.throwIfAborted();
      if (this.#underWay >= this.#allowed(source)) {
        await until(this.#freed.promise, this.#either(signal));
        continue;
      }
      const now = this.#timing.now();
      const wait = Math.max(byBytes?.wait(now) ?? 0, files?.wait(now) ?? 0, this.#restUntil - now);
      if (wait <= 0) break;
      await this.#sleepOrFreed(Math.ceil(wait), this.#either(signal));
    }
    const begun = this.#timing.now();
    byBytes?.take(bytes, begun);
    files?.take(1, begun);
    this.#underWay++;
    return { done: (read, waits) => this.#done(source, byBytes, bytes - read, begun, waits) };
  }

  #done(source: string, bucket: Bucket | null, unused: number, begun: number, waits: Waits | undefined): void {
    const now = this.#timing.now();
    bucket?.giveBack(unused, now);
    this.#underWay--;
    if (waits !== undefined && waits.reads > 0) this.#observe(source, 'read', waits.milliseconds / waits.reads);
    if (this.#backOffs.get(source)?.resting === true) this.#restUntil = now + Math.min(longestRest, now - begun);
    this.#freed.resolve();
    this.#freed = Promise.withResolvers<void>();
  }

  #observe(source: string, what: 'read' | 'list', milliseconds: number): void {
    const { backOff: factor, width } = this.#settings;
    if (factor === null) return;
    const now = this.#timing.now();
    const known = this.#backOffs.get(source);
    const backOff = known ?? new BackOff(width, factor, now);
    if (known === undefined) this.#backOffs.set(source, backOff);
    if (!backOff.observe(what, milliseconds, now)) return;
    this.#tell({ event: 'back_off', source, orders: backOff.allowed, resting: backOff.resting });
  }

  #allowed(source: string): number {
    this.#lookAtMemory();
    return Math.min(this.#byMemory, this.#backOffs.get(source)?.allowed ?? this.#settings.width);
  }

  /** Over the ceiling, half as many orders at once; below it, one more at a time. */
  #lookAtMemory(): void {
    const { memory, width } = this.#settings;
    const now = this.#timing.now();
    if (memory === null || now - this.#memoryLooked < lookAtMemoryEvery) return;
    this.#memoryLooked = now;
    const bytes = this.#machine.memory();
    const before = this.#byMemory;
    if (bytes > memory) this.#byMemory = Math.max(1, Math.floor(before / 2));
    else if (bytes < memory * relaxed) this.#byMemory = Math.min(width, before + 1);
    // Told when it begins, not at every step.
    if (before === width && this.#byMemory < width) {
      this.#tell({ event: 'memory_ceiling', bytes, orders: this.#byMemory });
    }
  }

  #isOverloaded(): boolean {
    const { maxLoad } = this.#settings;
    const now = this.#timing.now();
    if (maxLoad === null || now - this.#loadLooked < lookAtLoadEvery) return this.#overloaded;
    this.#loadLooked = now;
    const load = this.#machine.load();
    const before = this.#overloaded;
    this.#overloaded = load > maxLoad;
    const rounded = Math.round(load * 100) / 100;
    if (this.#overloaded && !before) this.#tell({ event: 'held', why: 'load', load: rounded });
    if (!this.#overloaded && before) this.#tell({ event: 'released', why: 'load', load: rounded });
    return this.#overloaded;
  }

  #bucketsOf(source: string) {
    const known = this.#buckets.get(source);
    if (known !== undefined) return known;
    const { megabytesPerSecond: mb = null, filesPerSecond = null } = this.#settings.caps.get(source) ?? {};
    const now = this.#timing.now();
    const made = {
      bytes: mb === null ? null : new Bucket(mb * MB, now),
      files: filesPerSecond === null ? null : new Bucket(filesPerSecond, now),
    };
    this.#buckets.set(source, made);
    return made;
  }

  /** What an order gives back may be what the next waits for. */
  async #sleepOrFreed(milliseconds: number, signal: AbortSignal): Promise<void> {
    const awake = new AbortController();
    const slept = this.#timing.sleep(milliseconds, AbortSignal.any([signal, awake.signal]));
    try {
      await Promise.race([slept, this.#freed.promise]);
    } finally {
      awake.abort();
      slept.catch(() => {});
    }
  }

  #either(signal: AbortSignal): AbortSignal {
    const known = this.#eithers.get(signal);
    if (known !== undefined) return known;
    const either = AbortSignal.any([signal, this.closing]);
    this.#eithers.set(signal, either);
    return either;
  }
}

async function until(happens: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const stopped = Promise.withResolvers<never>();
  const stop = () => stopped.reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    await Promise.race([happens, stopped.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
