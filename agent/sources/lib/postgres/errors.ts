import { DatabaseError } from 'pg';
import { CannotRun } from '../../../contracts/cannot-run.ts';
import type { Problem } from '../../../contracts/problem.ts';
import { SourceError } from '../../../contracts/source.ts';
import { NoPassword } from './password.ts';
import { nameOf, type PostgresSettings, userOf } from './settings.ts';

type Told = Omit<Problem, 'part'>;
const told = (code: Problem['code'], detail: Problem['detail'] = null): Told => ({ code, detail });

const byState: Readonly<Record<string, Told>> = {
  '57014': told('unreadable', 'cancelled'),
  '55P03': told('unreadable', 'lock_timeout'),
  '40P01': told('unreadable', 'lock_timeout'),
  // A standby ends queries that stand in the way of what it replays.
  '40001': told('unreadable', 'lock_timeout'),
  '42P01': told('vanished'),
  '3F000': told('vanished'),
  '3D000': told('vanished'),
  '42703': told('changed', 'columns'),
  '42883': told('changed', 'columns'),
  '42804': told('changed', 'columns'),
  '42846': told('changed', 'columns'),
  '42809': told('changed', 'columns'),
  '42501': told('unreadable', 'permission'),
  '28P01': told('unreadable', 'login'),
  '28000': told('unreadable', 'login'),
  '22021': told('undecodable'),
  '22P05': told('undecodable'),
  '53300': told('unreadable', 'connection'),
  '54000': told('budget', 'bytes'),
};

const byClass: Readonly<Record<string, Told>> = {
  '08': told('unreadable', 'connection'),
  '57': told('unreadable', 'connection'),
  '53': told('unreadable', 'io'),
  '58': told('unreadable', 'io'),
  XX: told('damaged', 'structure'),
};

/**
 * What a failed query means, in our own words: the server's may quote values.
 * @param timedOut whether it ran as long as a statement may
 */
export function sourceError(error: unknown, timedOut = false): SourceError {
  if (error instanceof SourceError) return error;
  if (error instanceof DatabaseError) {
    const state = error.code ?? '';
    if (state === '57014' && timedOut) return new SourceError(told('timeout', 'statement_timeout'));
    return new SourceError(byState[state] ?? byClass[state.slice(0, 2)] ?? told('unreadable'));
  }
  // The driver has no code for a connection that is lost; a defect of ours is none of these.
  const defect = error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
  if (error instanceof NoPassword) return new SourceError(told('unreadable', 'login'));
  return new SourceError(defect ? told('internal') : told('unreadable', 'connection'));
}

const untrusted = new Set([
  ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ...['UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'CERT_UNTRUSTED'],
]);

/** Why a first connection was refused, and what to do about it. Never the password, never the server's own text. */
export function refusal(error: unknown, settings: PostgresSettings): CannotRun {
  const server = `the PostgreSQL server ${nameOf(settings)}`;
  const who = `user ${userOf(settings)}`;
  if (error instanceof CannotRun) return error;
  if (error instanceof NoPassword)
    return new CannotRun(
      `${server} asks for a password of ${who}; set PGPASSWORD, a line in ~/.pgpass that only you may read, or password: \${NAME}`,
    );
  if (error instanceof DatabaseError) return new CannotRun(byServer(error.code ?? '', server, who, settings));
  const { code = '', message = '' } = error as NodeJS.ErrnoException;
  if (/does not support SSL/.test(message))
    return new CannotRun(
      `${server} takes no TLS, so what is read would cross the network in the clear; turn TLS on there, or set tls: off for a server on this machine`,
    );
  if (untrusted.has(code))
    return new CannotRun(
      `the certificate of ${server} is not signed by anyone this machine trusts; name its issuer's certificate with ca: <file>`,
    );
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID')
    return new CannotRun(`the certificate of ${server} is out of date; it must be renewed there`);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return new CannotRun(
      `the certificate of ${server} is not for ${settings.host}; write the name it is made out to as host`,
    );
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new CannotRun(`no machine is known as ${settings.host}; check host`);
  return new CannotRun(
    `cannot connect to ${server} (${code === '' ? 'no answer' : code}); check host and port, and that it runs`,
  );
}

function byServer(state: string, server: string, who: string, { database }: PostgresSettings): string {
  if (state === '28P01') return `${server} refuses the password of ${who}`;
  if (state === '28000')
    return `${server} does not let ${who} in; see pg_hba.conf there, and whether the role may log in`;
  if (state === '3D000') return `${server} has no database ${database}; check database`;
  if (state === '42501') return `${who} may not connect to database ${database} of ${server}; GRANT CONNECT is missing`;
  if (state === '53300') return `${server} has no connection left for ${who}`;
  if (state === '08P01')
    return `${server} does not take the settings of a read-only session; a pooler in between must be gone around, connect to PostgreSQL itself`;
  if (state === '42704') return `${server} is too old; PostgreSQL 11 and later can be read`;
  if (state === '57P03') return `${server} is starting up or shutting down; try again`;
  if (state === '57014' || state === '55P03')
    return `${server} does not answer in time when asked what is in database ${database}; try again, or raise statement_timeout and lock_timeout`;
  return `${server} refuses ${who} in database ${database} (SQLSTATE ${state === '' ? 'unknown' : state})`;
}
