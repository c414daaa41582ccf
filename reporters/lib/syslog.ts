import type { Origin } from '../../agent/contracts/delivery.ts';

export interface SyslogLine {
  /** 0 emergency … 7 debug. */
  readonly severity: number;
  readonly time: string;
  readonly origin: Origin;
  /** What kind of message: 32 printable characters at most. */
  readonly messageId: string;
  readonly sequence: number;
  readonly text: string;
}

/** local0 */
const facility = 16;

/** RFC 5424: one message, as UTF-8 without a line break in it. */
export function syslogLine({ severity, time, origin, messageId, sequence, text }: SyslogLine): string {
  const stamp = Temporal.Instant.from(time).round('millisecond').toString({ smallestUnit: 'millisecond' });
  // sequenceId has 31 bits and begins again at 1.
  const number = ((sequence - 1) % 2_147_483_647) + 1;
  const head = `<${facility * 8 + severity}>1 ${stamp} ${token(origin.host, 255)} wayward ${process.pid} ${token(messageId, 32)}`;
  return `${head} [meta sequenceId="${number}"] ${text}`;
}

function token(text: string, most: number): string {
  const printable = text.replace(/[^\x21-\x7e]/g, '_').slice(0, most);
  return printable === '' ? '-' : printable;
}

/** RFC 5425, 4.3: the number of octets before each message, so that a message may hold anything. */
export function counted(line: string): Buffer {
  const bytes = Buffer.from(line);
  return Buffer.concat([Buffer.from(`${bytes.length} `), bytes]);
}
