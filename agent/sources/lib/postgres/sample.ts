import type { RelationFound } from './catalog.ts';
import type { PostgresSettings } from './settings.ts';

/** When the server has never counted the rows of a table. */
const rowsPerBlock = 50;
/** A sample says little of a table unless it has so many blocks. */
const fewestBlocks = 30;
const fewestRows = 100;
/** Rows may be large: of so many bytes a sample is large enough. */
const mostBytes = 256 * 2 ** 20;

/**
 * The chance with which each block is drawn; null for a table that is better read as a whole, as a good part of it would
 * be drawn.
 */
export function sampleOf(
  { blocks, bytes, rows: counted }: Pick<RelationFound, 'blocks' | 'bytes' | 'rows'>,
  { sample_rows, seed }: Pick<PostgresSettings, 'sample_rows' | 'seed'>,
): { readonly percent: number; readonly seed: number } | null {
  const rows = counted === null || counted < 1 ? blocks * rowsPerBlock : counted;
  const affordable = Math.max(fewestRows, mostBytes / Math.max(1, bytes / Math.max(1, rows)));
  const chance = Math.max(Math.min(sample_rows, affordable) / Math.max(1, rows), fewestBlocks / Math.max(1, blocks));
  if (chance >= 0.5) return null;
  return { percent: Number((chance * 100).toPrecision(6)), seed };
}
