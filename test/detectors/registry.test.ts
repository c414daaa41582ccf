import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPlugins } from '../../agent/registry.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wayward-registry-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}
const url = () => pathToFileURL(folder);

describe('loadPlugins', () => {
  it('reads default exports by id, sorted, without what plug-ins share', async () => {
    put('zwei.js', 'export default 2;');
    put('eins.js', 'export default 1;');
    put('_shared.js', 'export default 9;');
    put('lib/help.js', 'export default 9;');
    put('readme.md', 'no plug-in');
    put('types.d.ts', 'export {};');
    put('xx/drei.js', 'export default 3;');
    expect([...(await loadPlugins<number>(url()))]).toEqual([
      ['eins', 1],
      ['zwei', 2],
    ]);
    expect([...(await loadPlugins<number>(url(), { recursive: true })).keys()]).toEqual(['eins', 'xx.drei', 'zwei']);
  });

  it('refuses a file without default export, two of one id, and a missing folder', async () => {
    put('none/a.js', 'export const x = 1;');
    await expect(loadPlugins(new URL('none/', `${url().href}/`))).rejects.toThrow(
      'the plug-in a has no default export',
    );
    put('two/a.js', 'export default 1;');
    put('two/a.ts', 'export default 1;');
    await expect(loadPlugins(new URL('two/', `${url().href}/`))).rejects.toThrow('two plug-ins are called a');
    await expect(loadPlugins(new URL('nowhere/', `${url().href}/`))).rejects.toThrow('ENOENT');
  });
});
