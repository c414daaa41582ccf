import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { events } from '../../fixtures/destinations/sample.ts';
import file from '../../reporters/destinations/file.ts';
import { acceptDestination, context, sendAll } from '../kits/destination.ts';

function folder() {
  const dir = mkdtempSync(join(tmpdir(), 'wayward-file-'));
  return { dir, path: join(dir, 'events.jsonl'), [Symbol.dispose]: () => rmSync(dir, { recursive: true }) };
}

const lines = (path: string) => readFileSync(path, 'utf8').split('\n').slice(0, -1);

describe('file', () => {
  acceptDestination(file, 'file.jsonl', {
    async peer() {
      const place = folder();
      return {
        settings: { path: place.path },
        taken: () => readFileSync(place.path, 'utf8'),
        [Symbol.asyncDispose]: async () => place[Symbol.dispose](),
      };
    },
    gone: null,
    controls: /\n/g,
    forbidden: [],
    secrets: [],
  });

  it('is readable by its owner alone', async () => {
    using place = folder();
    await sendAll(file, { path: place.path }, events);
    expect(statSync(place.path).mode & 0o777).toBe(0o600);
  });

  it('goes on where it was, without the line that a kill left unfinished', async () => {
    using place = folder();
    await sendAll(file, { path: place.path }, events.slice(0, 3));
    const before = lines(place.path);
    appendFileSync(place.path, `{"unfinished":"${'x'.repeat(100_000)}`);
    await sendAll(file, { path: place.path }, events.slice(3, 5));
    expect(lines(place.path).slice(0, 3)).toEqual(before);
    expect(lines(place.path)).toHaveLength(5);
    for (const line of lines(place.path)) JSON.parse(line);
  });

  it('sets a file aside that has grown, and overwrites none', async () => {
    using place = folder();
    await using open = await file.open(file.settings.parse({ path: place.path, max_size: 500 }), context);
    for (const event of events.slice(0, 4)) await open.send([event], new AbortController().signal);
    const names = readdirSync(place.dir).sort();
    expect(names).toHaveLength(4);
    const uids = names
      .flatMap((name) => lines(join(place.dir, name)))
      .map((line) => (JSON.parse(line) as { metadata: { uid: string } }).metadata.uid);
    expect(uids.sort()).toEqual(events.slice(0, 4).map(({ id }) => id));
    for (const name of names) expect(statSync(join(place.dir, name)).mode & 0o777).toBe(0o600);
  });

  it('can write CloudEvents', async () => {
    using place = folder();
    await sendAll(file, { path: place.path, format: 'cloudevents' }, events.slice(0, 1));
    expect(JSON.parse(lines(place.path)[0] ?? '')).toMatchObject({ specversion: '1.0', id: events[0]?.id });
  });

  it('says before anything is sent that it cannot be written', async () => {
    await expect(sendAll(file, { path: '/no/such/folder/events.jsonl' }, [])).rejects.toThrow(
      /cannot be written \(ENOENT\)/,
    );
  });
});
