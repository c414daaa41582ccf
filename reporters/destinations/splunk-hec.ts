import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Answer, DestinationContext, DestinationKind, OutboxEvent } from '../../agent/contracts/delivery.ts';
import { secret, text, url } from '../lib/destination-settings.ts';
import { answerTo, type HttpReply, isReply } from '../lib/http.ts';
import { type HttpPeer, httpSettings, openHttp, type WireBody } from '../lib/http-destination.ts';
import { ocsf } from '../lib/ocsf/event.ts';

const settings = z.strictObject({
  url: url.describe('Of the HTTP Event Collector: https://splunk.example:8088'),
  token: secret,
  index: text.optional(),
  sourcetype: text.default('wayward:ocsf'),
  acknowledge: z
    .boolean()
    .default(false)
    .describe('Wait until the indexers have it (indexer acknowledgement must be on for the token).'),
  ...httpSettings,
});
type Settings = z.output<typeof settings>;

/** Splunk's HTTP Event Collector. Splunk does not tell what it has: after a lost answer an event can be there twice. */
const splunk: DestinationKind<Settings> = {
  kind: 'splunk-hec',
  title: 'Splunk HTTP Event Collector',
  settings,
  whole: true,
  async open(given, context) {
    const http = await openHttp(given, context);
    const collector = new Collector(http, given, context, randomUUID());
    return {
      send: (events, signal) => collector.send(events, signal),
      [Symbol.asyncDispose]: () => http[Symbol.asyncDispose](),
    };
  },
};
export default splunk;

class Collector {
  readonly #http: HttpPeer;
  readonly #given: Settings;
  readonly #context: DestinationContext;
  readonly #channel: string;

  constructor(http: HttpPeer, given: Settings, context: DestinationContext, channel: string) {
    this.#http = http;
    this.#given = given;
    this.#context = context;
    this.#channel = channel;
  }

  async send(events: readonly OutboxEvent[], signal: AbortSignal): Promise<Answer> {
    const text = events.map((event) => JSON.stringify(this.#wrapped(event))).join('\n');
    const reply = await this.#post('event', await this.#http.wire(text), signal);
    if (!isReply(reply)) return reply;
    const answer = answerOf(reply);
    if (answer.kind !== 'delivered' || !this.#given.acknowledge) return answer;
    const ackId = numberIn(reply.body, 'ackId');
    return ackId === null ? { kind: 'retry', reason: 'no_acknowledgement' } : this.#acknowledged(ackId, signal);
  }

  /** HEC's `time` is in seconds, OCSF's in milliseconds. */
  #wrapped(event: OutboxEvent): object {
    const { origin } = this.#context;
    const { index, sourcetype, ocsf_version: version } = this.#given;
    return {
      time: Date.parse(event.notice.time) / 1000,
      host: origin.host,
      source: `wayward:${origin.agent}`,
      sourcetype,
      ...(index === undefined ? {} : { index }),
      event: ocsf(event, origin, version),
      fields: { event_id: event.id, sequence: String(event.sequence), urgency: event.urgency },
    };
  }

  async #acknowledged(ackId: number, signal: AbortSignal): Promise<Answer> {
    const until = this.#context.now() + this.#given.timeout;
    for (let wait = 250; this.#context.now() < until; wait = Math.min(wait * 2, 5_000)) {
      await sleep(wait, undefined, { signal });
      const body = { bytes: Buffer.from(JSON.stringify({ acks: [ackId] })), headers: {} };
      const reply = await this.#post('ack', body, signal);
      if (isReply(reply) && reply.status === 200 && isAcknowledged(reply.body, ackId)) return { kind: 'delivered' };
    }
    return { kind: 'retry', reason: 'no_acknowledgement' };
  }

  #post(path: 'event' | 'ack', body: WireBody, signal: AbortSignal) {
    const { url: base, token, acknowledge } = this.#given;
    const headers = {
      authorization: `Splunk ${token}`,
      'content-type': 'application/json',
      ...(acknowledge ? { 'x-splunk-request-channel': this.#channel } : {}),
    };
    return this.#http.post(new URL(`/services/collector/${path}`, base).href, headers, body, signal);
  }
}

/** 400 with these codes is about the request and not about an event: wrong index, no channel, tokens switched off. */
const aboutAll = new Set([1, 2, 3, 4, 7, 10, 11, 14]);

function answerOf(reply: HttpReply): Answer {
  const answer = answerTo(reply);
  if (answer.kind !== 'reject' || answer.why !== 'sort') return answer;
  const code = numberIn(reply.body, 'code');
  return code !== null && aboutAll.has(code) ? { ...answer, reason: `hec_${code}`, why: 'all' } : answer;
}

function numberIn(body: string, key: string): number | null {
  try {
    const value = (JSON.parse(body) as Record<string, unknown>)[key];
    return typeof value === 'number' ? value : null;
  } catch {
    return null;
  }
}

function isAcknowledged(body: string, ackId: number): boolean {
  try {
    return (JSON.parse(body) as { acks?: Record<string, unknown> }).acks?.[ackId] === true;
  } catch {
    return false;
  }
}
