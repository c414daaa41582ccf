import type { Parts as ConfigParts } from '../../config/schema.ts';
import { checkNames } from '../../detectors/lib/custom.ts';
import type { DestinationKind } from '../contracts/delivery.ts';
import type { Reporter } from '../contracts/report.ts';
import type { Rule } from '../contracts/rule.ts';
import type { SourceKind } from '../contracts/source.ts';
import { excludedByDefault, kinds } from '../extract/kinds.ts';
import { type Policy, policySchema, sourcesNamed } from '../judge/policy.ts';
import { loadPlugins } from '../registry.ts';
import { loadDetectors, loadSources } from '../toolbox.ts';

/** The plug-ins that a configuration can name, and what it must know of them. */
export interface PluginParts extends ConfigParts {
  readonly sources: ReadonlyMap<string, SourceKind<unknown>>;
  readonly reporters: ReadonlyMap<string, Reporter<unknown>>;
  readonly destinations: ReadonlyMap<string, DestinationKind<unknown>>;
  readonly rules: ReadonlyMap<string, Rule<unknown>>;
}
export type { Policy };

export async function loadParts(): Promise<PluginParts> {
  const [sources, reporters, destinations, rules, detectors] = await Promise.all([
    loadSources(),
    loadPlugins<Reporter<unknown>>(new URL('../../reporters/', import.meta.url)),
    loadPlugins<DestinationKind<unknown>>(new URL('../../reporters/destinations/', import.meta.url)),
    loadPlugins<Rule<unknown>>(new URL('../rules/', import.meta.url)),
    loadDetectors({ only: [], disable: [], custom: [] }),
  ]);
  return {
    sources,
    reporters,
    destinations,
    rules,
    policy: policySchema(rules),
    checkNames,
    detectors: [...detectors.keys()],
    categories: [...new Set([...detectors.values()].map(({ category }) => category))],
    kinds: [...new Set(kinds.flatMap(({ id, class: name }) => [name, id]))],
    excludedKinds: excludedByDefault,
    sourcesNamed,
  };
}
