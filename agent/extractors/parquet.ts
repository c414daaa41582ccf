import {
  type AsyncBuffer,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { BudgetSpent, type Extracted, type ExtractInput, type Extractor } from '../contracts/extractor.ts';
import { SourceError } from '../contracts/source.ts';
import { cellText } from '../extract/lib/cell-text.ts';
import { RowBatches } from '../extract/lib/row-batches.ts';
import { trueSize } from '../extract/lib/true-size.ts';

/** Parquet files, one group of rows after the other. */
const parquet: Extractor = {
  id: 'parquet',
  version: 1,
  title: 'Parquet',
  about: {
    reads:
      'every row by its columns, packed with snappy, gzip, brotli, zstd, lz4 or not; what is nested as JSON in its cell',
    omits: 'encrypted files: encrypted',
    limits:
      'one group of rows in memory, or one column of it where the group unpacks to more than 64 MiB; 256 MiB and ten million rows: else budget (bytes)',
    library: 'hyparquet, hyparquet-compressors (MIT)',
  },
  accepts: ({ kind }) => kind === 'parquet',
  extract,
};
export default parquet;

/** Unpacked bytes of a group of rows that are read side by side; of more, one column at a time. */
const together = 64 << 20;
const largest = 256 << 20;
const mostRows = 10_000_000;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const size = await trueSize(input);
  const end = Buffer.from(await input.read(Math.max(0, size - 4), 4)).toString('latin1');
  if (end === 'PARE') throw new SourceError({ code: 'encrypted', detail: 'password' });
  if (end !== 'PAR1') throw new SourceError({ code: 'damaged', detail: 'truncated' });
  const file: AsyncBuffer = {
    byteLength: size,
    slice: async (from, to = size) => Uint8Array.from(await input.read(from, to - from)).buffer,
  };
  const metadata = await parquetMetadataAsync(file);
  const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
  const reader = { file, metadata, compressors: counting(input) };
  const batches = new RowBatches([], columns);
  let from = 0;
  try {
    for (const group of metadata.row_groups) {
      input.signal.throwIfAborted();
      const rows = Number(group.num_rows);
      if (!(rows >= 0 && rows <= mostRows)) throw new BudgetSpent('bytes');
      if (unpacked(group) <= together) {
        for (const [i, row] of (await read(reader, columns, from, rows)).entries())
          yield* batches.add({ n: from + i + 1, cells: row.map(cellText) });
      } else {
        // One after the other, each as a table of one column.
        yield* batches.end();
        for (const column of columns) yield* single(reader, column, from, rows);
      }
      from += rows;
    }
  } catch (error) {
    // What was read before a group that is broken counts.
    yield* batches.end();
    throw error;
  }
  yield* batches.end();
}

async function* single(reader: Reader, column: string, from: number, rows: number): AsyncGenerator<Extracted> {
  const batches = new RowBatches([], [column]);
  for (const [i, row] of (await read(reader, [column], from, rows)).entries())
    yield* batches.add({ n: from + i + 1, cells: row.map(cellText) });
  yield* batches.end();
}

type Group = FileMetaData['row_groups'][number];

function unpacked(group: Group): number {
  let sum = 0;
  for (const { meta_data: facts } of group.columns) sum += Number(facts?.total_uncompressed_size ?? 0);
  return sum;
}

interface Reader {
  readonly file: AsyncBuffer;
  readonly metadata: FileMetaData;
  readonly compressors: Compressors;
}

async function read(reader: Reader, columns: string[], from: number, rows: number): Promise<unknown[][]> {
  let result: unknown[][] = [];
  await parquetRead({
    ...reader,
    columns,
    rowStart: from,
    rowEnd: from + rows,
    onComplete: (all) => {
      result = all;
    },
  });
  return result;
}

/** The unpackers, which count what they make, and refuse what is declared too large before it is made. */
function counting(input: ExtractInput): Compressors {
  const counted: Compressors = {};
  for (const [name, unpack] of Object.entries(compressors) as [keyof Compressors, Compressors[keyof Compressors]][])
    counted[name] = (packed, size) => {
      if (size > largest) throw new BudgetSpent('bytes');
      input.spend(size);
      return unpack!(packed, size);
    };
  return counted;
}
