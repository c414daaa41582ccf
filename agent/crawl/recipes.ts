import type { Shape } from '../contracts/detector.ts';
import type { KnownItem, RecipeParts } from '../contracts/store.ts';

/**
 * Whether what was read of an item by another recipe says what this one would say: nothing but detectors differs, and
 * none of those that do could find a candidate of its shape in it.
 *
 * @param recipes those that items were read by
 * @param concerns whether an item of these traits may be another under detectors of these shapes
 */
export function stillHolds(
  now: RecipeParts,
  recipes: ReadonlyMap<string, RecipeParts>,
  concerns: (traits: number, shapes: readonly Shape[]) => boolean,
): (known: KnownItem) => boolean {
  const answers = new Map<string, readonly Shape[] | null>();
  return ({ recipe, traits }) => {
    if (traits === null || recipe === '') return false;
    let shapes = answers.get(recipe);
    if (shapes === undefined) {
      const then = recipes.get(recipe);
      shapes = then === undefined ? null : changedShapes(then, now);
      answers.set(recipe, shapes);
    }
    return shapes !== null && !concerns(traits, shapes);
  };
}

/** Of detectors that are new, gone or others; null where more is different. */
function changedShapes(then: RecipeParts, now: RecipeParts): readonly Shape[] | null {
  if (then.base !== now.base || then.traits !== now.traits) return null;
  const ids = new Set([...Object.keys(then.detectors), ...Object.keys(now.detectors)]);
  return [...ids].flatMap((id) => {
    const [before, after] = [then.detectors[id], now.detectors[id]];
    if (before?.version === after?.version) return [];
    return [...(before?.shapes ?? []), ...(after?.shapes ?? [])];
  });
}
