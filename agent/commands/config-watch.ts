import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Editors write more than once, and some put a new file in the place of the old. */
const settleMs = 500;

/** Calls `changed` when one of some files is another, until it is disposed. One that cannot be watched is not. */
export function watchFiles(files: readonly string[], changed: () => void): Disposable {
  const byFolder = Map.groupBy(files, (file) => dirname(file));
  let timer: NodeJS.Timeout | null = null;
  const soon = () => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(changed, settleMs);
  };
  const watchers = [...byFolder].flatMap(([folder, own]): FSWatcher[] => {
    const names = new Set(own.map((file) => basename(file)));
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => {
        if (name !== null && names.has(name)) soon();
      });
      watcher.on('error', () => watcher.close());
      return [watcher];
    } catch {
      return [];
    }
  });
  return {
    [Symbol.dispose]() {
      if (timer !== null) clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
