import { createHash } from 'node:crypto';
import { customDetector } from '../detectors/lib/custom.ts';
import type { Detector } from './contracts/detector.ts';
import type { Extractor } from './contracts/extractor.ts';
import type { Fingerprint } from './contracts/sensitive.ts';
import type { OpenSource, SourceKind } from './contracts/source.ts';
import type { RecipeParts } from './contracts/store.ts';
import { createEngine, type Engine } from './detect/engine.ts';
import { createFingerprint } from './detect/fingerprint.ts';
import type { Register } from './detect/register.ts';
import { traitsVersion } from './detect/traits.ts';
import type { OcrSettings } from './extract/lib/ocr.ts';
import { openRegister } from './register/lookup.ts';
import { loadPlugins } from './registry.ts';
import type { Limits, Setup } from './work/messages.ts';

/** Everything that reading one item takes. Main and each worker build their own from the same setup. */
export interface Toolbox {
  readonly engine: Engine;
  readonly detectors: ReadonlyMap<string, Detector>;
  readonly extractors: readonly Extractor[];
  readonly excludeKinds: ReadonlySet<string>;
  /** Null where text in pictures is not recognised. */
  readonly ocr: OcrSettings | null;
  readonly limits: Limits;
  /** Null where there is none. */
  readonly register: Register | null;
  fingerprint(detector: string, normal: string): Fingerprint;
  /** Opened once, for reading, and kept open between orders. */
  source(name: string): Promise<OpenSource>;
}

const here = (folder: string) => new URL(folder, import.meta.url);

/** All detectors: those of the folder and, from the configuration, those written as data. */
export async function loadDetectors(choice: Setup['detectors']): Promise<ReadonlyMap<string, Detector>> {
  const all = new Map(await loadPlugins<Detector>(here('../detectors/'), { recursive: true }));
  for (const given of choice.custom) {
    const made = customDetector(given as Parameters<typeof customDetector>[0]);
    all.set(made.id, made);
  }
  const chosen = [...all].filter(([id]) => {
    if (choice.only.length > 0 && !choice.only.some((prefix) => covers(prefix, id))) return false;
    return !choice.disable.some((prefix) => covers(prefix, id));
  });
  return new Map(chosen.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `us` covers `us.ssn`, `us.ssn` covers itself. */
function covers(prefix: string, id: string): boolean {
  return id === prefix || id.startsWith(`${prefix}.`);
}

export function loadSources(): Promise<ReadonlyMap<string, SourceKind<unknown>>> {
  return loadPlugins<SourceKind<unknown>>(here('./sources/'));
}

export async function loadExtractors(): Promise<readonly Extractor[]> {
  return [...(await loadPlugins<Extractor>(here('./extractors/'))).values()];
}

/** @param hooks.working told of a server's process that works for this thread */
export async function createToolbox(
  setup: Setup,
  hooks: { readonly working?: (backend: number) => void } = {},
): Promise<Toolbox> {
  const [detectors, extractors, kinds] = await Promise.all([
    loadDetectors(setup.detectors),
    loadExtractors(),
    loadSources(),
  ]);
  const open = new Map<string, Promise<OpenSource>>();
  const engine = createEngine({ detectors: [...detectors.values()], countries: setup.countries });
  return {
    engine,
    register: setup.register === undefined ? null : openRegister(setup.register, setup.key, engine),
    detectors,
    extractors,
    excludeKinds: new Set(setup.excludeKinds),
    ocr: setup.ocr ?? null,
    limits: setup.limits,
    fingerprint: createFingerprint(setup.key),
    source(name) {
      let source = open.get(name);
      if (source === undefined) {
        source = openForReading(setup, kinds, name, hooks.working);
        open.set(name, source);
        // Away for a moment is not away for ever: the next item tries again.
        source.catch(() => open.delete(name));
      }
      return source;
    },
  };
}

function openForReading(
  setup: Setup,
  kinds: ReadonlyMap<string, SourceKind<unknown>>,
  name: string,
  working: ((backend: number) => void) | undefined,
): Promise<OpenSource> {
  const given = setup.sources.find((source) => source.name === name);
  const kind = given === undefined ? undefined : kinds.get(given.kind);
  if (given === undefined || kind === undefined) throw new Error(`no source ${name}`);
  return kind.open(given.settings, {
    signal: new AbortController().signal,
    ownPaths: [],
    forReading: true,
    ...(working === undefined ? {} : { working }),
  });
}

/**
 * Hash of every version and setting that could change what an item's content says: an item read under another is read
 * again. Of the customer register it holds how it is configured and not whom it lists: else everything would be read
 * again whenever a customer comes or goes.
 */
export function recipeOf(
  setup: Setup,
  tools: Pick<Toolbox, 'engine' | 'detectors' | 'extractors'>,
): { readonly hash: string; readonly parts: RecipeParts } {
  const base = {
    engine: tools.engine.version,
    extractors: tools.extractors.map(({ id, version }) => [id, version]),
    countries: setup.countries,
    limits: setup.limits,
    excludeKinds: setup.excludeKinds,
    ocr: setup.ocr?.languages,
    register: setup.register?.recipe,
    key: createHash('sha256').update('key-id').update(setup.key).digest('hex').slice(0, 16),
  };
  const custom = new Map(setup.detectors.custom.map((given) => [(given as { id?: unknown }).id, given]));
  const detectors = [...tools.detectors.values()].map(({ id, version, shapes }) => {
    const given = custom.get(id);
    return [id, { version: given === undefined ? `${version}` : hashOf(given), shapes }] as const;
  });
  const parts = { base: hashOf(base), traits: traitsVersion, detectors: Object.fromEntries(detectors) };
  return { hash: hashOf(parts), parts };
}

function hashOf(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
