import { type FileHandle, open, rename } from 'node:fs/promises';
import { z } from 'zod';
import { CannotRun } from '../../agent/contracts/cannot-run.ts';
import type { Answer, DestinationKind } from '../../agent/contracts/delivery.ts';
import { cloudEvent } from '../lib/cloudevents.ts';
import { ocsfVersion, text } from '../lib/destination-settings.ts';
import { json } from '../lib/escape.ts';
import { ocsf } from '../lib/ocsf/event.ts';
import { size } from '../lib/size.ts';

const settings = z.strictObject({
  path: text.describe('The file that is written to, made readable by its owner alone.'),
  format: z.enum(['ocsf', 'cloudevents']).default('ocsf').describe('What stands on a line.'),
  max_size: size
    .default(100 * 2 ** 20)
    .describe('A file that has grown so large is set aside under a name with the time, and a new one begun.'),
  ocsf_version: ocsfVersion,
});
type Settings = z.output<typeof settings>;

/** One JSON object a line, for a log shipper. Files set aside are never deleted. */
const file: DestinationKind<Settings> = {
  kind: 'file',
  title: 'File, one JSON object a line',
  settings,
  whole: true,
  async open({ path, format, max_size: most, ocsf_version: version }, context) {
    let out = await openWhole(path, context.name);
    return {
      async send(events): Promise<Answer> {
        const lines = events.map((event) =>
          json(format === 'ocsf' ? ocsf(event, context.origin, version) : cloudEvent(event, context.origin, version)),
        );
        try {
          if ((await out.stat()).size >= most) out = await setAside(out, path, context);
          await out.appendFile(`${lines.join('\n')}\n`);
          await out.datasync();
          return { kind: 'delivered' };
        } catch (error) {
          // What is half written is cut off before the next attempt.
          await out.close().catch(() => {});
          out = await openWhole(path, context.name);
          const { code } = error as NodeJS.ErrnoException;
          return { kind: 'retry', reason: code === 'ENOSPC' ? 'disk_full' : 'not_writable' };
        }
      },
      [Symbol.asyncDispose]: () => out.close(),
    };
  },
};
export default file;

/** Without the line that a kill left unfinished: its event was not settled, and comes again. */
async function openWhole(path: string, destination: string): Promise<FileHandle> {
  try {
    const out = await open(path, 'a+', 0o600);
    const { size: length } = await out.stat();
    const end = await lastLineEnd(out, length);
    if (end < length) await out.truncate(end);
    return out;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CannotRun(`destination ${destination}: ${path} cannot be written (${code ?? 'error'})`);
  }
}

/** Bytes up to and with the last line feed. */
async function lastLineEnd(out: FileHandle, length: number): Promise<number> {
  const window = Buffer.alloc(64 * 1024);
  for (let end = length; end > 0; ) {
    const start = Math.max(0, end - window.length);
    const { bytesRead } = await out.read(window, 0, end - start, start);
    const at = window.subarray(0, bytesRead).lastIndexOf(0x0a);
    if (at >= 0) return start + at + 1;
    end = start;
  }
  return 0;
}

async function setAside(out: FileHandle, path: string, context: { name: string; now(): number }): Promise<FileHandle> {
  await out.close();
  const time = Temporal.Instant.fromEpochMilliseconds(context.now()).toString().replaceAll(/[-:]/g, '');
  for (let n = 0; ; n++) {
    const aside = `${path}.${time}${n === 0 ? '' : `-${n}`}`;
    // Made first, and only if it is not there: nothing that was set aside is overwritten.
    const made = await open(aside, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return null;
      throw error;
    });
    if (made === null) continue;
    await made.close();
    await rename(path, aside);
    return openWhole(path, context.name);
  }
}
