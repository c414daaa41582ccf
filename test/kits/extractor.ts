import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import type { DocumentDate, Extractor } from '../../agent/contracts/extractor.ts';
import { extractContent } from '../../agent/extract/extract.ts';
import {
  allText,
  contentOf,
  type Extraction,
  extractAll,
  extractors,
  optionsWith,
  seeded,
  sightings,
} from './extract.ts';

export interface Expectation {
  /** A canary that must come out, whole, in one text, cell or value. */
  readonly text: string;
  readonly type?: 'prose' | 'table' | 'fields';
  /** Column or field name. */
  readonly name?: string;
  /** What stands in its place: hops, then row and cell, or the field's place. */
  readonly place?: string;
  readonly part?: string;
}

export interface Acceptance {
  /** Below `fixtures/extractors/`. */
  readonly fixture: string;
  readonly kind: string;
  readonly expect: readonly Expectation[];
  readonly dates?: readonly (Pick<DocumentDate, 'event' | 'date' | 'grade' | 'from'> & { readonly part?: string })[];
  /** Texts that must come out once only, however often the format repeats them. */
  readonly once?: readonly string[];
  readonly mutations?: number;
}

/** Runs an extractor through everything that a user's files may do to it. */
export function acceptExtractor(extractor: Extractor, acceptance: Acceptance): void {
  const bytes = readFileSync(new URL(`../../fixtures/extractors/${acceptance.fixture}`, import.meta.url));
  const wrongName = 'holiday.jpg';

  describe(`extractor ${extractor.id}: ${acceptance.fixture}`, () => {
    it('has an id that is its file name, a version and a title', () => {
      expect(extractors.find(({ id }) => id === extractor.id)).toBe(extractor);
      expect(extractor.version).toBeGreaterThan(0);
      expect(extractor.title).not.toBe('');
    });

    it('is chosen by content, whatever the name, and reads all of it', async () => {
      const { result } = await extractAll(bytes, wrongName);
      expect(result).toMatchObject({ status: 'read', kind: acceptance.kind, problems: [] });
      expect(result.contentHash).toMatch(/^[0-9a-f]{64}$/);
    });

    it('finds the canaries where they are', async () => {
      const { events } = await extractAll(bytes, wrongName);
      const seen = sightings(events);
      for (const wanted of acceptance.expect) {
        const found = seen.filter(({ text }) => text.includes(wanted.text));
        expect(found, `${wanted.text} was not found`).not.toEqual([]);
        const { text: _, ...rest } = wanted;
        expect(found, wanted.text).toEqual(expect.arrayContaining([expect.objectContaining(rest)]));
      }
      for (const text of acceptance.once ?? [])
        expect(
          seen.filter((one) => one.text.includes(text)),
          `${text} came out more than once`,
        ).toHaveLength(1);
    });

    it('tells the dates that the format keeps', async () => {
      const { events } = await extractAll(bytes, wrongName);
      const dates = events.filter((event) => event.type === 'date').map(({ part, date }) => ({ part, ...date }));
      expect(dates).toEqual(
        expect.arrayContaining((acceptance.dates ?? []).map((date) => expect.objectContaining(date))),
      );
    });

    it('gives the same every time', async () => {
      expect(await extractAll(bytes, wrongName)).toEqual(await extractAll(bytes, wrongName));
    });

    it('ends well with every kind of broken bytes', { timeout: 120_000 }, async () => {
      const printed = silence();
      try {
        for (const [how, broken] of mutations(bytes, acceptance.mutations ?? 60))
          await survives(how, broken, bytes.length);
        expect(printed()).toEqual([]);
      } finally {
        vi.restoreAllMocks();
      }
    });

    it('takes nothing for nothing', async () => {
      const { result } = await extractAll(new Uint8Array(0), acceptance.fixture);
      expect(result).toMatchObject({ status: 'read', kind: 'empty', problems: [] });
      const direct = await collect(extractor, new Uint8Array(0));
      expect(direct).toBe('ended');
    });

    it('stops when it is told to', async () => {
      const stop = new AbortController();
      const run = extractContent(contentOf(bytes), wrongName, optionsWith({ signal: stop.signal }));
      const first = await run.next();
      expect(first.done).toBe(false);
      const reason = new Error('stopped');
      stop.abort(reason);
      const rest = (async () => {
        for (let next = await run.next(); next.done !== true; next = await run.next()) {}
      })();
      // A small file may be read already; then it simply ends.
      await rest.catch((error: unknown) => expect(error).toBe(reason));
      const early = extractContent(contentOf(bytes), wrongName, optionsWith({ signal: stop.signal }));
      await expect(early.next()).rejects.toBe(reason);
    });
  });
}

/** Console output is a leak: it may quote content. */
function silence(): () => unknown[] {
  const calls: unknown[] = [];
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, method).mockImplementation((...values: unknown[]) => void calls.push(values));
  return () => calls;
}

function* mutations(bytes: Uint8Array, flips: number): Generator<[string, Uint8Array]> {
  for (const share of [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99]) {
    const length = Math.floor(bytes.length * share);
    yield [`cut to ${length}`, bytes.subarray(0, length)];
  }
  yield ['cut by one', bytes.subarray(0, -1)];
  yield ['with a tail', Buffer.concat([bytes, Buffer.alloc(300, 0xa5)])];
  const random = seeded(20_260_101);
  for (let i = 0; i < flips; i++) {
    const broken = Uint8Array.from(bytes);
    const count = 1 + (random() % 8);
    for (let k = 0; k < count; k++) broken[random() % broken.length]! ^= 1 << (random() % 8);
    yield [`flipped ${i}`, broken];
  }
}

const limits = { bytes: 64 << 20, ratio: 1000, depth: 6, members: 1000 };

async function survives(how: string, broken: Uint8Array, size: number): Promise<void> {
  let spent = 0;
  const begun = performance.now();
  const outcome: Extraction = await extractAll(broken, 'broken.bin', {
    limits,
    progress: (bytes) => {
      spent += bytes;
    },
  });
  const { result } = outcome;
  expect(performance.now() - begun, `${how}: time`).toBeLessThan(20_000);
  expect(spent, `${how}: bytes made`).toBeLessThan(limits.bytes + 4 * size + (2 << 20));
  expect(
    result.problems.filter(({ code }) => code === 'internal'),
    how,
  ).toEqual([]);
  const status = result.problems.length > 0 ? ['partly', 'unread'] : ['read', 'excluded'];
  expect(status, how).toContain(result.status);
  expect(allText(outcome.events).length).toBeLessThan(limits.bytes);
}

/** Runs an extractor without the core, on bytes that it did not choose. */
async function collect(extractor: Extractor, bytes: Uint8Array): Promise<'ended' | 'threw'> {
  const content = contentOf(bytes);
  try {
    for await (const _ of extractor.extract({
      name: 'x',
      size: bytes.length,
      kind: 'empty',
      head: bytes,
      bytes: async function* () {
        yield bytes;
      },
      read: (offset, length) => content.read(offset, length),
      whole: async () => bytes,
      spend: () => {},
      signal: new AbortController().signal,
    })) {
      // Whatever it makes of nothing.
    }
    return 'ended';
  } catch (error) {
    // Formats with a directory have none here: an error with a closed code.
    return error instanceof Error && error.name === 'SourceError' ? 'ended' : 'threw';
  }
}
