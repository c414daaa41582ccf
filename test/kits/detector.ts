import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Detector, Shape } from '../../agent/contracts/detector.ts';
import { createEngine, type Engine } from '../../agent/detect/engine.ts';
import { detectText, type Span } from '../../agent/detect/spans.ts';
import { loadPlugins } from '../../agent/registry.ts';

/** `fixtures/detectors/<id>.json`: sentences and cells as people write them, synthetic. */
export interface DetectorCases {
  /** To be found at medium or above, unless `band` says `low`. Each is read by all detectors together. */
  readonly found: readonly {
    readonly text: string;
    /** What is found in it; the whole text where it is left out. */
    readonly value?: string;
    /** The text is a cell of a column, or the value of a field, of this name. */
    readonly column?: string;
    readonly band?: 'low';
    /** Recognised, and shown as suppressed. */
    readonly suppressed?: true;
    /** The organisation's countries; the detector's own where it is left out. */
    readonly countries?: readonly string[];
  }[];
  /** Not to be found at medium or above. */
  readonly ignored: readonly { readonly text: string; readonly why: string; readonly column?: string }[];
  /** True where one changed digit must not pass. */
  readonly checksum?: true;
}

export function casesOf(id: string): DetectorCases {
  return JSON.parse(
    readFileSync(new URL(`../../fixtures/detectors/${id}.json`, import.meta.url), 'utf8'),
  ) as DetectorCases;
}

/** Languages in which a country's numbers are called by name, beyond English. */
const languagesOf: Readonly<Record<string, string>> = {
  AT: 'de',
  BA: 'bs',
  BE: 'nl fr',
  BG: 'bg',
  BY: 'be ru',
  CH: 'de fr it',
  CY: 'el',
  CZ: 'cs',
  DE: 'de',
  DK: 'da',
  EE: 'et',
  ES: 'es',
  FI: 'fi sv',
  FR: 'fr',
  GR: 'el',
  HR: 'hr',
  HU: 'hu',
  IS: 'is',
  IT: 'it',
  LI: 'de',
  LT: 'lt',
  LU: 'fr de',
  LV: 'lv',
  MD: 'ro',
  ME: 'sr',
  MK: 'mk',
  NL: 'nl',
  NO: 'no',
  PL: 'pl',
  PT: 'pt',
  RO: 'ro',
  RS: 'sr',
  RU: 'ru',
  SE: 'sv',
  SI: 'sl',
  SK: 'sk',
  TR: 'tr',
  AR: 'es',
  AU: 'en',
  BR: 'pt',
  CA: 'fr',
  CL: 'es',
  CN: 'zh',
  CO: 'es',
  HK: 'zh',
  ID: 'id',
  IL: 'he',
  IN: 'hi',
  JP: 'ja',
  KR: 'ko',
  MX: 'es',
  MY: 'ms',
  NZ: 'en',
  PE: 'es',
  PH: 'tl',
  SG: 'zh',
  TH: 'th',
  TW: 'zh',
  ZA: 'af',
  UA: 'uk',
};
const everyLanguage = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'sv'];
const sure = (span: Span) => span.confidence !== 'low';

/** The acceptance kit: what every detector owes. A detector's test calls it and adds what is its own. */
export function acceptDetector(detector: Detector, cases: DetectorCases): void {
  describe(detector.id, () => {
    let together: Engine;
    let alone: Engine;
    beforeAll(async () => {
      const all = await loadPlugins<Detector>(new URL('../../detectors/', import.meta.url), { recursive: true });
      together = createEngine({ detectors: [...all.values()], countries: detector.countries });
      alone = createEngine({ detectors: [detector], countries: detector.countries });
    });
    const own = (engine: Engine, text: string, column?: string) =>
      detectText(engine, text, column).filter((span) => span.detector === detector.id);

    declarations(detector);
    examples(detector, () => alone, own);
    fixture(detector, cases, () => together);
    if (cases.checksum === true) mutations(detector);
    anything(detector, () => alone);
  });
}

