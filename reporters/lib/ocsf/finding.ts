import type { FindingNotice, Found } from '../../../agent/contracts/delivery.ts';
import { type Severity, severities } from '../../../agent/contracts/rule.ts';
import { snake, statusWords } from '../words.ts';
import {
  classOf,
  device,
  type Framed,
  findingActivities,
  metadata,
  ms,
  type OcsfEvent,
  policyObject,
  resultOrder,
  riskLevel,
  severity,
} from './common.ts';
import { occurrences } from './occurrences.ts';

/** 2006 Data Security Finding: one finding with what the policy says of it. `pattern_match` and `value` stay empty. */
export function dataSecurityFinding(framed: Framed, notice: FindingNotice): OcsfEvent {
  const { about, found, verdicts, closed } = notice;
  const [activity, name] = findingActivities[notice.activity];
  const worst = worstOf(notice);
  const risk = Math.max(-1, ...verdicts.map((verdict) => verdict.risk?.score ?? -1));
  const types = verdicts.filter(({ result }) => result !== 'allowed').map(({ status }) => status.toUpperCase());
  return {
    ...classOf(2006, 'Data Security Finding', 2, activity, name),
    time: ms(notice.time),
    ...severity(worst),
    ...statusOf(notice),
    ...(found === null ? {} : confidence(found)),
    is_alert: worst !== null,
    ...(risk < 0 ? {} : { risk_score: Math.round(risk) }),
    ...(worst === null ? {} : { risk_level_id: riskLevel(worst) }),
    message: sentence(notice),
    metadata: metadata(framed, [...new Set(types.map((type) => type.toLowerCase()))]),
    finding_info: {
      uid: about.finding,
      title: titleOf(notice),
      ...(types.length === 0 ? {} : { types: [...new Set(types)] }),
      first_seen_time: ms(notice.since),
      last_seen_time: ms(notice.time),
      analytic: { type_id: 1, name: about.title, uid: about.detector },
      ...tags(notice),
    },
    data_security: dataSecurity(notice),
    ...place(notice),
    device: device(framed.origin),
    unmapped: { ...retention(notice), wayward: rest(notice, closed) },
  };
}

/** The worst severity among the violations. */
export function worstOf({ verdicts }: FindingNotice): Severity | null {
  return severities.find((one) => verdicts.some((verdict) => verdict.severity === one)) ?? null;
}

function confidence(found: Found): OcsfEvent {
  const [id, name] = { low: [1, 'Low'], medium: [2, 'Medium'], high: [3, 'High'] }[found.confidence] as [
    number,
    string,
  ];
  return { confidence_id: id, confidence: name, confidence_score: Math.round(found.score) };
}

function statusOf({ activity, verdicts }: FindingNotice): OcsfEvent {
  const allowed = verdicts.every(({ result }) => result === 'allowed');
  if (verdicts.some(({ status }) => status === 'exception') && allowed) return { status_id: 3, status: 'Suppressed' };
  return activity === 'close' || allowed ? { status_id: 4, status: 'Resolved' } : { status_id: 1, status: 'New' };
}

export function titleOf({ about, verdicts, closed }: FindingNotice): string {
  if (closed === 'gone') return `${about.title}: gone`;
  const [worst] = [...verdicts].sort((a, b) => resultOrder.indexOf(a.result) - resultOrder.indexOf(b.result));
  return worst === undefined ? about.title : `${about.title}: ${statusWords(worst.type, worst.status)}`;
}

function sentence(notice: FindingNotice): string {
  const { about, found, closed } = notice;
  if (closed === 'gone' || found === null) return `${about.title} in ${about.place} is there no more`;
  const many = `${found.count} ${found.count === 1 ? 'match' : 'matches'}`;
  const said = notice.verdicts.map(({ type, status }) => statusWords(type, status));
  return `${about.title} (${many}) in ${about.place}${said.length === 0 ? '' : `: ${[...new Set(said)].join('; ')}`}`;
}

function tags({ verdicts }: FindingNotice): OcsfEvent {
  const rules = [...new Set(verdicts.flatMap(({ rule }) => (rule === null ? [] : [rule])))];
  return rules.length === 0 ? {} : { tags: rules.map((rule) => ({ name: 'rule', value: rule })) };
}

