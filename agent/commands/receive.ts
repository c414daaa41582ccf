import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { parseSize } from '../../config/units.ts';
import { ReceivedStore } from '../receive/received-store.ts';
import { createReceiver, type ReceiverOptions } from '../receive/server.ts';
import { CannotRun } from './errors.ts';

export interface ReceiveOptions {
  readonly listen: string;
  readonly state: string;
  readonly keyFile?: string;
  readonly tokenFile?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly clientCa?: string;
  readonly maxBody: string;
}

/** `wayward receive`: until SIGINT or SIGTERM. */
export async function receiveCommand(options: ReceiveOptions): Promise<void> {
  const { host, port } = parseListen(options.listen);
  const mostBody = parseSize(options.maxBody);
  if (mostBody === null || mostBody === 0) throw new CannotRun(`--max-body ${options.maxBody} is no size; give 8 MiB`);
  const keys = options.keyFile === undefined ? null : await readKeys(options.keyFile);
  const tokens = options.tokenFile === undefined ? null : await readLines(options.tokenFile);
  const tls = await readTls(options);
  warn(host, keys, tokens, tls);
  using store = ReceivedStore.open(options.state, { readOnly: false });
  const server = createReceiver({ store, keys, tokens, tls, mostBody, now: () => Date.now() });
  server.listen(port, host);
  await Promise.race([
    once(server, 'listening'),
    once(server, 'error').then(([error]) => failed(options.listen, error)),
  ]);
  const { port: bound } = server.address() as AddressInfo;
  const shown = host.includes(':') ? `[${host}]` : host;
  process.stderr.write(`wayward: listening on ${tls === null ? 'http' : 'https'}://${shown}:${bound}/events\n`);
  await new Promise<void>((done) => {
    process.once('SIGINT', done);
    process.once('SIGTERM', done);
  });
  const closed = once(server, 'close');
  server.close();
  // What has come is answered; who holds an idle connection open is not waited for.
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 1_000).unref();
  await closed;
}

function failed(listen: string, error: unknown): never {
  const { code } = error as NodeJS.ErrnoException;
  const why = code === 'EADDRINUSE' ? 'something listens there already' : (code ?? 'error');
  throw new CannotRun(`--listen ${listen}: ${why}`);
}

function parseListen(listen: string): { readonly host: string; readonly port: number } {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-fA-F:.]+)\]|([^:\s]+)):(\d{1,5})$/.exec(listen) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || Number(port) > 65_535) throw new CannotRun(`--listen ${listen}: give HOST:PORT`);
  return { host, port: Number(port) };
}

async function readTls({ tlsCert, tlsKey, clientCa }: ReceiveOptions): Promise<ReceiverOptions['tls']> {
  if ((tlsCert === undefined) !== (tlsKey === undefined))
    throw new CannotRun('--tls-cert and --tls-key belong together');
  if (tlsCert === undefined || tlsKey === undefined) {
    if (clientCa !== undefined) throw new CannotRun('--client-ca needs --tls-cert and --tls-key');
    return null;
  }
  const ca =
    clientCa === undefined ? {} : { ca: await readPlain(clientCa), requestCert: true, rejectUnauthorized: true };
  return { cert: await readPlain(tlsCert), key: await readPrivate(tlsKey), ...ca };
}

/** `KEY_ID SECRET` a line; several while keys are changed. */
async function readKeys(file: string): Promise<ReadonlyMap<string, string>> {
  const lines = await readLines(file);
  return new Map(
    lines.map((line, at) => {
      const [, id, secret] = /^([A-Za-z0-9._-]{1,64})\s+(\S.*)$/.exec(line) ?? [];
      if (id === undefined || secret === undefined)
        throw new CannotRun(`${file}: line ${at + 1} is no "KEY_ID SECRET"`);
      return [id, secret];
    }),
  );
}

/** Lines of a file that its owner alone may read; empty ones and those that begin with # don't count. */
async function readLines(file: string): Promise<string[]> {
  const lines = (await readPrivate(file)).toString('utf8').split(/\r?\n/);
  const meant = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  if (meant.length === 0) throw new CannotRun(`${file} is empty`);
  return meant;
}

async function readPrivate(file: string): Promise<Buffer> {
  const content = await readPlain(file);
  const { mode } = await stat(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new CannotRun(`others than its owner may read ${file}; "chmod 600" it`);
  }
  return content;
}

async function readPlain(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new CannotRun(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'})`);
  }
}

function warn(host: string, keys: unknown, tokens: unknown, tls: ReceiverOptions['tls']): void {
  const mutual = tls?.requestCert === true;
  const local = host === 'localhost' || host === '::1' || host.startsWith('127.');
  if (keys === null && tokens === null && !mutual) {
    process.stderr.write(
      'wayward: whoever reaches this address may send; --key-file, --token-file or --client-ca ask who\n',
    );
  }
  if (!local && tls === null) {
    process.stderr.write('wayward: without --tls-cert, whoever sees the network sees where personal data lies\n');
  }
}

export interface ReceivedOptions {
  readonly state: string;
  readonly export: boolean;
  readonly after: number;
  readonly json: boolean;
}

/** `wayward received`: counts by agent and type, or everything as it came. */
export async function receivedCommand(options: ReceivedOptions): Promise<void> {
  using store = ReceivedStore.open(options.state, { readOnly: true });
  if (options.export) {
    for (const { body } of store.all(options.after)) {
      if (!process.stdout.write(`${body}\n`)) await once(process.stdout, 'drain');
    }
    return;
  }
  const counts = store.counts();
  if (options.json) process.stdout.write(`${JSON.stringify(counts, null, 2)}\n`);
  else if (counts.length === 0) process.stdout.write('Nothing was received yet.\n');
  for (const { source, type, events, last } of options.json ? [] : counts) {
    process.stdout.write(`${plain(source)}  ${plain(type)}  ${events}  last ${last}\n`);
  }
}

/** Whoever may send may write names: none of them moves a cursor. */
const plain = (text: string) => text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd');
