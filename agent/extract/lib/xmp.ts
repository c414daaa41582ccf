import { attribute, XmlReader } from './xml.ts';

interface XmpField {
  readonly name: string;
  readonly place: string;
  readonly value: string;
}

/** Containers of RDF, which name nothing. */
const frame: ReadonlySet<string> = new Set(['xmpmeta', 'RDF', 'Description', 'Alt', 'Seq', 'Bag', 'li']);
const mostFields = 5000;

/** The named values of an XMP packet: of elements and of attributes, lists value by value. */
export function xmpFields(packet: Uint8Array): XmpField[] {
  const text = Buffer.from(packet).toString('utf8');
  const from = text.indexOf('<x:xmpmeta');
  const fields: XmpField[] = [];
  const stack: string[] = [];
  let value = '';
  const put = (name: string, found: string): void => {
    const trimmed = found.trim();
    if (trimmed !== '' && fields.length < mostFields) fields.push({ name, place: `xmp:${name}`, value: trimmed });
  };
  const reader = new XmlReader({
    open(name, attributes) {
      if (name === 'Description')
        for (const [key, found] of Object.entries(attributes))
          if (!key.startsWith('xmlns') && key !== 'rdf:about') put(key.slice(key.indexOf(':') + 1), found);
      const resource = attribute(attributes, 'resource');
      if (resource !== undefined) put(name, resource);
      stack.push(name);
      value = '';
    },
    text(piece) {
      value += piece;
    },
    close() {
      const name = stack.findLast((one) => !frame.has(one)) ?? 'xmp';
      put(name, value);
      stack.pop();
      value = '';
    },
  });
  reader.write(from < 0 ? text : text.slice(from).replace(/<\?xpacket end[\s\S]*$/, ''));
  reader.close();
  return fields;
}
