import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startWayward } from '../support/cli.ts';

export const hmac = 'hmac-secret-of-the-test-0123456789';
export const token = 'bearer-token-of-the-test-0123456789';

const acme = fileURLToPath(new URL('../../fixtures/acme/', import.meta.url));

/** The demonstration share with destinations in its configuration. Gives what to call `wayward` with. */
export function acmeWith(dir: string, destinations: string) {
  cpSync(acme, join(dir, 'acme'), { recursive: true });
  const config = join(dir, 'acme/wayward.yaml');
  writeFileSync(config, `${readFileSync(config, 'utf8')}\ndestinations:\n${destinations}`);
  const env = { ...process.env, XDG_CONFIG_HOME: join(dir, 'config'), HMAC: hmac, TOKEN: token };
  const args = (command: string, ...more: string[]) => [
    ...[...command.split(' '), '--config', config, '--state', join(dir, 'state')],
    ...more,
  ];
  return { config, env, args };
}

export function privateFile(path: string, text: string): string {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o600);
  return path;
}

const running: { kill(signal: NodeJS.Signals): boolean }[] = [];

/** Whatever became of the test. */
export function stopReceivers(): void {
  for (const child of running.splice(0)) child.kill('SIGKILL');
}

/** `wayward receive` as a process of its own, once it listens. */
export async function startReceiver(dir: string, port = 0, more: readonly string[] = []) {
  const keys = privateFile(join(dir, 'keys'), `# of the test\nmain ${hmac}\n`);
  const tokens = privateFile(join(dir, 'tokens'), `${token}\n`);
  const args = ['receive', '--listen', `127.0.0.1:${port}`, '--state', join(dir, 'received')];
  const started = startWayward([...args, '--key-file', keys, '--token-file', tokens, ...more]);
  running.push(started.child);
  let text = '';
  started.child.stderr?.on('data', (chunk: string) => {
    text += chunk;
  });
  while (!text.includes('listening') && started.child.exitCode === null) await sleep(10);
  const bound = Number(/:(\d+)\/events/.exec(text)?.[1] ?? 0);
  return { ...started, port: bound };
}
