import { CannotRun } from '../../../contracts/cannot-run.ts';
import type { Problem } from '../../../contracts/problem.ts';
import { SourceError } from '../../../contracts/source.ts';
import { type Access, nameOf } from './settings.ts';

type Told = Omit<Problem, 'part'>;
const told = (code: Problem['code'], detail: Problem['detail'] = null): Told => ({ code, detail });

const connection = told('unreadable', 'connection');
const lost = told('vanished');
const denied = told('unreadable', 'permission');
const waited = told('unreadable', 'lock_timeout');
const otherColumns = told('changed', 'columns');
const broken = told('damaged', 'structure');

/** By the server's number of the error. */
const byNumber: Readonly<Record<number, Told>> = {
  // Logins and grants.
  ...{ 1045: told('unreadable', 'login'), 1698: told('unreadable', 'login') },
  ...{ 1044: denied, 1142: denied, 1143: denied, 1227: denied, 1370: denied },
  // What is there no more.
  ...{ 1049: lost, 1051: lost, 1146: lost, 1109: lost },
  ...{ 1054: otherColumns, 1412: otherColumns, 1356: otherColumns },
  // Waiting for others: locks, deadlocks, statements that a replica's applier ends.
  ...{ 1205: waited, 1213: waited, 3572: waited },
  ...{ 1969: told('timeout', 'statement_timeout'), 3024: told('timeout', 'statement_timeout') },
  1317: told('unreadable', 'cancelled'),
  // Killed, shut down, too many already there.
  ...{ 1927: connection, 1053: connection, 1040: connection, 1203: connection, 1226: connection, 4031: connection },
  ...{ 1153: told('budget', 'bytes'), 1301: told('budget', 'bytes') },
  // Crashed tables, and files that are not there.
  ...{ 126: broken, 127: broken, 145: broken, 1034: broken, 1035: broken, 1194: broken, 1195: broken, 1932: broken },
  ...{ 1033: broken, 1030: told('unreadable', 'io'), 1021: told('unreadable', 'io'), 1016: told('unreadable', 'io') },
};

/** What a failed query means, in our own words: the server's may quote values. */
export function sourceError(error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  // The connection could not be made at all: an option file that is open to all, a file of certificates that is gone.
  if (error instanceof CannotRun) return new SourceError(told('unreadable', 'login'));
  const defect = error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
  if (defect) return new SourceError(told('internal'));
  const { errno, sqlState, code } = error as { errno?: number; sqlState?: string; code?: string };
  // Errors of the server have a state; a lost connection has none.
  if (sqlState !== undefined && errno !== undefined) return new SourceError(byNumber[errno] ?? told('unreadable'));
  return new SourceError(code === 'WAYWARD_DRIVER' ? told('internal') : connection);
}

/** Why a first connection was refused, and what to do about it. Never the password, never the server's own text. */
export function refusal(error: unknown, access: Access, database: string | undefined): CannotRun {
  if (error instanceof CannotRun) return error;
  const server = nameOf(access);
  const { errno = 0, code = '', sqlState } = error as { errno?: number; code?: string; sqlState?: string };
  const distrust = distrustOf(error as { code?: string; message?: string; reason?: string });
  if (sqlState !== undefined) return new CannotRun(byServer(errno, server, access, database));
  if (code === 'HANDSHAKE_NO_SSL_SUPPORT')
    return new CannotRun(
      `${server} takes no TLS, so what is read would cross the network in the clear; turn TLS on there, or set tls: off for a server on this machine`,
    );
  if (distrust === 'untrusted')
    return new CannotRun(
      `the certificate of ${server} is not signed by anyone this machine trusts; name its issuer's certificate with ca: <file>`,
    );
  if (distrust === 'out of date')
    return new CannotRun(`the certificate of ${server} is out of date; it must be renewed there`);
  if (distrust === 'other name')
    return new CannotRun(
      `the certificate of ${server} is not for ${access.host}; write the name it is made out to as host`,
    );
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new CannotRun(`no machine is known as ${access.host}; check host`);
  return new CannotRun(
    `cannot connect to ${server} (${code === '' ? 'no answer' : code}); check host and port, and that it runs`,
  );
}

type Distrust = 'untrusted' | 'out of date' | 'other name';

/** The driver puts a code of its own over that of a certificate that failed; its words are left. */
function distrustOf({
  code,
  message = '',
  reason,
}: {
  code?: string;
  message?: string;
  reason?: string;
}): Distrust | null {
  if (code !== 'HANDSHAKE_SSL_ERROR') return null;
  if (reason !== undefined && /altnames|cert's CN/.test(message)) return 'other name';
  if (/certificate (?:has expired|is not yet valid)/.test(message)) return 'out of date';
  return /certificate/.test(message) ? 'untrusted' : null;
}

function byServer(errno: number, server: string, { user, password }: Access, database: string | undefined): string {
  const who = `user ${user}`;
  if (errno === 1045 || errno === 1698) {
    return password === null
      ? `${server} does not let ${who} in without a password; set MYSQL_PWD, a [client] section in ~/.my.cnf that only you may read, or password: \${NAME}`
      : `${server} refuses the password of ${who}, or does not let that user in from here`;
  }
  if (errno === 1044 || errno === 1049)
    return `${server} has no database ${database ?? ''} that ${who} may see; check database`;
  if (errno === 1040 || errno === 1203 || errno === 1226) return `${server} takes no more connections of ${who}`;
  if (errno === 3159) return `${server} takes connections with TLS only; leave tls at verify`;
  return `${server} refuses ${who} (error ${errno})`;
}