/** The file, and what it must say. */
function declarations(detector: Detector): void {
  it('stands in the file of its id', async () => {
    const file = new URL(`../../detectors/${detector.id.replaceAll('.', '/')}.ts`, import.meta.url);
    const module = (await import(file.href)) as { default: Detector };
    expect(module.default).toBe(detector);
  });

  it('is complete', () => {
    expect(detector.title).not.toBe('');
    expect(detector.category).toMatch(/^user(\.[a-z_]+)+$/);
    for (const country of detector.countries) expect(country).toMatch(/^[A-Z]{2}$/);
    for (const source of detector.sources) expect(URL.canParse(source) && source.startsWith('https://')).toBe(true);
    expect(detector.sources).not.toEqual([]);
    expect(detector.shapes).not.toEqual([]);
    expect(detector.falseAccept).toBeGreaterThan(0);
    expect(detector.falseAccept).toBeLessThanOrEqual(1);
    expect(detector.examples.valid.length).toBeGreaterThanOrEqual(3);
    expect(detector.examples.invalid.length).toBeGreaterThanOrEqual(3);
  });

  it('has labels in the languages it needs and column names', () => {
    const needed =
      detector.countries.length === 0
        ? everyLanguage
        : ['en', ...detector.countries.flatMap((c) => languagesOf[c]?.split(' ') ?? [])];
    for (const language of needed) expect(detector.labels[language] ?? [], language).not.toEqual([]);
    for (const [language, labels] of Object.entries(detector.labels)) {
      expect(new Set(labels).size, `${language} repeats a label`).toBe(labels.length);
    }
    expect(detector.columns.length).toBeGreaterThanOrEqual(3);
    expect(new Set(detector.columns).size).toBe(detector.columns.length);
    for (const column of detector.columns) expect(column).toMatch(/^[a-z0-9]+(_[a-z0-9]+)*$/);
  });

  it('reaches over its longest example and test value', () => {
    for (const value of [...detector.examples.valid, ...(detector.deny ?? []).map((deny) => deny.value)]) {
      expect(value.length).toBeLessThanOrEqual(detector.reach);
    }
  });

  it('denies values as its check spells them, each with a reason', () => {
    for (const { value, reason } of detector.deny ?? []) {
      const check = detector.check(value);
      if (check.verdict !== 'invalid') expect(check.normal).toBe(value);
      expect(reason).not.toBe('');
    }
  });
}

type Own = (engine: Engine, text: string, column?: string) => readonly Span[];

/** Its own examples, by the check alone and through the engine. */
function examples(detector: Detector, engine: () => Engine, own: Own): void {
  const { valid, invalid } = detector.examples;
  const context = { countries: detector.countries };

  it('accepts its valid examples', () => {
    for (const value of valid) expect(detector.check(value, context), value).toMatchObject({ verdict: 'valid' });
  });

  it('finds them behind every label', () => {
    for (const [language, labels] of Object.entries(detector.labels)) {
      labels.forEach((label, index) => {
        for (const value of index === 0 ? valid : valid.slice(0, 1)) {
          const before = `${label}: `;
          const spans = own(engine(), `${before}${value}`).filter(sure);
          expect(spans, `${language}: ${before}${value}`).toMatchObject([
            { start: before.length, end: before.length + value.length },
          ]);
        }
      });
    }
  });

  it('finds them in its columns', () => {
    for (const column of detector.columns) {
      for (const value of valid) {
        const spans = own(engine(), value, column).filter(sure);
        expect(spans, `${column}: ${value}`).toMatchObject([{ start: 0, end: value.length }]);
      }
    }
  });

  it('finds them wherever they stand', () => {
    const label = detector.labels['en']![0]!;
    const value = valid[0]!;
    for (let pad = 0; pad < 70; pad++) {
      const before = `${'łatwo być '.repeat(7).slice(0, pad)}\n${label}: `;
      const spans = own(engine(), `${before}${value}\n${'dalej '.repeat(pad % 5)}`).filter(sure);
      expect(spans, `after ${pad} characters`).toMatchObject([
        { start: before.length, end: before.length + value.length },
      ]);
    }
  });

  it('finds them with and without each of its separators', () => {
    for (const written of detector.shapes.flatMap((shape) => valid.flatMap((value) => spellings(shape, value)))) {
      expect(detector.check(written, context), written).toMatchObject({ verdict: 'valid' });
      expect(own(engine(), written, detector.columns[0]).filter(sure), written).toMatchObject([
        { start: 0, end: written.length },
      ]);
    }
  });

  it('leaves its invalid examples alone, even behind a label and in a column', () => {
    for (const value of invalid) {
      expect(detector.check(value, context).verdict, value).toBe('invalid');
      expect(own(engine(), `${detector.labels['en']![0]}: ${value}`).filter(sure), value).toEqual([]);
      expect(own(engine(), value, detector.columns[0]).filter(sure), value).toEqual([]);
    }
  });
}

