const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;

/** How many calls are under way that must not print. */
let silent = 0;
const original = new Map<(typeof methods)[number], typeof console.log>();

/**
 * Runs something whose libraries print warnings, which may quote content, without letting them. The console is put
 * back when the last such call ends.
 */
export async function quietly<T>(work: () => Promise<T>): Promise<T> {
  if (silent++ === 0)
    for (const method of methods) {
      original.set(method, console[method]);
      console[method] = () => {};
    }
  try {
    return await work();
  } finally {
    if (--silent === 0) for (const [method, print] of original) console[method] = print;
  }
}
