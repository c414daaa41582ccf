import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchRows } from '../../../agent/contracts/source.ts';
import { type CopyColumn, CopyParser } from '../../../agent/sources/lib/postgres/copy-parser.ts';
import { type Cells, cellsOf } from './kit.ts';

const plain = (width: number): CopyColumn[] => Array.from({ length: width }, () => ({ kind: 'plain', max: 1 << 20 }));

/** As the server writes it (`CopyAttributeOutText`). */
function written(rows: Cells): Buffer {
  const escapes: Record<string, string> = {
    '\b': 'b',
    '\t': 't',
    '\n': 'n',
    '\v': 'v',
    '\f': 'f',
    '\r': 'r',
    '\\': '\\',
  };
  const cell = (text: string | null) => text?.replace(/[\b\t\n\v\f\r\\]/g, (letter) => `\\${escapes[letter]}`) ?? '\\N';
  return Buffer.from(rows.map((row) => `${row.map(cell).join('\t')}\n`).join(''));
}

function parse(bytes: Uint8Array, columns: CopyColumn[], cuts: readonly number[] = [], blockLast = false) {
  const parser = new CopyParser(columns, blockLast);
  const batches: Cells[] = [];
  let from = 0;
  for (const to of [...cuts, bytes.length]) {
    parser.push(bytes.subarray(from, to));
    from = to;
    for (let batch = parser.next(); batch !== null; batch = parser.next()) batches.push(cellsOf(batch, columns.length));
  }
  const rest = parser.end();
  if (rest !== null) batches.push(cellsOf(rest, columns.length));
  return { batches, rows: batches.flat(), cut: Object.fromEntries(parser.cut), blocks: parser.blocks };
}

const cell = fc.option(
  fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '\\N', 'N', '\\', '\t', 'a\nb', '\\.')),
);

describe('the text format of COPY', () => {
  it('is read as it was written, wherever the bytes are parted', () => {
    const tables = fc.integer({ min: 1, max: 4 }).chain((width) =>
      fc.record({
        width: fc.constant(width),
        rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 12 }),
        cuts: fc.array(fc.nat(400), { maxLength: 6 }),
      }),
    );
    fc.assert(
      fc.property(tables, ({ width, rows, cuts }) => {
        const clean = rows.map((row) => row.map((text) => text?.replaceAll('\0', '').toWellFormed() ?? null));
        const bytes = written(clean);
        const places = cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b);
        expect(parse(bytes, plain(width), places).rows).toEqual(clean);
      }),
      { numRuns: 500 },
    );
  });

  it('comes in batches that depend on the rows alone', () => {
    const rows = Array.from({ length: batchRows + 10 }, (_, index) => [String(index), index % 3 === 0 ? null : 'a\tb']);
    const bytes = written(rows);
    const whole = parse(bytes, plain(2));
    const parted = parse(bytes, plain(2), [1, 2, 3, 1000, 40_000]);
    expect(whole.batches.map((batch) => batch.length)).toEqual([batchRows, 10]);
    expect(parted.batches).toEqual(whole.batches);
    expect(whole.rows).toEqual(rows);
  });

  it('comes in smaller batches when cells are long', () => {
    const long = 'x'.repeat(1 << 20);
    const rows = Array.from({ length: 20 }, (_, index) => [`${index}${long.slice(2)}`]);
    const { batches, rows: read } = parse(written(rows), plain(1), [5_000_000, 9_000_000]);
    expect(batches.map((batch) => batch.length)).toEqual([9, 9, 2]);
    expect(read).toEqual(rows);
  });

  it('has cells cut at a character, and counted', () => {
    const columns: CopyColumn[] = [
      { kind: 'plain', max: 5 },
      { kind: 'plain', max: 5 },
    ];
    const { rows, cut } = parse(
      written([
        ['abcde', 'abcdef'],
        ['ab\tcd', 'äää'],
        ['€€', '😀😀'],
      ]),
      columns,
    );
    expect(rows).toEqual([
      ['abcde', 'abcde'],
      ['ab\tcd', 'ää'],
      ['€', '😀'],
    ]);
    expect(cut).toEqual({ 0: 1, 1: 3 });
  });

  it('has bytes in hexadecimal digits', () => {
    const columns: CopyColumn[] = [
      { kind: 'bytes', max: 4 },
      { kind: 'plain', max: 9 },
    ];
    const { rows, cut } = parse(Buffer.from('\\\\x414a4f\tx\n\\\\x\t\\N\n\\N\t\n\\\\x4142434445\ty\n'), columns);
    expect(rows).toEqual([
      ['AJO', 'x'],
      ['', null],
      [null, ''],
      ['ABCD', 'y'],
    ]);
    expect(cut).toEqual({ 0: 1 });
  });

  it('tells of how many blocks rows are', () => {
    const { rows, blocks } = parse(Buffer.from('a\t0\nb\t0\n\\N\t12\nc\t12\nd\t100\n'), plain(1), [3, 7], true);
    expect(rows).toEqual([['a'], ['b'], [null], ['c'], ['d']]);
    expect(blocks).toBe(3);
  });
});
