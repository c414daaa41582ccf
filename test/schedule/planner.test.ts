import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Entry, How, Job } from '../../agent/schedule/job.ts';
import { readJournal, writeJournal } from '../../agent/schedule/journal.ts';
import { type News, Planner } from '../../agent/schedule/planner.ts';

const zone = 'Europe/Berlin';
const ms = (wall: string) => Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds;
const job = (name: string, cron: string, more: Partial<Job> = {}): Job => ({
  ...{ name, cron, sources: null, depth: null, window: null, catchUp: false },
  ...more,
});

/** An agent whose clock is moved by hand, and which notes what it does and is told. */
class Simulated {
  readonly log: string[] = [];
  readonly planner: Planner;
  now: number;
  /** How long a job takes, in milliseconds of its running time; by name. */
  work: Record<string, number> = {};
  #running: { readonly name: string; left: number } | null = null;

  constructor(
    at: string,
    jobs: readonly Job[],
    known: { jobs: Readonly<Record<string, Entry>>; held: boolean } = { jobs: {}, held: false },
  ) {
    this.now = ms(at);
    const tell = (news: News) =>
      this.note(news.event === 'missed' ? `missed ${news.job}: ${news.why} ${news.count}` : `dropped ${news.job}`);
    this.planner = new Planner(jobs, zone, this.now, known, tell);
    this.tick();
  }

  note(what: string): void {
    const wall = Temporal.Instant.fromEpochMilliseconds(this.now).toZonedDateTimeISO(zone).toPlainDateTime();
    this.log.push(`${wall.toString({ smallestUnit: 'minute' }).slice(5)} ${what}`);
  }

  tick(): void {
    for (const step of this.planner.tick(this.now)) {
      if (step.do === 'begin') {
        this.note(`begin ${step.job.name} (${step.why})`);
        this.#running = { name: step.job.name, left: this.work[step.job.name] ?? 0 };
      } else {
        this.note(`close ${step.job.name}`);
        this.work[step.job.name] = this.#running?.left ?? 0;
        this.end('stopped');
      }
    }
  }

  end(how: How): void {
    this.note(`${this.#running?.name} ${how}`);
    this.#running = null;
    this.planner.ended(how, null, this.now);
    this.tick();
  }

  /** Time passes; the agent wakes when its planner says so, or when a job has ended. */
  until(wall: string): this {
    const end = ms(wall);
    for (;;) {
      const running = this.#running;
      const ends = running === null ? Number.POSITIVE_INFINITY : this.now + running.left;
      const wakes = this.planner.wake(this.now) ?? Number.POSITIVE_INFINITY;
      const next = Math.min(ends, wakes, end);
      if (running !== null) running.left -= next - this.now;
      this.now = next;
      if (running !== null && running.left <= 0) this.end('finished');
      else this.tick();
      if (next === end) return this;
    }
  }

  /** The machine sleeps: nobody looks. */
  sleepUntil(wall: string): this {
    this.now = ms(wall);
    this.tick();
    return this;
  }
}

const hours = 3_600_000;

