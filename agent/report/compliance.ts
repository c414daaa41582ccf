import type { ComplianceOptions, ComplianceRow, Requirement, Served } from '../contracts/compliance.ts';
import type { Result, Verdict } from '../contracts/rule.ts';
import type { Coverage } from '../contracts/store.ts';

/** Counts verdicts as evidence of requirements, in one pass. */
export class ComplianceCounter {
  readonly #options: ComplianceOptions;
  readonly #counts: readonly (Record<Result, number> & { readonly rules: Set<string> })[];
  /** Which requirements verdicts of this type, rule and category serve: there are few of these. */
  readonly #known = new Map<string, readonly number[]>();

  constructor(options: ComplianceOptions) {
    this.#options = options;
    this.#counts = options.requirements.map(() => ({ ...none, rules: new Set<string>() }));
  }

  add(category: string, verdicts: readonly Verdict[]): void {
    for (const verdict of verdicts) {
      // What no rule watches is evidence of nothing.
      if (verdict.status === 'out_of_scope' || verdict.status === 'no_rule') continue;
      for (const at of this.#requirementsOf(category, verdict)) {
        const count = this.#counts[at];
        const served = this.#options.requirements[at]?.served ?? [];
        const result = count === undefined ? null : resultFor(verdict, served, this.#ruleOf(verdict)?.serves != null);
        if (count === undefined || result === null) continue;
        count[result]++;
        if (verdict.rule !== null) count.rules.add(verdict.rule);
      }
    }
  }

  end(total: Coverage, finished: boolean): ComplianceRow[] {
    const complete = finished && total.partly + total.unread + total.gaps === 0;
    return this.#options.requirements.map((of, at) => {
      const { allowed, violation, review, unknown, rules: said } = this.#counts[at] ?? { ...none, rules: [] };
      const rules = [...new Set([...this.#rulesOf(of), ...said])].sort();
      const counted = allowed + violation + review + unknown;
      const why =
        violation > 0
          ? null
          : rules.length === 0 && counted === 0
            ? 'no_rule'
            : review + unknown > 0
              ? 'open'
              : complete
                ? null
                : 'incomplete';
      const result = violation > 0 ? 'fail' : why === null ? 'pass' : 'not_determined';
      const { id, framework, title } = of;
      return { id, framework, title, result, why, rules, allowed, violation, review, unknown };
    });
  }

  #ruleOf({ rule }: Verdict) {
    return rule === null ? undefined : this.#options.rules.get(rule);
  }

  #requirementsOf(category: string, verdict: Verdict): readonly number[] {
    const key = [verdict.type, verdict.rule ?? '', category].join('\0');
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const named = this.#ruleOf(verdict)?.serves ?? null;
    const found = this.#options.requirements.flatMap(({ id, served }, at) => {
      const serves = named === null ? served.some((of) => covers(of, verdict.type, category)) : named.includes(id);
      return serves ? [at] : [];
    });
    this.#known.set(key, found);
    return found;
  }

  #rulesOf({ id, served }: Requirement): string[] {
    const serving = [...this.#options.rules].filter(([, { type, serves }]) => {
      return serves === null ? served.some((of) => of.type === type && of.aspect === undefined) : serves.includes(id);
    });
    return serving.map(([rule]) => rule);
  }
}

const none = { allowed: 0, violation: 0, review: 0, unknown: 0 };

function covers({ type, categories }: Served, of: string, category: string): boolean {
  if (type !== of) return false;
  return categories?.some((prefix) => category === prefix || category.startsWith(`${prefix}.`)) ?? true;
}

/** What a verdict says of the requirement; null when it says nothing of that aspect. */
function resultFor(verdict: Verdict, served: readonly Served[], named: boolean): Result | null {
  if (named || verdict.type !== 'location') return verdict.result;
  const results = served
    .filter(({ type }) => type === 'location')
    .map(({ aspect }) => (aspect === undefined ? placeOf(verdict) : aspectOf(verdict, aspect)))
    .filter((result) => result !== null);
  return graver.findLast((result) => results.includes(result)) ?? null;
}

const graver: readonly Result[] = ['allowed', 'unknown', 'review', 'violation'];

/** Whether it may lie there at all, whatever else is asked of the place. */
function placeOf({ status, result }: Verdict): Result {
  return status === 'requirement_failed' ? 'allowed' : result;
}

function aspectOf({ status, result, because }: Verdict, aspect: NonNullable<Served['aspect']>): Result | null {
  const said = because.find((reason) => reason.startsWith(`${aspect}=`))?.slice(aspect.length + 1);
  if (said === undefined) return null;
  if (aspect === 'third_party') return /third_party|contract/.test(status) ? result : 'allowed';
  const state = stateOf(aspect, said);
  return state === 'violation' && result === 'review' ? 'review' : state;
}

/** As the reasons of the rule have it: `encryption=attested absent …`, `access=observed group at_most owner from mode`. */
function stateOf(aspect: string, said: string): Result {
  const words = said.split(' ');
  if (words[0] === 'unknown') return 'unknown';
  switch (aspect) {
    case 'encryption':
      return words[1] === 'absent' ? 'violation' : 'allowed';
    case 'tls':
      return words[0] === 'allowed' ? 'violation' : 'allowed';
    case 'region':
      return said.includes(', not ') ? 'violation' : 'allowed';
    default: {
      if (words[1] === 'denied_group') return 'violation';
      const reach = ['owner', 'group', 'everyone'];
      return reach.indexOf(words[1] ?? '') > reach.indexOf(words[3] ?? '') ? 'violation' : 'allowed';
    }
  }
}
