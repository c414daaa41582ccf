import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { documentDate } from '../extract/lib/dates.ts';
import { OdfText } from '../extract/lib/odf-text.ts';
import { embeddedFiles, OfficePackage } from '../extract/lib/opc.ts';
import { streamed } from '../extract/lib/streamed.ts';

/** OpenDocument texts, sheets, presentations and drawings, with headers, notes, comments and properties. */
const opendocument: Extractor = {
  id: 'opendocument',
  version: 1,
  title: 'OpenDocument (odt, ods, odp, odg)',
  about: {
    reads:
      "body, sheets with cells as cited, slides, headers, footers, notes, comments, text boxes, deleted text, links, properties (the user's own too); objects, pictures and embedded files",
    omits: '',
    limits: 'streamed; locked ones are `unread: encrypted`',
    library: 'saxes, yauzl',
  },
  accepts: ({ kind }) => kind === 'odt' || kind === 'ods' || kind === 'odp' || kind === 'odg',
  extract,
};
export default opendocument;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const pkg = await OfficePackage.open(input);
  if (pkg.problem !== null) yield pkg.problem;
  if (await isEncrypted(pkg)) {
    yield { type: 'problem', code: 'encrypted', detail: 'password', partly: false };
    return;
  }
  yield* properties(pkg);
  yield* streamed(pkg, 'content.xml', (emit) => new OdfText([], emit));
  yield* streamed(pkg, 'styles.xml', (emit) => new OdfText([{ kind: 'section', name: 'header and footer' }], emit));
  // Objects in the document are packages within the package; their texts stand in members of the same name.
  for (const member of pkg.matching(/^.+\/content\.xml$/)) {
    const name = member.split('/').at(-2) ?? member;
    yield* streamed(pkg, member, (emit) => new OdfText([{ kind: 'section', name }], emit));
  }
  yield* embeddedFiles(pkg, /^(?:Configurations2|Thumbnails|ObjectReplacements)\/|^layout-cache$|^META-INF\/|\.rdf$/);
}

async function isEncrypted(pkg: OfficePackage): Promise<boolean> {
  let encrypted = false;
  await pkg.scan('META-INF/manifest.xml', {
    open: (name) => {
      if (name === 'encryption-data') encrypted = true;
    },
  });
  return encrypted;
}

const dateEvents: Readonly<Record<string, string>> = {
  'creation-date': 'created',
  date: 'modified',
  'print-date': 'printed',
};
const dull = /^(?:generator|editing-cycles|editing-duration|document-statistic|language|template)$/;

function properties(pkg: OfficePackage): AsyncGenerator<Extracted> {
  return pkg.xml<Extracted>('meta.xml', (emit) => {
    let text = '';
    let own = '';
    return {
      open: (_, attributes) => {
        text = '';
        own = attributes['meta:name'] ?? '';
      },
      text: (piece) => {
        text += piece;
      },
      close: (name) => {
        const value = text.trim();
        text = '';
        const event = dateEvents[name];
        if (event !== undefined) for (const date of documentDate(event, value, 'B', `odf:${name}`)) emit(date);
        else if (value !== '' && !dull.test(name)) {
          const field = own === '' ? name : own;
          emit({ type: 'fields', at: [], fields: [{ name: field, place: `properties/${field}`, value }] });
        }
        own = '';
      },
    };
  });
}
