import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import type { PlaceHop } from '../contracts/place.ts';
import { OfficeText } from '../extract/lib/office-text.ts';
import { embeddedFiles, OfficePackage, officeLinks, officeProperties } from '../extract/lib/opc.ts';
import { streamed } from '../extract/lib/streamed.ts';

/** Presentations: slides with their tables, speaker notes, comments, charts and diagrams, masters, properties. */
const pptx: Extractor = {
  id: 'pptx',
  version: 1,
  title: 'PowerPoint presentations (pptx, pptm, ppsx)',
  about: {
    reads:
      'slides in their order, hidden ones too, with tables, notes, comments, charts, diagrams, masters, alternative texts, authors, links, properties; embedded documents, pictures and media as files inside',
    omits: '',
    limits: 'streamed',
    library: 'saxes, yauzl',
  },
  accepts: ({ kind }) => kind === 'pptx',
  extract,
};
export default pptx;

const slide = /^ppt\/slides\/slide\d+\.xml$/;
const beside =
  /^ppt\/(?:notesSlides|comments|charts|diagrams|slideMasters|slideLayouts|notesMasters|handoutMasters|tags)\/(?!colors|style|layout\d|quickStyle)[^/]+\.xml$|^ppt\/commentAuthors\.xml$|^ppt\/authors\.xml$/;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const pkg = await OfficePackage.open(input);
  if (pkg.problem !== null) yield pkg.problem;
  yield* officeProperties(pkg);
  for (const name of await slidesInOrder(pkg)) {
    const { member, n } = name;
    yield* streamed(pkg, member, (emit) => new OfficeText([{ kind: 'slide', n }], emit));
    for (const { type, target } of await pkg.relationships(member))
      if (type === 'notesSlide') yield* section(pkg, target, 'notes', { kind: 'slide', n });
  }
  for (const member of pkg.matching(beside))
    if (!member.startsWith('ppt/notesSlides/'))
      yield* section(pkg, member, (member.split('/').at(-1) ?? '').replace('.xml', ''));
  yield* officeLinks(pkg);
  yield* embeddedFiles(pkg, /^$/);
}

function section(pkg: OfficePackage, member: string, name: string, ...at: PlaceHop[]): AsyncGenerator<Extracted> {
  return streamed(pkg, member, (emit) => new OfficeText([...at, { kind: 'section', name }], emit));
}

/** As they are shown; slides that the list has lost come last. */
async function slidesInOrder(pkg: OfficePackage): Promise<{ member: string; n: number }[]> {
  const targets = new Map((await pkg.relationships('ppt/presentation.xml')).map(({ id, target }) => [id, target]));
  const members: string[] = [];
  await pkg.scan('ppt/presentation.xml', {
    open: (name, attributes) => {
      const target = name === 'sldId' ? targets.get(attributes['r:id'] ?? '') : undefined;
      if (target !== undefined && pkg.members.has(target)) members.push(target);
    },
  });
  for (const member of pkg.matching(slide)) if (!members.includes(member)) members.push(member);
  return members.map((member, i) => ({ member, n: i + 1 }));
}
