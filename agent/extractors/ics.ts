import type { Child, Extracted, ExtractInput, Extractor, Fields } from '../contracts/extractor.ts';
import { basicDate, type ContentLine, ContentLines, unescaped } from '../extract/lib/content-lines.ts';
import { documentDate } from '../extract/lib/dates.ts';
import { strings } from '../extract/lib/decode.ts';
import { fileInside } from '../extract/lib/file-inside.ts';

/** Calendar files: what each event, task and note says, who takes part, and attached files. */
const ics: Extractor = {
  id: 'ics',
  version: 1,
  title: 'Calendars (iCalendar)',
  about: {
    reads:
      'summaries, descriptions, places, organisers, people invited (names and addresses), contacts, own values, attached files; when it was made and changed',
    omits: 'time zone tables',
    limits: 'streamed',
    library: 'own',
  },
  accepts: ({ kind }) => kind === 'ics',
  extract,
};
export default ics;

const dull: ReadonlySet<string> = new Set(
  (
    'BEGIN END VERSION PRODID CALSCALE METHOD UID SEQUENCE STATUS TRANSP CLASS PRIORITY CREATED LAST-MODIFIED DTSTAMP ' +
    'RRULE EXDATE RDATE TRIGGER ACTION REPEAT PERCENT-COMPLETE'
  ).split(' '),
);

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const reader = new CalendarReader();
  for await (const piece of strings(input)) {
    input.signal.throwIfAborted();
    yield* reader.write(piece, false);
  }
  yield* reader.write('', true);
}

class CalendarReader {
  private readonly lines = new ContentLines();
  private readonly open: string[] = [];
  private n = 0;
  private fields: Fields['fields'][number][] = [];
  private created: string | null = null;
  private modified: string | null = null;

  *write(text: string, last: boolean): Generator<Extracted> {
    for (const line of this.lines.write(text, last)) yield* this.read(line);
    if (!last) return;
    yield* this.flush();
    if (this.open.length > 0) yield { type: 'problem', code: 'damaged', detail: 'truncated', partly: true };
    yield* documentDate('created', this.created, 'B', 'ics:created');
    yield* documentDate('modified', this.modified, 'B', 'ics:last-modified');
  }

  private *read(line: ContentLine): Generator<Extracted> {
    const { name, value } = line;
    if (name === 'BEGIN') {
      if (/^V(?:EVENT|TODO|JOURNAL)$/i.test(value)) this.n++;
      if (this.open.length < 100) this.open.push(value.toUpperCase());
    } else if (name === 'END') {
      this.open.pop();
      if (/^V(?:EVENT|TODO|JOURNAL|CALENDAR)$/i.test(value)) yield* this.flush();
    } else if (this.open.includes('VTIMEZONE')) return;
    this.date(name, basicDate(value));
    if (name === 'ATTACH') {
      const child = file(line, this.n);
      if (child !== null) {
        yield child;
        return;
      }
    }
    if (dull.has(name)) return;
    const place = this.n === 0 ? name : `entry ${this.n} ${name}`;
    const label = name.replace(/^X-/, '').replaceAll('-', ' ').toLowerCase();
    const text = unescaped(value);
    const email = /^mailto:(.*)$/is.exec(text)?.[1];
    if (email !== undefined) this.fields.push({ name: 'email', place, value: email });
    else if (text !== '') this.fields.push({ name: label, place, value: text });
    for (const [key, means] of people) {
      const own = line.parameters.get(key)?.replace(/^mailto:/i, '');
      if (own !== undefined && own !== '') this.fields.push({ name: means, place, value: own });
    }
    if (this.fields.length >= 5000) yield* this.flush();
  }

  private date(name: string, date: string | null): void {
    if (date === null) return;
    // The oldest of what is in it, and the newest change.
    if (name === 'CREATED' && (this.created === null || date < this.created)) this.created = date;
    if ((name === 'LAST-MODIFIED' || name === 'DTSTAMP') && (this.modified === null || date > this.modified))
      this.modified = date;
  }

  private *flush(): Generator<Extracted> {
    if (this.fields.length > 0) yield { type: 'fields', at: [], fields: this.fields };
    this.fields = [];
  }
}

const people: readonly (readonly [string, string])[] = [
  ['CN', 'name'],
  ['EMAIL', 'email'],
  ['SENT-BY', 'email'],
  ['DELEGATED-TO', 'email'],
  ['DELEGATED-FROM', 'email'],
];

function file(line: ContentLine, entry: number): Child | null {
  if (!/^base64$/i.test(line.parameters.get('ENCODING') ?? '')) return null;
  const bytes = Buffer.from(line.value, 'base64');
  const own =
    line.parameters.get('FILENAME') ?? line.parameters.get('X-FILENAME') ?? line.parameters.get('X-APPLE-FILENAME');
  return fileInside('attachment', own ?? `entry ${entry} attachment`, bytes);
}
