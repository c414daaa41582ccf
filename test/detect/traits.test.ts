import { describe, expect, it } from 'vitest';
import { createDetection } from '../../agent/detect/detection.ts';
import { createEngine } from '../../agent/detect/engine.ts';
import { createFingerprint } from '../../agent/detect/fingerprint.ts';
import { mayConcern } from '../../agent/detect/traits.ts';
import { loadDetectors } from '../../agent/toolbox.ts';

const detectors = await loadDetectors({ custom: [], only: [], disable: [] });
// Traits say what a detector that is not there yet could find: one is enough to gather them.
const engine = createEngine({ detectors: [...detectors.values()].slice(0, 1), countries: [] });
const fingerprint = createFingerprint(new Uint8Array(32));

function traitsOf(text: string, as: 'prose' | 'field' = 'prose'): number {
  const detection = createDetection(engine, { fingerprint });
  if (as === 'prose') detection.add('', { type: 'prose', text, at: [], continues: false });
  else detection.add('', { type: 'fields', at: [], fields: [{ name: 'x', place: 'x', value: text }] });
  detection.finish();
  return detection.traits(false);
}

describe('traits', () => {
  it.each([...detectors])('never pass over what %s would find', (_, { shapes, examples }) => {
    expect(examples.valid.length).toBeGreaterThan(0);
    for (const example of examples.valid) {
      for (const text of [example, `so it is: ${example}, and not otherwise`]) {
        for (const as of ['prose', 'field'] as const)
          expect([text, mayConcern(traitsOf(text, as), shapes)]).toEqual([text, true]);
      }
    }
  });

  it('pass over what holds nothing of the kind', () => {
    const number = [{ kind: 'digits', digits: [11] }] as const;
    expect(mayConcern(traitsOf('Nobody has 12 of these, or 345.'), number)).toBe(false);
    expect(mayConcern(traitsOf('Mail somebody about it'), [{ kind: 'email' }])).toBe(false);
    expect(mayConcern(traitsOf('Mail somebody about it'), [{ kind: 'labelled' }])).toBe(true);
    expect(mayConcern(traitsOf('123 456-789 01'), number)).toBe(true);
    expect(mayConcern(0, [{ kind: 'labelled' }])).toBe(false);
  });

  it('never pass over what something was recognised in: another detector may tell it otherwise', () => {
    const detection = createDetection(engine, { fingerprint });
    expect(mayConcern(detection.traits(true), [{ kind: 'digits', digits: [11] }])).toBe(true);
  });
});
