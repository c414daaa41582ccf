/**
 * Where something is: an item, the parts nested in it, and a place in such a part.
 *
 * `report.zip!/q1.xlsx#Sheet1!B7` is the item `report.zip`, its part `q1.xlsx`, and the hops sheet and cell.
 */

/** A hop that opens a part: a file inside a file, with an identity, a kind and dates of its own. */
export interface PartHop {
  readonly kind: 'member' | 'attachment' | 'embedded';
  readonly name: string;
}

/** A hop to a place inside a part. `name` and `ref` come from content and are sealed before they leave a worker. */
export type PlaceHop =
  | { readonly kind: 'page' | 'slide' | 'line' | 'row' | 'paragraph'; readonly n: number }
  | { readonly kind: 'sheet' | 'column' | 'section' | 'key'; readonly name: string }
  | { readonly kind: 'cell'; readonly ref: string };

export type Hop = PartHop | PlaceHop;
