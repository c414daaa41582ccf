/** What plug-ins use to describe their settings. zod's schemas fit; contracts name no library. */
export interface Schema<T> {
  /** Returns the typed value or throws an error whose `issues` say every mistake with its path. */
  parse(value: unknown): T;
}
