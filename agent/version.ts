import { readFileSync } from 'node:fs';

/** From package.json, one folder up in the repository, two in dist/. */
function read(): string {
  for (const up of ['../package.json', '../../package.json']) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8')) as {
        name: string;
        version: string;
      };
      if (name === 'wayward') return version;
    } catch {
      // Not there.
    }
  }
  return '0.0.0';
}

export const version: string = read();
