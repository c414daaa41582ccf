import { createHash } from 'node:crypto';
import type { Transporter } from 'nodemailer';
import { z } from 'zod';
import { CannotRun } from '../../agent/contracts/cannot-run.ts';
import type { Answer, DestinationContext, DestinationKind, OutboxEvent } from '../../agent/contracts/delivery.ts';
import { isLoopback, secret, text, timeout } from '../lib/destination-settings.ts';
import { alertMail, digestMail, type MailText, missedMail } from '../lib/mail-text.ts';
import { networkReason } from '../lib/network-errors.ts';
import { readTls } from '../lib/tls-files.ts';

const address = z.email('expected an e-mail address');
const settings = z.strictObject({
  host: text.describe('Of the mail server (SMTP).'),
  port: z.int().min(1).max(65_535).optional().describe('Default: 465, with starttls 587.'),
  tls: z
    .enum(['implicit', 'starttls', 'off'])
    .default('implicit')
    .describe('The certificate is always checked. off: for a server on this machine.'),
  user: text.optional(),
  password: secret.optional(),
  from: address,
  to: z.array(address).min(1).describe('Who gets it; nobody else does.'),
  digest: z.boolean().default(true).describe('A mail for every run that ends, and for every job that was missed.'),
  alert: z
    .boolean()
    .default(true)
    .describe('A mail as soon as something reaches the alert level of the policy, and until it is acknowledged.'),
  ca: text.optional().describe('File with the certificates to trust, for a server with a certificate of its own.'),
  timeout,
});
type Settings = z.output<typeof settings>;

/** For people: a digest of every run, and alerts at once. */
const email: DestinationKind<Settings> = {
  kind: 'email',
  title: 'E-mail: digest and alert',
  settings,
  whole: true,
  wants: ({ kind, activity }) => kind === 'scan' || kind === 'alert' || (kind === 'agent' && activity === 'missed'),
  async open(given, context) {
    if (given.tls === 'off' && !isLoopback(given.host)) {
      throw new CannotRun(`destination ${context.name}: "tls: off" is for a mail server on this machine only`);
    }
    const { ca } = await readTls(context.name, { ca: given.ca });
    const transport = await transportTo(given, ca);
    // A mail that was taken is not sent again when the next one of the same batch was not.
    const sent = new Set<string>();
    return {
      async send(events, signal): Promise<Answer> {
        for (const mail of mailsOf(events, given, context)) {
          if (sent.has(mail.id)) continue;
          signal.throwIfAborted();
          const answer = await sendMail(transport, mail, given);
          if (answer.kind !== 'delivered') return answer;
          sent.add(mail.id);
        }
        return { kind: 'delivered' };
      },
      async [Symbol.asyncDispose]() {
        transport.close();
      },
    };
  },
};
export default email;

async function transportTo(given: Settings, ca: Buffer | undefined): Promise<Transporter> {
  // Only who sends pays for it: every command loads the settings of all kinds.
  const { createTransport } = await import('nodemailer');
  const { host, tls, user, password, timeout: limit } = given;
  return createTransport({
    host,
    port: given.port ?? (tls === 'starttls' ? 587 : 465),
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'off',
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
    connectionTimeout: limit,
    greetingTimeout: limit,
    socketTimeout: limit,
    // Texts are ours: nothing in them is a file or an address to be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

interface Mail extends MailText {
  readonly id: string;
  readonly urgent: boolean;
}

function mailsOf(events: readonly OutboxEvent[], given: Settings, { origin }: DestinationContext): Mail[] {
  const urgent = events.filter(({ notice }) => given.alert && notice.kind === 'alert');
  const notices = urgent.flatMap(({ notice }) => (notice.kind === 'alert' ? [notice] : []));
  const alerts = urgent.length === 0 ? [] : [{ ...alertMail(notices, origin), id: idOf(urgent), urgent: true }];
  const digests = events.flatMap((event): Mail[] => {
    const { notice } = event;
    if (!given.digest) return [];
    if (notice.kind === 'agent' && notice.activity === 'missed') {
      return [{ ...missedMail(notice, origin), id: idOf([event]), urgent: true }];
    }
    if (notice.kind !== 'scan' || notice.activity === 'started') return [];
    return [{ ...digestMail(notice, origin), id: idOf([event]), urgent: notice.activity === 'failed' }];
  });
  return [...alerts, ...digests];
}

/** The same events make the same mail: a program that reads mail can tell a second one. */
function idOf(events: readonly OutboxEvent[]): string {
  return createHash('sha256')
    .update(events.map(({ id }) => id).join('\n'))
    .digest('hex')
    .slice(0, 32);
}

async function sendMail(transport: Transporter, mail: Mail, { from, to }: Settings): Promise<Answer> {
  try {
    await transport.sendMail({
      ...{ from, to, subject: mail.subject, text: mail.text },
      messageId: `<${mail.id}@wayward.invalid>`,
      ...(mail.urgent ? { priority: 'high' as const } : {}),
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return { kind: 'delivered' };
  } catch (error) {
    return answerTo(error);
  }
}

/** By code alone: what a mail server says may quote the mail. */
function answerTo(error: unknown): Answer {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  if (code === 'EAUTH') return { kind: 'retry', reason: 'login' };
  if (code === 'ETLS') return { kind: 'retry', reason: 'certificate' };
  if (code === 'EDNS') return { kind: 'retry', reason: 'no_such_host' };
  if (responseCode === 552) return { kind: 'too_large' };
  if (responseCode !== undefined && responseCode >= 500) {
    return { kind: 'reject', reason: `smtp_${responseCode}`, why: 'sort' };
  }
  if (responseCode !== undefined) return { kind: 'retry', reason: `smtp_${responseCode}` };
  return { kind: 'retry', reason: networkReason(error) };
}
