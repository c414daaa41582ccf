/** Hours of every day, in a time zone. All moments are epoch milliseconds. */
export interface Window {
  isOpen(now: number): boolean;
  /** When it opens next; now, when it is open. */
  opens(now: number): number;
  /** When it closes next. */
  closes(now: number): number;
  /** The moment at which it will have been open for so many more milliseconds. */
  after(now: number, milliseconds: number): number;
}

/**
 * `22:00-06:00`: from the first time until the other, over midnight when that is the earlier one. Where clocks are put
 * forward or back it opens and closes once, too: a time that the day does not have comes as much later, one that it has
 * twice counts the first time.
 */
export function readWindow(text: string, timeZone: string): Window {
  const [from = '', until = ''] = text.split('-');
  const overMidnight = until <= from;
  const opening = (day: Temporal.PlainDate) => momentOf(day, from, timeZone);
  const closing = (day: Temporal.PlainDate) => momentOf(overMidnight ? day.add({ days: 1 }) : day, until, timeZone);
  const dayOf = (now: number) =>
    Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate().subtract({ days: 1 });

  /** The first opening that is not over yet; on a day that lacks its hours there is none. */
  const next = (now: number): { readonly opens: number; readonly closes: number } => {
    for (let day = dayOf(now); ; day = day.add({ days: 1 })) {
      const [opens, closes] = [opening(day), closing(day)];
      if (closes > now && closes > opens) return { opens, closes };
    }
  };
  return {
    isOpen: (now) => next(now).opens <= now,
    opens: (now) => Math.max(now, next(now).opens),
    closes: (now) => next(now).closes,
    after(now, milliseconds) {
      let left = milliseconds;
      for (let at = now; ; ) {
        const { opens, closes } = next(at);
        const begins = Math.max(at, opens);
        if (begins + left <= closes) return begins + left;
        left -= closes - begins;
        at = closes;
      }
    },
  };
}

function momentOf(day: Temporal.PlainDate, time: string, timeZone: string): number {
  return day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
}
