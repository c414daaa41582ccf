import type { Engine } from './engine.ts';
import type { Scene } from './evidence.ts';
import type { NameSays } from './names.ts';
import type { Borders, Reading } from './reading.ts';

/** Names over a cell: its column or field, and the cell to its left where no column has a name. */
export type NamesOf = (cell: number) => readonly [NameSays | null, NameSays | null];

export interface Cells extends Borders {
  /** The cell that holds a byte. */
  at(byte: number): number;
  /** Gives whole cells to the detectors that take whatever stands under their name. */
  readWhole(engine: Engine, reading: Reading): void;
}

/** Cells in a block of bytes: cell `i` is `[starts[i], ends[i])`, in order, with a separator between. */
export function createCells(starts: Int32Array, ends: Int32Array, namesOf: NamesOf): Cells {
  let current = -1;
  const find = (byte: number): number => {
    if (current >= 0 && byte >= starts[current]! && byte <= ends[current]!) return current;
    if (current >= 0 && current + 1 < starts.length && byte >= starts[current + 1]! && byte <= ends[current + 1]!)
      return current + 1;
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= byte) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const enter = (byte: number, scene: Scene): void => {
    const cell = find(byte);
    if (cell === current) return;
    current = cell;
    [scene.low, scene.high] = [starts[cell]!, ends[cell]!];
    [scene.name, scene.left] = namesOf(cell);
  };
  return {
    at: find,
    enter,
    readWhole(engine, reading) {
      const { labelled } = engine.plan;
      if (labelled.length === 0) return;
      for (let cell = 0; cell < starts.length; cell++) {
        const [start, end] = [starts[cell]!, ends[cell]!];
        if (start === end) continue;
        const [name, left] = namesOf(cell);
        if (name === null && left === null) continue;
        for (const aim of labelled) {
          const means = Math.max(name?.means[aim.detector] ?? 0, left?.means[aim.detector] === 2 ? 2 : 0);
          if (means > 0) reading.whole(aim, start, Math.min(end, start + aim.reach * 3));
        }
      }
    },
  };
}
