import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createFingerprint, keyId } from '../../agent/detect/fingerprint.ts';
import { safeName, seal } from '../../agent/detect/seal.ts';
import { engine, fingerprint } from './kit.ts';

const sealed = (name: string) => seal(engine, fingerprint, name);

describe('names', () => {
  it.each([
    'jan@nordwind.de',
    'customers.jan@nordwind.de.phone',
    'ssn 536-90-4399',
    'DE89370400440532013000',
    'x/DE89370400440532013000/y',
    '111222333',
    'K-123456',
    '84.17.46.201',
    'pesel_92071228436',
    'a@example.com',
    'user[92071228436].name',
    'Name: Jan Kowalski',
    'NYD127659',
    '262017596991812',
    '53.5511, 9.9937',
    'HH-KA 4171',
    'k7Vw!pLq29',
    'Tr0mpete-41',
    'Sommer#2019Nord',
    '8s4uF51XMId8pXy7DbQVdvbx',
  ])('that hold a value are sealed: %s', (name) => {
    expect(sealed(name)).toMatch(/^sealed:[\da-f]{8}$/);
    expect(sealed(name)).toBe(sealed(name));
    expect(sealed(name)).not.toBe(sealed(`${name} `));
  });

  it.each([
    'sales 2024-03-31',
    'Umsatz_Q1_2024',
    'lines[12].items[1044].sku',
    'field_17',
    'address2',
    'utf8mb4',
    'FY 2024',
    'email',
    'Sheet1',
    'Kundennummer',
    'customers[0].email',
    'B7',
    'report-2024-03.xlsx',
    'żółć',
    '',
    'name',
  ])('that hold none are shown: %s', (name) => {
    expect(sealed(name)).toBe(name);
  });

  it('have no control characters left', () => {
    expect(sealed('a\u001b[31m\nb')).toBe('a\\u001b[31m\\u000ab');
    expect(safeName('x\u202egpj.exe\ud800')).toBe('x\\u202egpj.exe\\ud800');
    expect(safeName('🦊 jan@nordwind.de')).toBe('🦊 jan@nordwind.de');
  });
});

describe('fingerprints', () => {
  it('are 128 bits of HMAC-SHA-256', () => {
    const key = Buffer.alloc(32, 9);
    const expected = createHmac('sha256', key).update('v1|email|jan@nordwind.de').digest('hex').slice(0, 32);
    expect(createFingerprint(key)('email', 'jan@nordwind.de')).toBe(expected);
  });

  it('differ by detector, value and key', () => {
    const other = createFingerprint(Buffer.alloc(32, 8));
    const all = [fingerprint('a', 'x'), fingerprint('b', 'x'), fingerprint('a', 'y'), other('a', 'x')];
    expect(new Set(all).size).toBe(4);
  });

  it('have keys with an id that does not give them away', () => {
    expect(keyId(Buffer.alloc(32, 1))).toMatch(/^[\da-f]{8}$/);
    expect(keyId(Buffer.alloc(32, 1))).not.toBe(keyId(Buffer.alloc(32, 2)));
  });
});
