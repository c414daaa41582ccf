import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathDates, patternMistake } from '../../agent/rules/lib/path-dates.ts';

const read = (pattern: string, path: string) =>
  pathDates(pattern, path).map(({ earliest, latest }) => `${earliest}..${latest}`);

describe('dates in paths', () => {
  it.each<[string, string, string[]]>([
    ['{yyyy}/**', '2019/a.csv', ['2019-01-01..2019-12-31']],
    ['{yyyy}/**', 'x2019/a.csv', []],
    ['**/{yyyy}/**', 'a/abc2015/x', []],
    ['**/{yyyy}/**', '2015/x', ['2015-01-01..2015-12-31']],
    ['**/{yyyy}/**', 'a/b/2015/x/y', ['2015-01-01..2015-12-31']],
    ['**/{yyyy}/**', 'a/2015', []],
    ['**/{yyyy}/**', '8080/x', []],
    ['**/{yyyy}/{mm}/**', 'a/2015/02/x', ['2015-02-01..2015-02-28']],
    ['**/{yyyy}/{mm}/**', 'a/2015/13/x', []],
    ['**/{dd}.{mm}.{yyyy} *', 'a/29.02.2024 notes.txt', ['2024-02-29..2024-02-29']],
    ['**/{dd}.{mm}.{yyyy} *', 'a/29.02.2023 notes.txt', []],
    ['**/*_{yyyymm}.*', 'a/list_202402.csv', ['2024-02-01..2024-02-29']],
    ['**/*_{yyyymm}.*', 'a/list_20240229.csv', []],
    [
      '**/*{yyyy}*',
      'a/2013-2015-2018.csv',
      ['2013-01-01..2013-12-31', '2015-01-01..2015-12-31', '2018-01-01..2018-12-31'],
    ],
    ['Archiv ({yyyy})/**', 'Archiv (2016)/x', ['2016-01-01..2016-12-31']],
    ['a?{yyyy}/**', 'a 2016/x', ['2016-01-01..2016-12-31']],
  ])('%s reads %s as %j', (pattern, path, expected) => {
    expect(patternMistake(pattern)).toBeNull();
    expect(read(pattern, path)).toEqual(expected);
  });

  it('reads back any day that a path was made of', () => {
    const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    const name = fc.stringMatching(/^[a-z ().+]{0,10}$/);
    fc.assert(
      fc.property(day, name, name, (date, before, after) => {
        const iso = date.toISOString().slice(0, 10);
        expect(read('**/*{yyyymmdd}*/**', `x/${before}${iso.replaceAll('-', '')}${after}/y.csv`)).toEqual([
          `${iso}..${iso}`,
        ]);
      }),
    );
  });

  it('needs no more time for many wildcards than for few', () => {
    const path = `${'a/'.repeat(400)}2015/x`;
    expect(read('**/*a*/**/*a*/**/*b*/**/{yyyy}/**', path)).toEqual([]);
    expect(read('**/a/**/a/**/a/**/{yyyy}/**', path)).toEqual(['2015-01-01..2015-12-31']);
  });
});
