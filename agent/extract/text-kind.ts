import { sniffDialect } from './lib/delimited.ts';
import { JsonReader } from './lib/json.ts';

/**
 * What kind of text it is, from its start. `cut` says that it goes on; `name` is asked only where the content alone
 * leaves it open (one row of values).
 */
export function textKind(text: string, cut: boolean, name: string): string {
  const start = text.trimStart();
  if (start === '') return 'text';
  if (start.startsWith('<')) return markupKind(start, cut);
  if (start.startsWith('{') || start.startsWith('[')) {
    const json = jsonKind(start, cut);
    if (json !== null) return json;
  }
  if (/^BEGIN:VCALENDAR\s/i.test(start)) return 'ics';
  if (/^BEGIN:VCARD\s/i.test(start)) return 'vcf';
  if (isSqlDump(start)) return 'sql';
  if (isMailbox(start)) return 'mbox';
  if (isMail(text)) return 'eml';
  if (isYaml(start, name)) return 'yaml';
  const named = /\.(csv|tsv|tab|psv)$/i.test(name);
  return sniffDialect(text, cut, named) === null ? 'text' : 'csv';
}

const htmlStart = /^<(?:!doctype\s+html|html|head|body|title|meta|table|div|script|style|p|h1)\b/i;
const xmlStart = /^<(?:\?xml\s|!DOCTYPE\s|[A-Za-z_][\w.:-]*[\s/>])/;

function markupKind(start: string, cut: boolean): string {
  const head = start.slice(0, 8192);
  const inner = skipProlog(head);
  if (htmlStart.test(inner) || /<html[\s>]/i.test(head.slice(0, 2048))) return 'html';
  if (inner === '' && head.startsWith('<?xml')) return 'xml';
  return xmlStart.test(inner) && (cut || /<\/[A-Za-z_]|\/>/.test(start) || head.startsWith('<?xml')) ? 'xml' : 'text';
}

/** Without comments and the XML declaration in front. */
function skipProlog(text: string): string {
  let rest = text;
  for (;;) {
    const end = rest.startsWith('<!--')
      ? rest.indexOf('-->') + 3
      : rest.startsWith('<?xml')
        ? rest.indexOf('?>') + 2
        : 0;
    if (end < 5) return rest;
    rest = rest.slice(end).trimStart();
  }
}

function jsonKind(start: string, cut: boolean): string | null {
  const reader = new JsonReader(false);
  reader.write(start, !cut);
  if (reader.failed) return null;
  // A lone bracket is how many other texts begin.
  if (reader.values === 0 && reader.found.length === 0 && !cut) return null;
  return reader.values > 1 || (reader.values === 1 && reader.rest.trim() !== '') ? 'ndjson' : 'json';
}

/** Statements that fill tables, behind comments and statements that prepare for them. */
function isSqlDump(start: string): boolean {
  const first = start.replace(/^(?:\s+|--.*(?:\n|$)|#.*(?:\n|$)|\\.*(?:\n|$)|\/\*[\s\S]*?\*\/;?)+/, '');
  const begins =
    /^(?:INSERT|REPLACE|CREATE|DROP|COPY|SET|BEGIN|START|PRAGMA|LOCK|USE|ALTER|DELETE|TRUNCATE|SELECT pg_catalog)\b/i;
  if (!begins.test(first)) return false;
  return /^\s*(?:(?:INSERT|REPLACE)\s+(?:\w+\s+){0,2}INTO|CREATE\s+(?:\w+\s+){0,2}TABLE|COPY\s.*\sFROM\s+stdin)\s/im.test(
    first,
  );
}

const yamlLine = /^(?:\s*(?:- )*(?:[\w.$/-]+|"[^"]*"|'[^']*'):(?:\s.*)?|\s*-(?:\s.*)?|\s*#.*|\s*)$/;

/** By its mark at the start, or by its name: and then by what its lines look like. */
function isYaml(start: string, name: string): boolean {
  const marked = /^(?:%YAML\b|---(?:\s|$))/.test(start);
  if (!marked && !/\.ya?ml$/i.test(name)) return false;
  const lines = start.slice(0, 16_384).split(/\r?\n/).slice(0, -1);
  const keys = lines.filter((line) => /^\s*(?:- )*(?:[\w.$/-]+|"[^"]*"|'[^']*'):(?:\s|$)/.test(line)).length;
  const fitting = lines.filter((line) => yamlLine.test(line)).length;
  return keys >= (marked ? 2 : 1) && fitting * 2 >= lines.length;
}

const ownHeaders = /^(?:from|to|received|return-path|message-id|mime-version|delivered-to|subject|date|cc|reply-to)$/i;

/** A line that says from whom and when, then the headers of the first message. */
function isMailbox(start: string): boolean {
  const line = /^From \S.*\d{4}.*\r?\n/.exec(start.slice(0, 1000))?.[0];
  return line !== undefined && /^>?[A-Za-z][A-Za-z0-9-]*:/.test(start.slice(line.length, line.length + 200));
}

/** Two known headers in a block of header lines, up to an empty line or the end of what is seen. */
function isMail(text: string): boolean {
  const lines = text
    .slice(0, 32768)
    .replace(/^\s*\n/, '')
    .split(/\r?\n/);
  const seen = new Set<string>();
  for (const [i, line] of lines.entries()) {
    if (line === '') break;
    if (/^[ \t]/.test(line) && i > 0) continue;
    const name = /^([A-Za-z][A-Za-z0-9-]*):(?:\s|$)/.exec(line)?.[1];
    if (name === undefined) return false;
    if (ownHeaders.test(name)) seen.add(name.toLowerCase());
  }
  const sender = seen.has('from') || seen.has('return-path');
  return sender ? seen.size >= 3 : seen.has('received') && seen.size >= 2;
}
