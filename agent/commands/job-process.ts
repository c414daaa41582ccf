import type { Run } from '../contracts/store.ts';
import type { FromJob, ToJob } from '../control/messages.ts';
import type { Governor } from '../gentle/governor.ts';
import { setGentle } from '../gentle/priority.ts';
import { logLines } from '../observe/log.ts';
import type { Meter } from '../observe/meter.ts';
import type { How } from '../schedule/job.ts';
import { StoreError } from '../store/error.ts';
import type { Rebuilt } from '../store/rebuild.ts';
import { heartbeat, missedNotices, tellOfAgent } from './agent-news.ts';
import { remind } from './alarm.ts';
import { openCourier } from './courier.ts';
import { CannotRun } from './errors.ts';
import { placesIn } from './internal.ts';
import { loadParts } from './parts.ts';
import { readConfig } from './read-config.ts';
import type { RegisterSaid } from './register.ts';
import { repairing } from './repair.ts';
import { checkFolders, writeReports } from './reports.ts';
import { amendSession, expectItems, governorOf, scanSession, workersOf } from './scan-session.ts';
import { openSession } from './session.ts';
import { tendOutbox } from './tend.ts';

/**
 * The process that `wayward run` starts: for a job, and to check the configuration. It works by what it is told first,
 * says what comes of it, and ends; it ends, too, when its agent is gone.
 */

const everyMs = 1_000;
/** What `wayward watch` is called in the log. */
const watching = 'watch';
/** Milliseconds for what is to be delivered, when somebody waits for the end. */
const whenStopped = 1_500;
const stop = new AbortController();
let governor: Governor | null = null;
let paused = false;
let closed = false;

process.once('disconnect', () => stop.abort());
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
// The agent's own business.
process.on('SIGHUP', () => {});
process.on('message', (message: ToJob) => {
  switch (message.do) {
    case 'plan':
      void plan(message).finally(leave);
      break;
    case 'scan':
      paused ||= message.paused;
      void work(message).finally(leave);
      break;
    case 'amend':
      // It stays, for what changes next.
      void ending(watching, () => amendOnce(message));
      break;
    case 'tend':
      void tend(message).finally(leave);
      break;
    case 'pause':
      paused = true;
      governor?.pause();
      break;
    case 'resume':
      paused = false;
      governor?.resume();
      break;
    case 'close':
      closed = true;
      governor?.close();
      break;
    case 'stop':
      stop.abort();
      break;
  }
});

async function plan({ config, state }: Extract<ToJob, { do: 'plan' }>): Promise<void> {
  try {
    const options = { ...(config === null ? {} : { config }), ...(state === null ? {} : { state }) };
    const warn = (text: string) => logLines('warn', 'configuration_warning', { text });
    const { loaded, stateDir } = await readConfig({ ...options, warn }, await loadParts());
    await say({ say: 'plan', plan: { loaded, stateDir } });
  } catch (error) {
    if (!(error instanceof CannotRun)) logLines('error', 'internal', placesIn(error));
    const mistakes = error instanceof CannotRun ? error.message.split('\n') : ['an internal error; please report it'];
    await say({ say: 'refused', mistakes });
  }
}

function work(order: Extract<ToJob, { do: 'scan' }>): Promise<void> {
  return ending(order.job.name, () => repairing((isKnown) => scanJob(order, isKnown)));
}

/** Says how some work has ended. */
async function ending(job: string, works: () => Promise<Run>): Promise<void> {
  const ended = async (how: How, run: Run | null) => await say({ say: 'ended', how, run });
  try {
    const run = await works();
    await ended(run.state === 'finished' ? 'finished' : 'stopped', run);
  } catch (error) {
    if (stop.signal.aborted && error === stop.signal.reason) return await ended('stopped', null);
    if (error instanceof StoreError && error.code === 'locked') {
      logLines('warn', 'job_waits', { job, reason: error.message });
      return await ended('busy', null);
    }
    const known = error instanceof CannotRun || (error instanceof StoreError && error.code !== 'internal');
    if (known) logLines('error', 'job_failed', { job, reason: error.message });
    else logLines('error', 'internal', { job, ...placesIn(error) });
    await ended('failed', null);
  }
}

/** What `wayward watch` has seen change, once; all of it where nothing was scanned before. */
async function amendOnce({ loaded, state, again }: Extract<ToJob, { do: 'amend' }>): Promise<Run> {
  for (const what of setGentle(loaded.config.gentle)) logLines('warn', 'gentle_not_set', { job: watching, what });
  await using session = await openSession({ loaded, state, targets: again.map(({ source }) => source) });
  const workers = Math.min(workersOf(session), mostWorkersWatching);
  governor = governorOf(session, workers, ({ event, ...facts }) =>
    logLines('info', event, { job: watching, ...facts }),
  );
  const pace = governor;
  const tell = (text: string) => logLines('warn', 'outbox', { job: watching, text });
  await using courier = await openCourier(session, true, { tell, chores: () => remind(session) });
  let read: Meter | null = null;
  const wishes = {
    ...{ workers, reportFiles: [], strict: false, pace },
    begun: () => courier.begin(),
    raised: () => courier.wake(),
    watch: (meter: Meter) => {
      read = meter;
      return () => {};
    },
    caution: (source: string, caution: string) => logLines('warn', caution, { job: watching, source }),
    register: ({ event, facts }: RegisterSaid) => logLines('info', event, { job: watching, ...facts }),
  };
  const before = await amendSession(session, wishes, again, stop.signal);
  const run = before ?? (await scanSession(session, wishes, stop.signal));
  const { listed = 0, read: files = 0, bytes = 0 } = (read as Meter | null)?.reading() ?? {};
  logLines('info', 'looked_again', {
    ...{ run: run.id, state: run.state, whole: before === null, listed, read: files, bytes },
    units: again.reduce((sum, { units }) => sum + (units?.length ?? 0), 0),
    gone: again.reduce((sum, { gone }) => sum + gone.length, 0),
  });
  const stopped = run.state === 'stopped';
  await courier.finish(stopped ? whenStopped : session.outbox.deliverFor, stopped ? null : stop.signal);
  return run;
}

