import type { ShownDecision } from '../../../agent/contracts/shown-policy.ts';
import { placeCell, whatCell, whyCell } from './cells.ts';
import { note, type Page, paragraph, section } from './page.ts';
import { clip, table } from './table.ts';

/** What a person has to decide; approvals, holds and exceptions that made a difference; and what ends when. */
export function decisionsSection(page: Page): string {
  const { t } = page;
  return section('decisions', t.sections.decisions, [open(page), ending(page), applied(page)]);
}

function open(page: Page): string {
  const { report, t, rows } = page;
  const { open: list } = report.lists;
  if (list.seen === 0) return '';
  const { review, unknown } = report.summary.byResult;
  return table(
    {
      id: 'open',
      title: t.decisions.open,
      about: t.decisions.openAbout(t.findings(review), unknown),
      columns: t.decisions.openColumns,
      kinds: ['', 'wide', 'w', 'wide'],
      rows: list.rows
        .slice(0, Math.ceil(rows / 2))
        .map((verdict) => [
          t.result(verdict.result),
          placeCell(verdict.of, page),
          whatCell(verdict.of, page),
          whyCell(verdict, page),
        ]),
      of: list.seen,
      rowsAre: t.decisions.openWord,
    },
    t,
  );
}

const urgency: readonly ShownDecision['state'][] = ['ended', 'due', 'in_force', 'open', 'released', 'done'];

function ending({ report, t }: Page): string {
  if (report.policy === null) return '';
  const { decisions } = report.policy;
  const shown = decisions.filter(
    ({ kind, until, since }) => kind !== 'policy_review' || until !== null || since !== null,
  );
  const order = (of: ShownDecision) => `${urgency.indexOf(of.state)} ${of.until ?? '9999'} ${of.id}`;
  const sorted = [...shown].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const never = decisions.some(({ kind, since }) => kind === 'policy_review' && since === null);
  const list =
    sorted.length === 0
      ? ''
      : table(
          {
            id: 'ends',
            title: t.decisions.ends,
            about: t.decisions.endsAbout,
            columns: t.decisions.endsColumns,
            kinds: ['', 'd', '', 'w', 'w', 'w', 'd'],
            rows: sorted.map(({ kind, id, about, by, since, until, state }) => [
              t.decisionState(state),
              until ?? { markup: t.decisions.never, sort: '9999' },
              t.decisionKind(kind),
              clip(id, 80),
              about === null ? null : clip(about, 160),
              by === null ? null : clip(by, 80),
              since,
            ]),
          },
          t,
        );
  return list + note(never ? t.decisions.neverReviewed : '');
}

function applied({ report, t }: Page): string {
  const rules = report.summary.byRule.filter(({ type, status, rule }) => {
    const decided = status === 'exception' || status.includes('hold');
    return rule !== null && (decided || (type === 'location' && status === 'approved'));
  });
  if (rules.length === 0) return paragraph(t.decisions.none);
  return table(
    {
      id: 'applied',
      title: t.decisions.applied,
      columns: t.decisions.appliedColumns,
      kinds: ['w', '', '', '', 'n'],
      rows: rules.map(({ rule, type, status, result, verdicts }) => [
        rule,
        t.status(type, status),
        t.type(type),
        t.result(result),
        verdicts,
      ]),
    },
    t,
  );
}
