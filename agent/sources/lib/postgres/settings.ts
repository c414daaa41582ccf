import { userInfo } from 'node:os';
import { z } from 'zod';
import { serverSettings, tableSettings } from '../sql/settings.ts';

export const postgresSettings = z.strictObject({
  ...serverSettings,
  database: z.string().min(1),
  ...tableSettings,
});
export type PostgresSettings = z.infer<typeof postgresSettings>;

export const portOf = ({ port }: PostgresSettings): number => port ?? (Number(process.env['PGPORT']) || 5432);

/** As libpq chooses it: PGUSER, else who runs this. */
export const userOf = ({ user }: PostgresSettings): string => user ?? process.env['PGUSER'] ?? userInfo().username;

export const isSocket = ({ host }: PostgresSettings): boolean => host.startsWith('/');

/** Whether what is sent stays on this machine. */
export function isLocal(settings: PostgresSettings): boolean {
  return isSocket(settings) || /^(?:localhost|127\.\d+\.\d+\.\d+|::1|0:0:0:0:0:0:0:1)$/i.test(settings.host);
}

/** How the server is called in messages. */
export function nameOf(settings: PostgresSettings): string {
  return `${settings.host}${isSocket(settings) ? '' : `:${portOf(settings)}`}`;
}
