import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SqlDump } from '../../agent/extract/lib/sql-dump.ts';
import sql from '../../agent/extractors/sql.ts';
import { extractAll, sightings } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';

for (const dump of ['mariadb', 'pg_dump'])
  acceptExtractor(sql, {
    fixture: `../canary/canary.${dump}.sql`,
    kind: 'sql',
    expect: [
      { text: 'canary.anna@example.org', type: 'table', name: 'email', place: 'section customers row 1 cell 3' },
      { text: 'Björn Größe', type: 'table', name: 'name', place: 'section customers row 2 cell 2' },
    ],
  });

const cells = async (text: string) =>
  sightings((await extractAll(Buffer.from(text), 'x')).events).filter(({ type }) => type === 'table');

describe('SQL dumps', () => {
  it.each(['mariadb', 'rows', 'pg_dump', 'inserts', 'sqlite3'])('say the same in pieces of any size: %s', (name) => {
    const text = readFileSync(new URL(`../../fixtures/canary/canary.${name}.sql`, import.meta.url), 'utf8');
    const rowsIn = (size: number): unknown[] => {
      const dump = new SqlDump(name === 'mariadb' || name === 'rows');
      const rows: unknown[] = [];
      const take = () => {
        for (const piece of dump.drain())
          if (piece.type === 'table') rows.push(...piece.rows.map((row) => [piece.columns, row]));
      };
      for (let at = 0; at < text.length; at += size) {
        dump.write(text.slice(at, at + size), false);
        take();
      }
      dump.write('', true);
      take();
      return rows;
    };
    const whole = rowsIn(text.length);
    expect(whole).toHaveLength(3);
    for (const size of [1, 7, 64, 1000]) expect(rowsIn(size), `pieces of ${size}`).toEqual(whole);
  });

  it('read quotes as the dialect writes them', async () => {
    const mysql = await cells(
      "INSERT INTO `a` (`x`,`y`) VALUES ('it\\'s \\\\ \\n one','two''s'),(_utf8mb4'three',0x666f7572);\n",
    );
    expect(mysql.map(({ text }) => text)).toEqual(["it's \\ \n one", "two's", 'three', 'four']);
    const plain = await cells(`INSERT INTO "a" ("x","y") VALUES ('C:\\', E'it\\'s'), ('2', X'666f7572');\n`);
    expect(plain.map(({ text }) => text)).toEqual(['C:\\', "it's", '2', 'four']);
    const copy = await cells(
      'CREATE TABLE a (x int, y text);\nCOPY public.a (x, y) FROM stdin;\n1\ta\\tb\n2\t\\N\n\\.\n',
    );
    expect(copy.map(({ text, name }) => [name, text])).toEqual([
      ['x', '1'],
      ['y', 'a\tb'],
      ['x', '2'],
      ['y', ''],
    ]);
  });

  it('take the columns from the table when the statement names none', async () => {
    const seen = await cells(
      "CREATE TABLE IF NOT EXISTS shop.people (id INT, `full name` VARCHAR(20) DEFAULT 'a, b', PRIMARY KEY (id), KEY k (id));\n" +
        "INSERT INTO people VALUES (1,'canary') ON CONFLICT DO NOTHING;\nINSERT INTO people SELECT 1;\n",
    );
    expect(seen.map(({ name, text }) => [name, text])).toEqual([
      ['id', '1'],
      ['full name', 'canary'],
    ]);
  });

  it('read what is no row as text, with its lines', async () => {
    const { events } = await extractAll(
      Buffer.from(
        "-- by canary@example.org\nINSERT INTO a (b) VALUES (1);\n\nCREATE FUNCTION f() AS $$ 'canary; $$;\nDROP TABLE x;\n",
      ),
      'x',
    );
    const prose = events.flatMap((event) => (event.type === 'text' && event.text.type === 'prose' ? [event.text] : []));
    expect(prose.map(({ text, firstLine }) => [firstLine, String(text).trim()])).toEqual([
      [1, '-- by canary@example.org'],
      [4, "CREATE FUNCTION f() AS $$ 'canary; $$;"],
      [5, 'DROP TABLE x;'],
    ]);
  });

  it('that break off in a row give what stands there', async () => {
    const { events } = await extractAll(Buffer.from("INSERT INTO a (b) VALUES ('one'),('canary-cut"), 'x');
    expect(sightings(events).map(({ text }) => text.trim())).toEqual(['one', "('canary-cut"]);
  });

  it('are not what merely speaks of them', async () => {
    const { result } = await extractAll(
      Buffer.from('To add one, write\n  INSERT INTO a VALUES (1);\nand be happy.\n'),
      'x',
    );
    expect(result.kind).toBe('text');
  });
});
