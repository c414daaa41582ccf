import { z } from 'zod';
import type { Answer, DestinationContext, DestinationKind, OutboxEvent } from '../../agent/contracts/delivery.ts';
import { secret, text, url } from '../lib/destination-settings.ts';
import { ecs } from '../lib/ecs.ts';
import { answerTo, isReply } from '../lib/http.ts';
import { httpSettings, openHttp } from '../lib/http-destination.ts';

const settings = z.strictObject({
  url: url.describe('Of Elasticsearch: https://elastic.example:9200'),
  index: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,254}$/, 'expected a name of small letters, digits, dots, dashes and underscores')
    .default('logs-wayward.events-default')
    .describe('A data stream or index that events are added to.'),
  api_key: secret.optional(),
  user: text.optional(),
  password: secret.optional(),
  ...httpSettings,
});
type Settings = z.output<typeof settings>;

/** Elasticsearch, OpenSearch: bulk create under the event's id, so that nothing is there twice. */
const elastic: DestinationKind<Settings> = {
  kind: 'elastic',
  title: 'Elasticsearch bulk, Elastic Common Schema',
  settings,
  whole: false,
  async open(given, context) {
    const http = await openHttp(given, context);
    const address = new URL(`/${given.index}/_bulk`, given.url).href;
    const headers = { 'content-type': 'application/x-ndjson', ...authorization(given) };
    return {
      async send(events, signal) {
        const reply = await http.post(address, headers, await http.wire(bulk(events, given, context)), signal);
        if (!isReply(reply)) return reply;
        const answer = answerTo(reply);
        return answer.kind === 'delivered' ? itemAnswers(reply.body, events) : answer;
      },
      [Symbol.asyncDispose]: () => http[Symbol.asyncDispose](),
    };
  },
};
export default elastic;

function bulk(events: readonly OutboxEvent[], given: Settings, context: DestinationContext): string {
  const lines = events.flatMap((event) => [
    JSON.stringify({ create: { _id: event.id } }),
    JSON.stringify(ecs(event, context.origin, given.ocsf_version)),
  ]);
  return `${lines.join('\n')}\n`;
}

function authorization({ api_key: key, user, password }: Settings): Record<string, string> {
  if (key !== undefined) return { authorization: `ApiKey ${key}` };
  if (user === undefined) return {};
  return { authorization: `Basic ${Buffer.from(`${user}:${password ?? ''}`).toString('base64')}` };
}

/** By status alone: what it says of an error quotes the document. */
function itemAnswers(body: string, events: readonly OutboxEvent[]): Answer | readonly Answer[] {
  const items = readItems(body);
  if (items === null || items.length !== events.length) return { kind: 'retry', reason: 'no_answer' };
  return items.map((status): Answer => {
    // 409: it is there already.
    if ((status >= 200 && status < 300) || status === 409) return { kind: 'delivered' };
    if (status === 429 || status >= 500) return { kind: 'retry', reason: `elastic_${status}` };
    return { kind: 'reject', reason: `elastic_${status}`, why: status === 401 || status === 403 ? 'all' : 'one' };
  });
}

function readItems(body: string): number[] | null {
  try {
    const { items } = JSON.parse(body) as { items?: unknown };
    if (!Array.isArray(items)) return null;
    return items.map((item) => Number((item as { create?: { status?: unknown } }).create?.status ?? 0));
  } catch {
    return null;
  }
}
