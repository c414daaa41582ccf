/**
 * Every weight of the evidence, in one place. All are log10 odds: +1 makes a candidate ten times as likely to be what
 * the detector says. A candidate's evidence is added up and mapped to a probability (`agent/detect/settle.ts`).
 *
 * Raise `engineVersion` with every change here or in this folder that could change an answer: unchanged items are then
 * read again.
 */
export const engineVersion = '3';

export type ShapeKind =
  | 'digits'
  | 'mask'
  | 'email'
  | 'ipv4'
  | 'ipv6'
  | 'phone'
  | 'date'
  | 'labelled'
  | 'token'
  | 'url'
  | 'pem'
  | 'pattern';

/** How often something of this shape is what it looks like, before anything else is known. */
export const prior: Readonly<Record<ShapeKind, number>> = {
  digits: -2,
  mask: -2,
  email: 0.5,
  ipv4: -0.2,
  ipv6: 0,
  phone: -1.7,
  date: -2,
  labelled: -1.3,
  // Its first letters were chosen by its issuer so that it is known by them.
  token: 0.3,
  url: 0,
  pem: 2,
  // An organisation wrote it for its own numbers.
  pattern: 0.3,
};

export const weights = {
  /** A check that passed counts -log10(falseAccept), at most this. */
  checkMost: 4,
  /** Whole-word label, by distance in characters between label and match; after the match it counts `labelAfter` times. */
  label: [
    { within: 6, weight: 2.4 },
    { within: 40, weight: 1.8 },
    { within: 120, weight: 1 },
    { within: 300, weight: 0.4 },
  ],
  labelAfter: 0.5,
  /** A line end between label and match. */
  labelOtherLine: 0.6,
  /** The name of the column or field says so exactly, or as one of its words. */
  nameExact: 2.6,
  nameWord: 2.2,
  /** The column is only called `name`, nothing beside it is people's, and few of its cells are names people have. */
  columnBare: -2,
  /** The match is all there is in its cell or field. */
  fills: 0.5,
  /** It is written in one of its usual groupings. */
  grouped: 1,
  /** Its country is, or is not, one of the organisation's. */
  countryOwn: 0.4,
  countryOther: -0.5,
  /** The word right before it, or the name of its column, says that it is something else. */
  labelAgainst: -2,
  labelAgainstAfter: -1,
  nameAgainst: -2.5,
  /** The word right before it is another detector's label. */
  labelOfOther: -1,
  /** The file's name says so. */
  fileName: 0.5,
  /** Part of something longer, joined by a hyphen, slash, dot … */
  glued: -1,
  /** A sum of money, a percentage, a decimal comma. */
  amount: -2,
  /** More figures before or after it, separated as its own are. */
  inRow: -1,
  /** Could be a moment: Unix seconds or milliseconds, or digits of date and time. */
  timestamp: -1,
  dateTime: -2.5,
  /** One digit repeated, or digits in a row. */
  sequence: -2,
  /** What a column's agreement can add or take. */
  agreementMost: 2.5,
  agreementLeast: -3,
} as const;

/** Reach of labels and hints on both sides, in characters. */
export const labelWindow = 300;
/** Reach of labels for what is nothing without one. */
export const neededLabelWindow = 60;
/** A word this near before a match can speak against it; after it, half as far. */
export const againstWindow = 12;

/** A check weaker than this (log10; 1.3 is a false accept of 5 %) never leaves `low` without a label or a column. */
export const weakCheck = 1.3;
/** Such a candidate's highest score. */
export const weakMost = 64;

/** Bands of the score, in per cent. */
export const bands = { high: 85, medium: 65 } as const;
/** Below this score it is no finding. */
export const floor = 4;

/** Odds in log10 as a probability in per cent, whole. */
export function scoreOf(logOdds: number): number {
  return Math.round(100 / (1 + 10 ** -logOdds));
}

export function bandOf(score: number): 'high' | 'medium' | 'low' {
  return score >= bands.high ? 'high' : score >= bands.medium ? 'medium' : 'low';
}

/** Two decimals: sums of evidence must not depend on the last bits. */
export function round2(value: number): number {
  return Math.round(value * 100) / 100 || 0;
}
