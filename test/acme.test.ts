import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Answers } from '../fixtures/lib/answers.ts';
import { compare, type Said } from '../fixtures/lib/compare.ts';
import { ofType, type Ran, readJsonl, wayward } from './support/cli.ts';

const acme = join(import.meta.dirname, '../fixtures/acme');
const sheet = JSON.parse(readFileSync(join(acme, 'answers.json'), 'utf8')) as Answers;

describe('a scan of Acme', () => {
  const dir = mkdtempSync(join(tmpdir(), 'wayward-acme-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  const report = join(dir, 'r.jsonl');
  let ran: Ran;
  let said: Said;

  beforeAll(async () => {
    const args = ['--config', join(acme, 'wayward.yaml'), '--state', join(dir, 'state'), '--now', sheet.now];
    ran = await wayward(['scan', ...args, '--report', `jsonl=${report}`, '--workers', '0', '--quiet']);
    said = read(readJsonl(report));
  }, 120_000);

  it('ends with the bit for files that were not read', () => {
    expect(ran.code, ran.err).toBe(4);
  });

  it('says what the answer sheet says, finding by finding and verdict by verdict', () => {
    const { wrong, extra } = compare(sheet, said);
    if (extra.length > 0) console.info(`beyond the sheet, at low confidence:\n  ${extra.join('\n  ')}`);
    expect(wrong.join('\n')).toBe('');
  });

  it('finds nobody in the files that only look like it', () => {
    const decoys = sheet.files.filter(({ path }) => path.startsWith('IT/Inventar/') || path === 'IT/README.txt');
    expect(decoys.length).toBe(5);
    for (const { path } of decoys) {
      const found = said.findings.filter((finding) => finding.path === path && finding.confidence !== 'low');
      expect(found, path).toEqual([]);
    }
  });

  it('judges no one by the staff list in HR', () => {
    const staff = said.findings.filter(({ path }) => path === 'HR/Personalliste.xlsx');
    expect(staff.length).toBe(6);
    for (const { verdicts } of staff)
      expect([...verdicts.values()].map(({ result }) => result)).not.toContain('violation');
  });
});

/** The lines of a report (docs/jsonl.md), as far as the sheet asks. */
function read(lines: readonly Record<string, unknown>[]): Said {
  const verdicts = new Map<string, Map<string, Answer>>();
  for (const line of ofType(lines, 'verdict') as unknown as VerdictLine[]) {
    const known = verdicts.get(line.finding) ?? new Map<string, Answer>();
    verdicts.set(line.finding, known.set(line.rule_type, { status: line.status, result: line.result }));
  }
  const total = ofType(lines, 'coverage').find((line) => line['source'] === 'share');
  const items = ofType(lines, 'item') as unknown as ItemLine[];
  const problems = ofType(lines, 'problem') as unknown as ProblemLine[];
  const findings = ofType(lines, 'finding') as unknown as FindingLine[];
  return {
    coverage: (total ?? {}) as Record<string, number>,
    items: new Map(items.map(({ path, status, excluded }) => [path, { status, excluded }])),
    problems: problems.map(({ path, part, code }) => ({ path, part: part ?? '', code })),
    findings: findings.map((f) => ({
      ...f,
      suppressed: f.counts.suppressed,
      verdicts: verdicts.get(f.id) ?? new Map(),
    })),
  };
}

interface ItemLine {
  readonly path: string;
  readonly status: string;
  readonly excluded: string | null;
}
interface ProblemLine {
  readonly path: string;
  readonly part: string | null;
  readonly code: string;
}
interface FindingLine {
  readonly id: string;
  readonly path: string;
  readonly part: string;
  readonly detector: string;
  readonly count: number;
  readonly counts: { readonly suppressed: number };
  readonly confidence: string;
}
interface VerdictLine extends Answer {
  readonly finding: string;
  readonly rule_type: string;
}

describe('the comparison with the sheet', () => {
  /** A scan that says just what the sheet says. */
  const perfect: Said = {
    coverage: sheet.coverage,
    items: new Map(sheet.files.map(({ path, status, excluded }) => [path, { status, excluded: excluded ?? null }])),
    problems: sheet.files.flatMap(({ path, problems }) => problems.map((problem) => ({ path, ...problem }))),
    findings: sheet.files.flatMap(({ path, findings, suppressed }) => [
      ...findings.map((f) => ({
        path,
        part: f.part,
        detector: f.detector,
        count: f.count,
        suppressed: 0,
        confidence: 'high',
        verdicts: new Map([
          ['location', f.location],
          ['retention', f.retention],
        ]),
      })),
      ...suppressed.map((s) => ({ path, ...s, count: 0, suppressed: s.count, confidence: 'low', verdicts: new Map() })),
    ]),
  };
  const [first, ...others] = perfect.findings;
  const changed = (change: Partial<(typeof perfect.findings)[number]>) => ({
    ...perfect,
    findings: [{ ...first!, ...change }, ...others],
  });
  const tested = sheet.files.find(({ suppressed }) => suppressed.length > 0)!;

  it('has nothing to say of a perfect scan', () => {
    expect(compare(sheet, perfect)).toEqual({ wrong: [], extra: [] });
  });

  it.each<[string, Said, RegExp]>([
    ['a missing finding', { ...perfect, findings: others }, /^missing finding: /],
    ['an unexpected one', changed({ detector: 'us.itin' }), /^(missing|unexpected) finding: /],
    ['another count', changed({ count: 99 }), /: 99 found, not \d+$/],
    ['too low a confidence', changed({ confidence: 'low' }), /: confidence low, not (medium|high) or more$/],
    [
      'another verdict',
      changed({ verdicts: new Map([['location', { status: 'approved', result: 'violation' }]]) }),
      / is (approved|missing)/,
    ],
    ['a missing file', { ...perfect, items: new Map([...perfect.items].slice(1)) }, /^missing file /],
    [
      'another status',
      {
        ...perfect,
        items: new Map(
          [...perfect.items].map(([path, item]) => [path, path === tested.path ? { ...item, status: 'partly' } : item]),
        ),
      },
      / is partly, not read$/,
    ],
    ['a missing problem', { ...perfect, problems: perfect.problems.slice(1) }, / has problems \[\], not \[/],
    ['a wrong total', { ...perfect, coverage: { ...perfect.coverage, listed: 1 } }, /^coverage: listed is 1, not /],
    [
      'a test value that is not suppressed',
      { ...perfect, findings: perfect.findings.filter(({ path }) => path !== tested.path) },
      /: 0 suppressed, not 1$/,
    ],
  ])('tells %s', (_, said, line) => {
    const { wrong } = compare(sheet, said);
    expect(wrong.length).toBeGreaterThan(0);
    for (const text of wrong) expect(text).toMatch(line);
  });

  it('tolerates what is found at low confidence, and lists it', () => {
    const { wrong, extra } = compare(sheet, {
      ...perfect,
      findings: [...perfect.findings, { ...first!, detector: 'us.itin', count: 2, confidence: 'low' }],
    });
    expect(wrong).toEqual([]);
    expect(extra).toEqual([expect.stringMatching(/us\.itin, 2 × low$/)]);
  });
});
