import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Acl } from './exposure.ts';

/** More entries than this are not kept; what is not kept counts by its mode bits, which are an upper bound. */
const mostEntries = 200_000;

/**
 * Extended ACLs below a folder, by absolute path: one `getfacl` for the whole tree, which prints only files that have
 * more than mode bits. Empty where getfacl is not installed.
 */
export async function readAcls(root: string, signal: AbortSignal): Promise<ReadonlyMap<string, Acl>> {
  const acls = new Map<string, Acl>();
  const child = spawn('getfacl', ['-R', '-P', '-s', '-n', '-p', '--', root], {
    stdio: ['ignore', 'pipe', 'ignore'],
    signal,
  });
  const ended = new Promise<void>((done) => {
    child.once('error', () => done());
    child.once('close', () => done());
  });
  let path = '';
  let lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.startsWith('# file: ')) path = unescaped(line.slice(8));
    else if (line !== '') lines.push(line);
    else {
      if (acls.size < mostEntries) acls.set(path, parseAcl(lines));
      lines = [];
    }
  }
  await ended;
  return acls;
}

/** getfacl writes backslash, newline and the like as three octal digits. */
function unescaped(name: string): string {
  return name.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

/** Exported for its test. Lines as `user:1000:r--`, with `#effective:` where the mask cuts them. */
export function parseAcl(lines: readonly string[]): Acl {
  const entries = lines.filter((line) => !line.startsWith('#') && !line.startsWith('default:'));
  const bits = (line: string) => line.split(/[\s#]/)[0]?.split(':')[2] ?? '';
  const mask = bits(entries.find((line) => line.startsWith('mask:')) ?? '::rwx');
  let group = '';
  for (const line of entries) {
    if (!/^(group:|user:[^:]+:)/.test(line)) continue;
    for (const bit of 'rwx') if (bits(line).includes(bit) && mask.includes(bit) && !group.includes(bit)) group += bit;
  }
  return { others: bits(entries.find((line) => line.startsWith('other:')) ?? '::'), group };
}
