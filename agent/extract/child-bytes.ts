import { BudgetSpent, type Child } from '../contracts/extractor.ts';
import type { Budget } from './budget.ts';
import type { PartBytes } from './item-bytes.ts';
import { headSize } from './kind.ts';

/** The bytes of a file inside another: streamed once, and held in memory only when random access is asked for. */
export class ChildBytes implements PartBytes {
  size: number;
  failure: unknown = null;
  private readonly child: Child;
  private readonly budget: Budget;
  private readonly signal: AbortSignal;
  private iterator: AsyncIterator<Uint8Array> | null = null;
  /** What was pulled to see the head, until it is passed on. */
  private pulled: Uint8Array[] | null = null;
  private first: Uint8Array | null = null;
  private held: Uint8Array | null = null;

  constructor(child: Child, budget: Budget, signal: AbortSignal) {
    this.child = child;
    this.budget = budget;
    this.signal = signal;
    this.size = child.size ?? Number.POSITIVE_INFINITY;
  }

  async head(): Promise<Uint8Array> {
    if (this.first !== null) return this.first;
    this.open();
    const chunks: Uint8Array[] = [];
    let length = 0;
    while (length < headSize) {
      const chunk = await this.next();
      if (chunk === null) break;
      chunks.push(chunk);
      length += chunk.length;
    }
    this.pulled = chunks;
    const all = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
    if (length < headSize) this.size = length;
    else if (this.size < length) this.size = Number.POSITIVE_INFINITY;
    this.first = all.subarray(0, headSize);
    return this.first;
  }

  async *bytes(): AsyncGenerator<Uint8Array> {
    if (this.held !== null) {
      for (let at = 0; at < this.held.length; at += 1 << 18) yield this.held.subarray(at, at + (1 << 18));
      return;
    }
    await this.head();
    if (this.pulled === null) await this.reopen();
    const pulled = this.pulled ?? [];
    this.pulled = null;
    yield* pulled;
    for (let chunk = await this.next(); chunk !== null; chunk = await this.next()) yield chunk;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const head = this.first;
    if (head !== null && offset + length <= head.length) return head.subarray(offset, offset + length);
    const all = await this.hold(this.budget.held);
    return all.subarray(offset, offset + length);
  }

  async whole(limit: number): Promise<Uint8Array> {
    return this.hold(Math.min(limit, this.budget.held));
  }

  async close(): Promise<void> {
    this.pulled = null;
    this.held = null;
    const iterator = this.iterator;
    this.iterator = null;
    try {
      await iterator?.return?.();
    } catch {
      // Closing a stream that broke before says nothing new.
    }
  }

  private async hold(limit: number): Promise<Uint8Array> {
    if (this.held !== null) {
      if (this.held.length > limit) throw new BudgetSpent('bytes');
      return this.held;
    }
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of this.bytes()) {
      length += chunk.length;
      if (length > limit) throw new BudgetSpent('bytes');
      chunks.push(chunk);
    }
    this.held = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
    this.size = length;
    return this.held;
  }

  private open(): void {
    this.iterator = this.child.bytes()[Symbol.asyncIterator]();
  }

  private async reopen(): Promise<void> {
    await this.close();
    this.open();
  }

  /** The next chunk, or null at the end or where the bytes break off. @throws what the signal carries */
  private async next(): Promise<Uint8Array | null> {
    this.signal.throwIfAborted();
    if (this.iterator === null || this.failure !== null) return null;
    try {
      const next = await this.iterator.next();
      if (next.done === true) return null;
      this.budget.spend(next.value.length);
      return next.value;
    } catch (error) {
      this.signal.throwIfAborted();
      this.failure ??= error;
      return null;
    }
  }
}
