import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, describe, expect, it } from 'vitest';
import {
  agentNotice,
  alertNotice,
  eventOf,
  events,
  findingNotice,
  scanNotice,
} from '../../fixtures/destinations/sample.ts';
import email from '../../reporters/destinations/email.ts';
import { acceptDestination, context, sendAll } from '../kits/destination.ts';
import { type Certificates, makeCertificates } from '../support/certificates.ts';
import { closedPort } from '../support/http-peer.ts';
import { installed, skipUnless } from '../support/require.ts';

const dir = mkdtempSync(join(tmpdir(), 'wayward-email-'));
afterAll(() => rmSync(dir, { recursive: true }));
let made: Certificates | null = null;
const certificates = () => {
  made ??= makeCertificates(dir);
  return made;
};

const people = { from: 'wayward@acme.example', to: ['privacy@acme.example'] };
const password = 'password-of-the-test';

interface Received {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly id: string;
}

async function mailServer(options: SMTPServerOptions = {}) {
  const got: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const mail = await PostalMime.parse(Buffer.concat(chunks));
        const to = session.envelope.rcptTo.map(({ address }) => address);
        got.push({ to, subject: mail.subject ?? '', text: mail.text ?? '', id: mail.messageId ?? '' });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => {});
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  return {
    port,
    got,
    [Symbol.asyncDispose]: () => new Promise<void>((done) => server.close(() => done())),
  };
}

const local = (port: number) => ({ host: 'localhost', port, tls: 'off', ...people });

