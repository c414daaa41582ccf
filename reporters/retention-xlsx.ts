import { type CellValue, writeXlsx } from 'hucre/xlsx';
import { z } from 'zod';
import type { Out, Report, Reporter } from '../agent/contracts/report.ts';
import { plain } from './lib/escape.ts';
import { minute } from './lib/figures.ts';
import { decisionChoices, type ReviewColumn, reviewCells, reviewColumns } from './lib/review.ts';

const settings = z.strictObject({}).prefault({});
export type RetentionXlsxSettings = z.infer<typeof settings>;

/** The retention review as a workbook: heads that stay, filters, and a choice for the decision. */
const retentionXlsx: Reporter<RetentionXlsxSettings> = {
  id: 'retention-xlsx',
  title: 'Retention review as a workbook',
  extension: 'xlsx',
  settings,
  write,
};
export default retentionXlsx;

const widths: Partial<Record<ReviewColumn, number>> = {
  ...{ place: 50, evidence: 60, meaning: 30, citation: 25, category: 32, reason: 40, ref: 22 },
};
const filledIn: readonly ReviewColumn[] = ['decision', 'reason', 'until'];
/** Excel takes no more rows in a sheet. */
const mostRows = 1_000_000;

async function write(report: Report, out: Out): Promise<void> {
  const lines = (await report.review()).slice(0, mostRows);
  const rows = lines.map((line) => {
    const cells = reviewCells(line, report);
    return reviewColumns.map((name): CellValue => textOf(cells[name]));
  });
  const last = rows.length + 1;
  const column = (name: ReviewColumn) => letter(reviewColumns.indexOf(name));
  const range = (name: ReviewColumn) => `${column(name)}2:${column(name)}${Math.max(2, last)}`;
  const start = new Date(report.run.startedAt);
  const bytes = await writeXlsx({
    properties: { title: 'Retention review', creator: 'Wayward', created: start, modified: start },
    sheets: [
      {
        name: 'Retention review',
        columns: reviewColumns.map((name) => ({
          width: widths[name] ?? 14,
          ...(filledIn.includes(name)
            ? { style: { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFF7D6' } } } }
            : {}),
        })) as never,
        rows: [[...reviewColumns], ...rows],
        freezePane: { rows: 1 },
        autoFilter: { range: `A1:${letter(reviewColumns.length - 1)}${last}` },
        dataValidations: [
          {
            ...{ type: 'list', values: [...decisionChoices], allowBlank: true, range: range('decision') },
            ...{ showErrorMessage: true, errorTitle: 'Decision', errorMessage: `One of ${decisionChoices.join(', ')}` },
          },
        ],
      },
      {
        name: 'How to fill it in',
        columns: [{ width: 100 }],
        rows: help(report).map((line) => [line]),
      },
    ],
  });
  await out(bytes);
}

function help({ run, policyTitle }: Report): string[] {
  return [
    `Retention review of ${minute(run.startedAt)}, run ${run.id}${policyTitle === null ? '' : `, ${plain(policyTitle)}`}.`,
    'Fill in the last three columns; leave a line empty to decide later. Then: wayward decisions import FILE',
    'keep: it may stay, for a reason, until a day (YYYY-MM-DD): an exception.',
    'delete, move: planned; a reason helps. The next scan says whether it is no longer there.',
    'false_alarm: it is no personal data, or not of the kind that the rule is about; a reason is needed.',
    'Do not change the column ref: it says which findings a line is about.',
  ];
}

/** A text cell is no formula, whatever it begins with. */
function textOf(value: string | number | null): CellValue {
  return typeof value === 'string' ? plain(value).slice(0, 32_000) : value;
}

function letter(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : letter(Math.floor(at / 26) - 1) + letter(at % 26);
}
