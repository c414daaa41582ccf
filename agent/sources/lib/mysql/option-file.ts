import { readFile, stat } from 'node:fs/promises';
import { CannotRun } from '../../../contracts/cannot-run.ts';

/** What a client's option file says of the connection; other options are left to other programs. */
export interface ClientOptions {
  readonly user?: string;
  readonly password?: string;
  readonly host?: string;
  readonly port?: string;
  readonly socket?: string;
  readonly 'ssl-ca'?: string;
}

const known: readonly string[] = ['user', 'password', 'host', 'port', 'socket', 'ssl-ca'];

/**
 * Of a file that need not be there.
 * @throws CannotRun when others may read a password in it, or when it must be there and can't be read
 */
export async function readOptionFile(file: string, mustExist: boolean): Promise<ClientOptions> {
  let text: string;
  let mode: number;
  try {
    ({ mode } = await stat(file));
    text = await readFile(file, 'utf8');
  } catch {
    if (mustExist) throw new CannotRun(`the option file ${file} cannot be read; check option_file`);
    return {};
  }
  const options = parseOptions(text);
  if (options.password !== undefined && (mode & 0o007) !== 0)
    throw new CannotRun(`${file} holds a password, and every user of this machine may read it; chmod 600 ${file}`);
  return options;
}

/** Lines of `name = value` below [client]; later ones count. */
export function parseOptions(text: string): ClientOptions {
  const found = new Map<string, string>();
  let section = '';
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    const [, name] = /^\[(.+)\]$/.exec(line) ?? [];
    if (name !== undefined) section = name.trim();
    if (section !== 'client' || /^(?:[#;![]|$)/.test(line)) continue;
    const [, key = '', value] = /^([^=\s]+)\s*(?:=\s*(.*))?$/.exec(line) ?? [];
    const option = key.replaceAll('_', '-');
    if (value !== undefined && known.includes(option)) found.set(option, plain(value));
  }
  return Object.fromEntries(found);
}

const escapes: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', r: '\r', s: ' ', '\\': '\\' };

/** Quotes around a value are taken off, a comment behind it too, and backslashes are read. */
function plain(written: string): string {
  const [, , quoted] = /^(["'])(.*)\1\s*(?:#.*)?$/.exec(written) ?? [];
  const value = quoted ?? written.replace(/\s+#.*$/, '').trimEnd();
  return value.replace(/\\(.)/g, (whole, letter: string) => escapes[letter] ?? (/["']/.test(letter) ? letter : whole));
}
