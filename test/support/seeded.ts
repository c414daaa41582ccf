import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { RowDataPacket } from 'mysql2/promise';
import type pg from 'pg';
import type { DatabaseUnderTest } from '../kits/database.ts';
import { startMariadb } from './mariadb.ts';
import { startPostgres } from './postgres.ts';

/** A PostgreSQL with an account that may read everything; null where none can be started. */
export async function seededPostgres(): Promise<DatabaseUnderTest | null> {
  const server = await startPostgres();
  if (server === null) return null;
  await server.createDatabase('acme');
  await server.createRole('reader');
  await server.sql('postgres', 'GRANT pg_read_all_data TO reader');
  const client = await server.connect('acme');
  const { host, port, password } = server;
  const settings = { host, port, database: 'acme', user: 'reader', password, tls: 'off' };
  const wrong = 'not-the-passphrase';
  return {
    settings,
    async run(statements) {
      await client.query(`${[...statements].join(';\n')};\nANALYZE`);
    },
    async query(sql, parameter) {
      const values = parameter === undefined ? [] : [parameter];
      const result = await client.query<Record<string, unknown>>({ text: sql, values, types: asText });
      return result.rows;
    },
    refused: [
      { why: 'a wrong password', settings: { ...settings, password: wrong } },
      { why: 'no such database', settings: { ...settings, database: 'absent' } },
      { why: 'a server that only talks without TLS', settings: { ...settings, tls: 'verify' } },
      { why: 'nothing at that port', settings: { ...settings, port: 1 } },
    ],
    secrets: [password, wrong],
    async [Symbol.asyncDispose]() {
      await client.end();
      await server.stop();
    },
  };
}

/** Values as the server writes them. */
const asText: pg.CustomTypesConfig = { getTypeParser: () => (value: unknown) => String(value) };

/** An SQLite file. */
export async function seededSqlite(): Promise<DatabaseUnderTest> {
  const dir = mkdtempSync(join(tmpdir(), 'wayward-sqlite-'));
  const path = join(dir, 'acme.db');
  const database = new DatabaseSync(path);
  return {
    settings: { path },
    async run(statements) {
      for (const statement of statements) database.exec(statement);
    },
    async query(sql, parameter) {
      const statement = database.prepare(sql);
      statement.setReadBigInts(true);
      return parameter === undefined ? statement.all() : statement.all(parameter);
    },
    refused: [
      { why: 'no such file', settings: { path: join(dir, 'absent.db') } },
      { why: 'a folder', settings: { path: dir } },
    ],
    secrets: [],
    async [Symbol.asyncDispose]() {
      database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A MariaDB with an account that may read everything; null where none can be started. */
export async function seededMariadb(): Promise<DatabaseUnderTest | null> {
  const server = await startMariadb();
  if (server === null) return null;
  await server.createUser('reader', 'SELECT, SHOW VIEW ON *.*');
  const client = await server.connect();
  const { host, port, password } = server;
  const settings = { host, port, user: 'reader', password, tls: 'off' };
  const wrong = 'not-the-passphrase';
  return {
    settings,
    async run(statements) {
      await client.query([...statements].join(';\n'));
    },
    async query(sql, parameter) {
      const [rows] = await client.query<RowDataPacket[]>({ sql, typeCast: (field) => field.string() }, [parameter]);
      return rows;
    },
    refused: [
      { why: 'a wrong password', settings: { ...settings, password: wrong } },
      { why: 'a server that only talks without TLS', settings: { ...settings, tls: 'verify' } },
      { why: 'nothing at that port', settings: { ...settings, port: 1 } },
    ],
    secrets: [password, wrong],
    async [Symbol.asyncDispose]() {
      await client.end();
      await server.stop();
    },
  };
}
