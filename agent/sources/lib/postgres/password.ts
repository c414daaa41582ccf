import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isSocket, type PostgresSettings, portOf, userOf } from './settings.ts';

/** The server asks for a password and none is given. */
export class NoPassword extends Error {}

/**
 * From the settings, else as libpq finds it: PGPASSWORD, then PGPASSFILE or ~/.pgpass, which others may not read.
 * @throws NoPassword
 */
export async function findPassword(settings: PostgresSettings): Promise<string> {
  const given = settings.password ?? process.env['PGPASSWORD'] ?? (await fromFile(settings));
  if (given === null || given === '') throw new NoPassword();
  return given;
}

async function fromFile(settings: PostgresSettings): Promise<string | null> {
  const file = process.env['PGPASSFILE'] ?? join(homedir(), '.pgpass');
  try {
    const { mode } = await stat(file);
    if ((mode & 0o077) !== 0) return null;
    return passwordIn(await readFile(file, 'utf8'), settings);
  } catch {
    return null;
  }
}

/** Lines of `host:port:database:user:password`; `*` is any, `\` before a colon or itself makes it a letter. */
export function passwordIn(text: string, settings: PostgresSettings): string | null {
  const host = isSocket(settings) ? 'localhost' : settings.host;
  const asked = [host, String(portOf(settings)), settings.database, userOf(settings)];
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('#')) continue;
    const fields = (line.match(/(?:\\.|[^:\\])*(?::|$)/g) ?? []).map((field) => field.replace(/:$/, ''));
    const [password] = fields.slice(4, 5);
    const fits = asked.every((value, index) => fields[index] === '*' || plain(fields[index] ?? '') === value);
    if (fits && password !== undefined) return plain(password);
  }
  return null;
}

const plain = (field: string) => field.replace(/\\(.)/g, '$1');
