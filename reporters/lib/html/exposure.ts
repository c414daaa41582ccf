import { folders } from './first.ts';
import { note, type Page, section } from './page.ts';

/** Who can read it. */
export function exposureSection(page: Page): string {
  const { report, t, charts, things } = page;
  const { byExposure, exposed, databases } = report.summary;
  const colours = { everyone: 'unread', group: 'bar', owner: 'read', unknown: 'left' };
  return section('exposure', t.sections.exposure, [
    charts.bars(
      'exposure',
      t.exposure.title(things.Many),
      (['everyone', 'group', 'owner', 'unknown'] as const).map((who) => ({
        name: t.readers(who),
        label: t.count(byExposure[who]),
        pieces: [{ name: who, value: byExposure[who], fill: colours[who] }],
      })),
      110,
    ),
    note(t.exposure.note + (databases.length === 0 ? '' : t.exposure.tables)),
    report.judged && exposed.total > 0
      ? folders('exposed-folders', t.exposure.list, t.exposure.about, exposed, page)
      : '',
  ]);
}
