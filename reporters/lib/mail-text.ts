import type { AgentNotice, AlertNotice, Origin, ScanNotice } from '../../agent/contracts/delivery.ts';
import { severities } from '../../agent/contracts/rule.ts';
import { alertTitle } from './alert.ts';
import { plain } from './escape.ts';
import { several } from './figures.ts';
import { agentSentence } from './ocsf/agent.ts';
import { exposureWords, reasonWords, riskLine, statusWords, words } from './words.ts';

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** Alerts told in full in one mail; the rest are counted. */
const mostInFull = 20;

/**
 * What a data protection officer must know at once: where, whose, how many, who can read it, what to do. No value, no
 * address that opens anything, and of names what the destination may see. It does not say what it is in law: a person
 * says that.
 */
export function alertMail(notices: readonly AlertNotice[], origin: Origin): MailText {
  const n = notices.length;
  const who = origin.organization ?? origin.host;
  const open = notices.filter(({ activity }) => activity !== 'acknowledged');
  const reminders = open.filter(({ activity }) => activity === 'reminder').length;
  const more = n > mostInFull ? ['', `and ${n - mostInFull} more: "wayward alerts" lists all.`] : [];
  const [first] = notices;
  const what = `${n} ${n === 1 ? 'alert' : 'alerts'}${open.length === 0 ? ' acknowledged' : reminders > 0 ? `, ${reminders} told again` : ''}`;
  const text = [
    open.length === 0
      ? `On ${origin.host}, ${n === 1 ? 'an alert was' : `${n} alerts were`} acknowledged.`
      : `Wayward on ${origin.host} found what the policy wants a person to know at once.`,
    ...(open.length === 0 ? [] : ['No person has looked at this yet. What it is, is for a person to decide.']),
    ...notices.slice(0, mostInFull).flatMap((notice) => alertText(notice)),
    ...more,
    ...(open.length === 0 || first === undefined ? [] : ['', ...whatToDo(first)]),
  ];
  return { subject: subject(what, who), text: body(text) };
}

function whatToDo({ procedure, candidates }: AlertNotice): string[] {
  return [
    'Suggested: restrict who can read it; do not delete it before it is clear who had access: it is evidence.',
    'Say that you have seen it, on the machine of the agent: wayward alerts ack ID --by NAME. Until then it is told again.',
    ...(procedure === null ? [] : [`Procedure: ${procedure}`]),
    ...(candidates.length === 0
      ? []
      : ['If you determine that this is a breach, and count from when it was first seen:']),
    ...candidates.map(({ title, deadline, local }) => {
      return `  ${title}: ${deadline === null ? 'without undue delay' : `until ${deadline}${local === null ? '' : ` (${local})`}`}`;
    }),
  ];
}

function alertText(notice: AlertNotice): string[] {
  const { about, alert, found, verdicts, policy, evidence } = notice;
  if (notice.activity === 'acknowledged') {
    const { by = '', at = '', note = '' } = alert.acknowledged ?? {};
    return [
      '',
      `* ${alertTitle(notice)}`,
      `Acknowledged by ${by}, ${at}${note === '' ? '' : `: ${note}`}`,
      `Alert: ${alert.id}`,
    ];
  }
  const violations = verdicts.filter(({ result }) => result === 'violation');
  const [worst] = violations.toSorted((a, b) => (b.risk?.score ?? 0) - (a.risk?.score ?? 0));
  const risk = worst?.risk ?? null;
  const { facts } = found;
  const persons = risk ?? {
    persons: found.distinct || found.count,
    personsFrom: found.distinct ? 'fingerprints' : 'occurrences',
  };
  return [
    '',
    `* ${alertTitle(notice)}`,
    `Alert: ${alert.id}, ${{ new: 'new', worse: 'known, and worse than before', again: 'recurring: it was over' }[alert.why]}${alert.reminded > 0 ? `; told again ${several(alert.reminded, 'time')}` : ''}`,
    `Reached: ${alert.reasons.map((reason) => (reason === 'severity' ? `severity ${alert.severity ?? ''}` : `alert ${reason}`)).join(', ')} of the policy ${policy.title ?? ''} (${(policy.hash ?? '').slice(0, 12)})`,
    `Where: ${about.place} (${about.sourceKind})`,
    `Data: ${about.title} (${about.category}), ${several(found.count, 'match', 'matches')}, ${found.distinctIsEstimate ? 'about ' : ''}${found.distinct} different`,
    `Persons: about ${persons.persons} (by ${persons.personsFrom}); whose: ${found.subject}`,
    `Readable by: ${exposureWords[facts.exposure]} (told by: ${facts.exposureFrom}); owner: ${facts.owner ?? 'not known'}`,
    `Encryption: ${saidOf(verdicts, /^encryption/) ?? 'not known'}; third party: ${saidOf(verdicts, /^(third_party|contract|no_contract)/) ?? 'none named'}`,
    `Confidence: ${found.confidence} (${Math.round(found.score)} %), not verified by a person`,
    `First seen: ${alert.detectedAt}; last seen: ${alert.raisedAt}${alert.endedAt === null ? '' : `; not so any more since ${alert.endedAt}`}`,
    ...violations.map(
      ({ type, status, rule, because }) =>
        `Policy: ${statusWords(type, status)}${rule === null ? '' : `, rule ${rule}`} (${because.map(reasonWords).join('; ')})`,
    ),
    ...(risk === null ? [] : [`Risk: ${Math.round(risk.score)} of 100: ${riskLine(risk)} (formula ${risk.formula})`]),
    `References: finding ${about.finding}, run ${notice.run}, evidence ${evidence.slice(0, 32)}`,
  ];
}

/** What the location rule says of it, in words. */
function saidOf(verdicts: AlertNotice['verdicts'], code: RegExp): string | null {
  const said = verdicts.flatMap(({ because }) => because.filter((one) => code.test(one)));
  return said.length === 0 ? null : [...new Set(said.map(reasonWords))].join(', ');
}

/** A night is missing. */
export function missedMail(notice: AgentNotice, origin: Origin): MailText {
  const lines = [
    `${agentSentence(notice)}.`,
    'What was to be scanned then was not looked at. "wayward status" says what runs, and when the next one begins.',
  ];
  return { subject: subject(`job ${notice.job ?? ''} missed`, origin.organization ?? origin.host), text: body(lines) };
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
