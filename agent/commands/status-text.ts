import type { JobStatus, Running, Status } from '../control/status.ts';

/** `wayward status` for people. Times are of this shell's own zone. */
export function statusText(status: Status, dir: string): string {
  const lines = [agentLine(status, dir), ...runningLines(status.running), ...status.jobs.flatMap(jobLines)];
  const { lastRun } = status;
  if (lastRun !== null) lines.push(`Last run in the store: ${lastRun.state}, begun ${time(lastRun.startedAt)}`);
  return `${lines.join('\n')}\n`;
}

function agentLine({ agent }: Status, dir: string): string {
  if (agent === null) return `No agent runs on ${dir}.`;
  const { refused } = agent.configuration;
  const paused = agent.paused ? ', paused' : '';
  const wrong =
    refused === null
      ? ''
      : `\n  The configuration of ${time(refused.at)} was refused (mistakes: ${refused.mistakes}); the one before counts.`;
  return `Agent ${agent.version}, process ${agent.pid}, since ${time(agent.since)}${paused}${wrong}`;
}

function runningLines(running: Running | null): string[] {
  if (running === null) return [];
  const { job, why, since, progress, held, passEnds, windowCloses } = running;
  const lines = [`Running: ${job} (${whys[why]}) since ${time(since)}${held === null ? '' : `, ${holds[held]}`}`];
  if (progress !== null) {
    const { finished, listed, expected, filesPerSecond, mbPerSecond } = progress;
    lines.push(
      `  ${finished} of ${expected ?? `${listed}+`} items · ${filesPerSecond} files/s · ${mbPerSecond} MB/s`,
      `  a full pass ends: ${passEnds === null ? 'nobody can tell yet' : time(passEnds)}`,
    );
  }
  if (windowCloses !== null) lines.push(`  the window closes: ${time(windowCloses)}`);
  return lines;
}

function jobLines({ name, cron, window, next, waiting, unfinished, last, missed }: JobStatus): string[] {
  const lines = [`${name}: ${cron}${window === null ? '' : `, only ${window}`}`];
  if (waiting) lines.push('  its time has come, and it waits');
  if (next !== null) lines.push(`  next: ${time(next)}`);
  if (last === null) lines.push('  last: never');
  else {
    const how = last.how ?? (unfinished && last.endedAt === null ? 'not ended' : 'unknown');
    lines.push(
      `  last: ${how}, begun ${time(last.startedAt)}${last.endedAt === null ? '' : `, ended ${time(last.endedAt)}`}`,
    );
  }
  if (unfinished && last?.endedAt != null) lines.push('  there is more to do: the next run carries on');
  const latest = missed.recent.at(-1);
  if (latest !== undefined) {
    lines.push(`  missed: ${missed.total}, the last ${time(latest.at)} (${reasons[latest.why]})`);
  }
  return lines;
}

const whys = {
  schedule: 'its time',
  catch_up: 'catching up',
  window: 'carrying on',
  asked: 'asked for',
} as const;
const holds = { paused: 'paused', load: 'waiting for the load of the machine to fall' } as const;
const reasons = {
  not_running: 'no agent ran',
  asleep: 'the machine was asleep',
  still_going: 'the run before was still going',
} as const;

function time(instant: string): string {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(Temporal.Now.timeZoneId());
  return zoned.toPlainDateTime().toString({ smallestUnit: 'second' }).replace('T', ' ');
}
