import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Answer, DestinationContext, DestinationKind, OutboxEvent } from '../../agent/contracts/delivery.ts';
import { cloudEvent } from '../lib/cloudevents.ts';
import { ocsfVersion, secret, text, timeout, tlsClient, url } from '../lib/destination-settings.ts';
import { answerTo, compress, httpClient, isReply, post } from '../lib/http.ts';
import { signature } from '../lib/signature.ts';
import { readTls } from '../lib/tls-files.ts';

const settings = z.strictObject({
  url: url.describe('Where batches are posted to.'),
  token: secret.optional().describe('Sent as "Authorization: Bearer …". A reference, never the token itself.'),
  signature: z
    .strictObject({
      key_id: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, 'expected letters, digits, dots, dashes and underscores'),
      secret,
    })
    .optional()
    .describe('Signs every batch: docs/delivery.md says how to verify.'),
  ...tlsClient,
  proxy: text.optional().describe('Address of an HTTP proxy; by reference when a password is in it.'),
  gzip: z.boolean().default(true),
  timeout,
  ocsf_version: ocsfVersion,
});
type Settings = z.output<typeof settings>;

/** Any server that takes CloudEvents over HTTPS; `wayward receive` is one. */
const endpoint: DestinationKind<Settings> = {
  kind: 'endpoint',
  title: 'HTTPS endpoint, CloudEvents with OCSF',
  settings,
  whole: true,
  async open(given, context) {
    const tls = await readTls(context.name, given);
    const client = await httpClient({ tls, proxy: given.proxy ?? null, timeout: given.timeout });
    return {
      async send(events, signal): Promise<Answer> {
        const now = context.now();
        const { headers, body } = await request(events, given, context, now);
        const reply = await post(client, { url: given.url, headers, body, timeout: given.timeout, now }, signal);
        return isReply(reply) ? answerTo(reply) : reply;
      },
      [Symbol.asyncDispose]: () => client.destroy(),
    };
  },
};
export default endpoint;

async function request(events: readonly OutboxEvent[], given: Settings, context: DestinationContext, now: number) {
  const batch = events.map((event) => cloudEvent(event, context.origin, given.ocsf_version));
  const plain = Buffer.from(JSON.stringify(batch));
  const body = given.gzip ? await compress(plain) : plain;
  const { token, signature: sign } = given;
  const headers = {
    'content-type': 'application/cloudevents-batch+json; charset=utf-8',
    ...(given.gzip ? { 'content-encoding': 'gzip' } : {}),
    'idempotency-key': idempotencyKey(events),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(sign === undefined
      ? {}
      : { 'wayward-signature': signature(sign.key_id, sign.secret, Math.floor(now / 1000), body) }),
  };
  return { headers, body };
}

/** The same batch has the same key. */
function idempotencyKey(events: readonly OutboxEvent[]): string {
  const hash = createHash('sha256');
  for (const { id } of events) hash.update(`${id}\n`);
  return hash.digest('hex').slice(0, 32);
}
