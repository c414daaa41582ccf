import type { SourceKind } from '../../agent/contracts/source.ts';
import mysql from '../../agent/sources/mysql.ts';
import { acceptDatabase } from '../kits/database.ts';
import { seededMariadb } from '../support/seeded.ts';

acceptDatabase(mysql as SourceKind<unknown>, 'mysql', seededMariadb);
