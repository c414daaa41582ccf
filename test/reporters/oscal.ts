import { expect } from 'vitest';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Every id is one of its own and of version 4 or 5; every reference leads to one. */
export function checkIds(document: unknown): void {
  const defined: string[] = [];
  const used: string[] = [];
  const walk = (node: unknown, key: string) => {
    if (Array.isArray(node)) for (const one of node) walk(one, key);
    else if (typeof node === 'object' && node !== null)
      for (const [name, inner] of Object.entries(node)) walk(inner, name);
    else if (typeof node !== 'string') return;
    else if (key === 'uuid') defined.push(node);
    else if (key.endsWith('-uuid')) used.push(node);
    else if (key === 'href') used.push(node.replace(/^#/, ''));
  };
  walk(document, '');
  expect(defined.filter((id) => !uuid.test(id))).toEqual([]);
  expect(new Set(defined).size).toBe(defined.length);
  expect(used.length).toBeGreaterThan(0);
  expect(used.filter((id) => !defined.includes(id))).toEqual([]);
}
