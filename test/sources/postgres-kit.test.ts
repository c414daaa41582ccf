import type { SourceKind } from '../../agent/contracts/source.ts';
import postgres from '../../agent/sources/postgres.ts';
import { acceptDatabase } from '../kits/database.ts';
import { seededPostgres } from '../support/seeded.ts';

acceptDatabase(postgres as SourceKind<unknown>, 'postgres', seededPostgres);
