import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Import {
  readonly from: string;
  readonly to: string;
}

/** Every import of the product, as paths from the root or package names. */
const imports: readonly Import[] = ['agent', 'detectors', 'reporters', 'config'].flatMap(filesBelow).flatMap((from) => {
  const text = readFileSync(join(root, from), 'utf8');
  const found = [
    ...text.matchAll(/^(?:import|export)\s[^'"`;]*?from\s+'([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm),
  ];
  return found.map((match) => {
    const to = match[1] ?? match[2] ?? match[3] ?? '';
    return { from, to: to.startsWith('.') ? relative(root, resolve(root, dirname(from), to)) : to };
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

const inside = (folder: string) => (path: string) => path.startsWith(folder);
const isPackage = (path: string) => !/^(agent|detectors|reporters|config)\//.test(path);
const isNode = (path: string) => path.startsWith('node:');

/** Who may import what; the first line that fits a file counts. */
const directions: readonly { readonly room: string; readonly mayImport: (to: string, from: string) => boolean }[] = [
  { room: 'agent/contracts/', mayImport: inside('agent/contracts/') },
  {
    room: 'agent/sources/',
    mayImport: (to) => inside('agent/contracts/')(to) || inside('agent/sources/lib/')(to) || isPackage(to),
  },
  {
    room: 'agent/extractors/',
    mayImport: (to) => inside('agent/contracts/')(to) || inside('agent/extract/lib/')(to) || isPackage(to),
  },
  {
    room: 'agent/rules/',
    mayImport: (to) =>
      inside('agent/contracts/')(to) || inside('agent/rules/lib/')(to) || inside('agent/judge/')(to) || to === 'zod',
  },
  {
    room: 'detectors/',
    mayImport: (to) => inside('agent/contracts/')(to) || inside('detectors/lib/')(to) || (isPackage(to) && !isNode(to)),
  },
  {
    room: 'reporters/',
    mayImport: (to) => inside('agent/contracts/')(to) || inside('reporters/lib/')(to) || isPackage(to),
  },
  {
    room: 'agent/detect/',
    mayImport: (to) => inside('agent/contracts/')(to) || inside('agent/detect/')(to) || isPackage(to),
  },
  {
    room: 'agent/extract/',
    mayImport: (to) => inside('agent/contracts/')(to) || inside('agent/extract/')(to) || isPackage(to),
  },
  {
    room: 'agent/judge/',
    mayImport: (to) => inside('agent/contracts/')(to) || inside('agent/judge/')(to) || isPackage(to),
  },
  {
    room: 'agent/store/',
    mayImport: (to) => inside('agent/contracts/')(to) || inside('agent/store/')(to) || isPackage(to),
  },
  {
    room: 'agent/report/',
    mayImport: (to) => inside('agent/contracts/')(to) || inside('agent/report/')(to) || isPackage(to),
  },
  {
    room: 'agent/register/',
    mayImport: (to, from) =>
      inside('agent/contracts/')(to) ||
      inside('agent/register/')(to) ||
      inside('agent/detect/')(to) ||
      inside('agent/extract/lib/')(to) ||
      to === 'agent/work/messages.ts' ||
      // The thread that reads the register builds its own tools, as every worker does.
      (from === 'agent/register/worker.ts' && to === 'agent/toolbox.ts') ||
      isPackage(to),
  },
  {
    room: 'agent/deliver/',
    mayImport: (to) =>
      inside('agent/contracts/')(to) || inside('agent/deliver/')(to) || to === 'agent/report/names.ts' || isPackage(to),
  },
  {
    room: 'agent/receive/',
    mayImport: (to) =>
      inside('agent/contracts/')(to) || inside('agent/receive/')(to) || inside('agent/store/')(to) || isPackage(to),
  },
  { room: 'agent/schedule/', mayImport: (to) => inside('agent/schedule/')(to) || isPackage(to) },
  {
    room: 'agent/gentle/',
    mayImport: (to) => inside('agent/contracts/')(to) || inside('agent/gentle/')(to) || isPackage(to),
  },
  // Core parts get plug-ins as arguments: none imports a plug-in's file.
  {
    room: 'agent/',
    mayImport: (to) =>
      !/^agent\/(sources|extractors|rules)\//.test(to) && !/^(detectors|reporters)\/(?!lib\/)/.test(to),
  },
  { room: 'config/', mayImport: (to) => inside('agent/contracts/')(to) || inside('config/')(to) || isPackage(to) },
];

describe('boundaries', () => {
  it.each(directions.map(({ room }) => room))('%s imports only what it may', (room) => {
    const broken = imports
      .filter(({ from }) => directions.find((line) => from.startsWith(line.room))?.room === room)
      .filter(({ from, to }) => directions.find((line) => line.room === room)?.mayImport(to, from) !== true);
    expect(broken).toEqual([]);
  });

  it('detectors and rules know no clock and no system', () => {
    const impure = ['detectors', 'agent/rules'].flatMap(filesBelow).filter((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      return /\bfrom 'node:|Date\.now\(|Math\.random\(|new Date\(\)|Temporal\.Now|\bconsole\.|process\./.test(text);
    });
    expect(impure).toEqual([]);
  });

  it('found imports at all', () => {
    expect(imports.length).toBeGreaterThan(100);
  });
});
