import type { Child, Extracted, ExtractInput, ExtractProblem } from '../../contracts/extractor.ts';
import { BudgetSpent } from '../../contracts/extractor.ts';
import { SourceError } from '../../contracts/source.ts';
import { documentDate } from './dates.ts';
import { attribute, readXml, type XmlEvents } from './xml.ts';
import { type ZipMember, zipMembers } from './zip.ts';

export interface Relationship {
  readonly id: string;
  /** The last word of the type: `hyperlink`, `worksheet`, `comments` … */
  readonly type: string;
  /** A member's name, or an address when `external`. */
  readonly target: string;
  readonly external: boolean;
}

/** Packages with more members than this are read so far. */
const mostMembers = 50_000;

/** A zip of XML files: OOXML and OpenDocument. */
export class OfficePackage {
  readonly members: ReadonlyMap<string, ZipMember>;
  /** What was wrong with the directory. */
  readonly problem: ExtractProblem | null;
  private readonly input: ExtractInput;

  private constructor(input: ExtractInput, members: ReadonlyMap<string, ZipMember>, problem: ExtractProblem | null) {
    this.input = input;
    this.members = members;
    this.problem = problem;
  }

  /** @throws SourceError when nothing of the directory can be read. */
  static async open(input: ExtractInput): Promise<OfficePackage> {
    const members = new Map<string, ZipMember>();
    let problem: ExtractProblem | null = null;
    try {
      for await (const member of zipMembers(input)) {
        input.signal.throwIfAborted();
        const name = member.name.replaceAll('\\', '/').replace(/^\/+/, '');
        if (!member.folder && !members.has(name)) members.set(name, member);
        if (members.size >= mostMembers) throw new BudgetSpent('members');
      }
    } catch (error) {
      if (members.size === 0) throw error;
      problem = asProblem(error);
    }
    return new OfficePackage(input, members, problem);
  }

  /** Members whose name fits, in natural order of their numbers. */
  matching(pattern: RegExp): string[] {
    const names = [...this.members.keys()].filter((name) => pattern.test(name));
    return names.sort((a, b) => number(a) - number(b) || (a < b ? -1 : 1));
  }

  /** What the handlers make of one member; damage comes as a problem, after what could be read. */
  async *xml<T extends Extracted>(
    name: string,
    build: (emit: (piece: T) => void) => XmlEvents,
  ): AsyncGenerator<T | ExtractProblem> {
    const member = this.members.get(name);
    if (member === undefined) return;
    try {
      for await (const piece of readXml<T>(member.bytes(), (bytes) => this.input.spend(bytes), build)) {
        this.input.signal.throwIfAborted();
        yield piece;
      }
    } catch (error) {
      this.input.signal.throwIfAborted();
      yield asProblem(error);
    }
  }

  /** Runs handlers that yield nothing. Damage is returned. */
  async scan(name: string, events: XmlEvents): Promise<ExtractProblem[]> {
    const problems: ExtractProblem[] = [];
    for await (const piece of this.xml(name, () => events)) if (piece.type === 'problem') problems.push(piece);
    return problems;
  }

  /** What a part refers to, from its `.rels` file. */
  async relationships(part: string): Promise<Relationship[]> {
    const slash = part.lastIndexOf('/') + 1;
    const found: Relationship[] = [];
    await this.scan(`${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`, {
      open: (name, attributes) => {
        if (name !== 'Relationship') return;
        const target = attributes['Target'] ?? '';
        const external = attributes['TargetMode'] === 'External';
        found.push({
          id: attributes['Id'] ?? '',
          type: (attributes['Type'] ?? '').split('/').at(-1) ?? '',
          target: external ? target : resolve(part.slice(0, slash), target),
          external,
        });
      },
    });
    return found;
  }
}

function number(name: string): number {
  return Number(/(\d+)\.\w+$/.exec(name)?.[1] ?? 0);
}

function resolve(base: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps: string[] = [];
  for (const step of `${base}${target}`.split('/'))
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  return steps.join('/');
}

/** Errors of one part leave the others readable; a spent budget does not. */
export function asProblem(error: unknown): ExtractProblem {
  if (error instanceof BudgetSpent && error.detail !== 'members') throw error;
  if (error instanceof BudgetSpent) return { type: 'problem', code: 'budget', detail: 'members', partly: true };
  if (error instanceof SourceError) return { type: 'problem', ...error.problem, partly: true };
  return { type: 'problem', code: 'damaged', detail: 'structure', partly: true };
}

const dateEvents: Readonly<Record<string, string>> = {
  created: 'created',
  modified: 'modified',
  lastPrinted: 'printed',
};
/** Counters and program names: nobody's data. */
const dull =
  /^(?:Properties|Application|AppVersion|DocSecurity|TotalTime|Pages|Words|Characters\w*|Lines|Paragraphs|Slides|Notes|HiddenSlides|ScaleCrop|SharedDoc|LinksUpToDate|HyperlinksChanged|MMClips|PresentationFormat|revision|version|language)$/;

/** Document properties: the standard ones, the program's and the user's own; with their dates. */
export async function* officeProperties(pkg: OfficePackage): AsyncGenerator<Extracted> {
  for (const part of pkg.matching(/^docProps\/(?:core|app|custom)\w*\.xml$/i)) {
    let own = '';
    let text = '';
    yield* pkg.xml<Extracted>(part, (emit) => ({
      open: (name, attributes) => {
        text = '';
        if (name === 'property') own = attribute(attributes, 'name') ?? '';
      },
      text: (piece) => {
        text += piece;
      },
      close: (name) => {
        const value = text.trim();
        text = '';
        const event = dateEvents[name];
        if (event !== undefined) for (const date of documentDate(event, value, 'B', `ooxml:${name}`)) emit(date);
        else if (value !== '' && !dull.test(name)) {
          const field = own === '' ? name : own;
          emit({ type: 'fields', at: [], fields: [{ name: field, place: `properties/${field}`, value }] });
        }
      },
    }));
  }
}

/** Addresses that parts link to: web pages, mail addresses, files elsewhere. */
export async function* officeLinks(pkg: OfficePackage): AsyncGenerator<Extracted> {
  for (const rels of pkg.matching(/_rels\/[^/]+\.rels$/)) {
    const part = rels.replace('_rels/', '').replace(/\.rels$/, '');
    const links = (await pkg.relationships(part)).filter(({ external }) => external);
    if (links.length === 0) continue;
    const fields = links.map(({ target, type }) => linkField(target, type, part.split('/').at(-1) ?? part));
    yield { type: 'fields', at: [], fields };
  }
}

export function linkField(target: string, type: string, place: string): { name: string; place: string; value: string } {
  const name = /^mailto:/i.test(target) ? 'email' : /^tel:/i.test(target) ? 'phone' : type;
  let value = target;
  try {
    value = decodeURIComponent(target);
  } catch {
    // A stray per cent sign: as it stands.
  }
  return { name, place: `${place} link`, value };
}

/** Files that were put into the document: other documents, pictures, programs. */
export function* embeddedFiles(pkg: OfficePackage, own: RegExp): Generator<Child> {
  const skipped = /\.(?:xml|rels|vml|odttf|fntdata)$|(?:printerSettings|activeX)[^/]*\.bin$|^mimetype$/i;
  for (const [name, member] of pkg.members) {
    if (skipped.test(name) || own.test(name)) continue;
    yield {
      type: 'child',
      hop: { kind: 'embedded', name: name.split('/').at(-1) ?? name },
      size: member.size,
      dates: [],
      bytes: () => member.bytes(),
    };
  }
}
