import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { readOptionFile } from './option-file.ts';
import { type Access, defaultUser, type MysqlSettings } from './settings.ts';

/** Names of sockets in a folder, as the packages of Debian, Red Hat and MySQL make them. */
const socketNames = ['mysqld.sock', 'mysql.sock', 'mariadb.sock'];

/**
 * The settings come first, then the option file that they name, then the environment (MYSQL_PWD, MYSQL_HOST,
 * MYSQL_TCP_PORT), then ~/.my.cnf.
 * @throws CannotRun for an option file that others may read
 */
export async function findAccess(settings: MysqlSettings): Promise<Access> {
  const named = settings.option_file;
  const file = await readOptionFile(named ?? join(homedir(), '.my.cnf'), named !== undefined);
  const environment = {
    password: process.env['MYSQL_PWD'],
    host: process.env['MYSQL_HOST'],
    port: process.env['MYSQL_TCP_PORT'],
  };
  const [first, second] = named === undefined ? [environment, file] : [file, environment];
  // `localhost` is what stands there when nothing was said.
  const given = settings.host === 'localhost' ? null : settings.host;
  const host = given ?? first.host ?? second.host ?? 'localhost';
  const socket = host.startsWith('/') ? socketIn(host) : given === null ? (file.socket ?? null) : null;
  return {
    host: socket === null ? host : null,
    port: settings.port ?? (Number(first.port ?? second.port) || 3306),
    socket,
    user: settings.user ?? file.user ?? defaultUser(),
    password: settings.password ?? first.password ?? second.password ?? null,
    ca: settings.ca ?? file['ssl-ca'] ?? null,
    tls: settings.tls,
  };
}

function socketIn(path: string): string {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  if (!isFolder) return path;
  const found = socketNames.map((name) => join(path, name)).find((file) => statSync(file, { throwIfNoEntry: false }));
  return found ?? join(path, socketNames[0]!);
}