/** Kinds of data that the law protects most. */
const restricted =
  /^user\.(?:health_and_medical|biometric|genetic|sexual_orientation|political_opinion|religious_belief|government_id)/;

function dataSecurity({ about, found, policy }: FindingNotice): OcsfEvent {
  const financial = about.category.startsWith('user.financial');
  return {
    category_id: financial ? 3 : about.category.startsWith('user') ? 1 : 99,
    category: financial ? 'Financial' : about.category.startsWith('user') ? 'Personal' : about.category,
    confidentiality_id: restricted.test(about.category) ? 6 : 2,
    data_lifecycle_state_id: 1,
    detection_system_id: 4,
    detection_pattern: about.detector,
    classifier_details: { type: 'detector', name: about.title, uid: about.detector },
    policy: policyObject(policy),
    ...(found === null
      ? {}
      : {
          total: found.count,
          size: found.facts.bytes,
          status_id: found.whole ? 1 : 2,
          discovery_details: [{ type: about.category, count: found.count, ...listed(occurrences(found)) }],
        }),
  };
}

const listed = (places: readonly OcsfEvent[]) => (places.length === 0 ? {} : { occurrences: places });

/** A table of a database, or a file. */
function place({ about, found }: FindingNotice): OcsfEvent {
  if (about.table) {
    return {
      database: { type_id: 1, type: 'Relational', name: about.source },
      table: { name: about.path, uid: about.item },
    };
  }
  const name = about.path.slice(about.path.lastIndexOf('/') + 1);
  const extension = /.\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase();
  return {
    file: {
      name: name === '' ? about.source : name,
      type_id: 1,
      path: about.path,
      uid: about.item,
      ...(extension === undefined ? {} : { ext: extension }),
      ...(found === null ? { is_deleted: true } : facts(found)),
    },
  };
}

function facts({ facts: { bytes, mtime, birthtime, owner, exposure } }: Found): OcsfEvent {
  return {
    size: bytes,
    ...(mtime === null ? {} : { modified_time: ms(mtime) }),
    ...(birthtime === null ? {} : { created_time: ms(birthtime) }),
    ...(owner === null ? {} : { owner: { name: owner } }),
    ...(exposure === 'unknown' ? {} : { is_public: exposure === 'everyone' }),
  };
}

/** OCSF has no word for retention: its facts stand beside. */
function retention({ verdicts }: FindingNotice): OcsfEvent {
  const verdict = verdicts.find(({ type }) => type === 'retention');
  if (verdict === undefined) return {};
  const { status, rule, since, dates, numbers, citations } = verdict;
  return {
    retention: {
      ...{ status, rule, since, citations },
      trigger_earliest: dates['earliest'] ?? null,
      trigger_latest: dates['latest'] ?? null,
      due_date: dates['deleteBy'] ?? null,
      keep_until: dates['retainThrough'] ?? null,
      days_overdue: numbers['daysOverdue'] ?? null,
      days_overdue_at_most: numbers['daysOverdueAtMost'] ?? null,
      hold: (numbers['held'] ?? 0) > 0,
    },
  };
}

function rest({ about, found, verdicts }: FindingNotice, closed: FindingNotice['closed']): OcsfEvent {
  return {
    ...{ item: about.item, source: about.source, source_kind: about.sourceKind },
    ...{ part: about.part, place: about.place, category: about.category },
    closed,
    ...(found === null
      ? {}
      : {
          ...{ exposure: found.facts.exposure, exposure_from: found.facts.exposureFrom, subject: found.subject },
          ...{ content: found.content, counts: found.counts, estimate: found.estimate },
          ...{ distinct: found.distinct, distinct_is_estimate: found.distinctIsEstimate },
          ...{ at: found.at, columns: found.columns },
        }),
    verdicts: verdicts.map(
      ({ id, type, status, result, rule, severity: of, since, because, citations, numbers, dates, risk }) => ({
        ...{ id, type, status, result, rule, severity: of, since, because, citations, dates },
        numbers: snaked(numbers),
        risk: risk === null ? null : snaked({ ...risk, factors: snaked(risk.factors) }),
      }),
    ),
  };
}

const snaked = (of: object) => Object.fromEntries(Object.entries(of).map(([key, value]) => [snake(key), value]));
