import { decodeWords } from 'postal-mime';
import type { Fields } from '../../../contracts/extractor.ts';

/** Header lines as they were sent: unfolded, encoded words decoded. */
export function headerFields(text: string): Fields['fields'][number][] {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split('\n');
  return lines.flatMap((line) => {
    const found = /^([!-9;-~]+):\s*(.+)$/.exec(line);
    if (found === null) return [];
    const [, place = '', raw = ''] = found;
    const value = raw.includes('=?') ? decodeWords(raw) : raw;
    return value.trim() === '' ? [] : [{ name: place.toLowerCase(), place, value: value.trim() }];
  });
}
