import { describe, expect, it } from 'vitest';
import type { Item } from '../../agent/contracts/item.ts';
import type { KnownItem } from '../../agent/contracts/store.ts';
import { decide, recipeToKeep } from '../../agent/crawl/unchanged.ts';

const item = (signature: string, excluded: Item['excluded'] = null) => ({ signature, excluded }) as Item;
const known = (given: Partial<KnownItem>): KnownItem => ({
  id: 'i',
  signature: 's|owner',
  recipe: 'r',
  status: 'read',
  excluded: null,
  traits: null,
  ...given,
});

describe('unchanged or not', () => {
  const cases = [
    ['never seen', item('s|owner'), undefined, 'read'],
    ['the same', item('s|owner'), known({}), 'keep'],
    ['other content', item('t|owner'), known({}), 'read'],
    ['same content, others may read it', item('s|everyone'), known({}), 'refresh'],
    ['another recipe', item('s|owner'), known({ recipe: 'q' }), 'read'],
    ['failed for a passing reason', item('s|owner'), known({ recipe: '' }), 'read'],
    ['left out by its kind, still the same', item('s|owner'), known({ status: 'excluded', excluded: 'kind' }), 'keep'],
    ['left out by a glob, still so', item('s|owner', 'glob'), known({ status: 'excluded', excluded: 'glob' }), 'keep'],
    ['left out before, not now', item('s|owner'), known({ status: 'excluded', excluded: 'glob' }), 'read'],
    ['left out now, not before', item('s|owner', 'size'), known({}), 'read'],
  ] as const;
  it.each(cases)('%s', (_, now, before, expected) => {
    expect(decide(now, before, 'r')).toBe(expected);
  });

  it('poison is remembered, a passing failure is tried again', () => {
    expect(recipeToKeep('r', [{ code: 'timeout' }])).toBe('r');
    expect(recipeToKeep('r', [{ code: 'damaged' }])).toBe('r');
    expect(recipeToKeep('r', [{ code: 'unreadable' }])).toBe('');
  });
});
