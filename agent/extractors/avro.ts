import { inflateRawSync, zstdDecompressSync } from 'node:zlib';
import { snappyUncompress } from 'hyparquet';
import { BudgetSpent, type Extracted, type ExtractInput, type Extractor } from '../contracts/extractor.ts';
import { SourceError } from '../contracts/source.ts';
import { AvroReader, avroCells, avroColumns } from '../extract/lib/avro.ts';
import { type AvroType, avroSchema } from '../extract/lib/avro-schema.ts';
import { bunzip2 } from '../extract/lib/bzip2.ts';
import { Pieces } from '../extract/lib/pieces.ts';
import { RowBatches } from '../extract/lib/row-batches.ts';
import { unxz } from '../extract/lib/xz.ts';

/** Avro files, block by block, by the schema that stands in them. */
const avro: Extractor = {
  id: 'avro',
  version: 1,
  title: 'Avro',
  about: {
    reads:
      'every record by its columns (`address.street` for records in records), packed with deflate, snappy, zstandard, bzip2, xz or not; arrays and maps as JSON in their cell',
    omits: 'decimals are not numbers but bytes, and empty',
    limits: 'one block in memory, unpacked 64 MiB: else budget (bytes)',
    library: 'own; Node (zlib, zstd), snappy of hyparquet (MIT)',
  },
  accepts: ({ kind }) => kind === 'avro',
  extract,
};
export default avro;

const largestBlock = 64 << 20;
const damaged = () => new SourceError({ code: 'damaged', detail: 'structure' });

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const pieces = new Pieces(input.bytes());
  try {
    if ((await pieces.all(4)).toString('latin1') !== 'Obj\x01') throw damaged();
    const facts = await header(pieces);
    const sync = await pieces.all(16);
    const schema = avroSchema(facts.get('avro.schema')?.toString('utf8') ?? '');
    const codec = facts.get('avro.codec')?.toString('latin1') ?? 'null';
    const batches = new RowBatches([], avroColumns(schema));
    for (let n = 0; ; ) {
      input.signal.throwIfAborted();
      const first = await pieces.exactly(1);
      if (first.length === 0) break;
      pieces.unread(first);
      const count = await long(pieces);
      const size = await long(pieces);
      if (count < 0 || size < 0) throw damaged();
      if (size > largestBlock) throw new BudgetSpent('bytes');
      const block = await unpacked(codec, await pieces.all(size), input);
      for (const cells of rows(block, schema, count)) yield* batches.add({ n: ++n, cells });
      if (!(await pieces.all(16)).equals(sync)) {
        yield* batches.end();
        throw damaged();
      }
    }
    yield* batches.end();
  } finally {
    await pieces.close();
  }
}

function* rows(block: Buffer, schema: AvroType, count: number): Generator<string[]> {
  const reader = new AvroReader(block);
  for (let i = 0; i < count; i++) {
    // Records of nothing but nulls take no bytes, and could be any number.
    if (reader.done && i > 1000) return;
    yield avroCells(reader.value(schema), schema);
  }
}

/** Named values in blocks, as a map of Avro. */
async function header(pieces: Pieces): Promise<Map<string, Buffer>> {
  const facts = new Map<string, Buffer>();
  for (let left = await long(pieces); left !== 0; left = await long(pieces)) {
    if (left < 0) {
      left = -left;
      await long(pieces);
    }
    for (; left > 0; left--) {
      const name = await sized(pieces);
      facts.set(name.toString('utf8'), await sized(pieces));
    }
  }
  return facts;
}

async function sized(pieces: Pieces): Promise<Buffer> {
  const length = await long(pieces);
  if (length < 0 || length > 16 << 20) throw damaged();
  return pieces.all(length);
}

async function long(pieces: Pieces): Promise<number> {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = await pieces.byte();
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return Number(BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n)));
  }
  throw damaged();
}

async function unpacked(codec: string, block: Buffer, input: ExtractInput): Promise<Buffer> {
  const bytes = await unpack(codec, block, input);
  input.spend(bytes.length);
  return bytes;
}

async function unpack(codec: string, block: Buffer, input: ExtractInput): Promise<Buffer> {
  const most = { maxOutputLength: largestBlock };
  try {
    switch (codec) {
      case 'null':
        return block;
      case 'deflate':
        return inflateRawSync(block, most);
      case 'zstandard':
        return zstdDecompressSync(block, most);
      case 'snappy':
        return snappy(block.subarray(0, -4));
      case 'bzip2':
        return await collected(bunzip2(chunks(block)));
      case 'xz':
        return await collected(unxz(chunks(block)));
      default:
        throw new SourceError({ code: 'unsupported', detail: 'method' });
    }
  } catch (error) {
    input.signal.throwIfAborted();
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw new BudgetSpent('bytes');
    if (error instanceof SourceError || error instanceof BudgetSpent) throw error;
    throw damaged();
  }
}

/** Begins with its unpacked size, seven bits to a byte. */
function snappy(block: Buffer): Buffer {
  let size = 0;
  for (let i = 0; i < 5; i++) {
    size += (block[i]! & 0x7f) * 2 ** (7 * i);
    if (block[i]! < 0x80) break;
  }
  if (size > largestBlock) throw new BudgetSpent('bytes');
  const out = Buffer.alloc(size);
  snappyUncompress(block, out);
  return out;
}

async function* chunks(block: Buffer): AsyncGenerator<Uint8Array> {
  yield block;
}

async function collected(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source) {
    length += piece.length;
    if (length > largestBlock) throw new BudgetSpent('bytes');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