/** A number in every grouping that its shape allows for it. */
function spellings(shape: Shape, value: string): string[] {
  // What is never written without separators has its own between each two of its groups.
  if (shape.kind !== 'digits' || shape.apart === true) return [];
  const digits = value.replace(/\D/g, '');
  if (value.replace(/\d/g, '').replace(/[\s./+-]/g, '') !== '' || !shape.digits.includes(digits.length)) return [];
  const groupings = (shape.groups ?? []).filter((sizes) => sizes.reduce((a, b) => a + b, 0) === digits.length);
  const written = groupings.flatMap((sizes) =>
    Array.from(shape.separators ?? '', (separator) => {
      const starts = sizes.map((_, i) => sizes.slice(0, i).reduce((a, b) => a + b, 0));
      return sizes.map((size, i) => digits.slice(starts[i], starts[i]! + size)).join(separator);
    }),
  );
  return [digits, ...written];
}

/** The fixture, read by all detectors together. */
function fixture(detector: Detector, cases: DetectorCases, engine: () => Engine): void {
  const read = (text: string, column?: string) =>
    detectText(engine(), text, column).filter((span) => span.detector === detector.id);

  it.each(cases.found)('finds $text ($column)', async ({ text, value = text, column, band, suppressed, countries }) => {
    const start = text.indexOf(value);
    expect(start, 'the value is in the text').toBeGreaterThanOrEqual(0);
    let spans = read(text, column);
    if (countries !== undefined) {
      const others = createEngine({ detectors: engine().detectors, countries });
      spans = detectText(others, text, column).filter((span) => span.detector === detector.id);
    }
    const found = spans.find((span) => span.start === start && span.end === start + value.length);
    expect(found, JSON.stringify(spans)).toBeDefined();
    expect(found!.suppressed !== undefined).toBe(suppressed === true);
    if (band !== 'low' && suppressed !== true) expect(found!.confidence, JSON.stringify(found)).not.toBe('low');
  });

  it.each(cases.ignored)('ignores $text ($why)', ({ text, column }) => {
    const spans = read(text, column).filter((span) => sure(span) && span.suppressed === undefined);
    expect(spans).toEqual([]);
  });

  it('has cases of both kinds', () => {
    expect(cases.found.length).toBeGreaterThanOrEqual(4);
    expect(cases.ignored.length).toBeGreaterThanOrEqual(4);
  });
}

/** One digit changed must be noticed about as often as `falseAccept` promises. */
function mutations(detector: Detector): void {
  it('notices a changed digit', () => {
    let changed = 0;
    let accepted = 0;
    for (const value of detector.examples.valid) {
      for (let at = 0; at < value.length; at++) {
        if (!/\d/.test(value.charAt(at))) continue;
        for (let digit = 0; digit < 10; digit++) {
          if (value.charAt(at) === String(digit)) continue;
          changed += 1;
          const check = detector.check(`${value.slice(0, at)}${digit}${value.slice(at + 1)}`, {
            countries: detector.countries,
          });
          if (check.verdict === 'valid') accepted += 1;
        }
      }
    }
    expect(changed).toBeGreaterThan(100);
    expect(accepted / changed).toBeLessThanOrEqual(Math.max(2 * detector.falseAccept, 0.01));
  });
}

/** Whatever it is given, it answers, and stays inside. */
function anything(detector: Detector, engine: () => Engine): void {
  const near = fc.constantFrom(...detector.examples.valid, ...detector.examples.invalid);
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.stringMatching(/^[0-9A-Za-z .@:/+-]{0,40}$/),
    near,
    near.chain((value) => fc.nat(value.length).map((at) => `${value.slice(0, at)}\u00a0${value.slice(at)}`)),
  );

  it('never throws and never answers outside', () => {
    fc.assert(
      fc.property(piece, (value) => {
        const {
          verdict,
          normal,
          offset = 0,
          length = value.length - offset,
        } = detector.check(value, { countries: ['DE', 'US', '??'] });
        expect(['valid', 'invalid', 'unknown']).toContain(verdict);
        if (normal !== undefined) expect(normal).not.toBe('');
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(length).toBeGreaterThanOrEqual(0);
        expect(offset + length).toBeLessThanOrEqual(value.length);
      }),
      { numRuns: 500, seed: 42 },
    );
  });

  it('is found inside the text only', () => {
    const label = detector.labels['en']![0]!;
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.constantFrom(`${label}: `, '\n', ' ')), { maxLength: 6 }), (pieces) => {
        const text = pieces.join('');
        for (const { start, end } of detectText(engine(), text)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 200, seed: 42 },
    );
  });
}
