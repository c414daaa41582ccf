import type { Report } from '../../agent/contracts/report.ts';
import { several } from './figures.ts';

/** What the items of a report are called: files, tables of databases, or both. */
export interface Things {
  /** `1 file`, `12 files and tables` */
  several(n: number): string;
  /** The same in few words, for lists: `1 file`, `12 items` */
  items(n: number): string;
  /** `files and tables` */
  readonly many: string;
  /** `Files and tables`, and in few words `Items` */
  readonly Many: string;
  readonly Items: string;
  /** What holds them: `1 folder`, `2 folders and schemas` */
  folders(n: number): string;
}

/** @param source of one source: it holds files or tables, never both */
export function thingsOf({ summary, total }: Pick<Report, 'summary' | 'total'>, source?: string): Things {
  const databases = summary.databases.filter((of) => source === undefined || of.source === source);
  const tables = databases.reduce((sum, of) => sum + of.tables + of.views + of.foreign, 0);
  if (tables === 0) return things('file', 'files', 'folder', 'folders');
  if (source !== undefined || tables >= total.listed) return things('table', 'tables', 'schema', 'schemas');
  return things('file or table', 'files and tables', 'folder or schema', 'folders and schemas', 'item');
}

function things(one: string, many: string, folder: string, folders: string, item = one): Things {
  return {
    several: (n) => several(n, one, many),
    items: (n) => several(n, item),
    many,
    Many: capital(many),
    Items: `${capital(item)}s`,
    folders: (n) => several(n, folder, folders),
  };
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
