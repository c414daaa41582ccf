import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../agent/contracts/rule.ts';
import { compareVerdicts } from '../../agent/judge/changes.ts';

const verdict = (
  finding: string,
  type: string,
  status: string,
  result: Verdict['result'],
  more: Partial<Verdict> = {},
) => ({ finding, type, status, result, rule: 'R', severity: null, because: [], ...more }) as unknown as Verdict;

async function* stream(verdicts: readonly Verdict[]) {
  yield* verdicts;
}

describe('comparing verdicts', () => {
  it('counts and lists what changed, came and went, in order', async () => {
    const before = [
      verdict('f-2', 'location', 'approved', 'allowed'),
      verdict('f-1', 'location', 'approved', 'allowed'),
      verdict('f-1', 'retention', 'within', 'allowed'),
      verdict('f-3', 'retention', 'within', 'allowed'),
    ];
    const after = [
      verdict('f-1', 'location', 'not_approved', 'violation', { severity: 'high' }),
      verdict('f-1', 'retention', 'within', 'allowed'),
      verdict('f-2', 'location', 'approved', 'allowed'),
      verdict('f-1', 'exposure', 'ok', 'allowed'),
    ];
    const said = await compareVerdicts(stream(before), after);
    expect(said).toMatchObject({ same: 2, changed: 1, added: 1, removed: 1 });
    expect(said.transitions).toEqual({ 'allowed>none': 1, 'allowed>violation': 1, 'none>allowed': 1 });
    expect(said.changes.map(({ finding, type, from, to }) => [finding, type, from?.status, to?.status])).toEqual([
      ['f-1', 'exposure', undefined, 'ok'],
      ['f-1', 'location', 'approved', 'not_approved'],
      ['f-3', 'retention', 'within', undefined],
    ]);
  });

  it('takes a change of rule or severity for a change, and of words for none', async () => {
    const one = verdict('f-1', 'location', 'not_approved', 'violation', { severity: 'low' });
    expect(await compareVerdicts([one], [{ ...one, severity: 'high' }])).toMatchObject({ changed: 1 });
    expect(await compareVerdicts([one], [{ ...one, rule: 'S' }])).toMatchObject({ changed: 1 });
    expect(await compareVerdicts([one], [{ ...one, because: ['x'] }])).toMatchObject({ same: 1, changed: 0 });
  });

  it('takes another number of overdue rows for a change, though the status stays', async () => {
    const rows = (overdue: number, possibly = 0, all = 5000) => ({ overdue, possibly, rows: all }) as never;
    const one = verdict('f-1', 'retention', 'overdue', 'violation', { rows: rows(1203) });
    const same = await compareVerdicts([one], [{ ...one, rows: rows(1203, 0, 6000) }]);
    expect(same).toMatchObject({ same: 1, changed: 0 });
    const said = await compareVerdicts([one], [{ ...one, rows: rows(1, 7) }]);
    expect(said).toMatchObject({ changed: 1, transitions: { 'violation>violation': 1 } });
    expect(said.changes[0]).toMatchObject({ from: { rows: { overdue: 1203 } }, to: { rows: { possibly: 7 } } });
  });
});
