/** `suspected` until a person decides. */
export type IncidentState = 'suspected' | 'confirmed' | 'dismissed';

/** A time that the law, a contract or the organisation sets, from the moment on in which a person was sure. */
export interface Clock {
  readonly id: string;
  readonly title: string;
  /** ISO 8601: PT72H, P60D. Null for "without undue delay". */
  readonly within: string | null;
  /** From `aware_at`, or from the notification that another clock asks for. */
  readonly after: string | null;
  readonly citation: string;
}

export interface StartedClock extends Clock {
  /** Null without a number, and while what it begins with has not happened. */
  readonly deadline: string | null;
}

export const entryKinds = ['opened', 'confirmed', 'dismissed', 'measure', 'note', 'notified', 'assessed'] as const;
export type EntryKind = (typeof entryKinds)[number];

export interface IncidentEntry {
  readonly time: string;
  readonly actor: string;
  readonly kind: EntryKind;
  /** Of a notification: whose clock it answers. Of an assessment: the field. */
  readonly about: string | null;
  /** When it happened. */
  readonly at: string | null;
  readonly text: string;
}

/** One line of the register. */
export interface Incident {
  readonly id: string;
  readonly state: IncidentState;
  readonly title: string;
  /** Id of the alert it came from. */
  readonly alert: string | null;
  readonly awareAt: string | null;
  readonly clocks: readonly Clock[];
  readonly entries: readonly IncidentEntry[];
}

export type NewEntry = IncidentEntry;

export interface Incidents {
  /** Oldest first. */
  all(): Promise<readonly Incident[]>;
  find(idOrPrefix: string): Promise<readonly Incident[]>;
  /** With its first entry, `opened`. */
  open(incident: Pick<Incident, 'id' | 'title' | 'alert'>, entry: NewEntry): Promise<Incident>;
  /** Appends, and changes the state where one is given. One transaction. */
  append(
    id: string,
    entry: NewEntry,
    change?: {
      readonly state: IncidentState;
      readonly awareAt: string | null;
      readonly clocks: readonly Clock[];
    },
  ): Promise<void>;
}
