import type { Random } from '../fixtures/lib/random.ts';

const words =
  'the a of and to in order garden bench table delivery week price offer wood larch oak chair parasol warehouse pallet plan meeting note please check with from until after before new old green blue customer supplier stock season spring summer report budget figure quality paint oil screw assembly manual photo catalogue page print paper der die das und mit von bei auf für aus Lieferung Bestellung Garten Tisch Bank Holz Angebot Auftrag Woche Termin Lager Palette Preis'.split(
    ' ',
  );

/** A sentence of `count` words out of a dealer's daily vocabulary, now and then with a figure. */
export function prose(random: Random, count: number): string {
  const list = Array.from({ length: count }, () =>
    random.chance(0.03) ? String(random.int(1, 9999)) : random.pick(words),
  );
  return `${list.join(' ')}.`;
}