describe('the planner', () => {
  it('begins jobs at their times, one at a time', () => {
    const agent = new Simulated('2026-06-10T12:00', [job('shares', '0 22 * * *'), job('crm', '30 22 * * *')]);
    agent.work = { shares: 1 * hours, crm: 2 * hours };
    expect(agent.until('2026-06-11T12:00').log).toEqual([
      '06-10T22:00 begin shares (schedule)',
      '06-10T23:00 shares finished',
      '06-10T23:00 begin crm (schedule)',
      '06-11T01:00 crm finished',
    ]);
  });

  it('never runs a job beside itself, and tells what was missed', () => {
    const agent = new Simulated('2026-06-10T21:00', [job('hourly', '0 * * * *')]);
    agent.work = { hourly: 2.5 * hours };
    expect(agent.until('2026-06-11T00:45').log).toEqual([
      '06-10T22:00 begin hourly (schedule)',
      '06-10T23:00 missed hourly: still_going 1',
      '06-11T00:00 missed hourly: still_going 1',
      '06-11T00:30 hourly finished',
    ]);
    expect(agent.planner.planned()[0]?.entry.missed).toEqual({
      total: 2,
      recent: [
        { at: '2026-06-10T21:00:00Z', why: 'still_going' },
        { at: '2026-06-10T22:00:00Z', why: 'still_going' },
      ],
    });
  });

  it('stops at the end of the window, and carries on in the next', () => {
    const agent = new Simulated('2026-06-12T12:00', [job('weekly', '0 22 * * 5', { window: '22:00-06:00' })]);
    agent.work = { weekly: 20 * hours };
    // 2026-06-12 is a Friday.
    expect(agent.until('2026-06-19T12:00').log).toEqual([
      '06-12T22:00 begin weekly (schedule)',
      '06-13T06:00 close weekly',
      '06-13T06:00 weekly stopped',
      '06-13T22:00 begin weekly (window)',
      '06-14T06:00 close weekly',
      '06-14T06:00 weekly stopped',
      '06-14T22:00 begin weekly (window)',
      '06-15T02:00 weekly finished',
    ]);
  });

  it('waits for its window when its time comes outside of it', () => {
    const agent = new Simulated('2026-06-10T12:00', [job('shares', '0 18 * * *', { window: '22:00-06:00' })]);
    agent.until('2026-06-10T19:00');
    expect(agent.planner.planned()[0]).toMatchObject({ waiting: true });
    expect(agent.until('2026-06-10T23:00').log).toEqual([
      '06-10T22:00 begin shares (schedule)',
      '06-10T22:00 shares finished',
    ]);
  });

  it('begins one run when its time and its window come together', () => {
    const agent = new Simulated('2026-06-10T12:00', [job('daily', '0 22 * * *', { window: '22:00-06:00' })]);
    agent.work = { daily: 10 * hours };
    expect(agent.until('2026-06-12T12:00').log.filter((line) => line.includes('begin'))).toEqual([
      '06-10T22:00 begin daily (schedule)',
      '06-11T22:00 begin daily (schedule)',
    ]);
  });

  it('tells what was missed while no agent ran, and catches up once where that is asked for', () => {
    const first = new Simulated('2026-06-10T12:00', [job('a', '0 22 * * *'), job('b', '0 23 * * *')]);
    first.until('2026-06-11T12:00');
    const known = { jobs: first.planner.entries(), held: false };
    const next = new Simulated(
      '2026-06-14T12:00',
      [job('a', '0 22 * * *'), job('b', '0 23 * * *', { catchUp: true }), job('new', '0 1 * * *')],
      known,
    );
    expect(next.log).toEqual([
      '06-14T12:00 missed a: not_running 3',
      '06-14T12:00 missed b: not_running 3',
      '06-14T12:00 begin b (catch_up)',
    ]);
    next.end('finished');
    expect(next.until('2026-06-14T22:30').log.at(-2)).toBe('06-14T22:00 begin a (schedule)');
  });

  it('carries on with what was cut short by a kill', () => {
    const jobs = [
      job('a', '0 22 * * *'),
      job('b', '0 22 * * *', { catchUp: true }),
      job('c', '0 20 * * *', { window: '20:00-06:00' }),
    ];
    const cut = (name: string) => {
      const agent = new Simulated('2026-06-10T12:00', jobs);
      agent.work = { [name]: 5 * hours };
      agent.until(name === 'c' ? '2026-06-10T20:10' : '2026-06-10T22:10');
      expect(agent.planner.running(agent.now)?.job.name).toBe(name);
      return new Simulated('2026-06-10T22:20', jobs, { jobs: agent.planner.entries(), held: false });
    };
    // Its next time carries on.
    expect(cut('a').log.filter((line) => line.includes(' a '))).toEqual([]);
    expect(cut('b').log).toContain('06-10T22:20 begin b (catch_up)');
    const next = cut('c');
    next.end('finished');
    expect(next.log).toContain('06-10T22:20 begin c (window)');
  });

  it('counts from now on when the times were changed meanwhile', () => {
    const first = new Simulated('2026-06-10T12:00', [job('a', '0 22 * * *')]);
    const known = { jobs: first.planner.entries(), held: false };
    expect(new Simulated('2026-06-14T12:00', [job('a', '0 21 * * *', { catchUp: true })], known).log).toEqual([]);
  });

  it('tells what it slept through, and runs what is late by moments', () => {
    const slept = new Simulated('2026-06-10T12:00', [job('a', '0 22 * * *')]).sleepUntil('2026-06-12T08:00');
    expect(slept.log).toEqual(['06-12T08:00 missed a: asleep 2']);
    const late = new Simulated('2026-06-10T12:00', [job('a', '0 22 * * *')]).sleepUntil('2026-06-10T22:02');
    expect(late.log).toEqual(['06-10T22:02 begin a (schedule)']);
    const caught = new Simulated('2026-06-10T12:00', [job('a', '0 22 * * *', { catchUp: true })]);
    expect(caught.sleepUntil('2026-06-12T08:00').log).toEqual([
      '06-12T08:00 missed a: asleep 2',
      '06-12T08:00 begin a (catch_up)',
    ]);
  });

  it('runs a job at half past two once in each of the two odd nights', () => {
    const jobs = [job('a', '30 2 * * *')];
    const begins = (from: string, until: string) =>
      new Simulated(from, jobs).until(until).log.filter((line) => line.includes('begin'));
    expect(begins('2026-03-28T12:00', '2026-03-29T12:00')).toEqual(['03-29T03:30 begin a (schedule)']);
    expect(begins('2026-10-24T12:00', '2026-10-25T12:00')).toEqual(['10-25T02:30 begin a (schedule)']);
  });

  it('begins nothing while it is held, and then what has come', () => {
    const agent = new Simulated('2026-06-10T12:00', [job('a', '0 22 * * *'), job('b', '0 * * * *')]);
    agent.planner.hold(true);
    agent.until('2026-06-11T00:30');
    expect(agent.log.filter((line) => !line.includes('missed b'))).toEqual([]);
    agent.planner.hold(false);
    agent.tick();
    expect(agent.log.at(-1)).toBe('06-11T00:30 begin b (schedule)');
    agent.end('finished');
    expect(agent.log.at(-1)).toBe('06-11T00:30 begin a (schedule)');
  });

  it('takes other jobs from the next on, and lets the running one end', () => {
    const agent = new Simulated('2026-06-10T12:00', [job('a', '0 22 * * *'), job('b', '5 22 * * *')]);
    agent.work = { a: 3 * hours };
    agent.until('2026-06-10T22:30');
    agent.planner.replace([job('a', '0 1 * * *'), job('c', '0 23 * * *')], zone, agent.now);
    expect(agent.until('2026-06-11T02:00').log).toEqual([
      '06-10T22:00 begin a (schedule)',
      '06-10T22:30 dropped b',
      '06-11T01:00 a finished',
      '06-11T01:00 begin c (schedule)',
      '06-11T01:00 c finished',
      // Its new time came when the old run was over.
      '06-11T01:00 begin a (schedule)',
    ]);
  });

  it('does not begin again what failed, until its next time', () => {
    const agent = new Simulated('2026-06-10T12:00', [job('a', '0 22 * * *', { window: '22:00-06:00' })]);
    agent.work = { a: 5 * hours };
    agent.until('2026-06-10T23:00');
    agent.end('failed');
    expect(agent.until('2026-06-11T12:00').log).toEqual(['06-10T22:00 begin a (schedule)', '06-10T23:00 a failed']);
    expect(agent.planner.planned()[0]?.entry).toMatchObject({ unfinished: false, last: { how: 'failed' } });
  });

  it('tries again every minute while something else holds the store, as if it had not begun', () => {
    const agent = new Simulated('2026-06-10T12:00', [job('a', '0 22 * * *', { window: '22:00-06:00' })]);
    agent.work = { a: 9 * hours };
    agent.until('2026-06-11T12:00');
    expect(agent.planner.planned()[0]?.entry).toMatchObject({ unfinished: true, last: { how: 'stopped' } });
    agent.work = { a: 5 * hours };
    agent.until('2026-06-11T22:00');
    agent.log.length = 0;
    agent.end('busy');
    expect(agent.planner.planned()[0]).toMatchObject({
      waiting: true,
      entry: { unfinished: true, last: { how: 'stopped' } },
    });
    agent.until('2026-06-11T22:01');
    agent.end('busy');
    expect(agent.until('2026-06-11T22:05').log).toEqual([
      '06-11T22:00 a busy',
      '06-11T22:01 begin a (schedule)',
      '06-11T22:01 a busy',
      '06-11T22:02 begin a (schedule)',
    ]);
  });

  it('runs what somebody asks for, whatever the window', () => {
    const agent = new Simulated('2026-06-10T12:00', [job('a', '0 22 * * *', { window: '22:00-06:00' })]);
    expect(agent.planner.ask('b', agent.now)).toBeNull();
    expect(agent.planner.ask('a', agent.now)).toMatchObject({ do: 'begin', why: 'asked' });
    agent.tick();
    expect(agent.log).toEqual([]);
  });
});

