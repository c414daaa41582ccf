import { readFile } from 'node:fs/promises';
import { CannotRun } from '../../agent/contracts/cannot-run.ts';
import type { TlsClient } from './destination-settings.ts';

export interface TlsParts {
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
}

/** @throws CannotRun when one of them cannot be read, or a certificate lacks its key */
export async function readTls(destination: string, { ca, cert, key }: TlsClient): Promise<TlsParts> {
  if ((cert === undefined) !== (key === undefined)) {
    throw new CannotRun(`destination ${destination}: "cert" and "key" belong together; give both or none`);
  }
  return {
    ...(ca === undefined ? {} : { ca: await readPart(destination, ca) }),
    ...(cert === undefined ? {} : { cert: await readPart(destination, cert) }),
    ...(key === undefined ? {} : { key: await readPart(destination, key) }),
  };
}

async function readPart(destination: string, file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CannotRun(`destination ${destination}: ${file} cannot be read (${code ?? 'error'})`);
  }
}
