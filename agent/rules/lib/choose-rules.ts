import type { Judged } from '../../contracts/rule.ts';
import { longestPrefix, matches, parsePlace, specificity } from '../../judge/match.ts';
import { closeness, type RetentionRule } from './retention-settings.ts';

/** The rules that speak for a category of this finding's place and subject: of all that fit, the closest. */
export function rulesFor(rules: readonly RetentionRule[], category: string, judged: Judged): RetentionRule[] {
  const fitting = rules.flatMap((rule) => {
    const how = suits(rule, category, judged);
    return how === null ? [] : [{ rule, how }];
  });
  fitting.sort((a, b) => further(a.how, b.how) || (a.rule.id < b.rule.id ? -1 : 1));
  const closest = fitting[0]?.how;
  return fitting.filter(({ how }) => closest !== undefined && further(how, closest) === 0).map(({ rule }) => rule);
}

function suits(rule: RetentionRule, category: string, { finding, subjectAs }: Judged): readonly number[] | null {
  const { categories, subjects, locations } = rule.scope;
  const prefix = longestPrefix(categories, category);
  if (prefix === null || subjects?.some((subject) => subject === subjectAs) === false) return null;
  if (locations === undefined) return closeness(rule, prefix, null);
  const holding = locations
    .filter((place) => matches(parsePlace(place), finding.source, finding.path))
    .sort((a, b) => specificity(parsePlace(b)) - specificity(parsePlace(a)))[0];
  return holding === undefined ? null : closeness(rule, prefix, holding);
}

function further(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = (b[index] ?? 0) - value;
    if (difference !== 0) return difference;
  }
  return 0;
}
