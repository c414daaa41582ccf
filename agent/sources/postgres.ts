import type { Item, Unit } from '../contracts/item.ts';
import { type OpenSource, type Piece, type SourceContext, SourceError, type SourceKind } from '../contracts/source.ts';
import type { RowTrigger } from '../contracts/table.ts';
import { checkAccount } from './lib/postgres/account.ts';
import { findRelations, findSchemas, type RelationFound, type SchemaFound } from './lib/postgres/catalog.ts';
import { cancelBackend } from './lib/postgres/connect.ts';
import { refusal } from './lib/postgres/errors.ts';
import { describe, type Listing, noPermission } from './lib/postgres/listing.ts';
import type { RowsOrder } from './lib/postgres/order.ts';
import { makePlan } from './lib/postgres/plan.ts';
import { type DatesOrder, readDates } from './lib/postgres/read-dates.ts';
import { readQuery } from './lib/postgres/read-query.ts';
import { readRows } from './lib/postgres/read-rows.ts';
import { findRoles } from './lib/postgres/readers.ts';
import { findServerFacts } from './lib/postgres/server-facts.ts';
import { Session } from './lib/postgres/session.ts';
import { type PostgresSettings, postgresSettings } from './lib/postgres/settings.ts';
import { selector } from './lib/select.ts';
import { inPathOrder } from './lib/sql/in-order.ts';
import { tableNames, tablePath } from './lib/sql/names.ts';
import { patiently } from './lib/sql/patience.ts';

/** A PostgreSQL database. Units are its schemas, items its tables, partitions and materialized views. */
const postgres: SourceKind<PostgresSettings> = { kind: 'postgres', settings: postgresSettings, open };
export default postgres;

async function open(settings: PostgresSettings, context: SourceContext): Promise<OpenSource> {
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
async function lister(settings: PostgresSettings, session: Session, context: SourceContext): Promise<OpenSource> {
  const { listing, schemas, cautions } = await lookAround(settings, session, context);
  const kept = new Relations();
  const usable = new Map(schemas.map((schema) => [schema.name, schema]));

  return {
    ...reader(settings, session, context),
    cautions,
    width: settings.connections,
    async *units(signal: AbortSignal): AsyncIterable<Unit> {
      for (const { name } of schemas) {
        signal.throwIfAborted();
        if (!listing.select.prunes(tablePath(name))) yield { id: tablePath(name) };
      }
    },
    async *items(unit: Unit, signal: AbortSignal) {
      const [name = ''] = tableNames(unit.id);
      const schema = usable.get(name);
      if (schema === undefined) return;
      if (!schema.usable) {
        yield noPermission(unit.id, true);
        return;
      }
      try {
        const relations = await patiently(signal, () =>
          session.use(signal, (client) => findRelations(client, schema.oid)),
        );
        const listed = relations.flatMap((found) => {
          return Array.from(describe(listing, schema, found), (one) => ({ path: one.path, one, found }));
        });
        for (const { path, one, found } of inPathOrder(listed)) {
          if ('table' in one) kept.keep(path, found);
          yield one;
        }
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        yield { trouble: error.problem, path: unit.id, folder: true };
      }
    },
    async plan(item: Item, last: string | null, signal: AbortSignal) {
      const [schemaName = '', table = ''] = tableNames(item.path);
      const schema = usable.get(schemaName);
      const found = kept.take(item.path) ?? (schema && (await findOne(session, schema, table, signal)));
      if (found === undefined) throw new SourceError({ code: 'vanished', detail: null });
      const planning = { settings, server: listing.server, schema: schemaName, found };
      return patiently(signal, () => makePlan(planning, last, (work) => session.use(signal, work)));
    },
    datePieces(item: Item, triggers: readonly RowTrigger[]) {
      const [schema = '', table = ''] = tableNames(item.path);
      return triggers.map((trigger, index): Piece => {
        const of: DatesOrder = { schema, table, trigger };
        return { id: `dates${index}`, kind: 'dates', of };
      });
    },
    cancel: (backend: number) => cancelBackend(settings, backend),
  };
}

/** All that is asked once. @throws CannotRun */
async function lookAround(settings: PostgresSettings, session: Session, { signal, strict }: SourceContext) {
  const loan = session.lend(signal);
  try {
    const client = await loan.client;
    const server = await findServerFacts(client);
    const cautions = await checkAccount(client, server, settings, strict === true);
    const schemas = await findSchemas(client);
    const roles = await findRoles(client);
    const select = selector(settings.include, settings.exclude);
    const listing: Listing = { settings, server, roles, select };
    return { listing, schemas, cautions };
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof TypeError ? error : refusal(error, settings);
  } finally {
    await loan.giveBack();
  }
}

async function findOne(session: Session, schema: SchemaFound, table: string, signal: AbortSignal) {
  const [found] = await session.use(signal, (client) => findRelations(client, schema.oid, table));
  return found;
}

/** What a worker needs: it reads pieces, and lists nothing. */
function reader(settings: PostgresSettings, session: Session, context: SourceContext): OpenSource {
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
      return piece.kind === 'rows'
        ? readRows(piece.of as RowsOrder, reading)
        : readDates(piece.of as DatesOrder, reading);
    },
    query: (sql: string, signal: AbortSignal) =>
      readQuery(sql, { session, settings, signal, working: (backend: number) => context.working?.(backend) }),
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

/** What listing a unit found, kept until it is planned; of very many tables, the latest. */
class Relations {
  readonly #byPath = new Map<string, RelationFound>();

  keep(path: string, found: RelationFound): void {
    this.#byPath.set(path, found);
    const [oldest] = this.#byPath.size > 20_000 ? this.#byPath.keys() : [];
    if (oldest !== undefined) this.#byPath.delete(oldest);
  }

  take(path: string): RelationFound | undefined {
    const found = this.#byPath.get(path);
    this.#byPath.delete(path);
    return found;
  }
}
