import type { SourceKind } from '../../agent/contracts/source.ts';
import sqlite from '../../agent/sources/sqlite.ts';
import { acceptDatabase } from '../kits/database.ts';
import { seededSqlite } from '../support/seeded.ts';

acceptDatabase(sqlite as SourceKind<unknown>, 'sqlite', seededSqlite);
