import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { readPlan, startJob } from '../agent/commands/job-child.ts';
import { ask } from '../agent/control/socket.ts';
import type { Status } from '../agent/control/status.ts';
import type { Job } from '../agent/schedule/job.ts';
import { takeLock } from '../agent/store/lock.ts';
import { makePrivateFolder } from '../agent/store/private-file.ts';
import { openStore } from '../agent/store/sqlite.ts';
import { makePlace, startAgent } from './support/agent.ts';
import { wayward } from './support/cli.ts';
import { ibans } from './support/ibans.ts';
import { installed, skipUnless } from './support/require.ts';

const root = mkdtempSync(join(tmpdir(), 'wayward-run-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const files = 120;
/** Begins at once, and again as soon as it can. */
const always = 'schedule: [{ name: always, cron: "* * * * * *" }]\n';
const slow = ', max_files_per_second: 8';

let places = 0;
function place(schedule: string, source = '', name = `${++places}`) {
  const made = makePlace(join(root, name), files);
  made.configure(schedule, source);
  return made;
}

const readOf = ({ running }: Status) => running?.progress?.read ?? 0;

async function lastRunIn(state: string) {
  await using store = await openStore(state, { readOnly: true });
  const run = await store.run();
  const coverage = run === null ? [] : await store.coverage(run.id);
  return { state: run?.state, read: coverage[0]?.read ?? 0, listed: coverage[0]?.listed ?? 0 };
}

describe('wayward run', () => {
  it('works, is paused, goes on, and is stopped from another shell; the next run carries on', {
    timeout: 240_000,
  }, async () => {
    const { config, state, configure } = place(always, slow);
    const without = await wayward(['status', '--config', config]);
    expect([without.code, without.out]).toEqual([0, `No agent runs on ${state}.\n`]);
    expect((await wayward(['pause', '--config', config])).err).toContain(`no agent runs on ${state}`);

    await using agent = startAgent({ config, state });
    await agent.until(async () => existsSync(join(state, 'agent.sock')) && readOf(await agent.status()) > 8);
    expect(statSync(join(state, 'agent.sock')).mode & 0o777).toBe(0o600);
    const { out } = await wayward(['status', '--json', '--config', config]);
    const status = JSON.parse(out) as Status;
    expect(status.agent).toMatchObject({ pid: agent.pid, paused: false });
    expect(status.running).toMatchObject({ job: 'always', why: 'schedule', held: null, windowCloses: null });
    expect(status.running?.progress?.expected).toBe(files);
    expect(Date.parse(status.running?.passEnds ?? '')).toBeGreaterThan(Date.now());
    expect(status.lastRun).toMatchObject({ state: 'running' });
    expect((await wayward(['status', '--config', config])).out).toContain(`of ${files} items`);

    expect((await wayward(['pause', '--config', config])).code).toBe(0);
    const held = await agent.until(async () => {
      const before = await agent.status();
      await sleep(1_500);
      const after = await agent.status();
      return after.running?.held === 'paused' && readOf(after) === readOf(before) && readOf(after);
    });
    expect(held).toBeLessThan(files);
    await wayward(['resume', '--config', config]);
    await agent.until(async () => readOf(await agent.status()) > held);

    expect((await wayward(['stop', '--config', config])).out).toContain('Stopping');
    expect(await agent.ended).toMatchObject({ code: 0, signal: null });
    expect(existsSync(join(state, 'agent.sock'))).toBe(false);
    const stopped = await lastRunIn(state);
    expect(stopped.state).toBe('stopped');
    const after = await wayward(['status', '--config', config]);
    expect(after.out).toMatch(/No agent runs.*\n.*always: .*\n {2}last: stopped.*\n {2}there is more to do/s);
    // Codes, numbers and names of the configuration: nothing of what was scanned.
    expect(agent.text()).not.toMatch(/letter|folder-|person|mail\.example/);
    expect(agent.log().map(({ event }) => event)).toEqual(
      expect.arrayContaining([
        'started',
        'job_begins',
        'paused',
        'resumed',
        'stopping',
        'scanned',
        'job_ended',
        'ended',
      ]),
    );

    configure(always);
    expect((await wayward(['run', '--once', 'always', '--config', config])).code).toBe(0);
    expect(await lastRunIn(state)).toEqual({ state: 'finished', read: files, listed: files });
    const again = JSON.parse((await wayward(['status', '--json', '--config', config])).out) as Status;
    expect(again).toMatchObject({
      agent: null,
      jobs: [{ unfinished: false, last: { how: 'finished', why: 'asked' } }],
    });
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends on %s by itself and keeps what was done', async (signal) => {
    const { config, state } = place(always, slow);
    await using agent = startAgent({ config, state });
    await agent.until(async () => existsSync(join(state, 'agent.sock')) && readOf(await agent.status()) > 8);
    const read = readOf(await agent.status());
    agent.child.kill(signal);
    const late = setTimeout(() => agent.child.kill('SIGKILL'), 10_000);
    expect(await agent.ended).toMatchObject({ code: 0, signal: null });
    clearTimeout(late);
    const run = await lastRunIn(state);
    expect(run.state).toBe('stopped');
    expect(run.read).toBeGreaterThanOrEqual(read);
  });

  it('reads the configuration again on SIGHUP: a wrong one is refused with all its mistakes', async () => {
    const { config, state, configure } = place('schedule: [{ name: first, cron: "0 0 1 1 *" }]\n');
    await using agent = startAgent({ config, state });
    await agent.logged('started');
    configure('schedule: [{ name: second, cron: "0 99 1 1 *", window: 6-7 }]\nnonsense: 1\n');
    agent.child.kill('SIGHUP');
    await agent.logged('configuration_refused');
    const mistakes = agent.log().flatMap(({ event, mistake }) => (event === 'configuration_mistake' ? [mistake] : []));
    for (const key of ['schedule[0].cron', 'schedule[0].window', 'nonsense']) {
      expect(mistakes).toContainEqual(expect.stringContaining(key));
    }
    const status = await agent.status();
    expect(status.jobs.map(({ name }) => name)).toEqual(['first']);
    expect(status.agent?.configuration.refused?.mistakes).toBe(3);
    // Nor does it keep anybody from asking.
    expect((await wayward(['status', '--config', config])).out).toContain('was refused (mistakes: 3)');

    configure('schedule: [{ name: second, cron: "* * * * * *" }]\n');
    agent.child.kill('SIGHUP');
    expect(await agent.logged('configuration_read')).toMatchObject({ jobs: ['second'] });
    expect(await agent.logged('scanned')).toMatchObject({ job: 'second', listed: files });
    expect((await agent.status()).agent?.configuration.refused).toBeNull();
  });

  it('is one for a state folder: the second says who holds it', async () => {
    const { config, state } = place('schedule: [{ name: a, cron: "0 0 1 1 *" }]\n');
    await using agent = startAgent({ config, state });
    await agent.logged('started');
    const second = await wayward(['run', '--config', config]);
    expect(second.code).toBe(2);
    expect(second.err).toMatch(new RegExp(`runs already: process ${agent.pid} on .*, since \\d{4}-`));
    // The agent at rest holds no store: others may work.
    expect((await wayward(['scan', '--config', config, '--quiet'])).code).toBe(0);
    expect((await agent.status()).jobs[0]?.last).toBeNull();
  });

  it('was killed: its job ends by itself, and the next agent takes the socket over and carries on', async () => {
    const catching = 'schedule: [{ name: always, cron: "* * * * * *", catch_up: true }]\n';
    const { config, state, configure } = place(catching, slow);
    await using agent = startAgent({ config, state });
    await agent.until(async () => existsSync(join(state, 'agent.sock')) && readOf(await agent.status()) > 8);
    agent.child.kill('SIGKILL');
    expect((await agent.ended).signal).toBe('SIGKILL');
    expect(existsSync(join(state, 'agent.sock'))).toBe(true);
    expect(await ask(state, 'status')).toBeNull();

    configure(catching);
    await using next = startAgent({ config, state });
    const begun = await next.logged('job_begins');
    expect(begun).toMatchObject({ job: 'always', why: 'catch_up' });
    expect(next.log().find(({ event }) => event === 'missed')).toMatchObject({ job: 'always', why: 'not_running' });
    await next.until(() => next.log().find(({ event, state: how }) => event === 'scanned' && how === 'finished'));
    const { jobs } = await next.status();
    expect(jobs[0]?.missed.recent.some(({ why }) => why === 'not_running')).toBe(true);
  });

  it('waits where something else holds the store', async () => {
    const { config, state } = place(always);
    makePrivateFolder(state);
    const lock = takeLock(state);
    try {
      await using agent = startAgent({ config, state });
      expect(await agent.logged('job_waits')).toMatchObject({
        job: 'always',
        reason: expect.stringContaining(`in use by process ${process.pid}`),
      });
      const { jobs } = await agent.until(async () => {
        const status = await agent.status();
        return status.jobs[0]?.waiting && status;
      });
      expect(jobs[0]).toMatchObject({ waiting: true, unfinished: false, last: null });
    } finally {
      lock.release(true);
    }
  });

  it('waits for its window', async () => {
    const hour = (Temporal.Now.zonedDateTimeISO('UTC').hour + 12) % 24;
    const at = (h: number) => `${String(h % 24).padStart(2, '0')}:00`;
    const { config, state } = place(
      `schedule: [{ name: a, cron: "* * * * * *", window: "${at(hour)}-${at(hour + 1)}" }]\n`,
    );
    await using agent = startAgent({ config, state });
    await agent.until(async () => existsSync(join(state, 'agent.sock')) && (await agent.status()).jobs[0]?.waiting);
    expect((await agent.status()).running).toBeNull();
    expect(agent.log().some(({ event }) => event === 'job_begins')).toBe(false);
  });

  it('says what is wrong before it starts', async () => {
    const { config, configure } = place('');
    expect((await wayward(['run', '--config', config])).err).toContain('put jobs under "schedule:"');
    configure(always);
    expect((await wayward(['run', '--once', 'nightly', '--config', config])).err).toContain('there are always');
    configure('schedule: 3\n');
    expect((await wayward(['run', '--config', config])).err).toContain('schedule: expected');
  });

  it('works in a state folder with a long name', async () => {
    const { config, state } = place('schedule: [{ name: a, cron: "0 0 1 1 *" }]\n', '', 'long'.repeat(40));
    await using agent = startAgent({ config, state });
    await agent.logged('started');
    expect((await wayward(['status', '--config', config])).out).toContain(`process ${agent.pid}`);
    expect((await wayward(['stop', '--config', config])).code).toBe(0);
    expect((await agent.ended).code).toBe(0);
  });
});

describe('a job', () => {
  const job: Job = { name: 'a', cron: '* * * * *', sources: null, depth: null, window: null, catchUp: false };

  it('finishes what is under way when its window closes, and keeps the rest', async () => {
    const { config, state } = place(always, slow);
    const { loaded } = await readPlan({ config });
    let read = 0;
    const child = startJob({ do: 'scan', job, loaded, state, paused: false, missed: [] }, ({ reading }) => {
      read = reading.read;
      if (read > 8) child.tell({ do: 'close' });
    });
    expect(await child.ended).toMatchObject({ how: 'stopped', run: { state: 'stopped' } });
    const run = await lastRunIn(state);
    expect(run.read).toBeGreaterThanOrEqual(read);
    expect(run.read).toBeLessThan(files);
    const next = startJob(
      { do: 'scan', job, loaded: (await readPlan({ config })).loaded, state, paused: true, missed: [] },
      () => next.tell({ do: 'stop' }),
    );
    expect(await next.ended).toMatchObject({ how: 'stopped' });
  });

  it('gives way: nice and idle in every thread', async (context) => {
    const { config, state } = place(always, slow);
    await using agent = startAgent({ config, state });
    await agent.until(async () => existsSync(join(state, 'agent.sock')) && readOf(await agent.status()) > 1);
    const [child] = readFileSync(`/proc/${agent.pid}/task/${agent.pid}/children`, 'utf8').trim().split(' ');
    const threads = readdirSync(`/proc/${child}/task`);
    expect(threads.length).toBeGreaterThan(3);
    const nice = threads.map((thread) => {
      const stat = readFileSync(`/proc/${child}/task/${thread}/stat`, 'utf8');
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
    });
    expect(new Set(nice)).toEqual(new Set([10]));
    skipUnless(context, installed('ionice'), 'ionice is not installed');
    const classes = spawnSync('ionice', ['-p', ...threads], { encoding: 'utf8' }).stdout;
    expect(new Set(classes.trim().split('\n'))).toEqual(new Set(['idle']));
  });
});

describe('what jobs and the agent tell', () => {
  const destinations = `
destinations: [{ name: log, kind: file, path: ./events.jsonl }]
outbox: { heartbeat: 2 s, deliver_for: 5 s }
`;
  interface Sent {
    readonly class_uid: number;
    readonly activity_name: string;
    readonly schedule_uid?: string;
    readonly count?: number;
    readonly message: string;
  }
  const sentIn = (folder: string): Sent[] => {
    const file = join(folder, 'events.jsonl');
    if (!existsSync(file)) return [];
    const whole = readFileSync(file, 'utf8').split('\n').slice(0, -1);
    return whole.map((line) => JSON.parse(line) as Sent);
  };

  it('jobs write reports and deliver', async () => {
    const { config, configure } = place('');
    const folder = join(config, '..');
    for (const [at, iban] of ibans(3).entries()) writeFileSync(join(folder, `share/k${at}.txt`), `IBAN: ${iban}\n`);
    configure(`${always}${destinations}
reports: [{ kind: jsonl, file: ./report.jsonl }, { kind: html, file: ./report.html }]
policy: { version: 1, locations: [] }
`);
    expect((await wayward(['run', '--once', 'always', '--config', config])).code).toBe(0);
    const lines = readFileSync(join(folder, 'report.jsonl'), 'utf8').split('\n').slice(0, -1);
    expect(lines.filter((line) => line.startsWith('{"type":"finding"'))).toHaveLength(files + 3);
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('</html>');
    const sent = sentIn(folder);
    const classes = Map.groupBy(sent, ({ class_uid, activity_name }) => `${class_uid} ${activity_name}`);
    expect(classes.get('2006 Create')).toHaveLength(3);
    for (const what of ['2003 Create', '6007 Started', '6007 Completed', '6007 Heartbeat']) {
      expect([what, classes.get(what)?.length ?? 0]).not.toEqual([what, 0]);
    }
  });

  it('the agent at rest says that it is there, and which nights are missing, once', async () => {
    const { config, state, configure } = place('');
    const folder = join(config, '..');
    const yearly = 'schedule: [{ name: nightly, cron: "0 3 * * *" }]\n';
    configure(yearly + destinations);
    makePrivateFolder(state);
    const seen = new Date(Date.now() - 3 * 86_400_000).toISOString();
    const entry = { cron: '0 3 * * *', seen, unfinished: false, last: null, missed: { total: 0, recent: [] } };
    writeFileSync(join(state, 'agent.json'), JSON.stringify({ version: 1, held: false, jobs: { nightly: entry } }));
    {
      await using agent = startAgent({ config, state });
      await agent.until(() => sentIn(folder).filter(({ activity_name: name }) => name === 'Heartbeat').length >= 2);
      const missed = sentIn(folder).filter(({ activity_name: name }) => name === 'Delayed');
      expect(missed).toHaveLength(1);
      expect(missed[0]).toMatchObject({ class_uid: 6007, schedule_uid: 'nightly', count: 3 });
      expect(missed[0]?.message).toContain('not running');
      // It holds no store meanwhile, or only for a moment.
      await agent.until(async () => (await wayward(['scan', '--quiet', '--config', config])).code === 0);
    }
    const before = sentIn(folder).length;
    await using again = startAgent({ config, state });
    await again.until(() =>
      sentIn(folder)
        .slice(before)
        .some(({ activity_name: name }) => name === 'Heartbeat'),
    );
    expect(sentIn(folder).filter(({ activity_name: name }) => name === 'Delayed')).toHaveLength(1);
  });
});
