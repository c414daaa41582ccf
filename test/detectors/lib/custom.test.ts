import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../agent/detect/engine.ts';
import { detectText } from '../../../agent/detect/spans.ts';
import { checkNames, customDetector } from '../../../detectors/lib/custom.ts';

const customer = {
  id: 'custom.customer_number',
  title: 'Customer number',
  category: 'user.unique_id',
  pattern: 'K-\\d{6}',
  labels: ['Kundennummer', 'customer no'],
  columns: ['customer_number', 'kundennr'],
  negative_labels: ['Artikel'],
  subject: 'customer',
  deny: ['K-000000'],
} as const;

describe('a detector written as data', () => {
  it('becomes a detector', () => {
    expect(customDetector(customer)).toMatchObject({
      id: 'custom.customer_number',
      shapes: [{ kind: 'pattern', pattern: 'K-\\d{6}' }],
      columns: ['customer_number', 'kundennr'],
      negativeLabels: ['Artikel'],
      subject: 'customer',
      falseAccept: 1,
      deny: [{ value: 'K000000' }],
    });
  });

  it('is found in text and columns, and its test value is suppressed', () => {
    const engine = createEngine({ detectors: [customDetector(customer)], countries: [] });
    expect(detectText(engine, 'Kundennummer: K-123456 ok')).toMatchObject([{ start: 14, end: 22, confidence: 'high' }]);
    expect(detectText(engine, 'K-123457', 'kundennr')).toMatchObject([{ start: 0, end: 8 }]);
    expect(detectText(engine, 'Kundennummer: K-000000')).toMatchObject([{ suppressed: expect.any(String) }]);
    expect(detectText(engine, 'Kundennummer: K-1234567')).toEqual([]);
  });

  it('asks the named check, over the whole or after its letters', () => {
    const { check, falseAccept } = customDetector({ ...customer, pattern: 'K-?\\d{11}', check: 'luhn' });
    expect(check('K-79927398714')).toMatchObject({ verdict: 'invalid' });
    expect(check('79927398713')).toMatchObject({ verdict: 'valid' });
    expect(check('K-79927398713')).toMatchObject({ verdict: 'valid', normal: 'K79927398713' });
    expect(falseAccept).toBe(0.1);
  });

  it('knows as many checks as it names', () => {
    for (const check of checkNames) expect(customDetector({ ...customer, check }).falseAccept).toBeLessThan(1);
    expect(checkNames).toEqual(expect.arrayContaining(['luhn', 'mod97', 'mod11', 'verhoeff']));
  });

  it.each([
    [{ pattern: 'K-(\\d' }, /detector custom.customer_number: the pattern is no valid regular expression/],
    [{ pattern: 'a)(b' }, /no valid regular expression/],
    [{ pattern: '\\d*' }, /matches the empty text/],
    [{ pattern: '' }, /matches the empty text/],
    [{ check: 'luhm' }, /there is no check "luhm"; there are luhn, /],
    [{ id: 'Customer Number' }, /an id is made of/],
    [{ flags: 'g' }, /flags may be/],
  ])('refuses %j', (wrong, message) => {
    expect(() => customDetector({ ...customer, ...wrong })).toThrow(message);
  });
});
