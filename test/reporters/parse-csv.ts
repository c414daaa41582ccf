/** Reads CSV as RFC 4180 has it; a quote inside a cell that does not begin with one stands for itself, as in spreadsheets. */
export function parseCsv(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      for (at++; at < text.length; at++) {
        if (text[at] !== '"') cell += text[at];
        else if (text[at + 1] === '"') cell += text[at++];
        else break;
      }
      at++;
    }
    for (; at < text.length && text[at] !== separator && text[at] !== '\r'; at++) cell += text[at];
    row.push(cell);
    if (text[at] === separator) {
      at++;
      continue;
    }
    at += 2;
    rows.push(row);
    row = [];
  }
  return rows;
}
