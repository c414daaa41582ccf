/**
 * Names and codes reach a reporter shown already, on one line. These make sure of it, and add what each format needs:
 * names are written by whoever can write to a share.
 */
const unsafe = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** For HTML, in text and in quoted attributes. */
export function html(text: string): string {
  return text.replace(unsafe, '\ufffd').replace(/[&<>"']/g, (char) => entities[char] ?? char);
}
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For a terminal: no character that moves a cursor, colours, hides or turns round what follows. */
export function plain(text: string): string {
  return text.replace(unsafe, '\ufffd');
}

/** JSON on one line. Parsed, it is exactly the value; as it stands, it can be printed on a terminal. */
export function json(value: unknown): string {
  return JSON.stringify(value).replace(unsafe, (char) => {
    return Array.from(
      { length: char.length },
      (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join('');
  });
}

/**
 * One cell of a CSV file (RFC 4180), safe to open in a spreadsheet: what could begin a formula gets an apostrophe
 * before it, also where a program that splits at another separator would see a cell begin. Numbers stay numbers.
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const line = value.replace(/[\t\r\n\u2028\u2029]+/g, ' ').replace(unsafe, '');
  const guarded = (startsFormula.test(line) ? `'${line}` : line).replace(hiddenStart, "$1'$2");
  return /[",;\r\n]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
/** With the full-width forms, which spreadsheets take for the plain ones. */
const startsFormula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;
const hiddenStart = /([,;][\s"']*)([=+\-@\uff1d\uff0b\uff0d\uff20])/gu;
