import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { SourceError } from '../../../agent/contracts/source.ts';
import { never } from '../../support/tables.ts';
import { database, itemOf, open, readTable } from './support.ts';

const fill = 'CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT); INSERT INTO t VALUES (1, 2), (3, 4)';

function stateOf(dir: string) {
  return readdirSync(dir)
    .sort()
    .map((name) => {
      const { size, mtimeNs, ctimeNs: changed, mode, ino } = statSync(join(dir, name), { bigint: true });
      // SQLite run as root gives a journal or log the owner of its database again, who it has already.
      const ctimeNs = name.endsWith('.db') ? changed : null;
      return {
        name,
        size,
        mtimeNs,
        ctimeNs,
        mode,
        ino,
        content: createHash('sha256')
          .update(readFileSync(join(dir, name)))
          .digest('hex'),
      };
    });
}

describe('a database file that is scanned', () => {
  it.each(['DELETE', 'WAL', 'TRUNCATE', 'PERSIST'])(
    'in journal mode %s stays as it was, and nothing is put beside it',
    async (mode) => {
      using file = database(`PRAGMA journal_mode = ${mode}; ${fill}`);
      const before = stateOf(file.dir);
      {
        await using source = await open({ path: file.path });
        await using worker = await open({ path: file.path }, { forReading: true });
        const plan = await source.plan!(await itemOf(source, 't'), null, never);
        const content = await worker.readPiece!('t', plan.pieces[0]!, never);
        if (content.kind === 'rows') for await (const batch of content.batches()) expect(batch.rows).toBe(2);
      }
      expect(stateOf(file.dir)).toEqual(before);
    },
  );

  it('while its program is at work, is read with its log, which stays as it was', async () => {
    using file = database(`PRAGMA journal_mode = WAL; ${fill}`);
    const db = new DatabaseSync(file.path);
    db.exec('INSERT INTO t VALUES (5, 6)');
    const before = stateOf(file.dir);
    {
      await using source = await open({ path: file.path });
      expect((await readTable(source, 't')).rows).toHaveLength(3);
    }
    // The -shm holds the marks of readers: it is the one file that SQLite itself keeps on changing.
    const left = (states: ReturnType<typeof stateOf>) => states.filter(({ name }) => !name.endsWith('-shm'));
    expect(left(stateOf(file.dir))).toEqual(left(before));
    db.close();
  });

  it('whose program died is read with its log; SQLite makes the index of it, and nothing else', async () => {
    using file = database(`PRAGMA journal_mode = WAL; ${fill}`);
    const db = new DatabaseSync(file.path);
    db.exec('INSERT INTO t VALUES (5, 6)');
    const dead = join(file.dir, 'dead.db');
    copyFileSync(file.path, dead);
    copyFileSync(`${file.path}-wal`, `${dead}-wal`);
    db.close();
    const before = stateOf(file.dir);
    {
      await using source = await open({ path: dead });
      expect((await readTable(source, 't')).rows).toHaveLength(3);
    }
    expect(stateOf(file.dir).filter(({ name }) => name !== 'dead.db-shm')).toEqual(before);
  });

  it('cannot be written to by any statement', async () => {
    const { openFile } = await import('../../../agent/sources/lib/sqlite/file.ts');
    for (const mode of ['DELETE', 'WAL']) {
      using file = database(`PRAGMA journal_mode = ${mode}; ${fill}`);
      using opened = openFile(file.path, { lockTimeout: 100 });
      for (const sql of ['INSERT INTO t VALUES (9, 9)', 'DROP TABLE t', 'PRAGMA user_version = 5', 'VACUUM'])
        expect(() => opened.database.exec(sql), `${mode}: ${sql}`).toThrow();
      expect(opened.database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 0 });
    }
  });

  it('and written to meanwhile, though no program had it open, gives no piece of two states', async () => {
    using file = database(`PRAGMA journal_mode = WAL; ${fill}`);
    await using source = await open({ path: file.path });
    const plan = await source.plan!(await itemOf(source, 't'), null, never);
    const content = await source.readPiece!('t', plan.pieces[0]!, never);
    const db = new DatabaseSync(file.path);
    db.exec('UPDATE t SET a = 7');
    const problem = await (async () => {
      if (content.kind === 'rows') for await (const _ of content.batches());
    })().catch((error: SourceError) => error.problem);
    expect(problem).toEqual({ code: 'changed', detail: 'connection' });
    // Tried again, it is opened as a file that lives.
    expect((await readTable(source, 't')).rows).toEqual([
      ['1', '7'],
      ['3', '7'],
    ]);
    db.close();
  });
});
