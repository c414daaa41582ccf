import { describe, expect, it } from 'vitest';
import { seeded } from '../../../bench/measure-false-accept.ts';
import { checkNames, namedCheck } from '../../../detectors/lib/checks.ts';
import { mod11_2, mod11_10, mod97, mod97_10 } from '../../../detectors/lib/iso7064.ts';
import { luhn } from '../../../detectors/lib/luhn.ts';
import { verhoeff } from '../../../detectors/lib/verhoeff.ts';
import { mod11, weightedSum } from '../../../detectors/lib/weights.ts';

/** Published examples of each check, and the same with one digit changed. */
const samples: readonly [string, (text: string) => boolean, readonly string[]][] = [
  ['luhn', luhn, ['79927398713', '49927398716', '4111111111111111']],
  ['verhoeff', verhoeff, ['2363', '234123412346', '123451']],
  ['mod11', mod11, ['0306406152', '4010232137']],
  ['mod11_10', mod11_10, ['36574261809', '86095742719', '794623']],
  ['mod11_2', mod11_2, ['0000000218250097', '079X']],
  ['mod97_10', mod97_10, ['3214282912345698765432161182', '79444']],
];

describe('checks', () => {
  it.each(samples)('%s passes published examples and notices every changed digit', (_name, passes, examples) => {
    for (const example of examples) {
      expect(passes(example), example).toBe(true);
      for (let at = 0; at < example.length; at++) {
        if (!/\d/.test(example.charAt(at))) continue;
        for (let digit = 0; digit < 10; digit++) {
          const changed = example.slice(0, at) + digit + example.slice(at + 1);
          if (changed !== example) expect(passes(changed), changed).toBe(false);
        }
      }
    }
  });

  it('count letters as two digits in mod97', () => {
    expect(mod97('WEST12345698765432GB82')).toBe(1);
    expect(mod97('3214282912345698765432161182')).toBe(1);
  });

  it('weigh digits by place', () => {
    expect(weightedSum('123', [3, 2, 1])).toBe(10);
  });

  it('say no to nothing', () => {
    for (const [, passes] of samples) expect(passes('')).toBe(false);
  });

  it.each(checkNames)('%s passes as few random numbers as it declares', (name) => {
    const check = namedCheck(name)!;
    const random = seeded(7);
    let passed = 0;
    const draws = 40_000;
    for (let i = 0; i < draws; i++) {
      const text = Array.from({ length: 10 }, () => Math.floor(random() * 10)).join('');
      if (check.passes(text)) passed += 1;
    }
    expect(passed / draws).toBeGreaterThan(check.falseAccept / 1.2);
    expect(passed / draws).toBeLessThan(check.falseAccept * 1.2);
  });

  it('unknown names give null', () => {
    expect(namedCheck('constructor')).toBeNull();
    expect(namedCheck('mod12')).toBeNull();
  });
});
