import type { Writable } from 'node:stream';
import type { Detector } from '../contracts/detector.ts';
import { loadDetectors } from '../toolbox.ts';
import { loadParts } from './parts.ts';
import { readConfig } from './read-config.ts';

/** By the configuration, where there is one: what it disables is not listed, what it adds is. */
export async function detectorsCommand(options: { readonly config?: string; readonly json: boolean }): Promise<void> {
  const { config } = await readConfig(options, await loadParts());
  listDetectors(await loadDetectors(config.detectors), options.json, process.stdout);
}

/** `wayward detectors`: what is recognised. */
export function listDetectors(detectors: ReadonlyMap<string, Detector>, json: boolean, out: Writable): void {
  if (json) {
    const rows = [...detectors.values()].map(describe);
    out.write(`${JSON.stringify(rows, null, 2)}\n`);
    return;
  }
  const rows = [...detectors.values()].map(({ id, title, category, countries, falseAccept, needs }) => [
    id,
    title,
    category,
    countries.join(' ') || 'any',
    falseAccept >= 1 ? 'none' : `${(falseAccept * 100).toPrecision(2)} %`,
    needs === 'label' ? 'label or column' : '',
  ]);
  const head = ['id', 'title', 'category', 'country', 'random accepted', 'needs'];
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  for (const row of [head, ...rows])
    out.write(
      `${row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd()}\n`,
    );
}

function describe(detector: Detector) {
  const { id, version, title, category, countries, sources, falseAccept, labels, columns, needs, subject, reach } =
    detector;
  return {
    id,
    version,
    title,
    category,
    countries,
    false_accept: falseAccept,
    needs: needs ?? null,
    subject: subject ?? null,
    labels,
    columns,
    reach,
    sources,
  };
}
