import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RowColumn } from '../agent/contracts/source.ts';
import { createEngine, type Engine } from '../agent/detect/engine.ts';
import { createFingerprint } from '../agent/detect/fingerprint.ts';
import { createRowDetection } from '../agent/detect/rows/rows.ts';
import { settle } from '../agent/detect/settle.ts';
import { BatchMaker } from '../agent/sources/lib/sql/batch.ts';
import { loadDetectors } from '../agent/toolbox.ts';
import { databaseAnswers, pathOf } from '../fixtures/databases/answers.ts';
import { countries, customDetectors } from '../fixtures/databases/config.ts';
import { visits } from '../fixtures/databases/logs.ts';
import { type ColumnSeed, dialects, type TableSeed } from '../fixtures/databases/model.ts';
import { makeSeeds, type Seeds } from '../fixtures/databases/seeds.ts';
import { qualified } from '../fixtures/databases/sql.ts';

const fingerprint = createFingerprint(Buffer.alloc(32, 7));

describe.each(dialects)('the seeds for %s', (dialect) => {
  let seeds: Seeds;
  beforeAll(async () => {
    seeds = await makeSeeds(dialect);
  });

  it('are the same every time, and small', async () => {
    const text = [...seeds.statements()].join(';\n');
    expect([...(await makeSeeds(dialect)).statements()].join(';\n')).toBe(text);
    expect(text.length).toBeLessThan(1_000_000);
  });

  it('have an answer for every table', () => {
    const { tables } = databaseAnswers(seeds);
    expect(tables.length).toBe(seeds.tables.length + seeds.own.items.length);
    expect(new Set(tables.map(({ path }) => path)).size).toBe(tables.length);
    expect(tables.filter(({ ages }) => ages !== null && ages.overdue > 0).length).toBeGreaterThan(6);
  });
});

describe('the answers', () => {
  let engine: Engine;
  let detectors: Awaited<ReturnType<typeof loadDetectors>>;
  let seeds: Seeds;
  beforeAll(async () => {
    detectors = await loadDetectors({ only: [], disable: [], custom: customDetectors });
    engine = createEngine({ detectors: [...detectors.values()], countries });
    seeds = await makeSeeds('postgres');
  });

  it('are what the detectors say of the rows as they were made', () => {
    const answers = databaseAnswers(seeds);
    const wrong = seeds.tables
      .filter((table) => table !== visits)
      .flatMap((table) => {
        const said = new Map(detect(table).map((one) => [`${one.part} ${one.detector}`, one.count]));
        const path = pathOf('postgres', table.schema, table.name);
        const answer = answers.tables.find((one) => one.path === path)?.findings ?? [];
        // Files in cells are read by extractors: no part of this.
        const rest = answer.filter(({ part }) => !part.startsWith('#data'));
        const ought = new Map(rest.map((one) => [`${one.part} ${one.detector}`, one.count]));
        return [...new Set([...said.keys(), ...ought.keys()])]
          .filter((key) => said.get(key) !== ought.get(key))
          .map((key) => `${path}${key}: ${said.get(key) ?? 0} found, not ${ought.get(key) ?? 0}`);
      });
    expect(wrong.join('\n')).toBe('');
  });

  function detect(table: TableSeed) {
    const columns = [...table.columns].map(([name, column]) => ({
      name,
      comment: column.comment ?? '',
      references: column.references?.replace('.', '/') ?? null,
      holds: holds(column),
    }));
    const detection = createRowDetection(engine, { fingerprint, table: table.name, columns, key: -1 });
    const maker = new BatchMaker(columns.length);
    for (const row of table.rows) {
      for (const value of row) value === null ? maker.addNull() : maker.addText(String(value));
      if (maker.full) detection.add(maker.take()!);
    }
    const last = maker.take();
    if (last !== null) detection.add(last);
    return settle(detection.finish(), { detectors }).filter(
      ({ confidence, count }) => confidence !== 'low' && count > 0,
    );
  }
});

function holds({ type }: ColumnSeed): RowColumn['holds'] {
  return type === 'json' || type === 'bytes' || type === 'xml' ? type : 'text';
}

describe('the seeds in SQLite', () => {
  it('can be loaded, and hold the rows that the answers tell', async () => {
    const seeds = await makeSeeds('sqlite');
    using database = new DatabaseSync(':memory:');
    database.exec('PRAGMA foreign_keys = ON');
    for (const statement of seeds.statements()) database.exec(statement);
    const rows = (schema: string, name: string) =>
      database.prepare(`SELECT count(*) AS n FROM ${qualified('sqlite', schema, name)}`).get()?.['n'];
    for (const { schema, name, rows: planted } of seeds.tables.filter((table) => table !== visits)) {
      expect(rows(schema, name), name).toBe(planted.length);
    }
    for (const { schema, name, rows: planted } of seeds.own.items) {
      if (planted !== null) expect(rows(schema, name), name).toBe(planted);
    }
    const marked = database.prepare('SELECT count(visitor) AS n FROM logs_visits').get()?.['n'];
    expect(marked).toBe(visits.found.get('#visitor')?.get('email'));
  });
});
