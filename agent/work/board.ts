/**
 * Shared memory in which workers tell main what they are doing, without messages: a busy thread can't answer, but it
 * can count. Per slot: the thread that works on it, ticks of progress, KiB read, and the process of a server that works
 * for it.
 */
const fields = 4;

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

  /** Called by the worker: the server's process that works for it now, 0 for none. */
  work(slot: number, backend: number): void {
    Atomics.store(this.#cells, slot * fields + 3, backend);
  }

  read(slot: number): {
    readonly thread: number;
    readonly ticks: number;
    readonly bytes: number;
    readonly backend: number;
  } {
    const at = (field: number) => Atomics.load(this.#cells, slot * fields + field);
    return { thread: at(0), ticks: at(1), bytes: at(2) * 1024, backend: at(3) };
  }
}
