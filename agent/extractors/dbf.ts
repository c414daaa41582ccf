import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { SourceError } from '../contracts/source.ts';
import { type DbfField, dbfHeader } from '../extract/lib/dbf.ts';
import { guessLegacy } from '../extract/lib/encoding.ts';
import { Pieces } from '../extract/lib/pieces.ts';
import { RowBatches } from '../extract/lib/row-batches.ts';

/** dBase tables, streamed; rows that are marked as deleted are still there, and read. */
const dbf: Extractor = {
  id: 'dbf',
  version: 1,
  title: 'dBase and FoxPro tables (dbf)',
  about: {
    reads: 'every row by its columns, also those marked as deleted; code pages',
    omits: 'memo files beside it (dbt, fpt): unsupported (kind:binary)',
    limits: '',
    library: 'own, iconv-lite (MIT)',
  },
  accepts: ({ kind }) => kind === 'dbf',
  extract,
};
export default dbf;

const endOfFile = 0x1a;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const header = dbfHeader(input.head);
  if (header === null) throw new SourceError({ code: 'damaged', detail: 'structure' });
  const pieces = new Pieces(input.bytes());
  const names = header.fields.map(({ name }) => name);
  const batches = new RowBatches([], names);
  let encoding = header.encoding;
  try {
    await pieces.skip(header.headerSize);
    for (let n = 1; ; n++) {
      const row = await pieces.exactly(header.recordSize);
      if (row.length === 0 || row[0] === endOfFile) break;
      if (row.length < header.recordSize) {
        yield* batches.end();
        throw new SourceError({ code: 'damaged', detail: 'truncated' });
      }
      if (n % 1000 === 0) input.signal.throwIfAborted();
      if (encoding === '' && !isUtf8(row)) encoding = guessLegacy(row);
      const cells = header.fields.map((field) => cell(row, field, encoding));
      yield* batches.add({ n, cells });
    }
    yield* batches.end();
  } finally {
    await pieces.close();
  }
}

function cell(row: Buffer, { type, offset, length }: DbfField, encoding: string): string {
  const bytes = row.subarray(offset, offset + length);
  switch (type) {
    case 'D': {
      const day = bytes.toString('latin1');
      return /^\d{8}$/.test(day) ? `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}` : '';
    }
    case 'I':
      return length === 4 ? String(bytes.readInt32LE(0)) : '';
    case 'B':
      return length === 8 ? String(bytes.readDoubleLE(0)) : '';
    case 'T': {
      // Days of the Julian calendar, and milliseconds.
      const days = length === 8 ? bytes.readInt32LE(0) : 0;
      if (days < 1_721_426 || days > 5_373_484) return '';
      return new Date((days - 2_440_588) * 86_400_000 + bytes.readInt32LE(4)).toISOString();
    }
    case 'M':
    case 'G':
    case 'P':
    case '0':
      return '';
    default: {
      const text = isUtf8(bytes) || encoding === '' ? bytes.toString('utf8') : iconv.decode(bytes, encoding);
      return text.replaceAll('\0', ' ').trim();
    }
  }
}
