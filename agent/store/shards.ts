import type { Shard } from '../contracts/store.ts';
import type { Database } from './database.ts';

export function shardsOf(db: Database, item: string): Omit<Shard, 'content'>[] {
  return db.all('SELECT piece, layout, recipe, mark FROM shards WHERE item = ? ORDER BY piece', item);
}

export function shardContent(db: Database, item: string, piece: string): Uint8Array | null {
  const row = db.get<Pick<Shard, 'content'>>('SELECT content FROM shards WHERE item = ? AND piece = ?', item, piece);
  return row?.content ?? null;
}

export function putShard(db: Database, item: string, { piece, layout, recipe, mark, content }: Shard): void {
  db.run(
    `INSERT INTO shards (item, piece, layout, recipe, mark, content) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (item, piece) DO UPDATE SET
       layout = excluded.layout, recipe = excluded.recipe, mark = excluded.mark, content = excluded.content`,
    ...[item, piece, layout, recipe, mark, content],
  );
}

export function dropShards(db: Database, item: string, except: readonly string[]): void {
  db.run(
    'DELETE FROM shards WHERE item = ? AND piece NOT IN (SELECT value FROM json_each(?))',
    ...[item, JSON.stringify(except)],
  );
}

/** Those of tables that are gone, or left out by now. */
export function dropLostShards(db: Database): void {
  db.run(
    `DELETE FROM shards WHERE EXISTS (
       SELECT 1 FROM items WHERE items.id = shards.item AND (gone_in IS NOT NULL OR status = 'excluded'))`,
  );
}
