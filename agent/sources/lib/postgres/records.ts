import { literal, quoted } from './names.ts';
import { midnight, type Shape } from './types.ts';

/**
 * A record, or a list of such, as JSON: `{"street": …, "town": …}`, without what is NULL. It is put together from its
 * members, as the server's own conversion calls whatever cast a member's type has: code of whoever made that type.
 * @param written how what is turned into JSON is written in the query
 */
export function documentOf(written: string, shape: Shape, depth = 1): string {
  switch (shape.of) {
    case 'value':
      return `to_json(${shape.as === 'midnight' ? midnight(written) : written})`;
    case 'list': {
      const list = `list${depth}`;
      const element = documentOf(`${list}.one`, shape.element, depth + 1);
      return `(SELECT json_agg(${element}) FROM (SELECT unnest(${written}) AS one) AS ${list})`;
    }
    case 'record': {
      const members = shape.members.map(([name, of]) => {
        return `(${literal(name)}::text, ${documentOf(`(${written}).${quoted(name)}`, of, depth)})`;
      });
      return `(SELECT json_object_agg(name, v) FROM (VALUES ${members.join(', ')}) AS m (name, v) WHERE v IS NOT NULL)`;
    }
    default:
      return shape satisfies never;
  }
}
