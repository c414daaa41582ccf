import { CannotRun } from '../contracts/cannot-run.ts';
import type { Item, Unit } from '../contracts/item.ts';
import { type OpenSource, type Piece, type SourceContext, SourceError, type SourceKind } from '../contracts/source.ts';
import type { RowTrigger, TableFacts } from '../contracts/table.ts';
import { findAccess } from './lib/mysql/access.ts';
import { checkAccount } from './lib/mysql/account.ts';
import { findSchemas, findTables, type TableFound } from './lib/mysql/catalog.ts';
import { ask, type Client, cancelQuery, marker } from './lib/mysql/connect.ts';
import { refusal } from './lib/mysql/errors.ts';
import { describe, type Listing } from './lib/mysql/listing.ts';
import type { RowsOrder } from './lib/mysql/order.ts';
import { makePlan } from './lib/mysql/plan.ts';
import { type DatesOrder, readDates } from './lib/mysql/read-dates.ts';
import { readQuery } from './lib/mysql/read-query.ts';
import { readRows } from './lib/mysql/read-rows.ts';
import { findGrants } from './lib/mysql/readers.ts';
import { Session } from './lib/mysql/session.ts';
import { type MysqlSettings, mysqlSettings } from './lib/mysql/settings.ts';
import { selector } from './lib/select.ts';
import { inPathOrder } from './lib/sql/in-order.ts';
import { tableNames, tablePath } from './lib/sql/names.ts';
import { patiently } from './lib/sql/patience.ts';

/** A MySQL or MariaDB server. Units are its schemas, items its tables, each with all its partitions. */
const mysql: SourceKind<MysqlSettings> = { kind: 'mysql', settings: mysqlSettings, open };
export default mysql;

async function open(settings: MysqlSettings, context: SourceContext): Promise<OpenSource> {
  const session = new Session(settings);
  if (context.forReading) return reader(settings, session, context);
  try {
    return await lister(settings, session, context);
  } catch (error) {
    await session[Symbol.asyncDispose]();
    throw error;
  }
}

/** What main needs: it lists, plans and cancels. */
async function lister(settings: MysqlSettings, session: Session, context: SourceContext): Promise<OpenSource> {
  const { listing, schemas, cautions } = await lookAround(settings, session, context);
  const kept = new Tables();
  return {
    ...reader(settings, session, context),
    cautions,
    width: settings.connections,
    async *units(signal: AbortSignal): AsyncIterable<Unit> {
      for (const name of schemas) {
        signal.throwIfAborted();
        if (!listing.select.prunes(tablePath(name))) yield { id: tablePath(name) };
      }
    },
    async *items(unit: Unit, signal: AbortSignal) {
      const [schema = ''] = tableNames(unit.id);
      try {
        const tables = await patiently(signal, () => session.use(signal, (client) => findTables(client, schema)));
        for (const found of tables) kept.keep(tablePath(schema, found.name), found);
        yield* inPathOrder(tables.flatMap((found) => [...describe(listing, found)]));
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        yield { trouble: error.problem, path: unit.id, folder: true };
      }
    },
    async plan(item: Item, last: string | null, signal: AbortSignal) {
      const [schema = '', table = ''] = tableNames(item.path);
      const listed = kept.take(item.path);
      return patiently(signal, async () => {
        const found = listed ?? (await findOne(session, schema, table, signal));
        if (found === undefined) throw new SourceError({ code: 'vanished', detail: null });
        return makePlan(found, settings, last, (work) => session.use(signal, work));
      });
    },
    datePieces(item: Item, triggers: readonly RowTrigger[]) {
      const [schema = '', table = ''] = tableNames(item.path);
      return triggers.map((trigger, index): Piece => {
        const of: DatesOrder = { schema, table, trigger };
        return { id: `dates${index}`, kind: 'dates', of };
      });
    },
    cancel: (backend: number) => cancelQuery(settings, backend),
  };
}

/** All that is asked once. @throws CannotRun */
async function lookAround(settings: MysqlSettings, session: Session, { signal, strict }: SourceContext) {
  const access = await findAccess(settings);
  const loan = session.lend(signal);
  try {
    const client = await loan.client;
    const schemas = await findSchemas(client, settings.database);
    if (schemas.length === 0 && settings.database !== undefined)
      throw new CannotRun(`user ${access.user} sees no database ${settings.database}; check database and its grants`);
    const cautions = await checkAccount(client, access, schemas, strict === true);
    const listing: Listing = {
      settings,
      grants: await findGrants(client),
      plainConnections: await findPlainConnections(client),
      select: selector(settings.include, settings.exclude),
    };
    return { listing, schemas, cautions };
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof TypeError ? error : refusal(error, access, settings.database);
  } finally {
    loan.giveBack();
  }
}

async function findPlainConnections({ connection }: Client): Promise<TableFacts['plainConnections']> {
  const rows = await ask(connection, `SHOW ${marker} VARIABLES LIKE 'require_secure_transport'`);
  const value = rows[0]?.['Value'];
  return value === 'ON' ? 'refused' : value === 'OFF' ? 'allowed' : 'unknown';
}

async function findOne(session: Session, schema: string, table: string, signal: AbortSignal) {
  const [found] = await session.use(signal, (client) => findTables(client, schema, table));
  return found;
}

/** What a worker needs: it reads pieces, and lists nothing. */
function reader(settings: MysqlSettings, session: Session, context: SourceContext): OpenSource {
  const notHere = (): never => {
    throw new Error('this source was opened for reading only');
  };
  return {
    units: notHere,
    items: notHere,
    read: async () => {
      throw new SourceError({ code: 'unsupported', detail: null });
    },
    async readPiece(_path: string, piece: Piece, signal: AbortSignal) {
      signal.throwIfAborted();
      const reading = { session, settings, signal, working: (backend: number) => context.working?.(backend) };
      return piece.kind === 'dates'
        ? readDates(piece.of as DatesOrder, reading)
        : readRows(piece.of as RowsOrder, reading);
    },
    query: (sql: string, signal: AbortSignal) =>
      readQuery(sql, { session, settings, signal, working: (backend: number) => context.working?.(backend) }),
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

/** What listing a unit found, kept until it is planned; of very many tables, the latest. */
class Tables {
  readonly #byPath = new Map<string, TableFound>();

  keep(path: string, found: TableFound): void {
    this.#byPath.set(path, found);
    const [oldest] = this.#byPath.size > 20_000 ? this.#byPath.keys() : [];
    if (oldest !== undefined) this.#byPath.delete(oldest);
  }

  take(path: string): TableFound | undefined {
    const found = this.#byPath.get(path);
    this.#byPath.delete(path);
    return found;
  }
}
