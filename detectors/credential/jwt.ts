import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';

/** Header, claims and signature in base64url; the header is JSON that names an algorithm. */
export default {
  id: 'credential.jwt',
  version: 1,
  title: 'JSON Web Token',
  category: 'user.authorization.credentials',
  countries: [],
  sources: ['https://www.rfc-editor.org/rfc/rfc7519', 'https://www.rfc-editor.org/rfc/rfc7515'],
  shapes: [{ kind: 'token', prefixes: ['eyJ'], min: 60, max: 2000, also: '_-.' }],
  check(value) {
    const match = /^(eyJ[\w-]{10,})\.(eyJ[\w-]{4,})\.[\w-]{20,}$/.exec(value);
    if (match === null || !decode(match[1]!).includes('"alg"')) return invalid;
    const sample = /"(?:name|sub)":"(?:John Doe|1234567890)"/.test(decode(match[2]!))
      ? { deny: 'documentation: the sample of every guide' }
      : {};
    return valid(value, { distinctive: 2, ...sample });
  },
  falseAccept: 1,

  labels: {
    en: ['jwt', 'bearer', 'bearer token', 'id token', 'access token', 'authorization', 'token', 'session token'],
    de: ['zugriffstoken', 'sitzungstoken'],
    fr: ['jeton', 'jeton d acces'],
    es: ['token de acceso', 'token de sesion'],
    it: ['token di accesso'],
    nl: ['toegangstoken'],
    pl: ['token dostepu'],
    sv: ['atkomsttoken'],
  },
  columns: ['jwt', 'bearer_token', 'id_token', 'access_token', 'token', 'session_token'],

  reach: 2000,
  examples: {
    valid: [
      'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1c2VyLTQxNyIsImV4cCI6MTc5OTk5OTk5OX0.4hKGmrKwYJQBSfuRNyYvl0Kmh9pGg5aZ3TVTnMd4UhT',
      'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyLTUyMyJ9.7e9Qysh5pFqCYWaYKPUn9pCCBXbuaNAhYArfTuQVSmG',
      'eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJub3Jkd2luZCJ9.gAvsAILGXqekwFxVnIBrHQD4LdVVOWkrLc6u5COiwkW',
    ],
    invalid: [
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0',
      'eyJmb28iOiJiYXIifQ4K.eyJzdWIiOiJ4In04.4Kd82mQz7Lw0Pt5Rb9NvTyU1',
      'eyJ4Kd82mQz7',
    ],
  },
} satisfies Detector;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The first 300 characters of base64url, as ASCII. */
function decode(part: string): string {
  let text = '';
  let bits = 0;
  let count = 0;
  for (const char of part.slice(0, 300)) {
    bits = (bits << 6) | alphabet.indexOf(char);
    count += 6;
    if (count >= 8) {
      count -= 8;
      text += String.fromCharCode((bits >> count) & 0xff);
      bits &= (1 << count) - 1;
    }
  }
  return text;
}
