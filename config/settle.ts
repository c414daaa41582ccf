import { dirname, resolve } from 'node:path';
import type { NoticeKind } from '../agent/contracts/delivery.ts';
import type { DestinationEntry, ReportEntry, Settled, SourceEntry } from './schema.ts';

/** The configuration as the program uses it: all defaults in, paths absolute, sizes in bytes, durations in ms. */
export interface Config {
  readonly organization: {
    readonly name: string | null;
    /** ISO 3166 codes. */
    readonly countries: readonly string[];
    readonly timezone: string;
    readonly dpo: { readonly name: string | null; readonly email: string | null } | null;
  };
  readonly state: string | null;
  readonly key: string;
  readonly paths: 'full' | 'share_and_hash' | 'hash';
  readonly sources: readonly SourceConfig[];
  readonly excludeKinds: readonly string[];
  readonly ocr: { readonly languages: readonly string[]; readonly program: string } | null;
  readonly limits: Limits;
  readonly detectors: {
    readonly only: readonly string[];
    readonly disable: readonly string[];
    /** As in the file: detectors/lib/custom.ts makes detectors of them. */
    readonly custom: Settled['detectors']['custom'];
  };
  /** As the policy's schema gives it; null for an inventory. */
  readonly policy: object | null;
  readonly reports: readonly ReportConfig[];
  readonly schedule: readonly JobConfig[];
  readonly gentle: Gentle;
  readonly destinations: readonly DestinationConfig[];
  readonly outbox: {
    /** Bytes that may wait for each destination. */
    readonly maxSize: number;
    /** Milliseconds. */
    readonly deliverFor: number;
    /** Milliseconds. */
    readonly heartbeat: number;
  };
  /** Null: one for each core. */
  readonly workers: number | null;
}

export interface SourceConfig {
  readonly name: string;
  readonly kind: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface ReportConfig {
  readonly kind: string;
  readonly file: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A job of `wayward run`. */
export interface JobConfig {
  readonly name: string;
  readonly cron: string;
  /** Names; null for all. */
  readonly sources: readonly string[] | null;
  /** Null: as each source says. */
  readonly depth: 'sample' | 'full' | null;
  /** `22:00-06:00`, in the organization's time zone; null for all day. */
  readonly window: string | null;
  readonly catchUp: boolean;
}

export interface Gentle {
  readonly nice: number;
  readonly io: 'idle' | 'normal';
  /** Per core; null for no bound. */
  readonly maxLoad: number | null;
  /** Bytes; null for no bound. */
  readonly memory: number | null;
  /** Times the share's best; null for never. */
  readonly backOff: number | null;
}

export interface DestinationConfig {
  readonly name: string;
  readonly kind: string;
  readonly paths: Config['paths'];
  readonly events: readonly NoticeKind[];
  /** Events of a batch at most. */
  readonly batch: number;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Of one item and everything inside it: bytes and milliseconds. */
export interface Limits {
  readonly cpu: number;
  /** More for each MiB of the item. */
  readonly cpuPerMiB: number;
  readonly stall: number;
  readonly memory: number;
  readonly bytes: number;
  readonly ratio: number;
  readonly depth: number;
  readonly members: number;
}

/** `folder` is what relative paths are relative to. */
export function settle(settled: Omit<Settled, 'policy'>, policy: object | null, folder: string): Config {
  const absolute = (path: string) => resolve(folder, path);
  const { organization, limits, state, key, paths, content, detectors } = settled;
  const { name = null, countries, timezone, dpo } = organization;
  const { cpu_per_mib: cpuPerMiB, ...otherLimits } = limits;
  return {
    organization: {
      name,
      countries,
      timezone,
      dpo: dpo === undefined ? null : { name: dpo.name ?? null, email: dpo.email ?? null },
    },
    state: state === undefined ? null : absolute(state),
    key: absolute(key ?? './wayward.key'),
    paths,
    sources: settled.sources.map((entry) => sourceOf(entry, absolute)),
    excludeKinds: content.exclude_kinds,
    ocr: content.ocr ?? null,
    limits: { ...otherLimits, cpuPerMiB },
    detectors,
    policy,
    reports: settled.reports.map((entry) => reportOf(entry, absolute)),
    schedule: settled.schedule.map(jobOf),
    gentle: gentleOf(settled.gentle),
    destinations: settled.destinations.map((entry) => destinationOf(entry, paths, absolute)),
    outbox: {
      maxSize: settled.outbox.max_size,
      deliverFor: settled.outbox.deliver_for,
      heartbeat: settled.outbox.heartbeat,
    },
    workers: settled.workers ?? null,
  };
}

function jobOf({ name, cron, sources, depth, window, catch_up: catchUp }: Settled['schedule'][number]): JobConfig {
  return { name, cron, sources: sources ?? null, depth: depth ?? null, window: window ?? null, catchUp };
}

function gentleOf({ nice, io, max_load: maxLoad, memory, back_off: backOff }: Settled['gentle']): Gentle {
  return { nice, io, maxLoad: maxLoad ?? null, memory: memory ?? null, backOff: backOff === 0 ? null : backOff };
}

/** The folder of a configuration file. */
export function folderOf(file: string): string {
  return dirname(resolve(file));
}

/** Settings that name a file or folder. */
const files = { source: ['path', 'ca', 'option_file'], destination: ['path', 'ca', 'cert', 'key'] };

function sourceOf({ name, kind, ...settings }: SourceEntry, absolute: (path: string) => string): SourceConfig {
  return { name, kind, settings: withFiles(settings, files.source, absolute) };
}

function destinationOf(
  { name, kind, paths, events, batch, ...settings }: DestinationEntry,
  defaultPaths: Config['paths'],
  absolute: (path: string) => string,
): DestinationConfig {
  const own = withFiles(settings, files.destination, absolute);
  return { name, kind, paths: paths ?? defaultPaths, events, batch, settings: own };
}

function withFiles(
  settings: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  absolute: (path: string) => string,
): Readonly<Record<string, unknown>> {
  const named = keys.flatMap((key) => {
    const file = settings[key];
    return typeof file === 'string' ? [[key, absolute(file)] as const] : [];
  });
  return { ...settings, ...Object.fromEntries(named) };
}

function reportOf({ kind, file, ...settings }: ReportEntry, absolute: (path: string) => string): ReportConfig {
  return { kind, file: absolute(file), settings };
}
