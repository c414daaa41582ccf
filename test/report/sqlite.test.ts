import { describe, expect, it } from 'vitest';
import { buildReport } from '../../agent/report/model.ts';
import { openStore } from '../../agent/store/sqlite.ts';
import { databases } from '../../fixtures/reporters/databases.ts';
import { large } from '../../fixtures/reporters/large.ts';
import { sample } from '../../fixtures/reporters/sample.ts';
import { detectors, type StoredRun } from '../../fixtures/reporters/stored.ts';
import jsonl from '../../reporters/jsonl.ts';
import { write } from '../kits/reporter.ts';
import { tree } from '../support/tree.ts';
import { compliance, hashName, reportOf, riskLines } from './build.ts';

/** The lines of a report, without what differs: the run, and which items an earlier one read. */
async function linesFromSqlite(held: StoredRun): Promise<string[]> {
  using dir = tree();
  await using store = await openStore(dir.dir);
  const { id: _, state: __, finishedAt: ___, ...given } = held.run;
  const run = await store.beginRun(given);
  for (const [source, unit] of unitsOf(held)) {
    const items = [...held.items()].filter((item) => item.source === source && item.unit === unit);
    const records = items.map(({ carried: _, ...item }) => ({
      item: { ...item, openedIn: run.id },
      findings: [...held.findings()]
        .filter((finding) => finding.item === item.id)
        .map(({ item: _, ...finding }) => finding),
    }));
    const gaps = held.gaps.filter((gap) => gap.source === source && gap.path === unit);
    await store.commitUnit(run.id, source, unit, { records, unchanged: [], refreshed: [], gone: [], gaps });
  }
  await store.judge(
    run.id,
    (async function* () {
      yield* held.verdicts();
    })(),
  );
  await store.endRun(run.id, 'finished', run.startedAt);
  const { judged, policyTitle } = held;
  const report = await buildReport(
    store,
    { ...run, state: 'finished' },
    {
      judged,
      policyTitle,
      detectors,
      pathMode: 'full',
      hashName,
      riskLines,
      records: [],
      compliance,
      policyPlaces: [],
    },
  );
  return comparable(await write(jsonl, report));
}

function comparable(output: string): string[] {
  const lines = output
    .split('\n')
    // What was before is not in these runs.
    .filter((line) => !/^\{"type":"(run|coverage|comparison|difference)"/.test(line));
  return lines.map((line) => line.replace('"carried":true', '"carried":false')).sort();
}

function unitsOf(held: StoredRun): [string, string][] {
  const units = [...held.items(), ...held.gaps.map(({ source, path }) => ({ source, unit: path }))];
  return [...new Set(units.map(({ source, unit }) => JSON.stringify([source, unit])))].map((key) => JSON.parse(key));
}

describe('a report from the embedded store', () => {
  it.each(Object.entries({ sample, databases, large: large(300, { judged: true }) }))(
    'says what one from memory says: %s',
    async (_, held) => {
      expect(await linesFromSqlite(held)).toEqual(comparable(await write(jsonl, await reportOf(held))));
    },
  );
});
