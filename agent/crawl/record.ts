import type { Finding, Outcome } from '../contracts/finding.ts';
import type { Facts, Item } from '../contracts/item.ts';
import type { Trouble } from '../contracts/source.ts';
import type { ItemRecord } from '../contracts/store.ts';
import type { Settled } from '../detect/settle.ts';
import type { Ids } from '../ids.ts';
import { recipeToKeep } from './unchanged.ts';

export interface Context {
  readonly run: string;
  readonly source: string;
  readonly recipe: string;
  readonly ids: Ids;
  settle(outcome: Outcome): readonly Settled[];
}

/** An item that was read, or tried. */
export function recordOutcome(context: Context, item: Item, id: string, outcome: Outcome): ItemRecord {
  const findings = context.settle(outcome).map(
    (settled): Finding => ({
      ...settled,
      id: context.ids.finding(id, settled.part, settled.detector),
      source: context.source,
      path: item.path,
    }),
  );
  return {
    item: {
      ...base(context, item, id),
      recipe: recipeToKeep(context.recipe, outcome.problems),
      status: outcome.status,
      excluded: outcome.status === 'excluded' ? 'kind' : null,
      kind: outcome.kind,
      contentHash: outcome.contentHash,
      dates: outcome.dates,
      problems: outcome.problems,
      untouched: outcome.untouched,
    },
    findings,
  };
}

/** An item that the configuration leaves out: counted, never opened. */
export function recordExcluded(context: Context, item: Item, id: string): ItemRecord {
  return {
    item: {
      ...base(context, item, id),
      ...nothingRead,
      recipe: context.recipe,
      status: 'excluded',
      excluded: item.excluded,
    },
    findings: [],
  };
}

/** Something that was listed and could not even be looked at. */
export function recordTrouble(context: Context, unit: string, trouble: Trouble): ItemRecord {
  const id = context.ids.item(context.source, trouble.path);
  const item: Item = { unit, path: trouble.path, signature: '', facts: noFacts, excluded: null };
  return {
    item: {
      ...base(context, item, id),
      ...nothingRead,
      recipe: '',
      status: 'unread',
      excluded: null,
      problems: [{ ...trouble.trouble, part: '' }],
    },
    findings: [],
  };
}

function base(context: Context, item: Item, id: string) {
  const { unit, path, signature, facts } = item;
  return { id, source: context.source, unit, path, signature, facts, openedIn: context.run };
}

const nothingRead = { kind: null, contentHash: null, dates: [], problems: [], untouched: true } as const;

const noFacts: Facts = {
  bytes: 0,
  mtime: null,
  birthtime: null,
  owner: null,
  group: null,
  mode: null,
  exposure: 'unknown',
  exposureFrom: 'source',
  links: 0,
};
