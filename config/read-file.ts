import { readFileSync, statSync } from 'node:fs';

const largest = 10 * 2 ** 20;

/** A file's text, or in a few words why there is none. */
export function readText(file: string): { readonly text: string } | { readonly problem: string } {
  try {
    const stat = statSync(file);
    if (stat.isDirectory()) return { problem: 'is a folder, not a file' };
    if (!stat.isFile()) return { problem: 'is no regular file' };
    if (stat.size > largest) return { problem: 'is larger than 10 MiB: that is no configuration' };
    const bytes = readFileSync(file);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.trim() === '' ? { problem: 'is empty' } : { text };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { problem: 'does not exist' };
    if (code === 'EACCES' || code === 'EPERM') return { problem: 'cannot be read by this user' };
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return { problem: 'is not text in UTF-8' };
    return { problem: `cannot be read (${code ?? 'error'})` };
  }
}
