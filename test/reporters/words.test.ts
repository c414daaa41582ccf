import { describe, expect, it } from 'vitest';
import { exclusionReasons } from '../../agent/contracts/item.ts';
import { problemCodes } from '../../agent/contracts/problem.ts';
import { exclusionWords, problemWords } from '../../reporters/lib/words.ts';

describe('codes in words', () => {
  it.each(problemCodes)('has words of its own for the problem %s', (code) => {
    expect(problemWords(code, null)).not.toBe(code.replaceAll('_', ' '));
  });

  it.each(['connection', 'login', 'statement_timeout', 'lock_timeout', 'cancelled'])(
    'says what went wrong with a database: %s',
    (detail) => {
      for (const code of ['unreadable', 'timeout'] as const) {
        if (code === 'timeout' && (detail === 'connection' || detail === 'login')) continue;
        expect(problemWords(code, detail)).not.toMatch(/system|\(/);
      }
    },
  );

  it('has words for every reason to leave something out', () => {
    expect(Object.keys(exclusionWords).sort()).toEqual([...exclusionReasons].sort());
  });
});
