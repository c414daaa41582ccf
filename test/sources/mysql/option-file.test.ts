import { describe, expect, it } from 'vitest';
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
