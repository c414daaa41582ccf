/**
 * Shared memory in which workers tell main what they are doing, without messages: a busy thread can't answer, but it
 * can count. Per slot: the thread that works on it, ticks of progress, KiB read.
 */
const fields = 3;

export class Board {
  readonly shared: SharedArrayBuffer;
  readonly #cells: Int32Array;

  constructor(slots: number | SharedArrayBuffer) {
    this.shared = typeof slots === 'number' ? new SharedArrayBuffer(slots * fields * 4) : slots;
    this.#cells = new Int32Array(this.shared);
  }

  /** Called by main before an order goes out. */
  clear(slot: number): void {
    for (let field = 0; field < fields; field++) Atomics.store(this.#cells, slot * fields + field, 0);
  }

  /** Called by the worker that took the order. Thread ids are above 0. */
  start(slot: number, thread: number): void {
    Atomics.store(this.#cells, slot * fields, thread);
  }

  /** Called by the worker with the bytes it read or made since the last call. */
  advance(slot: number, bytes: number): void {
    Atomics.add(this.#cells, slot * fields + 1, 1);
    Atomics.add(this.#cells, slot * fields + 2, Math.ceil(bytes / 1024));
  }

  read(slot: number): { readonly thread: number; readonly ticks: number; readonly bytes: number } {
    const at = (field: number) => Atomics.load(this.#cells, slot * fields + field);
    return { thread: at(0), ticks: at(1), bytes: at(2) * 1024 };
  }
}
