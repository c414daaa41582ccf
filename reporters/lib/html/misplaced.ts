import type { PlaceCount } from '../../../agent/contracts/report.ts';
import { severities } from '../../../agent/contracts/rule.ts';
import type { Area } from './charts.ts';
import { folders } from './first.ts';
import { type Page, paragraph, section } from './page.ts';
import { clip } from './table.ts';

/** What lies where the policy does not want it: a map of places, and the list. */
export function misplacedSection(page: Page): string {
  const { report, t, charts } = page;
  const { byRule, misplaced } = report.summary;
  if (!byRule.some(({ type }) => type === 'location')) return '';
  if (misplaced.total === 0) return section('misplaced', t.sections.misplaced, [paragraph(t.misplaced.none)]);
  return section('misplaced', t.sections.misplaced, [
    charts.map(
      'misplaced',
      t.misplaced.map,
      areasOf(misplaced.top, t.misplaced.others),
      t.misplaced.mapSays(misplaced.top.length),
    ),
    folders('misplaced-folders', t.misplaced.title, t.misplaced.about, misplaced, page),
  ]);
}

interface Node {
  readonly name: string;
  /** Of the places directly in it, or itself one. */
  own: number;
  worst: number;
  readonly inner: Map<string, Node>;
}

/** Areas drawn: the largest. What is smaller is drawn together. */
const drawn = 60;

/** Folders within folders, by the steps of their places; a chain of folders with nothing else in it is one. */
export function areasOf(places: readonly PlaceCount[], others: string): Area[] {
  const root = nodeOf('');
  const largest = [...places].sort((a, b) => b.matches - a.matches).slice(0, drawn);
  const shown = new Set(largest);
  for (const place of places) {
    const worst = place.worst === null ? severities.length : severities.indexOf(place.worst);
    const steps = shown.has(place) ? place.place.split('/') : [place.place.split('/')[0] ?? '', others];
    let at = root;
    for (const step of steps) {
      const next = at.inner.get(step) ?? nodeOf(step);
      at.inner.set(step, next);
      at = next;
      at.worst = Math.min(at.worst, worst);
    }
    at.own += Math.max(1, place.matches);
  }
  return [...root.inner.values()].map(areaOf);
}

function nodeOf(name: string): Node {
  return { name, own: 0, worst: severities.length, inner: new Map() };
}

function areaOf(node: Node): Area {
  const inner = [...node.inner.values()];
  const [only] = inner;
  if (only !== undefined && inner.length === 1 && node.own === 0) {
    return areaOf({ ...only, name: `${node.name}/${only.name}` });
  }
  const areas = inner.map(areaOf);
  const own =
    node.own === 0 || areas.length === 0 ? [] : [{ name: '·', value: node.own, fill: fillOf(node), inner: [] }];
  const value = node.own + areas.reduce((sum, area) => sum + area.value, 0);
  return { name: clip(node.name, 60), value, fill: fillOf(node), inner: [...own, ...areas] };
}

function fillOf({ worst }: Node): string {
  return severities[worst] ?? 'info';
}
