import { createSocket } from 'node:dgram';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { z } from 'zod';
import { CannotRun } from '../../agent/contracts/cannot-run.ts';
import type { Answer, DestinationContext, DestinationKind, OutboxEvent } from '../../agent/contracts/delivery.ts';
import { alertSeverity } from '../lib/alert.ts';
import { cef } from '../lib/cef.ts';
import { isLoopback, ocsfVersion, text, timeout, tlsClient } from '../lib/destination-settings.ts';
import { json } from '../lib/escape.ts';
import { networkReason } from '../lib/network-errors.ts';
import { ocsf } from '../lib/ocsf/event.ts';
import { worstOf } from '../lib/ocsf/finding.ts';
import { counted, syslogLine } from '../lib/syslog.ts';
import { readTls, type TlsParts } from '../lib/tls-files.ts';

const settings = z.strictObject({
  host: text,
  port: z.int().min(1).max(65_535).default(6514),
  transport: z
    .enum(['tls', 'tcp', 'udp'])
    .default('tls')
    .describe('tcp and udp: to a collector on this machine only. udp loses what does not get through.'),
  format: z.enum(['cef', 'json']).default('cef').describe('cef: Common Event Format. json: OCSF.'),
  confirm: z
    .enum(['close', 'written'])
    .default('close')
    .describe('close: delivered once the collector has closed its side after the last message, and so has read all.'),
  max_message: z.int().min(480).default(65_536).describe('Bytes that the collector takes in one message.'),
  ...tlsClient,
  timeout,
  ocsf_version: ocsfVersion,
});
type Settings = z.output<typeof settings>;

/** RFC 5424 over TLS with octet counting (RFC 5425). The protocol has no answers: `confirm` says what stands for one. */
const syslog: DestinationKind<Settings> = {
  kind: 'syslog',
  title: 'Syslog (RFC 5424 over TLS), CEF or JSON',
  settings,
  whole: true,
  async open(given, context) {
    if (given.transport !== 'tls' && !isLoopback(given.host)) {
      throw new CannotRun(
        `destination ${context.name}: ${given.transport} is not encrypted; use tls, or a collector on this machine`,
      );
    }
    const tls = await readTls(context.name, given);
    return {
      send(events, signal): Promise<Answer> {
        const lines = events.map((event) => lineOf(event, given, context));
        if (lines.some((line) => Buffer.byteLength(line) > given.max_message)) {
          return Promise.resolve({ kind: 'too_large' });
        }
        return given.transport === 'udp' ? sendDatagrams(lines, given) : sendStream(lines, given, tls, signal);
      },
      async [Symbol.asyncDispose]() {},
    };
  },
};
export default syslog;

function lineOf(event: OutboxEvent, given: Settings, { origin }: DestinationContext): string {
  const { notice } = event;
  return syslogLine({
    severity: severityOf(event),
    time: notice.time,
    origin,
    messageId: `${notice.kind}-${notice.activity}`,
    sequence: event.sequence,
    text: given.format === 'cef' ? cef(event, origin) : json(ocsf(event, origin, given.ocsf_version)),
  });
}

/** 2 critical, 3 error, 4 warning, 5 notice, 6 informational. */
function severityOf({ notice }: OutboxEvent): number {
  if (notice.kind === 'scan') return notice.activity === 'failed' ? 3 : 6;
  if (notice.kind === 'agent') return notice.activity === 'missed' ? 4 : 6;
  const worst =
    notice.kind === 'alert' ? alertSeverity(notice) : notice.kind === 'finding' ? worstOf(notice) : notice.worst;
  return worst === null ? 6 : { critical: 2, high: 3, medium: 4, low: 5, info: 6 }[worst];
}

/** A connection of its own for each batch: its end says that all was read. */
function sendStream(lines: readonly string[], given: Settings, tls: TlsParts, signal: AbortSignal): Promise<Answer> {
  const { host, port, transport, confirm } = given;
  return new Promise((done, failed) => {
    const name = isIP(host) === 0 ? { servername: host } : {};
    const socket: Socket =
      transport === 'tls'
        ? connectTls({ host, port, ...name, ...tls, minVersion: 'TLSv1.2' })
        : connect({ host, port });
    const begun = performance.now();
    let ended = false;
    const late = setTimeout(() => settle({ kind: 'retry', reason: 'timeout' }), given.timeout);
    const settle = (answer: Answer) => {
      clearTimeout(late);
      signal.removeEventListener('abort', abort);
      done(answer);
      socket.destroy();
    };
    const abort = () => {
      clearTimeout(late);
      failed(signal.reason);
      socket.destroy();
    };
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    socket.once(transport === 'tls' ? 'secureConnect' : 'connect', () => {
      // Whoever hangs up without reading is heard of within a round trip: a first end is then not taken for a last one.
      const patience = 20 + 2 * (performance.now() - begun);
      socket.write(Buffer.concat(lines.map(counted)), () => {
        setTimeout(() => {
          ended = true;
          socket.end();
          if (confirm === 'written') settle({ kind: 'delivered' });
        }, patience);
      });
      // What it says back is nothing that syslog knows; it is read so that its end is seen.
      socket.resume();
    });
    socket.once('error', (error) => settle({ kind: 'retry', reason: networkReason(error) }));
    socket.once('end', () => settle(ended ? { kind: 'delivered' } : { kind: 'retry', reason: 'connection_lost' }));
    socket.once('close', () => settle({ kind: 'retry', reason: 'connection_lost' }));
  });
}

/** To this machine only. Nobody says whether they arrived. */
async function sendDatagrams(lines: readonly string[], { host, port }: Settings): Promise<Answer> {
  const socket = createSocket(host === '::1' || host === '[::1]' ? 'udp6' : 'udp4');
  try {
    for (const line of lines) {
      await new Promise<void>((done, failed) => {
        socket.send(Buffer.from(line), port, host, (error) => (error === null ? done() : failed(error)));
      });
    }
    return { kind: 'delivered' };
  } catch (error) {
    const tooLong = (error as NodeJS.ErrnoException).code === 'EMSGSIZE';
    return tooLong ? { kind: 'too_large' } : { kind: 'retry', reason: networkReason(error) };
  } finally {
    socket.close();
  }
}
