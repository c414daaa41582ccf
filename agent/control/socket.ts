import { createHash } from 'node:crypto';
import { chmodSync, closeSync, constants, openSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { CannotRun } from '../contracts/cannot-run.ts';
import { type Answer, type Request, requests } from './status.ts';

/** Systems know paths of sockets up to about a hundred bytes. */
const longest = 100;
const longestRequest = 256;
const patience = 10_000;

/**
 * Listens in the state folder, for its owner alone. Only for who holds the agent's lock: whatever socket lies there was
 * left by an agent that was killed, and is taken away.
 */
export async function listen(dir: string, answer: (request: Request) => Promise<Answer>): Promise<AsyncDisposable> {
  const { path, close } = addressOf(dir);
  if (process.platform !== 'win32') rmSync(path, { force: true });
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    serve(socket, answer);
  });
  const listening = Promise.withResolvers<void>();
  server.once('error', (error: NodeJS.ErrnoException) => {
    close();
    listening.reject(new CannotRun(`the agent cannot listen in ${dir} (${error.code ?? 'error'})`));
  });
  server.listen(path, listening.resolve);
  await listening.promise;
  if (process.platform !== 'win32') chmodSync(path, 0o600);
  return {
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      for (const socket of open) socket.end();
      const late = setTimeout(() => {
        for (const socket of open) socket.destroy();
      }, 200);
      await closed;
      clearTimeout(late);
      close();
    },
  };
}

/** Asks the agent of a state folder; null when none listens. @throws CannotRun when it does not answer */
export async function ask(dir: string, request: Request): Promise<Answer | null> {
  const { path, close } = addressOf(dir, true);
  try {
    return await new Promise<Answer | null>((done, fail) => {
      const socket = connect(path);
      let text = '';
      socket.setEncoding('utf8').setTimeout(patience);
      socket.once('connect', () => socket.write(`${JSON.stringify({ request })}\n`));
      socket.on('data', (chunk: string) => {
        text += chunk;
        if (text.endsWith('\n')) socket.end();
      });
      socket.once('timeout', () => {
        socket.destroy();
        fail(new CannotRun(`the agent of ${dir} does not answer`));
      });
      socket.once('close', () => {
        if (text.endsWith('\n')) done(JSON.parse(text) as Answer);
        else fail(new CannotRun(`the agent of ${dir} gave no answer`));
      });
      socket.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') done(null);
        else if (error.code === 'EACCES') fail(new CannotRun(`${dir} belongs to another user: ask as that user`));
        else fail(new CannotRun(`the agent of ${dir} cannot be asked (${error.code ?? 'error'})`));
      });
    });
  } finally {
    close();
  }
}

function serve(socket: Socket, answer: (request: Request) => Promise<Answer>): void {
  let text = '';
  socket.setEncoding('utf8').setTimeout(patience, () => socket.destroy());
  // Who asked has gone.
  socket.on('error', () => {});
  const take = (chunk: string) => {
    text += chunk;
    const request = text.includes('\n') ? requestIn(text) : null;
    if (request === null && text.length < longestRequest && !text.includes('\n')) return;
    socket.off('data', take);
    if (request === null) socket.destroy();
    else {
      // A defect of ours costs the answer, not the agent.
      answer(request).then(
        (given) => socket.end(`${JSON.stringify(given)}\n`),
        () => socket.destroy(),
      );
    }
  };
  socket.on('data', take);
}

function requestIn(text: string): Request | null {
  try {
    const { request } = JSON.parse(text) as { request?: unknown };
    return requests.find((known) => known === request) ?? null;
  } catch {
    return null;
  }
}

interface Address {
  readonly path: string;
  close(): void;
}

/** A folder with a long name is reached by its descriptor, where the system has names for those. */
function addressOf(dir: string, asking = false): Address {
  const folder = resolve(dir);
  const close = () => {};
  if (process.platform === 'win32') {
    const name = createHash('sha256').update(folder.toLowerCase()).digest('hex').slice(0, 16);
    return { path: `\\\\.\\pipe\\wayward-${name}`, close };
  }
  const path = join(folder, 'agent.sock');
  if (Buffer.byteLength(path) <= longest) return { path, close };
  if (process.platform !== 'linux') throw new CannotRun(`${folder} has too long a name for an agent's socket`);
  try {
    const fd = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY);
    return { path: `/proc/self/fd/${fd}/agent.sock`, close: () => closeSync(fd) };
  } catch (error) {
    if (asking && (error as NodeJS.ErrnoException).code === 'ENOENT') return { path, close };
    throw new CannotRun(`${folder} cannot be entered (${(error as NodeJS.ErrnoException).code ?? 'error'})`);
  }
}
