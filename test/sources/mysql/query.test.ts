import { describe, expect, it } from 'vitest';
import { CannotRun } from '../../../agent/contracts/cannot-run.ts';
import { never, readContent } from '../../support/tables.ts';
import { openAs, withServer } from './kit.ts';

const server = withServer(async ({ sql, createUser }) => {
  await sql(`CREATE DATABASE shop; USE shop;
    CREATE TABLE customers (id int PRIMARY KEY, name varchar(40), born date);
    INSERT INTO customers SELECT seq, concat('name ', seq), date_add('1950-01-01', INTERVAL seq DAY) FROM seq_1_to_9000`);
  await createUser('reader', 'SELECT ON shop.*');
});

const reader = { user: 'reader', database: 'shop' };

describe("an operator's query", () => {
  it('gives its rows in its own columns, all as text, in batches', async () => {
    await using open = await openAs(server(), reader, { forReading: true });
    const content = await open.query!(
      'SELECT name AS who, born, NULL AS nothing FROM shop.customers ORDER BY id -- all',
      never,
    );
    expect(content.columns.map(({ name, holds }) => [name, holds])).toEqual([
      ['who', 'text'],
      ['born', 'text'],
      ['nothing', 'text'],
    ]);
    const { rows } = await readContent(content);
    expect(rows).toHaveLength(9000);
    expect(rows[0]).toEqual(['name 1', '1950-01-02', null]);
  });

  it.each([
    'SELECT nothing FROM shop.customers',
    'DELETE FROM shop.customers',
    'SELECT 1) AS a; DELETE FROM shop.customers -- ',
  ])('%s: is refused', async (query) => {
    await using open = await openAs(
      server(),
      { ...reader, user: 'root', host: server().socket, password: undefined },
      { forReading: true },
    );
    const error = await open.query!(query, never).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CannotRun);
    expect((error as CannotRun).message).toMatch(/does not take the query \(ER_/);
    expect(await server().sql('SELECT count(*) AS n FROM shop.customers')).toEqual([{ n: 9000 }]);
  });
});
