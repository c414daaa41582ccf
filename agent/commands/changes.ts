import type { Again } from '../pipeline.ts';

/** So many units of a source: then looking at all of it costs no more. */
const mostUnits = 20_000;

interface OfSource {
  units: Set<string> | null;
  readonly gone: Set<string>;
}

/** What has been told and not yet looked at, by source. */
export class Changes {
  readonly #by = new Map<string, OfSource>();

  changed(source: string, unit: string): void {
    const of = this.#of(source);
    of.units?.add(unit);
    if ((of.units?.size ?? 0) > mostUnits) of.units = null;
  }

  gone(source: string, unit: string): void {
    this.#of(source).gone.add(unit);
  }

  /** Nobody knows what. */
  all(source: string): void {
    this.#of(source).units = null;
  }

  take(): Again[] {
    const again = [...this.#by].map(([source, { units, gone }]) => ({
      source,
      units: units === null ? null : [...units].sort(),
      gone: [...gone].sort(),
    }));
    this.#by.clear();
    return again;
  }

  /** What was taken could not be looked at. */
  back(again: readonly Again[]): void {
    for (const { source, units, gone } of again) {
      if (units === null) this.all(source);
      else for (const unit of units) this.changed(source, unit);
      for (const unit of gone) this.gone(source, unit);
    }
  }

  #of(source: string): OfSource {
    const known = this.#by.get(source);
    if (known !== undefined) return known;
    const made = { units: new Set<string>(), gone: new Set<string>() };
    this.#by.set(source, made);
    return made;
  }
}
