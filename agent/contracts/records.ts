import type { Subject } from './finding.ts';

/** One line of the record of processing activities: an activity of the policy and one category of its data. */
export interface RecordRow {
  readonly activity: Activity;
  readonly category: string;
  /** Each rule in words: `RET-CONTRACT: keep at least P6Y (§ 147 AO), delete at most P10Y`. */
  readonly schedule: readonly string[];
  /** Ids of rules and locations of the policy that are about it. */
  readonly rules: readonly string[];
  readonly locations: readonly string[];
  /** The same as places: `share:CRM/**`. */
  readonly places: readonly string[];
  /** Sources that these lie in; null: in any. */
  readonly sources: readonly string[] | null;
}

/** What the policy says of an activity; what it leaves out is null or empty. Nothing here is from a scan. */
export interface Activity {
  readonly id: string;
  readonly title: string | null;
  readonly role: 'controller' | 'processor';
  readonly function: string | null;
  readonly purpose: string;
  readonly jointController: string | null;
  readonly subjects: readonly Subject[] | null;
  readonly individuals: string | null;
  readonly recipients: readonly Recipient[];
  readonly transfers: readonly { readonly country: string; readonly safeguards: string | null }[];
  readonly security: string | null;
  readonly lawfulBasis: string | null;
  readonly lawfulBasisRef: string | null;
  readonly article9: string | null;
  readonly schedule1: string | null;
  readonly legitimateInterests: string | null;
  readonly assessment: string | null;
  readonly rights: readonly string[];
  readonly automatedDecisions: string | null;
  readonly dataSource: string | null;
  readonly consentRecord: string | null;
  readonly dpiaRequired: boolean | null;
  readonly dpiaProgress: string | null;
  readonly dpiaLink: string | null;
  readonly breachOccurred: boolean | null;
  readonly breachRecord: string | null;
  readonly retentionPolicy: string | null;
  readonly notAdhering: string | null;
  readonly software: string | null;
  readonly owner: string | null;
  readonly createdOn: string | null;
  readonly updatedOn: string | null;
}

export interface Recipient {
  readonly name: string;
  readonly kind: 'internal' | 'external' | 'processor';
  /** Of a processor: its contract. */
  readonly contract: string | null;
}

/** A line of the record with what a run saw of it. */
export interface ProcessingRecord extends RecordRow {
  readonly evidence: Evidence;
}

export interface Evidence {
  /** Where it lies and may, as shown; at most twenty, and how many there are. */
  readonly observed: ListedPlaces;
  /** Where data of this category and subject lies and may not: whose activity it is from, nobody can see. */
  readonly unapproved: ListedPlaces;
  readonly findings: number;
  readonly matches: number;
  /** Files and tables. */
  readonly items: number;
  readonly pastRetention: number;
  readonly perhapsPastRetention: number;
  /** Of which no date, no rule or a conflict of rules leaves it open. */
  readonly undetermined: number;
  /** Of tables. */
  readonly rowsPastRetention: number;
  /** The earliest day that a period began; null where no date was found. */
  readonly oldest: string | null;
  readonly holds: readonly string[];
  readonly exceptions: readonly string[];
  /** Findings that more can read than the policy allows. */
  readonly exposed: number;
  /** Of the items of its sources, and of the whole run, the share that was read whole: 0 to 1. */
  readonly coverage: number;
  readonly coverageOfRun: number;
  /** The answer to "is it retained and erased in accordance with the policy?". */
  readonly retained: 'yes' | 'no' | 'not_determined';
}

export interface ListedPlaces {
  readonly first: readonly string[];
  readonly total: number;
}
