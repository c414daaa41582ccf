import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { realTiming } from '../agent/deliver/backoff.ts';
import { deliverTo } from '../agent/deliver/deliver.ts';
import { ReceivedStore } from '../agent/receive/received-store.ts';
import { openStore } from '../agent/store/sqlite.ts';
import endpoint from '../reporters/destinations/endpoint.ts';
import { announcerFor, runOf, type Thing } from '../test/deliver/support.ts';

/**
 * `node bench/deliver.ts [events]`: queues so many events as a scan does, and sends them, signed and packed, to
 * `wayward receive` in a process of its own. Ten findings in a file.
 */
export async function benchDeliver(events: number): Promise<Readonly<Record<string, string>>> {
  const dir = mkdtempSync(join(tmpdir(), 'wayward-bench-'));
  const keys = join(dir, 'keys');
  writeFileSync(keys, 'main a-secret-for-this-benchmark\n', { mode: 0o600 });
  const receiver = await startReceiver(dir, keys);
  try {
    await using store = await openStore(join(dir, 'state'));
    const announcer = announcerFor(store);
    const plain = await timed(() => runOf(store, undefined, things(events)));
    const queued = await timed(() => runOf(store, announcer, things(events)));
    const again = await timed(() => runOf(store, announcer, things(events)));
    const [state] = await store.outbox.state();
    const size = statSync(join(dir, 'state/wayward.db')).size;
    const settings = endpoint.settings.parse({
      url: receiver.url,
      signature: { key_id: 'main', secret: 'a-secret-for-this-benchmark' },
    });
    const origin = { agent: 'a-0123456789abcdef', host: 'bench', organization: null, version: '0' };
    await using open = await endpoint.open(settings, { name: 'siem', origin, now: Date.now });
    const sender = { name: 'siem', open, whole: true, most: 500 };
    const waiting = state?.waiting ?? 0;
    const before = [process.cpuUsage(), cpuOf(receiver.pid)] as const;
    const sent = await timed(() => deliverTo(store.outbox, sender, realTiming, new AbortController().signal));
    const { user, system } = process.cpuUsage(before[0]);
    const processor = [(user + system) / 1e6, cpuOf(receiver.pid) - before[1]];
    using received = ReceivedStore.open(join(dir, 'received'), { readOnly: true });
    const taken = received.counts().reduce((sum, of) => sum + of.events, 0);
    if (taken !== waiting) throw new Error(`${taken} of ${waiting} events arrived`);
    return {
      'a run with so many findings, without destinations': seconds(plain),
      'the same, all queued': `${seconds(queued)}, ${rate(waiting, queued - plain)}`,
      'the same, nothing new': seconds(again),
      'outbox and ledger on disk': `${(size / 1e6).toFixed(0)} MB`,
      delivered: `${waiting} events in ${seconds(sent)}: ${rate(waiting, sent)}`,
      'processor time, agent and receiver': processor.map((s) => `${s.toFixed(1)} s`).join(', '),
      'peak memory': `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
    };
  } finally {
    receiver.stop();
    rmSync(dir, { recursive: true });
  }
}

function things(events: number): Thing[] {
  return Array.from({ length: Math.ceil(events / 10) }, (_, at) => ({
    name: `document ${at}.docx`,
    unit: `folder ${at % 200}`,
    findings: Array.from({ length: 10 }, (__, n) => ({ detector: `kind.${n}` })),
  }));
}

async function startReceiver(dir: string, keys: string) {
  const program = fileURLToPath(new URL('../agent/wayward.js', import.meta.url));
  const args = ['receive', '--listen', '127.0.0.1:0', '--state', join(dir, 'received'), '--key-file', keys];
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let text = '';
  for await (const chunk of child.stderr) {
    text += String(chunk);
    if (text.includes('listening')) break;
  }
  const url = /http:\/\/\S+/.exec(text)?.[0] ?? '';
  return { url, pid: child.pid ?? 0, stop: () => child.kill('SIGKILL'), ended: once(child, 'close') };
}

/** Seconds of processor time that a process has used; 0 where the system does not say. */
function cpuOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const rate = (n: number, ms: number) => `${Math.round((n / ms) * 1000)} events/s`;

if (import.meta.main) console.log(await benchDeliver(Number(process.argv[2] ?? 100_000)));
