import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Answer, DestinationKind, OutboxEvent } from '../../agent/contracts/delivery.ts';
import { cloudEvent } from '../lib/cloudevents.ts';
import { secret, url } from '../lib/destination-settings.ts';
import { answerTo, isReply } from '../lib/http.ts';
import { httpSettings, openHttp } from '../lib/http-destination.ts';
import { signature } from '../lib/signature.ts';

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
  ...httpSettings,
});
type Settings = z.output<typeof settings>;

/** Any server that takes CloudEvents over HTTPS; `wayward receive` is one. */
const endpoint: DestinationKind<Settings> = {
  kind: 'endpoint',
  title: 'HTTPS endpoint, CloudEvents with OCSF',
  settings,
  whole: true,
  async open(given, context) {
    const http = await openHttp(given, context);
    return {
      async send(events, signal): Promise<Answer> {
        const batch = events.map((event) => cloudEvent(event, context.origin, given.ocsf_version));
        const body = await http.wire(JSON.stringify(batch));
        const reply = await http.post(given.url, headersOf(events, body.bytes, given, context.now()), body, signal);
        return isReply(reply) ? answerTo(reply) : reply;
      },
      [Symbol.asyncDispose]: () => http[Symbol.asyncDispose](),
    };
  },
};
export default endpoint;

/** `body` as it is sent. */
function headersOf(
  events: readonly OutboxEvent[],
  body: Uint8Array,
  { token, signature: sign }: Settings,
  now: number,
) {
  return {
    'content-type': 'application/cloudevents-batch+json; charset=utf-8',
    'idempotency-key': idempotencyKey(events),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(sign === undefined
      ? {}
      : { 'wayward-signature': signature(sign.key_id, sign.secret, Math.floor(now / 1000), body) }),
  };
}

/** The same batch has the same key. */
function idempotencyKey(events: readonly OutboxEvent[]): string {
  const hash = createHash('sha256');
  for (const { id } of events) hash.update(`${id}\n`);
  return hash.digest('hex').slice(0, 32);
}
