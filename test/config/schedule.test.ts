import { describe, expect, it } from 'vitest';
import { effective } from '../../config/effective.ts';
import { config, load, mistakes } from './setup.ts';

describe('a schedule', () => {
  it('has what it does not say by default', async () => {
    const { config: loaded } = await load({ text: config('schedule: [{ name: a, cron: "0 22 * * *" }]') });
    expect(loaded.schedule).toEqual([
      { name: 'a', cron: '0 22 * * *', sources: null, depth: null, window: null, catchUp: false },
    ]);
  });

  it('tells every mistake', async () => {
    const text = config(
      [
        'schedule:',
        '  - { name: a, cron: "0 25 * * *", sources: [shar] }',
        '  - { name: a, cron: "0 0 30 2 *", window: 22-6 }',
        '  - { name: b, cron: "", window: "06:00-06:00", depth: deep }',
        'gentle: { nice: 20, io: slow, back_off: 1, memory: 2 GIX, max_load: 0 }',
      ].join('\n'),
    );
    const cron = 'expected a cron expression as node-cron reads it, as "0 22 * * 1-5"';
    const told = await mistakes(text);
    for (const one of [
      `schedule[0].cron: ${cron}`,
      'schedule[0].sources[0]: there is no such source. Did you mean "share"?',
      'schedule[1].name: another job has this name',
      `schedule[1].cron: ${cron}`,
      'schedule[1].window: expected a window of hours, as 22:00-06:00',
      `schedule[2].cron: ${cron}`,
      'schedule[2].window: expected a window of hours, as 22:00-06:00; this one has no length',
      'schedule[2].depth: expected',
      'gentle.nice: ',
      'gentle.io: ',
      'gentle.back_off: ',
      'gentle.memory: expected a size, as 500 MB, 2 GiB or 1048576',
      'gentle.max_load: ',
    ]) {
      expect(told.filter((line) => line.includes(`: ${one}`))).toHaveLength(1);
    }
    expect(told).toHaveLength(13);
  });

  it('prints what counts, and that loads again', async () => {
    const text = config('gentle: { memory: 1 GiB, back_off: 0 }\nschedule: [{ name: a, cron: "@daily" }]');
    const loaded = await load({ text });
    expect(loaded.config.gentle).toMatchObject({ memory: 2 ** 30, backOff: null });
    expect(effective(loaded)).toContain('memory: 1 GiB');
    expect((await load({ text: effective(loaded) })).config.gentle).toEqual(loaded.config.gentle);
  });
});
