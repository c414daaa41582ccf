import { describe, expect, it } from 'vitest';
import { readGrant } from '../../../agent/sources/lib/mysql/account.ts';
import { parseOptions } from '../../../agent/sources/lib/mysql/option-file.ts';

describe('an option file', () => {
  it('is read as the clients of MySQL read it', () => {
    const text = `
      ; a comment
      user = before any section
      [client]
      user=ann            # who
      password = "a # \\"b\\" \\\\ c"
      skip-ssl
      ssl_ca = '/etc/my ca.pem'
      !include /etc/other.cnf
      [client-server]
      user = other
      [client]
      port = 3307
    `;
    expect(parseOptions(text)).toEqual({
      user: 'ann',
      password: 'a # "b" \\ c',
      'ssl-ca': '/etc/my ca.pem',
      port: '3307',
    });
    expect(parseOptions('[client]\npassword=tab\\there\\s')).toEqual({ password: 'tab\there ' });
    expect(parseOptions('')).toEqual({});
  });
});

describe('a grant', () => {
  it('is read without what follows it', () => {
    expect(readGrant("GRANT USAGE ON *.* TO `a`@`%` IDENTIFIED BY PASSWORD '*0123'")).toEqual({
      privileges: ['USAGE'],
      on: '*.*',
    });
    expect(readGrant('GRANT SELECT (`a, b`, `c)`), INSERT (`d`) ON `s ON t`.`t``x` TO `a`@`%`')).toEqual({
      privileges: ['SELECT', 'INSERT'],
      on: '`s ON t`.`t``x`',
    });
    expect(readGrant('GRANT ALL PRIVILEGES ON `shop`.* TO `a`@`%` WITH GRANT OPTION').on).toBe('`shop`.*');
    expect(readGrant('GRANT `clerks` TO `a`@`%`')).toEqual({ privileges: [], on: '' });
  });
});
