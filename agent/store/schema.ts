import { readdirSync, readFileSync } from 'node:fs';
import type { Database } from './database.ts';
import { StoreError } from './error.ts';

/** Numbered SQL files: `0001-ledger.sql`. A released one is never changed; user_version is the last one applied. */
const folder = new URL('./sql/', import.meta.url);
/** In the file's header: "Wywd". */
const applicationId = 0x57797764;

/**
 * Brings the schema up to date, file by file, each in a transaction of its own.
 * @throws StoreError `newer` or `foreign`: nothing is changed then.
 */
export function upgrade(db: Database, file: string, scripts: readonly Script[] = readScripts()): void {
  let version = checkVersion(db, file, scripts);
  for (const script of scripts) {
    if (script.number <= version) continue;
    db.transaction(() => {
      db.exec(script.sql);
      db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${script.number}`);
    });
    version = script.number;
  }
}

/** The version of the file's schema. @throws StoreError when it is not one that these scripts know. */
export function checkVersion(db: Database, file: string, scripts: readonly Script[] = readScripts()): number {
  const version = pragma(db, 'user_version');
  const newest = scripts.at(-1)?.number ?? 0;
  const owner = pragma(db, 'application_id');
  const empty = owner === 0 && version === 0 && db.get('SELECT 1 FROM sqlite_schema LIMIT 1') === undefined;
  if (owner !== applicationId && !empty) {
    throw new StoreError('foreign', `${file} is no Wayward store. Nothing was changed; choose another state folder.`);
  }
  if (version > newest) {
    throw new StoreError(
      'newer',
      `${file} was made by a newer Wayward (schema ${version}; this one knows 1 to ${newest}). ` +
        'Update Wayward, or choose another state folder (--state).',
    );
  }
  return version;
}

export interface Script {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

export function readScripts(): readonly Script[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  return names.sort().map((name, index) => {
    const number = Number.parseInt(name, 10);
    if (number !== index + 1) throw new StoreError('internal', `agent/store/sql: ${name} is out of order`);
    return { number, name, sql: readFileSync(new URL(name, folder), 'utf8') };
  });
}

function pragma(db: Database, name: string): number {
  return Number(Object.values(db.get<Record<string, number>>(`PRAGMA ${name}`) ?? {})[0] ?? 0);
}
