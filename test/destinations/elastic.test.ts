import { describe, expect, it } from 'vitest';
import { events } from '../../fixtures/destinations/sample.ts';
import elastic from '../../reporters/destinations/elastic.ts';
import { acceptDestination, context, sendAll } from '../kits/destination.ts';
import { closedPort, type Handler, httpPeer } from '../support/http-peer.ts';

const apiKey = 'VGVzdDpUZXN0LWtleQ==';

/** As Elasticsearch answers a bulk of creates; `statuses` by position, else 201, or 409 for what it has. */
function bulk(statuses: readonly number[] = []): Handler {
  const had = new Set<string>();
  return (taken, response) => {
    const lines = taken.text.split('\n');
    const rightForm = taken.headers['content-type'] === 'application/x-ndjson' && lines.at(-1) === '';
    if (!rightForm || lines.length % 2 !== 1) return void response.writeHead(400).end('{}');
    const ids = lines.slice(0, -1).flatMap((line, at) => (at % 2 === 0 ? [idIn(line)] : []));
    const items = ids.map((id, at) => {
      const code = statuses[at] ?? (had.has(id) ? 409 : 201);
      if (code === 201) had.add(id);
      return { create: { _id: id, status: code, ...(code < 300 ? {} : { error: { reason: 'quotes the document' } }) } };
    });
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ errors: items.some(({ create }) => create.status > 299), items }));
  };
}

function idIn(line: string): string {
  return (JSON.parse(line) as { create: { _id: string } }).create._id;
}

/** Fields of ECS that are used, as the schema of Elastic names them; others stand below `wayward`. */
const ecsFields = new Set(
  `@timestamp message tags ecs.version event.id event.sequence event.created event.module event.dataset event.provider
  event.kind event.category event.type event.action event.code event.severity event.reason event.risk_score
  event.outcome event.start event.end agent.id agent.type agent.version agent.name host.name observer.vendor
  observer.product observer.version organization.name rule.id rule.name rule.category file.path file.name
  file.directory file.extension file.size file.owner file.mtime file.created`.split(/\s+/),
);

function fieldsOf(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, inner]) => fieldsOf(inner, path === '' ? key : `${path}.${key}`));
}

describe('elastic', () => {
  acceptDestination(elastic, 'elastic.txt', {
    async peer() {
      const peer = await httpPeer(bulk());
      const taken = () => peer.taken.map(({ url, text }) => `${url}\n${printable(text)}`).join('');
      return {
        settings: { url: peer.url, api_key: apiKey },
        taken,
        [Symbol.asyncDispose]: () => peer[Symbol.asyncDispose](),
      };
    },
    gone: async () => ({ url: `http://localhost:${await closedPort()}`, api_key: apiKey }),
    controls: /\n/g,
    forbidden: [],
    secrets: [apiKey],
  });

  it('uses fields of the Elastic Common Schema, and one root of its own', async () => {
    await using peer = await httpPeer(bulk());
    await sendAll(elastic, { url: peer.url, api_key: apiKey }, events);
    const documents = peer.taken.map(({ text }) => JSON.parse(text.split('\n')[1] ?? '') as object);
    expect(documents).toHaveLength(events.length);
    const unknown = documents
      .flatMap((one) => fieldsOf(one, ''))
      .filter((field) => !ecsFields.has(field) && !field.startsWith('wayward.'));
    expect(unknown).toEqual([]);
    expect(peer.taken[0]?.headers.authorization).toBe(`ApiKey ${apiKey}`);
  });

  it('has delivered what is there already, and answers for each event', async () => {
    await using peer = await httpPeer(bulk([201, 409, 429, 503, 400, 403]));
    await using open = await elastic.open(elastic.settings.parse({ url: peer.url, user: 'a', password: 'b' }), context);
    const answers = await open.send(events.slice(0, 6), new AbortController().signal);
    expect(answers).toEqual([
      { kind: 'delivered' },
      { kind: 'delivered' },
      { kind: 'retry', reason: 'elastic_429' },
      { kind: 'retry', reason: 'elastic_503' },
      { kind: 'reject', reason: 'elastic_400', why: 'one' },
      { kind: 'reject', reason: 'elastic_403', why: 'all' },
    ]);
    expect(peer.taken[0]?.headers.authorization).toBe(`Basic ${Buffer.from('a:b').toString('base64')}`);
  });

  it.each(['', '{', '{"items":[]}', '{"items":5}'])('takes %j for no answer', async (body) => {
    await using peer = await httpPeer((_, response) => void response.end(body));
    expect((await sendAll(elastic, { url: peer.url }, events.slice(0, 1)))[0]).toMatchObject({ kind: 'retry' });
  });
});

function printable(text: string): string {
  return text.replace(
    /(?!\n)[\p{C}\p{Zl}\p{Zp}]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
