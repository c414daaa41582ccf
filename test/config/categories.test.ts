import { describe, expect, it } from 'vitest';
import { load } from './setup.ts';

const config = (categories: string) => `version: 1
sources: [{ name: share, kind: folder, path: ./share }]
detectors:
  custom: [{ id: custom.contract, title: Contract, category: user.workplace.contract, pattern: 'V-\\d{4}' }]
policy:
  version: 1
  title: T
  exposure: [{ id: EXP-1, categories: [${categories}], at_most: group }]
`;

describe('categories that a policy names', () => {
  it('are warned of when no detector finds them: a rule for them would hold nothing', async () => {
    const { warnings } = await load({ text: config('user.contcat, user.financial') });
    expect(warnings).toEqual([
      'the policy names the category user.contcat, which no detector finds. Did you mean "user.contact"?',
    ]);
  });

  it('may be those of detectors in the configuration, and prefixes', async () => {
    const { warnings } = await load({ text: config('user, user.workplace, user.contact.*, user.workplace.contract') });
    expect(warnings).toEqual([]);
  });
});
