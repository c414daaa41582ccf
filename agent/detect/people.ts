import type { Engine } from './engine.ts';
import type { NameSays } from './names.ts';

/** Kinds of data that only people have, but for companies. */
const ofPeople = /^user\.(?:contact|name|demographic|government_id)/;

/**
 * Whether what is called `name` in a table is a person's: the table or file is called like people, or another column
 * like something that people have. Where nothing says so, it takes names that people are given (`settle.ts`).
 */
export function speaksOfPeople(engine: Engine, table: NameSays, columns: readonly NameSays[]): boolean {
  const named = ({ means, bareOf }: NameSays) =>
    means.some((strength, index) => {
      return strength === 2 && !bareOf.has(index) && ofPeople.test(engine.detectors[index]!.category);
    });
  return table.customer || table.employee || named(table) || columns.some(named);
}