describe('email', () => {
  acceptDestination(email, 'email.txt', {
    async peer() {
      const peer = await mailServer();
      const taken = () =>
        peer.got.map(({ to, subject, text }) => `To: ${to}\nSubject: ${subject}\n\n${text}\n`).join('----\n');
      return { settings: local(peer.port), taken, [Symbol.asyncDispose]: () => peer[Symbol.asyncDispose]() };
    },
    gone: async () => ({ ...local(await closedPort()), user: 'agent', password }),
    controls: /\n/g,
    forbidden: [/^<165>/m, /^Subject: x\.csv/m],
    secrets: [password],
  });

  it('is one digest for a run, and one mail for all alerts that wait', async () => {
    await using peer = await mailServer();
    const urgent = Array.from({ length: 30 }, (_, at) => eventOf(alertNotice(), at));
    await sendAll(email, local(peer.port), [...urgent, eventOf(scanNotice(), 40)]);
    expect(peer.got.map(({ subject }) => subject)).toEqual([
      '[Wayward] Acme GmbH: 30 alerts',
      '[Wayward] Acme GmbH: scan completed, 9 violations',
    ]);
    expect(peer.got[0]?.text).toContain('and 10 more');
    expect(peer.got[0]?.to).toEqual(people.to);
    expect(peer.got[0]?.text).toMatch(/What it is, is for a person to decide/);
  });

  it('wants runs, alerts and missed jobs, and no more', () => {
    const wanted = events
      .filter(({ notice }) => email.wants?.(notice))
      .map(({ notice }) => `${notice.kind} ${notice.activity}`);
    expect(new Set(wanted.map((one) => one.split(' ')[0]))).toEqual(new Set(['scan', 'alert', 'agent']));
    expect(wanted.filter((one) => one.startsWith('scan'))).toHaveLength(4);
    expect(wanted.filter((one) => one.startsWith('alert'))).toHaveLength(3);
    expect(wanted.filter((one) => one.startsWith('agent'))).toEqual(['agent missed']);
    expect(email.wants?.(findingNotice())).toBe(false);
  });

  it('says in an alert what the office needs, and neither what it is in law nor where to click', async () => {
    await using peer = await mailServer();
    const missed = agentNotice({ activity: 'missed', job: 'nightly', missed: { why: 'asleep', at: 'then', count: 1 } });
    await sendAll(email, local(peer.port), [eventOf(alertNotice(), 0), eventOf(missed, 1)]);
    const [text = '', late = ''] = peer.got.map((mail) => mail.text);
    for (const said of [
      ...['al-5a5a5a5a5a5a5a5a, new', 'severity critical', 'policy Customer confidentiality', 'Where: share/'],
      ...['412 matches, 380 different', 'Persons: about 380 (by fingerprints); whose: customer', 'owner: jdoe'],
      ...['Readable by: everyone (told by: acl)', 'Encryption: not known; third party: none named'],
      ...['Confidence: high (97 %), not verified by a person', 'First seen: 2026-06-30T02:15:00Z', 'Risk: 81 of 100'],
      ...['restrict who can read it; do not delete it', 'wayward alerts ack', 'SOP 4.2, section 3', 'run r-0123'],
      ...['until 2026-07-03T02:15:00Z (2026-07-03 04:15 Europe/Berlin)', 'If you determine', 'evidence eeee'],
    ]) {
      expect(text.replaceAll(/\s+/g, ' ')).toContain(said);
    }
    expect(text).not.toMatch(
      /\b(is|was) a (reportable |data )?breach\b(?!, and count)|smb:|file:|\\\\|fingerprint [0-9a-f]/i,
    );
    expect(late).toContain('nightly did not begin');
  });

  it('sends a mail once, when the next one of the same batch is sent again', async () => {
    let refused = 0;
    await using peer = await mailServer({
      onMailFrom: (_, session, done) => {
        const second = (session as unknown as { transaction: number }).transaction > 1;
        if (peer.got.length === 1 && !second && refused++ === 0) {
          return done(Object.assign(new Error('quotes the mail'), { responseCode: 451 }));
        }
        done();
      },
    });
    await using open = await email.open(email.settings.parse(local(peer.port)), context);
    const batch = [eventOf(alertNotice(), 0), eventOf(scanNotice(), 1)];
    const { signal } = new AbortController();
    expect(await open.send(batch, signal)).toEqual({ kind: 'retry', reason: 'smtp_451' });
    expect(await open.send(batch, signal)).toEqual({ kind: 'delivered' });
    expect(peer.got).toHaveLength(2);
    expect(new Set(peer.got.map(({ id }) => id)).size).toBe(2);
  });

  it.each([
    [550, { kind: 'reject', reason: 'smtp_550', why: 'sort' }],
    [552, { kind: 'too_large' }],
    [451, { kind: 'retry', reason: 'smtp_451' }],
  ])('understands %i', async (responseCode, expected) => {
    const refuse = (_: unknown, _s: unknown, done: (error: Error) => void) =>
      done(Object.assign(new Error('quotes the mail'), { responseCode }));
    await using peer = await mailServer({ onRcptTo: refuse as SMTPServerOptions['onRcptTo'] & object });
    expect((await sendAll(email, local(peer.port), events.slice(-1)))[0]).toEqual(expected);
  });

  it('logs in over TLS, and speaks to no one whose certificate does not fit', async (test) => {
    skipUnless(test, installed('openssl'), 'openssl, which makes certificates, is not installed');
    const { server, stranger, ca } = certificates();
    const seen: unknown[] = [];
    const options: SMTPServerOptions = {
      authOptional: false,
      onAuth({ username, password: given }, _, done) {
        seen.push(username);
        if (given === password) done(null, { user: username });
        else done(new Error(`wrong: ${given}`));
      },
    };
    await using implicit = await mailServer({ ...options, secure: true, ...server });
    await using starttls = await mailServer({ ...options, disabledCommands: [], ...server });
    await using wrong = await mailServer({ ...options, secure: true, ...stranger });
    const to = (port: number, tls: string, pass = password) => ({
      ...{ ...people, host: 'localhost', port, tls, ca, user: 'agent', password: pass },
    });
    const last = async (settings: object) => (await sendAll(email, settings, events.slice(-1)))[0];
    expect(await last(to(implicit.port, 'implicit'))).toEqual({ kind: 'delivered' });
    expect(await last(to(starttls.port, 'starttls'))).toEqual({ kind: 'delivered' });
    expect(await last(to(implicit.port, 'implicit', 'not it'))).toEqual({ kind: 'retry', reason: 'login' });
    expect(await last(to(wrong.port, 'implicit'))).toMatchObject({ kind: 'retry' });
    expect(seen).toEqual(['agent', 'agent', 'agent']);
    await expect(sendAll(email, { ...local(25), host: 'mail.example' }, [])).rejects.toThrow(/on this machine only/);
  });
});
