import { createHash } from 'node:crypto';
import { BudgetSpent } from '../contracts/extractor.ts';
import type { Content } from '../contracts/source.ts';
import type { Budget } from './budget.ts';
import { headSize } from './kind.ts';

/** Where a part's bytes come from: the item itself, or a file inside it. */
export interface PartBytes {
  /** Infinity while nobody knows. */
  readonly size: number;
  /** What went wrong with the bytes themselves; they end there, quietly, so that what came before is used. */
  readonly failure: unknown;
  head(): Promise<Uint8Array>;
  bytes(): AsyncGenerator<Uint8Array>;
  read(offset: number, length: number): Promise<Uint8Array>;
  whole(limit: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

const chunkSize = 512 << 10;
/** Items up to this size are read to the end for their hash, even when the extractor did not need all of it. */
const hashAlways = 64 << 20;

/** The bytes of an item, hashed on the way. */
export class ItemBytes implements PartBytes {
  readonly size: number;
  failure: unknown = null;
  bytesRead = 0;
  private shrank = false;
  private readonly content: Content;
  private readonly budget: Budget;
  private readonly signal: AbortSignal;
  private readonly progress: (bytes: number) => void;
  private readonly hash = createHash('sha256');
  private hashed = 0;
  private first: Uint8Array | null = null;

  constructor(content: Content, budget: Budget, signal: AbortSignal, progress: (bytes: number) => void) {
    this.content = content;
    this.size = content.size;
    this.budget = budget;
    this.signal = signal;
    this.progress = progress;
  }

  async head(): Promise<Uint8Array> {
    this.first ??= await this.get(0, headSize);
    return this.first;
  }

  async *bytes(): AsyncGenerator<Uint8Array> {
    const head = await this.head();
    if (head.length > 0) yield head;
    for (let at = head.length; at < this.size; ) {
      const chunk = await this.get(at, chunkSize);
      if (chunk.length === 0) return;
      at += chunk.length;
      yield chunk;
    }
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const head = this.first;
    if (head !== null && offset + length <= head.length) return head.subarray(offset, offset + length);
    return this.get(offset, length);
  }

  async whole(limit: number): Promise<Uint8Array> {
    if (this.size > Math.min(limit, this.budget.held)) throw new BudgetSpent('bytes');
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.bytes()) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  async close(): Promise<void> {}

  /** The hash of all of it, or null when it was not read to the end; and whether it changed meanwhile. */
  async finish(): Promise<{ hash: string | null; changed: boolean }> {
    if (this.failure === null && this.size <= hashAlways)
      while (this.hashed < this.size && (await this.get(this.hashed, chunkSize)).length > 0) {}
    const grew = this.failure === null && !this.shrank && (await this.more());
    return { hash: this.hashed === this.size ? this.hash.digest('hex') : null, changed: this.shrank || grew };
  }

  private async more(): Promise<boolean> {
    try {
      return (await this.content.read(this.size, 1)).length > 0;
    } catch {
      return false;
    }
  }

  private async get(offset: number, length: number): Promise<Uint8Array> {
    this.signal.throwIfAborted();
    const wanted = Math.max(0, Math.min(length, this.size - offset));
    if (wanted === 0) return new Uint8Array(0);
    const bytes = await this.take(offset, wanted);
    if (bytes.length < wanted && this.failure === null) this.shrank = true;
    if (offset <= this.hashed && offset + bytes.length > this.hashed) {
      this.hash.update(bytes.subarray(this.hashed - offset));
      this.hashed = offset + bytes.length;
    }
    this.bytesRead = Math.min(this.size, this.bytesRead + bytes.length);
    this.progress(bytes.length);
    return bytes;
  }

  /** A read may be cut short by the system; only an empty answer is the end. */
  private async take(offset: number, wanted: number): Promise<Uint8Array> {
    try {
      const bytes = await this.content.read(offset, wanted);
      if (bytes.length === 0 || bytes.length === wanted) return bytes;
      const more = await this.content.read(offset + bytes.length, wanted - bytes.length);
      return more.length === 0 ? bytes : Buffer.concat([bytes, more]);
    } catch (error) {
      this.failure ??= error;
      return new Uint8Array(0);
    }
  }
}
