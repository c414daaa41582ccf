import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import type { Detector } from '../../agent/contracts/detector.ts';
import { createEngine } from '../../agent/detect/engine.ts';
import { detectText } from '../../agent/detect/spans.ts';
import { loadPlugins } from '../../agent/registry.ts';
import type { DetectorCases } from '../kits/detector.ts';

/** The guide shows a whole detector with its fixture: both must work as they stand there. */
it('the detector of the guide works', async () => {
  const root = new URL('../../', import.meta.url);
  const guide = readFileSync(new URL('.github/CONTRIBUTING.md', root), 'utf8');
  const [code, json] = [...guide.matchAll(/```(?:ts|json)\n([\s\S]*?)```/g)].map((block) => block[1]!);
  const folder = mkdtempSync(join(tmpdir(), 'wayward-guide-'));
  try {
    const file = join(folder, 'ahv.ts');
    const here = code!.replaceAll("'../../", `'${root.href}`).replaceAll("'../lib/", `'${root.href}detectors/lib/`);
    writeFileSync(file, here);
    const { default: detector } = (await import(pathToFileURL(file).href)) as { default: Detector };
    const cases = JSON.parse(json!) as DetectorCases;
    for (const value of detector.examples.valid) expect(detector.check(value).verdict, value).toBe('valid');
    for (const value of detector.examples.invalid) expect(detector.check(value).verdict, value).toBe('invalid');
    const others = await loadPlugins<Detector>(new URL('detectors/', root), { recursive: true });
    const engine = createEngine({
      detectors: [...[...others.values()].filter(({ id }) => id !== detector.id), detector],
      countries: ['CH'],
    });
    for (const { text, column, suppressed } of cases.found) {
      const found = detectText(engine, text, column).find((span) => span.detector === detector.id);
      expect(found, text).toBeDefined();
      expect(found!.suppressed !== undefined).toBe(suppressed === true);
    }
    for (const { text } of cases.ignored)
      expect(detectText(engine, text).filter((span) => span.detector === detector.id)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
