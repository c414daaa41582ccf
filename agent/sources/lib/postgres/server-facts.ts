import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { TableFacts } from '../../../contracts/table.ts';

/** What holds for a whole server or database. */
export interface ServerFacts {
  /** 18, 15 … */
  readonly version: number;
  readonly superuser: boolean;
  /** Changes when rows counted by the server start from nought; null where they tell nothing. */
  readonly countedSince: string | null;
  readonly plainConnections: TableFacts['plainConnections'];
  /** Text may be in any encoding: the server does not know which. */
  readonly anyEncoding: boolean;
}

export async function findServerFacts(client: pg.Client): Promise<ServerFacts> {
  const { rows } = await client.query<{
    version: string;
    superuser: boolean;
    standby: boolean;
    counts: string;
    since: string | null;
    ssl: string;
    addresses: string;
    encoding: string;
  }>(
    `SELECT current_setting('server_version_num') AS version, r.rolsuper AS superuser,
            pg_is_in_recovery() AS standby, current_setting('track_counts') AS counts,
            pg_stat_get_db_stat_reset_time(d.oid)::text AS since, current_setting('ssl') AS ssl,
            current_setting('listen_addresses') AS addresses, pg_encoding_to_char(d.encoding)::text AS encoding
       FROM pg_database AS d, pg_roles AS r
      WHERE d.datname = current_database() AND r.rolname = current_user`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the server does not know the session');
  // A standby counts nothing that is replayed.
  const counts = row.counts === 'on' && !row.standby;
  const local = row.addresses.split(',').every((address) => isLoopback(address.trim()));
  // On the loopback alone: a tunnel or a pooler in front of it is not to be seen from here.
  const plain = local ? 'unknown' : row.ssl !== 'on' ? 'allowed' : await readRules(client);
  return {
    version: Math.floor(Number(row.version) / 10_000),
    superuser: row.superuser,
    countedSince: counts
      ? createHash('sha256')
          .update(row.since ?? '')
          .digest('hex')
          .slice(0, 12)
      : null,
    plainConnections: plain,
    anyEncoding: row.encoding === 'SQL_ASCII',
  };
}

interface Rule {
  readonly type: string;
  readonly database: readonly string[];
  readonly user: readonly string[];
  readonly address: string | null;
  readonly method: string;
}

/** Only who may see pg_hba.conf is told. */
async function readRules(client: pg.Client): Promise<TableFacts['plainConnections']> {
  try {
    const { rows } = await client.query<Rule & { here: string }>(
      `SELECT type, database, user_name AS "user", address, auth_method AS method, current_database()::text AS here
         FROM pg_hba_file_rules WHERE error IS NULL ORDER BY line_number`,
    );
    return plainBy(rows, rows[0]?.here ?? '');
  } catch {
    return 'unknown';
  }
}

/** The first rule that lets somebody in without TLS from another machine, unless all such are turned away before. */
export function plainBy(rules: readonly Rule[], database: string): TableFacts['plainConnections'] {
  for (const { type, database: of, user, address, method } of rules) {
    const here = of.some((name) => !['replication', 'sameuser', 'samerole', 'samegroup'].includes(name));
    const fits = of.includes('all') || of.includes(database) || of.some((name) => name.startsWith('/'));
    if (!here || !fits || (type !== 'host' && type !== 'hostnossl') || isLoopback(address ?? '')) continue;
    if (method !== 'reject') return 'allowed';
    if (user.includes('all') && (address === 'all' || address === '0.0.0.0')) return 'refused';
  }
  return 'refused';
}

function isLoopback(address: string): boolean {
  return address === '' || /^(?:localhost|samehost|127\.\d+\.\d+\.\d+|::1)$/.test(address);
}
