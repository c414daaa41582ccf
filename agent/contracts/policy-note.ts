/** Something that the policy names and a run did not meet: a slip of the pen, or a place that is gone. */
export interface PolicyNote {
  /** A place in which the run listed nothing; a column that none of the tables has which the rule was asked of. */
  readonly kind: 'empty_place' | 'no_such_column';
  /** Id of the rule, location, hold or exception; the section where there is none. */
  readonly rule: string;
  /** The place as `source:glob`, as names are shown; the column. */
  readonly what: string;
}

/** A place that the policy names. */
export interface PolicyPlace {
  readonly rule: string;
  /** `*`: any. */
  readonly source: string;
  readonly glob: string;
  /** What all paths in it begin with. */
  readonly below: string;
  matches(path: string): boolean;
}
