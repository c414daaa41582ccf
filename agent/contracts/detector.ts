/** Recognises one kind of personal data. Mostly data: one file in `detectors/`, path = id (`pl/pesel.ts` is `pl.pesel`). */
export interface Detector {
  readonly id: string;
  /** Raise it when the same text would give another answer: unchanged items are then read again. */
  readonly version: number;
  readonly title: string;
  /** fideslang key, matched by prefix: `user.contact.email`. */
  readonly category: string;
  /** ISO 3166 codes (upper case) of the countries it belongs to; empty when it belongs to all. */
  readonly countries: readonly string[];
  /** The authority or standard that the check was taken from. */
  readonly sources: readonly string[];
  /** What candidates look like. One pass over the text serves all detectors; a check sees only its shapes. */
  readonly shapes: readonly Shape[];
  /** Pure, never throws. Gets the candidate as it stands in the text, and what is known of the organisation. */
  check(value: string, context?: CheckContext): Check;
  /** Measured share of random strings of the shape that pass the check, 0..1. 1 where there is no check. */
  readonly falseAccept: number;
  /** Whole words near a match that speak for it, by language; folded (case, diacritics) when compared. */
  readonly labels: Readonly<Record<string, readonly string[]>>;
  /** Column, field and key names, in snake_case; compared after folding and splitting (`customerEmail` = `customer_email`). */
  readonly columns: readonly string[];
  /** Of `columns`, those that are as often called so for something else: `name`, of a product. See agent/detect/people.ts. */
  readonly bareColumns?: readonly string[];
  /** Words near a match that speak against it, beyond those that speak against every number. */
  readonly negativeLabels?: readonly string[];
  /** `label`: the shape alone proves nothing; without a label, column or field name there is no finding. */
  /**
   * `context`: as `label`, or it is all there is in its cell or text: columns can agree, and prose full of numbers says
   * nothing.
   */
  readonly needs?: 'label' | 'context';
  /** Published test and documentation values: reported as suppressed, with the reason. Normalised form. */
  readonly deny?: readonly { readonly value: string; readonly reason: string }[];
  /** How telling the written form alone is, in log10 odds on top of the check (an IBAN's look: 1; nine bare digits: 0). */
  readonly distinctive?: number;
  /** Longest match in characters, separators included. The engine derives the overlap of windows from it. */
  readonly reach: number;
  /** Whose number this is by nature (a customer number: customer). */
  readonly subject?: 'customer' | 'employee';
  /** Several people have the same value by nature (a name, a bank's code): that two places hold the same says little. */
  readonly shared?: true;
  /** Cases that the acceptance kit runs. Synthetic; `invalid` are near misses that must not be found. */
  readonly examples: { readonly valid: readonly string[]; readonly invalid: readonly string[] };
}

export interface CheckContext {
  /** ISO 3166 codes (upper case) of the organisation's countries: how a telephone number without + is read. */
  readonly countries: readonly string[];
}

export interface Check {
  readonly verdict: 'valid' | 'invalid' | 'unknown';
  /** The value without separators, in one spelling: what is fingerprinted. Defaults to the candidate itself. */
  readonly normal?: string;
  /** Why it is no person's data though it is valid: shown as suppressed. */
  readonly deny?: string;
  /** Replaces the detector's own where the written form decides (a dashed SSN is rarer than nine bare digits). */
  readonly falseAccept?: number;
  readonly distinctive?: number;
  /** `label`: this written form (not the detector's others) proves nothing without a label, column or field name. */
  readonly needs?: 'label' | 'context';
  /** The match may begin later than the candidate (`BIC der Bank: …`): UTF-16 units skipped. */
  readonly offset?: number;
  /** The match may be shorter than the candidate (a trailing word cut off): UTF-16 units from the match's start. */
  readonly length?: number;
}

export type Shape =
  /**
   * A number: `digits` lists the allowed counts of digits. `separators` are characters that may stand singly between
   * digits; `groups`, where given, are the group sizes in which a separated number is written (`[[3,2,4]]`). `apart`:
   * its digits never stand without separators (`12-34-56 12345678`).
   */
  | {
      readonly kind: 'digits';
      readonly digits: readonly number[];
      readonly separators?: string;
      readonly groups?: readonly (readonly number[])[];
      readonly apart?: true;
    }
  /**
   * Letters and digits: `A` letter, `9` digit, `X` either; `*` repeats the one before up to `max` characters.
   * Must hold a digit within the first 9 characters. `separators` as above. Upper and lower case match alike.
   */
  | { readonly kind: 'mask'; readonly mask: string; readonly max?: number; readonly separators?: string }
  | { readonly kind: 'email' }
  | { readonly kind: 'ipv4' }
  | { readonly kind: 'ipv6' }
  /** 7-15 digits with phone punctuation, an optional leading + and optional brackets. */
  | { readonly kind: 'phone' }
  /** Day, month and year in figures or with a month's name. */
  | { readonly kind: 'date' }
  /** What stands after a label of this detector: to the end of the line, cell or field, at most `reach` characters. */
  | { readonly kind: 'labelled' }
  /**
   * One word that begins with one of `prefixes` (case matters): letters, digits and the characters of `also`, from `min`
   * to `max` characters in all. Its first digit sets off the search, so it must hold one, within 64 characters.
   */
  | {
      readonly kind: 'token';
      readonly prefixes: readonly string[];
      readonly min: number;
      readonly max: number;
      readonly also?: string;
    }
  /** `scheme://…` up to what cannot stand in an address. */
  | { readonly kind: 'url' }
  /** The first two lines of a private key in PEM: `-----BEGIN … PRIVATE KEY-----` and what follows it. */
  | { readonly kind: 'pem' }
  /** A regular expression (for detectors written in the configuration), run by V8's linear engine where it can. */
  | { readonly kind: 'pattern'; readonly pattern: string; readonly flags?: string };
