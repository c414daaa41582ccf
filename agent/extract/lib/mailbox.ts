import { view } from './decode.ts';

/** A piece of a mailbox: the bytes of a message, or the line with which the next one begins. */
export type MailboxPiece = Uint8Array | string;

const longestFromLine = 4096;
const newline = 0x0a;

/**
 * Cuts a mailbox at its `From ` lines, in pieces of any size. Such a line stands at the start or behind an empty line,
 * ends with a year or a zone, and is followed by a header; a quoted one (`>From `) loses its mark.
 */
export class MailboxSplitter {
  private rest: Uint8Array = new Uint8Array(0);
  private emptyBefore = true;
  /** Within the headers of a message. */
  private inHeaders = false;

  *write(chunk: Uint8Array, last: boolean): Generator<MailboxPiece> {
    const all = this.rest.length === 0 ? view(chunk) : Buffer.concat([this.rest, chunk]);
    let from = 0;
    let at = 0;
    while (at < all.length) {
      const end = all.indexOf(newline, at);
      if (end < 0 && !last && all.length - at < longestFromLine) break;
      const next = end < 0 ? all.length : end + 1;
      const mark = this.mark(all, at, next);
      // What follows a line decides whether it is one of ours: it must have come.
      if (mark === 'from' && !last && all.length - next < 128) break;
      if (mark === 'from' && headerAt(all, next)) {
        if (at > from) yield all.subarray(from, at);
        yield all.toString('latin1', at, next).trim();
        this.inHeaders = true;
        from = next;
      } else if (mark === 'quoted') {
        if (at > from) yield all.subarray(from, at);
        from = at + 1;
      }
      this.emptyBefore = next - at <= 2 && (all[at] === newline || all[at] === 0x0d);
      if (this.emptyBefore) this.inHeaders = false;
      at = next;
    }
    if (at > from) yield all.subarray(from, at);
    this.rest = at === 0 ? all : Uint8Array.from(all.subarray(at));
  }

  private mark(all: Buffer, at: number, end: number): 'from' | 'quoted' | null {
    if (all[at] === 0x46 && this.emptyBefore) return fromLine.test(all.toString('latin1', at, end)) ? 'from' : null;
    if (all[at] !== 0x3e || this.inHeaders) return null;
    return quotedFrom.test(all.toString('latin1', at, Math.min(end, at + 64))) ? 'quoted' : null;
  }
}

/** With a time, or a year or zone at its end. */
const fromLine = /^From .*(?:\d:\d\d|\d{4}\)?\s*$)/s;
const quotedFrom = /^>+From /;

function headerAt(all: Buffer, at: number): boolean {
  return /^>?[A-Za-z][A-Za-z0-9-]*:/.test(all.toString('latin1', at, at + 128));
}
