import { writeFileSync } from 'node:fs';
import { kinds } from '../agent/extract/kinds.ts';
import { loadDetectors, loadExtractors } from '../agent/toolbox.ts';

/** `npm run docs`: the tables that are made from the plug-ins. */

export async function detectorsPage(): Promise<string> {
  const detectors = await loadDetectors({ only: [], disable: [], custom: [] });
  const rows = [...detectors.values()].map((detector) => {
    const { id, title, category, countries, falseAccept, needs, labels, sources } = detector;
    const check = falseAccept >= 1 ? 'none' : `${(falseAccept * 100).toPrecision(2)} %`;
    const links = sources.map((url, at) => (url.startsWith('http') ? `[${at + 1}](${url})` : url)).join(' ');
    const where = countries.length === 0 ? 'any' : countries.join(' ');
    return `| \`${id}\` | ${title} | \`${category}\` | ${where} | ${check} | ${needs === 'label' ? 'yes' : ''} | ${Object.keys(labels).join(' ')} | ${links} |`;
  });
  return [
    '# Detectors',
    '',
    'Made by `npm run docs` from `detectors/`. "Random accepted" is the measured share of random strings of the right shape',
    'that pass the check (`npm run measure`); a detector that needs a label is silent without a label, column',
    'or field name.',
    '',
    '| id | data | category | country | random accepted | needs a label | labels in | checked against |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

export async function formatsPage(): Promise<string> {
  const extractors = await loadExtractors();
  const byClass = Map.groupBy(kinds, (kind) => kind.class);
  return [
    '# Formats',
    '',
    'Made by `npm run docs`. What a file is, is told by its content; its name is a hint at most.',
    '',
    '## Extractors',
    '',
    'Every item has one budget for all that is in it (`limits` in the configuration): bytes made, their ratio to the',
    "item's size, files inside, their depth, time, and the bytes of one part that may be held in memory (256 MiB). What is",
    "over it is `budget`, with the limit's name; what was read before counts. A container whose directory is locked is",
    '`encrypted`, and one in which nothing was understood is never taken for empty. Nothing is written to disk to read a',
    'file, and nothing that a file refers to is fetched.',
    '',
    '| id | format | what is read | what is not | limits | library | version |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...extractors.map(({ id, title, version, about }) => {
      const { reads = '', omits = '', limits = '', library = 'own' } = about ?? {};
      return `| \`${id}\` | ${title} | ${reads} | ${omits} | ${limits} | ${library} | ${version} |`;
    }),
    '',
    '## Kinds of content that are told apart',
    '',
    'A kind that no extractor reads is `unread: unsupported`; those of the classes in `content.exclude_kinds` (by default',
    '`media`, `program` and `font`) are `excluded: kind`.',
    '',
    '| class | kinds |',
    '| --- | --- |',
    ...[...byClass].sort().map(([name, group]) => `| ${name} | ${group.map(({ id }) => `\`${id}\``).join(' ')} |`),
    '',
  ].join('\n');
}

export const pages: Readonly<Record<string, () => Promise<string>>> = {
  'detectors.md': detectorsPage,
  'formats.md': formatsPage,
};

if (import.meta.main) {
  for (const [name, make] of Object.entries(pages)) writeFileSync(new URL(name, import.meta.url), await make());
}
