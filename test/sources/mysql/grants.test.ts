import { describe, expect, it } from 'vitest';
import { readGrant } from '../../../agent/sources/lib/mysql/grants.ts';

describe('a line of grants', () => {
  it('is read as either server writes it', () => {
    const read = (line: string) => {
      const { privileges, on, roles } = readGrant(line);
      return [privileges.join(), on, roles.join()];
    };
    expect(read("GRANT USAGE ON *.* TO `a`@`%` IDENTIFIED BY PASSWORD '*F8'")).toEqual(['USAGE', '*.*', '']);
    expect(read('GRANT SELECT (`x`, `)`), INSERT (`y`) ON `s`.`t` TO `a`@`%`')).toEqual([
      'SELECT,INSERT',
      '`s`.`t`',
      '',
    ]);
    expect(read('GRANT SELECT (`a, b`, `c)`), INSERT (`d`) ON `s ON t`.`t``x` TO `a`@`%`')).toEqual([
      'SELECT,INSERT',
      '`s ON t`.`t``x`',
      '',
    ]);
    expect(read('GRANT `reading`@`%`,`writing`@`%` TO `a`@`%`')).toEqual(['', '', '`reading`@`%`,`writing`@`%`']);
    expect(read('GRANT `reading` TO `a`@`%` WITH ADMIN OPTION')).toEqual(['ADMIN OPTION', '', '`reading`']);
    expect(read('GRANT SELECT ON `s`.* TO `a`@`%` REQUIRE SSL WITH GRANT OPTION MAX_QUERIES_PER_HOUR 1')).toEqual([
      'SELECT,GRANT OPTION',
      '`s`.*',
      '',
    ]);
    expect(read('GRANT EXECUTE ON FUNCTION `s`.`f` TO PUBLIC')).toEqual(['EXECUTE', '`s`.`f`', '']);
    expect(read("GRANT PROXY ON ''@'%' TO 'root'@'localhost' WITH GRANT OPTION")).toEqual([
      'PROXY,GRANT OPTION',
      "''@'%'",
      '',
    ]);
    expect(read('GRANT PROXY ON ``@`` TO `root`@`localhost`')).toEqual(['PROXY', '``@``', '']);
    expect(read('GRANT ROLE_ADMIN,SYSTEM_USER ON *.* TO `a`@`%`')).toEqual(['ROLE_ADMIN,SYSTEM_USER', '*.*', '']);
    expect(read('GRANT SOMETHING NEW')).toEqual(['?', '', '']);
    expect(read('SET DEFAULT ROLE `reading` FOR `a`@`%`')).toEqual(['', '', '']);
    expect(read('REVOKE INSERT ON `s`.* FROM `a`@`%`')).toEqual(['', '', '']);
  });
});
