import { userInfo } from 'node:os';
import { z } from 'zod';
import { serverSettings, tableSettings } from '../sql/settings.ts';

export const mysqlSettings = z.strictObject({
  ...serverSettings,
  database: z.string().min(1).optional().describe('One schema; left out: all that the account sees.'),
  option_file: z
    .string()
    .min(1)
    .optional()
    .describe('File with a [client] section, as ~/.my.cnf, which is read where none is named.'),
  ...tableSettings,
});
export type MysqlSettings = z.infer<typeof mysqlSettings>;

/** Where and as whom to connect, put together from the settings, option files and the environment. */
export interface Access {
  /** Null where a socket is used. */
  readonly host: string | null;
  readonly port: number;
  /** Path of a Unix socket. */
  readonly socket: string | null;
  readonly user: string;
  readonly password: string | null;
  /** File of certificates to trust. */
  readonly ca: string | null;
  readonly tls: 'verify' | 'off';
}

export const defaultUser = (): string => userInfo().username;

/** Whether what is sent stays on this machine. */
export function isLocal({ host, socket }: Access): boolean {
  return socket !== null || /^(?:localhost|127\.\d+\.\d+\.\d+|::1|0:0:0:0:0:0:0:1)$/i.test(host ?? '');
}

/** How the server is called in messages. */
export function nameOf({ host, port, socket }: Access): string {
  return `the MySQL or MariaDB server ${socket ?? `${host}:${port}`}`;
}
