import { readFile } from 'node:fs/promises';
import { type DecisionKind, decisionKinds } from '../contracts/decision.ts';
import { visible } from '../report/names.ts';
import { CannotRun } from './errors.ts';

/** One line that was filled in. */
export interface FilledLine {
  /** In the file, as a spreadsheet counts: the heads are row 1. */
  readonly row: number;
  readonly ref: string;
  readonly kind: DecisionKind;
  readonly reason: string;
  readonly until: string | null;
}

const needed = ['ref', 'decision', 'reason', 'until'] as const;
type Needed = (typeof needed)[number];
const mostReason = 1000;

/**
 * Reads a review that was filled in, as CSV (whatever separates its cells) or XLSX.
 * @throws CannotRun with every mistake of the file at once, each with its row
 */
export async function readReview(file: string, today: string): Promise<FilledLine[]> {
  const rows = await rowsOf(file);
  const heads = (rows[0] ?? []).map((cell) =>
    textOf(cell)
      .replace(/^\ufeff/, '')
      .trim()
      .toLowerCase(),
  );
  const missing = needed.filter((name) => !heads.includes(name));
  if (missing.length > 0) {
    throw new CannotRun(`${file} is no retention review: its first row lacks ${missing.join(', ')}`);
  }
  const mistakes: string[] = [];
  const filled: FilledLine[] = [];
  const seen = new Map<string, number>();
  for (const [at, cells] of rows.entries()) {
    if (at === 0) continue;
    const cell = (name: Needed) => cells[heads.indexOf(name)];
    const row = at + 1;
    const line = lineOf(row, cell, today, mistakes);
    if (line === null) continue;
    const before = seen.get(line.ref);
    if (before !== undefined) mistakes.push(`row ${row}: decides on the same line as row ${before}`);
    seen.set(line.ref, row);
    filled.push(line);
  }
  if (mistakes.length > 0) throw new CannotRun(tellMistakes(file, mistakes));
  return filled;
}

export function tellMistakes(file: string, mistakes: readonly string[]): string {
  return [`${file} was not imported; nothing was decided:`, ...mistakes.map((one) => `  ${one}`)].join('\n');
}

function lineOf(row: number, cell: (name: Needed) => unknown, today: string, mistakes: string[]): FilledLine | null {
  const decision = textOf(cell('decision')).trim().toLowerCase().replaceAll(/[ -]/g, '_');
  const reason = visible(
    textOf(cell('reason'))
      .replaceAll(/\s+/g, ' ')
      .trim()
      .replace(/^'(?=[=+\-@])/, ''),
  );
  const given = cell('until');
  const until = textOf(given).trim();
  if (decision === '' && reason === '' && until === '') return null;
  const found: string[] = [];
  const ref = textOf(cell('ref')).trim();
  if (!/^rr-[0-9a-f]{16}$/.test(ref)) found.push('its ref was changed or is missing: export the review again');
  const kind = decisionKinds.find((of) => of === decision);
  if (kind === undefined) {
    const said = decision === '' ? 'it has no decision' : `"${visible(decision.slice(0, 40))}" is no decision`;
    found.push(`${said}: write one of ${decisionKinds.join(', ')}`);
  }
  const day = dayOf(given, until);
  if (until !== '' && day === null) found.push('its day under "until" is not understood: write it as YYYY-MM-DD');
  if (day !== null && day < today) found.push(`its day ${day} is past`);
  if (reason.length > mostReason) found.push(`its reason is longer than ${mostReason} characters`);
  if ((kind === 'keep' || kind === 'false_alarm') && reason === '') found.push(`${kind} needs a reason`);
  if (kind === 'keep' && until === '') found.push('keep needs a last day under "until"');
  mistakes.push(...found.map((what) => `row ${row}: ${what}`));
  return found.length > 0 || kind === undefined ? null : { row, ref, kind, reason, until: day };
}

function textOf(cell: unknown): string {
  if (cell instanceof Date) return Number.isNaN(cell.valueOf()) ? '' : cell.toISOString().slice(0, 10);
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : '';
}

/** An ISO day. Days with the month in the middle are taken where points say so; 3/4/2027 could be two days. */
function dayOf(given: unknown, text: string): string | null {
  const serial =
    typeof given === 'number' && Number.isInteger(given) && given > 20_000 && given < 2_958_466 ? given : null;
  // Spreadsheets count days from 30 December 1899.
  if (serial !== null) return Temporal.PlainDate.from('1899-12-30').add({ days: serial }).toString();
  const [, y, m, d] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  const parts = { year: Number(y ?? year), month: Number(m ?? month), day: Number(d ?? day) };
  if (!Number.isInteger(parts.year)) return null;
  try {
    return Temporal.PlainDate.from(parts, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

async function rowsOf(file: string): Promise<readonly (readonly unknown[])[]> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new CannotRun(`${file} cannot be read: ${error.code === 'ENOENT' ? 'it is not there' : (error.code ?? '')}`);
  });
  try {
    if (bytes.subarray(0, 2).toString() === 'PK') {
      const { readXlsx } = await import('hucre/xlsx');
      return (await readXlsx(bytes)).sheets[0]?.rows ?? [];
    }
    const { detectDelimiter, parseCsv } = await import('hucre/csv');
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return parseCsv(text, { delimiter: detectDelimiter(text.slice(0, text.indexOf('\n') + 1)) });
  } catch {
    throw new CannotRun(
      `${file} is neither an XLSX file nor CSV in UTF-8 that can be read: save it again as one of them`,
    );
  }
}
