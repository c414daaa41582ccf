import { watch } from 'chokidar';

/** Editors write more than once, and some put a new file in the place of the old. */
const settleMs = 500;

/** Calls `changed` when one of some files is another, until it is disposed. One that cannot be watched is not. */
export function watchFiles(files: readonly string[], changed: () => void): Disposable {
  let timer: NodeJS.Timeout | null = null;
  const soon = () => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(changed, settleMs);
  };
  const watcher = watch([...files], { ignoreInitial: true, persistent: false });
  watcher
    .on('add', soon)
    .on('change', soon)
    .on('error', () => {});
  return {
    [Symbol.dispose]() {
      if (timer !== null) clearTimeout(timer);
      // Ends at once; what it gives is only told.
      void watcher.close();
    },
  };
}
