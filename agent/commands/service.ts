import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Config } from '../../config/load.ts';
import { CannotRun } from './errors.ts';
import { loadParts } from './parts.ts';
import { readConfig } from './read-config.ts';
import { type UnitFacts, unitText } from './service-unit.ts';

export interface ServiceOptions {
  readonly config?: string;
  readonly state?: string;
  readonly user: string;
  /** False: reads only what its user may. */
  readonly capabilities: boolean;
}

/** `wayward service print`: a unit for systemd, made for this configuration. */
export async function printCommand(options: ServiceOptions): Promise<void> {
  process.stdout.write(unitText((await factsOf(options)).facts));
}

/** `wayward service install`: the same, put where systemd looks; one that is there and was changed is left alone. */
export async function installCommand(
  options: ServiceOptions & { readonly to: string; readonly force: boolean },
): Promise<void> {
  const { facts, key } = await factsOf(options);
  const text = unitText(facts);
  const file = join(options.to, 'wayward.service');
  try {
    if (!options.force && existsSync(file) && readFileSync(file, 'utf8') !== text) {
      throw new CannotRun(`${file} is there and says something else; --force replaces it`);
    }
    writeFileSync(file, text, { mode: 0o644 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new CannotRun(`${file} cannot be written (${code}); "wayward service print" prints it`);
  }
  process.stdout.write(`${file} is written. What is left to do, as root:\n\n${left(facts, key)}`);
}

/** @param key where the fingerprint key is */
function left({ user, state, writes, config }: UnitFacts, key: string): string {
  const folders = [...(state.startsWith('/var/lib/') ? [] : [state]), ...writes];
  return [
    `  useradd --system --no-create-home --shell /usr/sbin/nologin ${user}     # unless there is one`,
    `  chgrp ${user} ${config} && chmod 640 ${config}`,
    // The service writes nothing beside its configuration: who could, could approve himself.
    ...(existsSync(key) ? [] : [`  (umask 077; od -An -N32 -tx1 /dev/urandom | tr -d ' \\n' > ${key})`]),
    `  chown ${user} ${key} && chmod 600 ${key}     # keep a copy where secrets are kept`,
    ...folders.map((folder) => `  install -d -o ${user} -g ${user} -m 750 ${folder}`),
    '  systemctl daemon-reload && systemctl enable --now wayward',
    `  sudo -u ${user} wayward status --state ${state}`,
    '',
  ].join('\n');
}

/** Where a service keeps its state when nothing else is said. */
const serviceState = '/var/lib/wayward';

async function factsOf(options: ServiceOptions): Promise<{ readonly facts: UnitFacts; readonly key: string }> {
  const { config, loaded } = await readConfig(options, await loadParts());
  if (loaded.file === null) throw new CannotRun('a service needs a configuration: name it with --config');
  if (!/^[a-z_][a-z0-9_-]*$/.test(options.user)) throw new CannotRun(`--user ${options.user} is no name of a user`);
  if (config.schedule.length === 0) {
    throw new CannotRun('the service would have nothing to run: put jobs under "schedule:" in the configuration');
  }
  const workers = config.workers ?? availableParallelism();
  const facts = {
    node: realpathSync(process.execPath),
    program: realpathSync(process.argv[1] ?? ''),
    config: loaded.file,
    state: options.state === undefined ? (config.state ?? serviceState) : resolve(options.state),
    user: options.user,
    reads: config.sources.flatMap(({ settings: { path } }) => (typeof path === 'string' ? [path] : [])),
    writes: writesOf(config),
    hosts: hostsOf(config),
    nice: config.gentle.nice,
    io: config.gentle.io,
    memory: Math.max(1, workers) * config.limits.memory + 2 ** 30,
    capabilities: options.capabilities,
  };
  return { facts, key: config.key };
}

function writesOf({ reports, destinations }: Config): string[] {
  const files = [
    ...reports.map(({ file }) => file),
    ...destinations.flatMap(({ settings: { path } }) => (typeof path === 'string' ? [path] : [])),
  ];
  return [...new Set(files.filter((file) => file !== '-').map((file) => dirname(file)))].sort();
}

/** Hosts of databases and of destinations, with or without a proxy between. */
function hostsOf({ sources, destinations }: Config): string[] {
  return [...sources, ...destinations].flatMap(({ settings }) => {
    const hosts = ['host', 'url', 'proxy'].flatMap((key) => {
      const value = settings[key];
      if (typeof value !== 'string') return [];
      return [key === 'host' ? value : new URL(value).hostname.replace(/^\[(.*)\]$/, '$1')];
    });
    return hosts;
  });
}
