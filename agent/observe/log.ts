/** One line of the log: codes, numbers and names from the configuration; never a value, nor the name of a file that was scanned. */
export type Log = (level: 'info' | 'warn' | 'error', event: string, fields?: Readonly<Record<string, unknown>>) => void;

/** JSON lines on standard error, where a service's journal takes them from. */
export const logLines: Log = (level, event, fields = {}) => {
  const time = Temporal.Now.instant().round('millisecond').toString();
  process.stderr.write(`${JSON.stringify({ time, level, event, pid: process.pid, ...fields })}\n`);
};
