import { stringify } from 'yaml';
import type { Loaded } from './load.ts';
import { formatDuration, formatSize } from './units.ts';

/**
 * The configuration as it counts, as YAML: every default is in it, texts with references stand as they are written.
 * What it prints loads again, from the same folder and with the same references.
 */
export function effective({ shown }: Pick<Loaded, 'shown'>): string {
  return stringify(readable(shown), { lineWidth: 0, aliasDuplicateObjects: false });
}

const sizes = ['memory', 'bytes'];
const durations = ['cpu', 'cpu_per_mib', 'stall'];

/** Of destinations and the outbox. */
const unitOf: Readonly<Record<string, (value: number) => string>> = {
  max_size: formatSize,
  deliver_for: formatDuration,
  heartbeat: formatDuration,
  timeout: formatDuration,
};

function readableDestination(of: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const withUnit = ([key, value]: [string, unknown]) => {
    const format = unitOf[key];
    return [key, typeof value === 'number' && format !== undefined ? format(value) : value];
  };
  return Object.fromEntries(Object.entries(of).map(withUnit));
}

/** Numbers with their units again. */
function readable(shown: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { limits, sources, gentle, outbox, destinations, ...rest } = shown;
  const withUnits = Object.entries(limits as Record<string, number>).map(([key, value]) => {
    if (sizes.includes(key)) return [key, typeof value === 'number' ? formatSize(value) : value];
    return [key, durations.includes(key) && typeof value === 'number' ? formatDuration(value) : value];
  });
  const readableSources = (sources as Record<string, unknown>[]).map((source) => {
    const size = source['max_size'];
    return typeof size === 'number' ? { ...source, max_size: formatSize(size) } : source;
  });
  const { memory, ...gentler } = gentle as Record<string, unknown>;
  const ceiling = typeof memory === 'number' ? { memory: formatSize(memory) } : {};
  const { version, organization, ...others } = rest;
  return {
    ...{ version, organization, sources: readableSources, ...others },
    gentle: { ...gentler, ...ceiling },
    limits: Object.fromEntries(withUnits),
    destinations: (destinations as Record<string, unknown>[]).map(readableDestination),
    outbox: readableDestination(outbox as Record<string, unknown>),
  };
}
