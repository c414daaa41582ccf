import { view } from './decode.ts';

/** A line of a calendar or contact file: `TEL;TYPE=home:+49 30 1`. Names and parameters in upper case. */
export interface ContentLine {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** Unfolded and, where it was quoted-printable, decoded; escapes are left to whoever splits it. */
  readonly value: string;
}

/** A value that goes on for longer than this is cut into several. */
const longestLine = 1 << 20;

/** Unfolds lines and reads them, in pieces of any size (RFC 5545, RFC 6350, and vCard 2.1 with its soft line ends). */
export class ContentLines {
  private rest = '';
  private held = '';

  *write(text: string, last: boolean): Generator<ContentLine> {
    const all = this.rest + text;
    const lines = all.split(/\r\n|\n|\r(?=[^\n])/);
    this.rest = last ? '' : (lines.pop() ?? '');
    for (const line of lines) yield* this.line(line);
    if (last) yield* this.flush();
  }

  private *line(line: string): Generator<ContentLine> {
    if (this.held.length > longestLine) yield* this.flush();
    if (/^[ \t]/.test(line) && this.held !== '') this.held += line.slice(1);
    else if (soft.test(this.held)) this.held = this.held.slice(0, -1) + line;
    else {
      yield* this.flush();
      this.held = line;
    }
  }

  private *flush(): Generator<ContentLine> {
    const line = parse(this.held);
    this.held = '';
    if (line !== null) yield line;
  }
}

/** The next line belongs to it. */
const soft = /^[^:]*;[^:]*QUOTED-PRINTABLE[^:]*:.*=$/is;

function parse(line: string): ContentLine | null {
  const found = /^(?:[\w-]+\.)?([A-Za-z][\w-]*)((?:;(?:"[^"]*"|[^":;])*)*):(.*)$/s.exec(line);
  if (found === null) return null;
  const [, name = '', rawParameters = '', raw = ''] = found;
  const parameters = new Map<string, string>();
  for (const [, key = '', value] of rawParameters.matchAll(/;([\w-]+)(?:=((?:"[^"]*"|[^";])*))?/g)) {
    const plain = (value ?? '').replaceAll('"', '');
    parameters.set(value === undefined ? 'TYPE' : key.toUpperCase(), value === undefined ? key : plain);
    if (value === undefined && /^quoted-printable$/i.test(key)) parameters.set('ENCODING', key);
  }
  const quoted = /^quoted-printable$/i.test(parameters.get('ENCODING') ?? '');
  return { name: name.toUpperCase(), parameters, value: quoted ? unquoted(raw, parameters.get('CHARSET')) : raw };
}

function unquoted(raw: string, charset: string | undefined): string {
  const bytes = Buffer.from(
    raw.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
  try {
    return new TextDecoder(charset ?? 'utf-8').decode(view(bytes));
  } catch {
    return bytes.toString('utf8');
  }
}

/** The parts of a structured value, without their escapes. */
export function valueParts(value: string): string[] {
  return value.split(/(?<!\\);/).map(unescaped);
}

export function unescaped(value: string): string {
  return value.replace(/\\([nN,;:\\])/g, (_, char: string) => (/[nN]/.test(char) ? '\n' : char)).trim();
}

/** `20240301T093000Z`, `20240301`, `2024-03-01`; null where it is none. */
export function basicDate(value: string): string | null {
  const found = /^(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)?(?:\.\d+)?(Z)?)?/.exec(value.trim());
  if (found === null) return null;
  const [, year, month, day, hour, minute, second = '00', zone] = found;
  const date = `${year}-${month}-${day}`;
  return hour === undefined || zone === undefined ? date : `${date}T${hour}:${minute}:${second}Z`;
}
