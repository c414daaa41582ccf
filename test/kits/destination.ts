import { expect, it } from 'vitest';
import type { Answer, DestinationContext, DestinationKind, OutboxEvent } from '../../agent/contracts/delivery.ts';
import { events, origin } from '../../fixtures/destinations/sample.ts';

/** A peer that takes what a destination sends, as the real one would. */
export interface DestinationPeer extends AsyncDisposable {
  /** What the configuration says to reach it. */
  readonly settings: object;
  /** What it has taken, as text, without what differs from run to run. */
  taken(): Promise<string> | string;
}

export interface DestinationCase {
  /** A real peer: a server of its own, on a port of its own. */
  peer(): Promise<DestinationPeer>;
  /** Settings of a peer that is not there; null for a kind that connects to nothing. */
  readonly gone: (() => Promise<object>) | null;
  /** Line ends and the like that belong to the format. */
  readonly controls: RegExp;
  /** What must not stand in what was taken, though the hostile name asks for it. */
  readonly forbidden: readonly RegExp[];
  /** Secrets in `settings`: none may stand in an answer. */
  readonly secrets: readonly string[];
}

/** 2026-06-30T02:16:40Z */
export const now = 1_782_785_800_000;
export const context: DestinationContext = { name: 'test', origin, now: () => now };

/** Codes that answers give as reasons. */
const reason = /^[a-z]+(_[a-z0-9]+)*$/;

/** What every kind of destination must stand. `fixture` is its file in fixtures/destinations. */
export function acceptDestination<S>(kind: DestinationKind<S>, fixture: string, of: DestinationCase): void {
  it('delivers events of every kind, and what it sends is as it was', async () => {
    await using peer = await of.peer();
    expect(await sendAll(kind, peer.settings, events)).toEqual(events.map(() => ({ kind: 'delivered' })));
    await expect(await peer.taken()).toMatchFileSnapshot(`../../fixtures/destinations/${fixture}`);
  });

  it('lets no name say more than a name', async () => {
    await using peer = await of.peer();
    await sendAll(kind, peer.settings, events);
    const taken = await peer.taken();
    expect(taken.replace(of.controls, '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}]/u);
    for (const pattern of of.forbidden) expect(taken).not.toMatch(pattern);
  });

  const { gone } = of;
  if (gone !== null) {
    it('says to try again when nobody is there, by a code and without a secret', async () => {
      const wanted = events.filter(({ notice }) => kind.wants?.(notice) ?? true);
      const answers = await sendAll(kind, await gone(), wanted.slice(0, 3));
      for (const answer of answers) {
        expect(answer).toMatchObject({ kind: 'retry', reason: expect.stringMatching(reason) });
        for (const secret of of.secrets) expect(JSON.stringify(answer)).not.toContain(secret);
      }
    });
  }

  it('knows its own name, and refuses settings it does not know', async () => {
    await using peer = await of.peer();
    expect(kind.kind).toMatch(/^[a-z]+(-[a-z]+)*$/);
    const read = kind.settings.parse(peer.settings);
    // What has been read once is read again the same.
    expect(kind.settings.parse(read)).toEqual(read);
    expect(() => kind.settings.parse({ ...peer.settings, no_such_setting: true })).toThrow();
  });
}

/** One answer for each event, sent as the core does: whole, or one of an item at a time. */
export async function sendAll<S>(
  kind: DestinationKind<S>,
  settings: object,
  all: readonly OutboxEvent[],
  signal: AbortSignal = new AbortController().signal,
): Promise<Answer[]> {
  await using open = await kind.open(kind.settings.parse(settings), context);
  const answers: Answer[] = [];
  for (const batch of kind.whole ? [all] : all.map((event) => [event])) {
    const answer = await open.send(batch, signal);
    answers.push(...(Array.isArray(answer) ? (answer as Answer[]) : batch.map(() => answer as Answer)));
  }
  return answers;
}