describe('the journal', () => {
  const dir = mkdtempSync(join(tmpdir(), 'wayward-journal-'));
  afterAll(() => rmSync(dir, { recursive: true }));

  it('gives back what was kept, and leaves nothing beside it', () => {
    expect(readJournal(dir)).toEqual({ journal: { jobs: {}, held: false, untold: [] }, damaged: false });
    const agent = new Simulated('2026-06-10T12:00', [job('a', '0 * * * *')]).until('2026-06-10T15:00');
    const untold = [{ job: 'a', why: 'asleep' as const, at: '2026-06-10T13:00:00Z', count: 2 }];
    const journal = { jobs: agent.planner.entries(), held: true, untold };
    writeJournal(dir, journal);
    expect(readJournal(dir)).toEqual({ journal, damaged: false });
    expect(readdirSync(dir)).toEqual(['agent.json']);
    expect(statSync(join(dir, 'agent.json')).mode & 0o777).toBe(0o600);
  });

  it.each(['', '{', '[]', '{"version":1,"jobs":{"a":{}},"held":false}', '{"version":9,"jobs":{},"held":false}'])(
    'says that it is damaged: %s',
    (text) => {
      writeFileSync(join(dir, 'agent.json'), text);
      expect(readJournal(dir)).toEqual({ journal: { jobs: {}, held: false, untold: [] }, damaged: true });
    },
  );
});
