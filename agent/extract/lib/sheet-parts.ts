import type { Extracted, Fields } from '../../contracts/extractor.ts';
import type { PlaceHop } from '../../contracts/place.ts';
import type { OfficePackage } from './opc.ts';
import type { XmlEvents } from './xml.ts';

/** A name may be somebody's, even where the sheet is empty. */
export function* sheetNames(sheets: readonly { readonly name: string }[]): Generator<Fields> {
  const fields = sheets.map(({ name }) => ({ name: 'sheet name', place: 'sheet name', value: name }));
  if (fields.length > 0) yield { type: 'fields', at: [], fields };
}

const others =
  /^xl\/(?:charts\/chart|pivotCache\/|externalLinks\/|diagrams\/data|persons\/|connections|tables\/)[^/]*\.xml$|^customXml\/[^/]+\.xml$/;

/** What charts, pivot tables and links of a workbook keep of cells that may be gone long since. */
export async function* otherSheetParts(pkg: OfficePackage, sheets: ReadonlySet<string>): AsyncGenerator<Extracted> {
  for (const member of pkg.matching(others)) {
    if (sheets.has(member)) continue;
    const at: PlaceHop[] = [{ kind: 'section', name: (member.split('/').at(-1) ?? '').replace('.xml', '') }];
    yield* pkg.xml<Extracted>(member, (emit) => keptValues(at, emit));
  }
}

/** Texts and `v` attributes, under the name of the pivot field they belong to. */
function keptValues(at: readonly PlaceHop[], emit: (piece: Extracted) => void): XmlEvents {
  let field = '';
  let text = '';
  const send = (name: string, place: string, value: string | undefined): void => {
    if (value !== undefined && value.trim() !== '')
      emit({ type: 'fields', at, fields: [{ name, place, value: value.trim() }] });
  };
  return {
    open: (name, attributes) => {
      text = '';
      if (name === 'cacheField') field = attributes['name'] ?? '';
      else if (/^[snd]$/.test(name)) send(field, field, attributes['v']);
      else if (name === 'person') send('name', 'person', attributes['displayName']);
      else if (name === 'dbPr') send('connection', 'connection', attributes['connection']);
    },
    text: (piece) => {
      text += piece;
    },
    close: (name) => {
      send(name === 'v' || name === 't' ? field : name, name, text);
      text = '';
    },
  };
}
