import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { databases } from '../../fixtures/reporters/databases.ts';
import { sample } from '../../fixtures/reporters/sample.ts';
import jsonl from '../../reporters/jsonl.ts';
import { write } from '../kits/reporter.ts';
import { reportOf } from '../report/build.ts';

const page = readFileSync(new URL('../../docs/jsonl.md', import.meta.url), 'utf8');
const types = ['run', 'coverage', 'item', 'problem', 'finding', 'verdict', 'copy', 'comparison', 'difference'];

/** Fields that the table under a heading names, in its order. */
function documented(type: string): string[] {
  const [, section = ''] = new RegExp(`\\n## ${type}\\n([\\s\\S]*?)(?=\\n## )`).exec(page) ?? [];
  const cells = [...section.matchAll(/^\| (`[^|]*) \|/gm)].map(([, cell = '']) => cell);
  return cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name));
}

async function written(): Promise<string[]> {
  const outputs = [await write(jsonl, await reportOf(sample)), await write(jsonl, await reportOf(databases))];
  return outputs.flatMap((output) => output.split('\n'));
}

describe('docs/jsonl.md', () => {
  it.each(types)('names every field of a %s, and no other', async (type) => {
    const lines = (await written()).filter((line) => line.startsWith(`{"type":"${type}"`));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(Object.keys(JSON.parse(line)).sort()).toEqual(documented(type).sort());
  });

  it('shows lines of a real report, one of each type', async () => {
    const lines = await written();
    const [, example = ''] = /## Example\n+```json\n([\s\S]*?)\n```/.exec(page) ?? [];
    const shown = example.split('\n');
    expect(shown.map((line) => JSON.parse(line).type)).toEqual(types);
    for (const line of shown) expect(lines).toContain(line);
  });
});
