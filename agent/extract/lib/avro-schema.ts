import { SourceError } from '../../contracts/source.ts';

/** A schema of Avro with its names resolved. Source: Avro specification 1.12, avro.apache.org. */
export type AvroType =
  | {
      readonly kind: 'null' | 'boolean' | 'int' | 'long' | 'float' | 'double' | 'bytes' | 'string';
      readonly logical: string;
    }
  | { readonly kind: 'fixed'; readonly size: number; readonly logical: string }
  | { readonly kind: 'enum'; readonly symbols: readonly string[] }
  | { readonly kind: 'array' | 'map'; readonly items: AvroType }
  | { readonly kind: 'union'; readonly types: readonly AvroType[] }
  | AvroRecord;

export interface AvroRecord {
  readonly kind: 'record';
  readonly fields: { readonly name: string; readonly type: AvroType }[];
}

const primitives: ReadonlySet<string> = new Set('null boolean int long float double bytes string'.split(' '));
const damaged = () => new SourceError({ code: 'damaged', detail: 'structure' });
const deepest = 100;

export function avroSchema(text: string): AvroType {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw damaged();
  }
  return type(parsed, '', new Map(), 0);
}

function type(given: unknown, space: string, names: Map<string, AvroType>, depth: number): AvroType {
  if (depth > deepest) throw damaged();
  const inner = (next: unknown, own = space): AvroType => type(next, own, names, depth + 1);
  if (typeof given === 'string') return byName(given, space, names);
  if (Array.isArray(given)) return { kind: 'union', types: given.map((one) => inner(one)) };
  if (typeof given !== 'object' || given === null) throw damaged();
  const schema = given as Readonly<Record<string, unknown>>;
  const { type: kind } = schema;
  const logical = typeof schema['logicalType'] === 'string' ? schema['logicalType'] : '';
  if (typeof kind === 'string' && primitives.has(kind)) return { kind: kind as 'null', logical };
  if (kind === 'array') return { kind, items: inner(schema['items']) };
  if (kind === 'map') return { kind, items: inner(schema['values']) };
  if (kind === 'enum' || kind === 'fixed' || kind === 'record' || kind === 'error') {
    const own = fullName(String(schema['name'] ?? ''), schema['namespace'], space);
    const ownSpace = own.includes('.') ? own.slice(0, own.lastIndexOf('.')) : '';
    if (kind === 'enum') {
      const symbols = Array.isArray(schema['symbols']) ? schema['symbols'].map(String) : [];
      return named(names, own, { kind, symbols });
    }
    if (kind === 'fixed') return named(names, own, { kind, size: natural(schema['size']), logical });
    const record: AvroRecord = { kind: 'record', fields: [] };
    names.set(own, record);
    if (!Array.isArray(schema['fields'])) throw damaged();
    for (const field of schema['fields'] as { name?: unknown; type?: unknown }[])
      record.fields.push({ name: String(field.name ?? ''), type: inner(field.type, ownSpace) });
    return record;
  }
  // A type in a type, as some write it.
  return inner(kind);
}

function byName(name: string, space: string, names: ReadonlyMap<string, AvroType>): AvroType {
  if (primitives.has(name)) return { kind: name as 'null', logical: '' };
  const known = names.get(fullName(name, undefined, space)) ?? names.get(name);
  if (known === undefined) throw damaged();
  return known;
}

function fullName(name: string, space: unknown, outer: string): string {
  if (name.includes('.')) return name;
  const own = typeof space === 'string' ? space : outer;
  return own === '' ? name : `${own}.${name}`;
}

function named(names: Map<string, AvroType>, name: string, made: AvroType): AvroType {
  names.set(name, made);
  return made;
}

function natural(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 1 << 24) throw damaged();
  return value;
}
