import type { FindingNotice, Origin, OutboxEvent, ScanNotice } from '../../agent/contracts/delivery.ts';
import { severities } from '../../agent/contracts/rule.ts';
import { plain } from './escape.ts';
import { titleOf, worstOf } from './ocsf/finding.ts';
import { exposureWords, reasonWords, riskLine, statusWords, words } from './words.ts';

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** Findings told in full in one mail; the rest are counted. */
const mostInFull = 20;

/**
 * What a data protection officer must know at once: where, whose, how many, who can read it, what to do. No value, and
 * of names what the destination may see. It does not say that this is a breach: a person says that.
 */
export function alertMail(events: readonly OutboxEvent[], notices: readonly FindingNotice[], origin: Origin): MailText {
  const n = notices.length;
  const who = origin.organization ?? origin.host;
  const parts = notices.slice(0, mostInFull).flatMap((notice, at) => alertText(notice, events[at]?.id ?? ''));
  const more = n > mostInFull ? [`and ${n - mostInFull} more: "wayward scan" reports and the SIEM hold them.`] : [];
  const text = [
    `Wayward on ${origin.host} found ${n === 1 ? 'something' : `${n} things`} that the policy calls critical.`,
    'No person has looked at this yet. Whether it is a breach is for a person to decide.',
    ...parts,
    ...more,
    'Suggested: restrict who can read it; do not delete it before it is clear who had access. If you decide that this is',
    'a breach, the times that the law allows (72 hours under Art. 33 GDPR) run from the moment you become aware of it.',
  ];
  return { subject: subject(`${n} critical ${n === 1 ? 'finding' : 'findings'}`, who), text: body(text) };
}

function alertText(notice: FindingNotice, id: string): string[] {
  const { about, found, verdicts, policy } = notice;
  const violations = verdicts.filter(({ result }) => result === 'violation');
  const risk = violations.find((verdict) => verdict.severity === worstOf(notice))?.risk ?? null;
  const persons = risk === null ? [] : [`Persons: about ${risk.persons} (by ${risk.personsFrom})`];
  const facts = found?.facts;
  return [
    '',
    `* ${titleOf(notice)}`,
    `Where: ${about.place} (${about.sourceKind})`,
    `Data: ${about.category}, ${found?.count ?? 0} matches, ${found?.distinctIsEstimate ? 'about ' : ''}${found?.distinct ?? 0} different`,
    ...persons,
    `Whose: ${found?.subject ?? 'unknown'}`,
    `Readable by: ${exposureWords[facts?.exposure ?? 'unknown']} (told by: ${facts?.exposureFrom ?? 'unknown'}); owner: ${facts?.owner ?? 'not known'}`,
    `Confidence: ${found?.confidence ?? 'unknown'} (${Math.round(found?.score ?? 0)} %), not verified by a person`,
    `First told: ${notice.since}${notice.activity === 'create' ? ' (new)' : ' (known before)'}; judged: ${notice.time}`,
    ...violations.map(
      ({ type, status, rule, because }) =>
        `Policy: ${statusWords(type, status)}${rule === null ? '' : `, rule ${rule}`} (${because.map(reasonWords).join('; ')})`,
    ),
    ...(risk === null ? [] : [`Risk: ${Math.round(risk.score)} of 100: ${riskLine(risk)} (formula ${risk.formula})`]),
    `References: event ${id}, finding ${about.finding}, run ${notice.run}, policy ${policy.title ?? policy.hash ?? 'none'}`,
  ];
}

/** The morning's answer: what was looked at, what was not, what is wrong. */
export function digestMail(notice: ScanNotice, origin: Origin): MailText {
  const { activity, coverage, verdicts, changes, findings } = notice;
  const said = activity === 'completed' ? 'scan completed' : activity === 'failed' ? 'SCAN FAILED' : `scan ${activity}`;
  const lines = [
    `The scan on ${origin.host} ${activity === 'failed' ? 'has FAILED' : `has ${activity}`}.`,
    `Started ${notice.startedAt}, ${notice.finishedAt === null ? 'end not known' : `ended ${notice.finishedAt}`}.`,
    '',
    ...(coverage === null
      ? ['What was looked at is not known.']
      : [
          `Listed ${coverage.listed}: read ${coverage.read}, in part ${coverage.partly}, not read ${coverage.unread}, left out ${coverage.excluded}.`,
          `Folders that could not be listed: ${coverage.gaps}.`,
          ...Object.entries(coverage.problemsBy).map(([code, n]) => `  ${words(code)}: ${n}`),
        ]),
    ...(findings === null ? [] : ['', `Findings: ${findings}.`]),
    ...(verdicts === null
      ? ['', 'Nothing was judged.']
      : [
          `Violations: ${verdicts.byResult.violation}; to review: ${verdicts.byResult.review}; not known: ${verdicts.byResult.unknown}; as it should be: ${verdicts.byResult.allowed}.`,
          ...severities.map((severity) => `  ${severity}: ${verdicts.bySeverity[severity]}`),
        ]),
    ...(changes === null
      ? []
      : ['', `Since the last time: ${changes.create} new, ${changes.update} changed, ${changes.close} ended.`]),
    ...(changes !== null && changes.left > 0 ? [`The outbox is full: ${changes.left} could not be told yet.`] : []),
    '',
    `Run ${notice.run}, policy ${notice.policy.title ?? notice.policy.hash ?? 'none'}, Wayward ${notice.version}.`,
  ];
  const counts = verdicts === null ? '' : `, ${verdicts.byResult.violation} violations`;
  return { subject: subject(`${said}${counts}`, origin.organization ?? origin.host), text: body(lines) };
}

const subject = (what: string, who: string) => plain(`[Wayward] ${who}: ${what}`);
/** No name begins a line of its own. */
const body = (lines: readonly string[]) => `${lines.map(plain).join('\n')}\n`;
