import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { MailboxSplitter } from '../extract/lib/mailbox.ts';

/** Mailboxes of many messages (mbox), streamed: each message is read while the mailbox passes by. */
const mbox: Extractor = {
  id: 'mbox',
  version: 1,
  title: 'Mailboxes (mbox)',
  about: {
    reads: 'every message as a file inside (`message 12`) with its own dates, headers, bodies and attachments',
    omits: 'messages that the mail program has marked as deleted are read like the others',
    limits: 'streamed; one message at a time in memory',
    library: 'own',
  },
  accepts: ({ kind }) => kind === 'mbox',
  extract,
};
export default mbox;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const pieces = piecesOf(input);
  try {
    let n = 0;
    // What stands before the first message is nothing, or the rest of one whose start is lost.
    let next = await pieces.next();
    if (next.done !== true && next.value === null) next = await pieces.next();
    while (next.done !== true) {
      n++;
      const message = new Passing(next.value, pieces);
      yield {
        type: 'child',
        hop: { kind: 'member', name: `message ${n}` },
        size: null,
        dates: [],
        bytes: () => message.bytes(),
      };
      next = await message.end();
    }
  } finally {
    await pieces.return(undefined);
  }
}

async function* piecesOf(input: ExtractInput): AsyncGenerator<Uint8Array | null> {
  const splitter = new MailboxSplitter();
  for await (const chunk of input.bytes()) {
    input.signal.throwIfAborted();
    yield* splitter.write(chunk, false);
  }
  yield* splitter.write(new Uint8Array(0), true);
}

type Next = IteratorResult<Uint8Array | null, unknown>;

/** One message: it can be read once, as it goes by. */
class Passing {
  private current: Next | null;
  private readonly pieces: AsyncGenerator<Uint8Array | null>;

  constructor(first: Uint8Array | null, pieces: AsyncGenerator<Uint8Array | null>) {
    this.current = { done: false, value: first };
    this.pieces = pieces;
  }

  async *bytes(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = this.current ?? (await this.pieces.next());
      this.current = next;
      if (next.done === true || next.value === null) return;
      this.current = null;
      yield next.value;
    }
  }

  /** Passes by what is left of it; the first piece of the next message, if there is one. */
  async end(): Promise<Next> {
    for await (const _ of this.bytes()) {
      // Nobody wanted it.
    }
    const end = this.current;
    return end === null || end.done === true ? { done: true, value: undefined } : this.pieces.next();
  }
}
