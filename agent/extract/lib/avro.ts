import { SourceError } from '../../contracts/source.ts';
import type { AvroType } from './avro-schema.ts';
import { cellText, dateText } from './cell-text.ts';

const damaged = () => new SourceError({ code: 'damaged', detail: 'structure' });
const deepest = 100;

/** Reads the values of one block of an Avro file. */
export class AvroReader {
  private at = 0;
  private readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  get done(): boolean {
    return this.at >= this.bytes.length;
  }

  /** One value of the schema: a record as an array of its fields' values. */
  value(type: AvroType, depth = 0): unknown {
    if (depth > deepest) throw damaged();
    switch (type.kind) {
      case 'null':
        return null;
      case 'boolean':
        return this.take(1)[0] !== 0;
      case 'int':
      case 'long':
        return when(this.long(), type.logical);
      case 'float':
        return this.take(4).readFloatLE(0);
      case 'double':
        return this.take(8).readDoubleLE(0);
      case 'bytes':
        return this.take(this.length());
      case 'string':
        return this.take(this.length()).toString('utf8');
      case 'fixed':
        return type.logical === 'uuid' ? this.take(type.size).toString('hex') : this.take(type.size);
      case 'enum':
        return type.symbols[Number(this.long())] ?? '';
      case 'union': {
        const chosen = type.types[Number(this.long())];
        if (chosen === undefined) throw damaged();
        return this.value(chosen, depth + 1);
      }
      case 'record':
        return type.fields.map((field) => this.value(field.type, depth + 1));
      default:
        return this.items(type, depth);
    }
  }

  private items(type: Extract<AvroType, { items: AvroType }>, depth: number): unknown {
    const all: unknown[] = [];
    for (let left = this.count(); left > 0; left = this.count())
      for (; left > 0; left--) {
        // Items that take no bytes could be as many as the number says.
        if (this.done && all.length > 1000) throw damaged();
        const key = type.kind === 'map' ? this.take(this.length()).toString('utf8') : null;
        const value = nested(this.value(type.items, depth + 1), type.items);
        all.push(key === null ? value : { [key]: value });
      }
    return type.kind === 'map' ? Object.assign({}, ...all) : all;
  }

  /** Items of the next block of an array or map; a negative count is followed by their bytes. */
  private count(): number {
    const count = Number(this.long());
    if (count >= 0) return count;
    this.long();
    return -count;
  }

  private length(): number {
    const length = Number(this.long());
    if (length < 0 || length > this.bytes.length - this.at) throw damaged();
    return length;
  }

  private take(length: number): Buffer {
    if (length > this.bytes.length - this.at) throw damaged();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  private long(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.take(1)[0]!;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n));
    }
    throw damaged();
  }
}

/** What a number stands for, by its logical type. */
function when(value: bigint, logical: string): unknown {
  switch (logical) {
    case 'date':
      return dateText(new Date(Number(value) * 86_400_000));
    case 'timestamp-millis':
    case 'local-timestamp-millis':
      return dateText(new Date(Number(value)));
    case 'timestamp-micros':
    case 'local-timestamp-micros':
      return dateText(new Date(Number(value / 1000n)));
    case 'timestamp-nanos':
    case 'local-timestamp-nanos':
      return dateText(new Date(Number(value / 1_000_000n)));
    default:
      return value;
  }
}

/** A record within something else: with the names of its fields. */
function nested(value: unknown, type: AvroType): unknown {
  const record = type.kind === 'union' ? type.types.find(({ kind }) => kind === 'record') : type;
  if (!Array.isArray(value) || record?.kind !== 'record' || value.length !== record.fields.length) return value;
  return Object.fromEntries(record.fields.map(({ name, type: inner }, i) => [name, nested(value[i], inner)]));
}

/** The columns of a schema: records in records as `address.street`. */
export function avroColumns(type: AvroType): string[] {
  return type.kind === 'record' ? type.fields.flatMap((field) => flat(field.name, field.type)) : ['value'];
}

function flat(name: string, type: AvroType, depth = 0): string[] {
  if (type.kind !== 'record' || depth >= 4) return [name];
  return type.fields.flatMap((field) => flat(`${name}.${field.name}`, field.type, depth + 1));
}

export function avroCells(value: unknown, type: AvroType): string[] {
  if (type.kind !== 'record' || !Array.isArray(value)) return [cellText(value)];
  return type.fields.flatMap((field, i) => flatCells(value[i], field.type));
}

function flatCells(value: unknown, type: AvroType, depth = 0): string[] {
  if (type.kind !== 'record' || depth >= 4 || !Array.isArray(value)) return [cellText(nested(value, type))];
  return type.fields.flatMap((field, i) => flatCells(value[i], field.type, depth + 1));
}
