import { z } from 'zod';
import type { Out, Report, Reporter } from '../agent/contracts/report.ts';
import { csvCell } from './lib/escape.ts';
import { reviewCells, reviewColumns } from './lib/review.ts';

const settings = z
  .strictObject({
    /** Where spreadsheets expect a semicolon (much of Europe), say so. */
    separator: z.enum([',', ';']).default(','),
  })
  .prefault({});
export type RetentionSettings = z.infer<typeof settings>;

/** What has been kept too long, line by line for owners to decide on: filled in, `wayward decisions import` takes it back. */
const retention: Reporter<RetentionSettings> = {
  id: 'retention',
  title: 'Retention review, to be filled in and imported again',
  extension: 'csv',
  settings,
  write,
};
export default retention;

async function write(report: Report, out: Out, { separator }: RetentionSettings): Promise<void> {
  await out(`\ufeff${reviewColumns.join(separator)}\r\n`);
  for (const line of await report.review()) {
    const cells = reviewCells(line, report);
    await out(`${reviewColumns.map((name) => csvCell(cells[name])).join(separator)}\r\n`);
  }
}
