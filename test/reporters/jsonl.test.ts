import { describe, expect, it } from 'vitest';
import { hostile, hostileNames } from '../../fixtures/reporters/hostile.ts';
import { inventory, sample } from '../../fixtures/reporters/sample.ts';
import jsonl from '../../reporters/jsonl.ts';
import { acceptReporter, write } from '../kits/reporter.ts';
import { reportOf } from '../report/build.ts';

type Line = Record<string, unknown>;

function parse(output: string): Line[] {
  expect(output.endsWith('\n')).toBe(true);
  return output
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}
const ofType = (lines: readonly Line[], type: string) => lines.filter((line) => line['type'] === type);

describe('the jsonl reporter', () => {
  acceptReporter(jsonl, {
    numbers(output) {
      const lines = parse(output);
      const total = ofType(lines, 'coverage').find(({ source }) => source === null);
      const violations = ofType(lines, 'verdict').filter(({ result }) => result === 'violation').length;
      const items = new Set(
        ofType(lines, 'finding')
          .filter(({ count }) => count !== 0)
          .map(({ item }) => item),
      ).size;
      return {
        listed: Number(total?.['listed']),
        unread: Number(total?.['unread']),
        violations,
        itemsWithFindings: items,
      };
    },
    forbidden: [/\u202e/],
    controls: /\n/g,
    holds: 10,
  });

  it('begins with the run and its format', async () => {
    const [first] = parse(await write(jsonl, await reportOf(sample)));
    expect(first).toMatchObject({
      type: 'run',
      format: 'wayward/1',
      id: sample.run.id,
      judged: true,
      state: 'finished',
    });
  });

  it('has coverage that adds up, by source and in all', async () => {
    const lines = ofType(parse(await write(jsonl, await reportOf(sample))), 'coverage') as Record<string, number>[];
    expect(lines.map(({ source }) => source)).toEqual(['partner', 'share', null]);
    for (const { listed, read, partly, unread, excluded } of lines) {
      expect(listed).toBe((read ?? 0) + (partly ?? 0) + (unread ?? 0) + (excluded ?? 0));
    }
  });

  it('gives every line that belongs to something the id and path of it', async () => {
    const lines = parse(await write(jsonl, await reportOf(sample)));
    const items = new Map(ofType(lines, 'item').map((line) => [line['id'], line]));
    const findings = new Map(ofType(lines, 'finding').map((line) => [line['id'], line]));
    expect(findings.size).toBe([...sample.findings()].length);
    for (const finding of findings.values()) expect(items.get(finding['item'])?.['path']).toBe(finding['path']);
    for (const verdict of ofType(lines, 'verdict'))
      expect(findings.get(verdict['finding'])?.['path']).toBe(verdict['path']);
    for (const problem of ofType(lines, 'problem')) {
      if (problem['status'] === 'gap') expect(problem['item']).toBeNull();
      else expect(items.get(problem['item'])?.['status']).toBe(problem['status']);
    }
  });

  it('tells paths exactly, however they are written', async () => {
    const lines = parse(await write(jsonl, await reportOf(hostile)));
    const paths = hostileNames.map((name) => `${name}/${name}`);
    expect(ofType(lines, 'item').map(({ path }) => path)).toEqual([...paths, ...paths]);
    const columns = hostileNames.map((name) => `#${name}`);
    expect(ofType(lines, 'finding').map(({ part }) => part)).toEqual([...columns, ...hostileNames]);
    expect(ofType(lines, 'copy').map(({ path }) => path)).toEqual(paths);
  });

  it('writes evidence as code, note and weight', async () => {
    const [finding] = ofType(parse(await write(jsonl, await reportOf(sample))), 'finding');
    expect(finding?.['because']).toEqual(['background -2', 'false_accept +2', 'column:en +1.46']);
  });

  it('writes names of numbers, dates and factors in snake_case', async () => {
    const verdicts = ofType(parse(await write(jsonl, await reportOf(sample))), 'verdict');
    const overdue = verdicts.find(({ status }) => status === 'overdue');
    expect(overdue?.['numbers']).toEqual({ days_overdue: 912, years_overdue: 2.5 });
    expect(overdue?.['dates']).toEqual({ delete_by: '2023-12-31', earliest: '2015-02-20', latest: '2015-02-20' });
    expect(overdue?.['risk']).toMatchObject({ factors: { third_party: 0 } });
  });

  it('holds no fingerprint and no hash of content', async () => {
    const output = await write(jsonl, await reportOf(sample));
    expect(output).not.toContain('"fingerprints":');
    expect(output).not.toContain('c0ffee');
  });

  it('gives verdicts of a judged run only', async () => {
    expect(ofType(parse(await write(jsonl, await reportOf(inventory))), 'verdict')).toEqual([]);
  });

  it('is as it was', async () => {
    await expect(await write(jsonl, await reportOf(sample))).toMatchFileSnapshot(
      '../../fixtures/reporters/jsonl.jsonl',
    );
  });
});
