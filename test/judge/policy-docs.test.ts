import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { results } from '../../agent/judge/results.ts';
import { identifiability, sensitivity } from '../../agent/judge/weights.ts';
import { mistakes, schema } from './support.ts';

const docs = readFileSync(new URL('../../docs/policy.md', import.meta.url), 'utf8');
const mentioned = (word: string) => new RegExp(`(?<![a-z_])${word}(?![a-z_])`).test(docs);

/** Names of all keys of a JSON Schema. */
function* keysOf(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, inner] of Object.entries(node)) {
    if (key === 'properties' && typeof inner === 'object' && inner !== null) yield* Object.keys(inner);
    yield* keysOf(inner);
  }
}

describe('docs/policy.md', () => {
  it('names every key of the policy', () => {
    const keys = [...new Set(keysOf(z.toJSONSchema(schema, { io: 'input' })))];
    expect(keys.length).toBeGreaterThan(60);
    expect(keys.filter((key) => !mentioned(key))).toEqual([]);
  });

  it('has a line for each status, with its results', () => {
    const common = ['exception', 'needs_rescan'];
    for (const [type, rows] of Object.entries(results)) {
      for (const [status, row] of Object.entries(rows)) {
        const line = docs
          .split('\n')
          // A formatter may pad the cells.
          .map((one) => one.replace(/ +/g, ' '))
          .find((one) => one.startsWith(`| ${common.includes(status) ? 'any' : type} | \`${status}\` |`));
        const said = typeof row === 'string' ? [row] : [row.result, ...Object.values(row.when)];
        expect(line?.split('|')[3]?.trim(), `${type} ${status}`).toBe(said.join('; '));
      }
    }
  });

  it('names each category of the tables of weights', () => {
    const last = (category: string) => category.replace(/^user\.demographic\.(?=.)/, '');
    const keys = [...Object.keys(sensitivity), ...Object.keys(identifiability)].filter(
      (key) => key !== 'user' && key !== 'user.childrens',
    );
    expect(keys.filter((key) => !mentioned(last(key).replaceAll('.', '\\.')))).toEqual([]);
  });

  it('gives an example that is a valid policy', () => {
    const yaml = /```yaml\n([\s\S]*?)```/.exec(docs)?.[1] ?? '';
    expect(mistakes(parse(yaml) as Record<string, unknown>)).toEqual([]);
  });
});
