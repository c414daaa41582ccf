/** A customer register as the policy names it, ready to be read: plain data, as it crosses to a thread. */
export interface WantedRegister {
  readonly from: FromFile | FromTable | FromQuery;
  /** Names of columns, and what each holds: ids of detectors, and halves of names. */
  readonly columns: readonly (readonly [name: string, meaning: string])[];
}

export interface FromFile {
  readonly kind: 'file';
  /** Absolute. */
  readonly file: string;
  /** As it is configured: what people are shown. */
  readonly shown: string;
  /** Null: told by the content. */
  readonly delimiter: string | null;
}

export interface FromTable {
  readonly kind: 'table';
  /** The source's name, kind and settings as configured. */
  readonly source: { readonly name: string; readonly kind: string; readonly settings: unknown };
  /** Its path in the source: `public/customers`. */
  readonly table: string;
}

export interface FromQuery {
  readonly kind: 'query';
  readonly source: FromTable['source'];
  readonly query: string;
}

/** As people are shown where the register is. */
export function placeOf(from: WantedRegister['from']): string {
  if (from.kind === 'file') return from.shown;
  return from.kind === 'table' ? `${from.source.name}:${from.table}` : `a query on ${from.source.name}`;
}