/** Few files at a time: threads cost more to start than they save. */
const mostWorkersWatching = 2;

/** Says what there is to say while no job runs, and delivers what waits. */
async function tend(order: Extract<ToJob, { do: 'tend' }>): Promise<void> {
  const tended = (how: 'done' | 'busy' | 'failed', wake: number | null) => say({ say: 'tended', how, wake });
  try {
    await tended('done', await tendOutbox(order, say, stop.signal));
  } catch (error) {
    if (error instanceof StoreError && error.code === 'locked') return await tended('busy', null);
    const known = error instanceof CannotRun || (error instanceof StoreError && error.code !== 'internal');
    if (known) logLines('error', 'delivery_failed', { reason: error.message });
    else logLines('error', 'internal', placesIn(error));
    await tended('failed', null);
  }
}

async function scanJob({ job, loaded, state, missed }: Extract<ToJob, { do: 'scan' }>, isKnown: boolean): Promise<Run> {
  for (const what of setGentle(loaded.config.gentle)) logLines('warn', 'gentle_not_set', { job: job.name, what });
  const depth = job.depth === null ? {} : { depth: job.depth };
  const tell = ({ backup, kept, lost }: Rebuilt) =>
    logLines('error', 'store_rebuilt', { job: job.name, backup, kept, lost: lost.join(' ') });
  const repair = { isKnown, tell };
  await using session = await openSession({ loaded, state, targets: job.sources ?? [], repair, ...depth });
  await checkFolders(session.reports);
  const workers = workersOf(session);
  governor = governorOf(session, workers, ({ event, ...facts }) =>
    logLines('info', event, { job: job.name, ...facts }),
  );
  if (paused) governor.pause();
  if (closed) governor.close();
  const pace = governor;
  let meter: Meter | null = null;
  let lastBeat = 0;
  await using courier = await openCourier(session, true, {
    tell: (text) => logLines('warn', 'outbox', { job: job.name, text }),
    async chores() {
      await remind(session);
      if (Date.now() - lastBeat < session.outbox.heartbeat) return;
      lastBeat = Date.now();
      const { listed, read, bytes } = meter?.reading() ?? { listed: 0, read: 0, bytes: 0 };
      const run = (await session.store.run())?.id ?? null;
      await tellOfAgent(session, [
        heartbeat(session, { run, job: job.name, paused, progress: { listed, read, bytes } }),
      ]);
    },
  });
  await tellOfAgent(session, missedNotices(session, missed));
  if (missed.length > 0) await say({ say: 'told', count: missed.length });
  const run = await scanSession(
    session,
    {
      ...{ workers, reportFiles: [], strict: false, pace },
      begun: () => courier.begin(),
      raised: () => courier.wake(),
      watch: (watched) => {
        meter = watched;
        void expectItems(session, watched, stop.signal).catch(() => {});
        return tellProgress(watched, pace);
      },
      caution: (source, caution) => logLines('warn', caution, { job: job.name, source }),
      register: ({ event, facts }) => logLines('info', event, { job: job.name, ...facts }),
    },
    stop.signal,
  );
  const stopped = run.state === 'stopped';
  const delivered = courier.finish(stopped ? whenStopped : session.outbox.deliverFor, stopped ? null : stop.signal);
  const coverage = await session.store.coverage(run.id);
  const sum = (of: 'listed' | 'read' | 'partly' | 'unread' | 'excluded' | 'gaps' | 'bytesRead') =>
    coverage.reduce((total, one) => total + one[of], 0);
  logLines('info', 'scanned', {
    ...{ job: job.name, run: run.id, state: run.state, listed: sum('listed'), read: sum('read') },
    ...{ partly: sum('partly'), unread: sum('unread'), excluded: sum('excluded'), gaps: sum('gaps') },
    bytes_read: sum('bytesRead'),
  });
  if (!stopped && session.reports.length > 0) await writeReports(session, await session.buildReport(run), []);
  await delivered;
  return run;
}

function tellProgress(meter: Meter, pace: Governor): () => void {
  const tell = () => {
    meter.hold(pace.held !== null);
    void say({ say: 'progress', reading: meter.reading(), held: pace.held });
  };
  const timer = setInterval(tell, everyMs);
  timer.unref();
  tell();
  return () => clearInterval(timer);
}

/** Once it is on its way; an agent that is gone hears nothing. */
function say(message: FromJob): Promise<void> {
  return new Promise((done) => {
    if (process.connected) process.send?.(message, undefined, {}, () => done());
    else done();
  });
}

function leave(): void {
  if (process.connected) process.disconnect?.();
}
