import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { type MailboxPiece, MailboxSplitter } from '../extract/lib/mailbox.ts';

/** Mailboxes of many messages (mbox), streamed: each message is read while the mailbox passes by. */
const mbox: Extractor = {
  id: 'mbox',
  version: 1,
  title: 'Mailboxes (mbox)',
  about: {
    reads:
      'the line before each message, and every message as a file inside (`message 12`) with its own dates, headers, bodies and attachments',
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
    let next = await pieces.next();
    for (let n = 1; next.done !== true; n++) {
      const message = new Passing(next.value, pieces);
      const name = `message ${n}`;
      if (typeof next.value === 'string') {
        const fields = [{ name: 'from', place: `${name} From`, value: next.value.replace(/^From /, '') }];
        yield { type: 'fields', at: [], fields };
      }
      yield {
        type: 'child',
        hop: { kind: 'member', name },
        size: null,
        kind: 'eml',
        dates: [],
        bytes: () => message.bytes(),
      };
      next = await message.end();
    }
  } finally {
    await pieces.return(undefined);
  }
}

async function* piecesOf(input: ExtractInput): AsyncGenerator<MailboxPiece> {
  const splitter = new MailboxSplitter();
  for await (const chunk of input.bytes()) {
    input.signal.throwIfAborted();
    yield* splitter.write(chunk, false);
  }
  yield* splitter.write(new Uint8Array(0), true);
}

type Next = IteratorResult<MailboxPiece, unknown>;

/** One message: it can be read once, as it goes by. `first` is what it begins with: its line, or its bytes. */
class Passing {
  private current: Next | null;
  private readonly pieces: AsyncGenerator<MailboxPiece>;

  constructor(first: MailboxPiece, pieces: AsyncGenerator<MailboxPiece>) {
    this.current = typeof first === 'string' ? null : { done: false, value: first };
    this.pieces = pieces;
  }

  async *bytes(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = this.current ?? (await this.pieces.next());
      this.current = next;
      if (next.done === true || typeof next.value === 'string') return;
      this.current = null;
      yield next.value;
    }
  }

  /** Passes by what is left of it; the line of the next message, if there is one. */
  async end(): Promise<Next> {
    for await (const _ of this.bytes()) {
      // Nobody wanted it.
    }
    return this.current ?? { done: true, value: undefined };
  }
}
