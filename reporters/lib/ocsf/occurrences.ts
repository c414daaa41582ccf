import type { Found } from '../../../agent/contracts/delivery.ts';
import type { OcsfEvent } from './common.ts';

/** Places as OCSF's occurrence_details; what it has no attribute for is left out, and stands in `unmapped`. */
export function occurrences({ at, columns }: Found): OcsfEvent[] {
  const places = at.flatMap((place) => occurrence(place));
  return places.length > 0 ? places : columns.slice(0, 15).map((name) => ({ column_name: name }));
}

function occurrence(place: string): OcsfEvent[] {
  const number = (kind: string) =>
    Number(new RegExp(`(?:^|, )${kind} (\\d{1,15})(?:,|$)`).exec(place)?.[1] ?? Number.NaN);
  const [line, page, row] = [number('line'), number('page'), number('row')];
  const column = /(?:^|, )column ([^,]+)$/.exec(place)?.[1];
  const of = {
    ...(Number.isNaN(line) ? {} : { start_line: line }),
    ...(Number.isNaN(page) ? {} : { page_number: page }),
    ...(Number.isNaN(row) ? {} : { row_number: row }),
    ...(column === undefined ? {} : { column_name: column }),
    ...(/![A-Z]{1,3}\d+$|^[A-Z]{1,3}\d+$/.test(place) ? { cell_name: place } : {}),
  };
  return Object.keys(of).length === 0 ? [] : [of];
}
