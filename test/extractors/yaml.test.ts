import { describe, expect, it } from 'vitest';
import yaml from '../../agent/extractors/yaml.ts';
import { extractAll, sightings } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(yaml, {
  fixture: 'yaml/customers.yaml',
  kind: 'yaml',
  expect: [
    { text: 'by canary.comment@example.org', type: 'fields', name: 'comment' },
    { text: 'canary.anna@example.org', type: 'fields', name: 'email', place: 'customers[0].email' },
    { text: 'Please write\nto canary.folded@example.org', type: 'fields', name: 'note', place: 'customers[0].note' },
    { text: 'canary.flow@example.org', type: 'fields', name: 'customers', place: 'customers[1]' },
    { text: '+49 30 901820', type: 'fields', name: 'phone', place: 'owner.phone' },
  ],
});

const fields = async (text: string, name = 'x.yaml') =>
  sightings((await extractAll(Buffer.from(text), name)).events).map((one) => [one.place, one.text]);

describe('YAML', () => {
  it('counts lists at the depth of their key, and lists in lists', async () => {
    expect(await fields('a:\n- 1\n- 2\nb:\n  - - x\n    - y\n  - c: z\n    d: "q: \\"w\\""\n')).toEqual([
      ['a[0]', '1'],
      ['a[1]', '2'],
      ['b[0][0]', 'x'],
      ['b[0][1]', 'y'],
      ['b[1].c', 'z'],
      ['b[1].d', 'q: "w"'],
    ]);
  });

  it('multiplies no aliases', async () => {
    const bomb = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}*a${i}]`).join(
      '\n',
    );
    const seen = await fields(`a0: &a0 canary\n${bomb}\n`);
    expect(seen).toHaveLength(31);
    expect(seen[0]).toEqual(['a0', 'canary']);
  });

  it('is not what only looks like it', async () => {
    const letter = '---\nDear all,\nwe met on Monday: it was good.\nYours\n';
    expect((await extractAll(Buffer.from(letter), 'letter.txt')).result.kind).toBe('text');
    expect(
      (await extractAll(Buffer.from('Note: to all\nWe meet.\nBring cake.\nAnd tea.\n'), 'x.txt')).result.kind,
    ).toBe('text');
  });

  it('gives values the same in pieces of any size', async () => {
    const { YamlLines } = await import('../../agent/extract/lib/yaml-lines.ts');
    const text = 'a:\r\n  - b: "c"\r\n    d: |\r\n      one\r\n\r\n      two\r\ne: f # g\r\n';
    const read = (size: number) => {
      const lines = new YamlLines();
      for (let at = 0; at < text.length; at += size) lines.write(text.slice(at, at + size), false);
      lines.write('', true);
      return [...lines.drain(true)];
    };
    for (const size of [1, 3, 10]) expect(read(size)).toEqual(read(1000));
  });
});
