import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pages } from '../../docs/generate.ts';

describe('generated pages', () => {
  it.each(Object.keys(pages))('docs/%s is as the plug-ins make it (npm run docs)', async (name) => {
    expect(readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')).toBe(await pages[name]?.());
  });
});
