import { isUtf8 } from 'node:buffer';
import type { RowBatch } from '../../../contracts/source.ts';
import { BatchMaker } from '../sql/batch.ts';

const western = new TextDecoder('windows-1252');

/**
 * A database that knows no encoding (SQL_ASCII) gives bytes as somebody once wrote them: what is no UTF-8 is read as
 * Western European.
 */
export function asUtf8(batch: RowBatch, columns: number, binary: (column: number) => boolean): RowBatch {
  const { bytes, starts, ends } = batch;
  if (isUtf8(bytes)) return batch;
  const maker = new BatchMaker(columns);
  starts.forEach((start, index) => {
    const cell = bytes.subarray(start, ends[index]!);
    if (start < 0) maker.addNull();
    else if (binary(index % columns) || isUtf8(cell)) maker.addBytes(cell);
    else maker.addText(western.decode(cell));
  });
  return maker.take() ?? batch;
}
