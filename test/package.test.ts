import { execFileSync, type StdioOptions, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));
const dir = mkdtempSync(join(tmpdir(), 'wayward-pack-'));
const installed = join(dir, 'node_modules/wayward/agent/wayward.js');
/** The machine's own Node, behind the one that the project brings. */
const others = (process.env['PATH'] ?? '')
  .split(':')
  .map((folder) => join(folder, 'node'))
  .filter((path) => existsSync(path));
const oldNode = others.find((path) => majorOf(path) < 26);

function majorOf(node: string): number {
  return Number(spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.slice(1).split('.')[0]);
}

describe('the published package', () => {
  beforeAll(() => {
    const quiet: { cwd: string; stdio: StdioOptions } = { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] };
    execFileSync('npm', ['pack', '--silent', '--pack-destination', dir], quiet);
    const tarball = readdirSync(dir).find((name) => name.endsWith('.tgz')) ?? '';
    writeFileSync(join(dir, 'package.json'), '{"name":"elsewhere","private":true}');
    const options = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
    execFileSync('npm', ['install', ...options, join(dir, tarball)], { ...quiet, cwd: dir });
  }, 240_000);
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('holds plain JavaScript and no TypeScript sources', () => {
    const files = readdirSync(join(dir, 'node_modules/wayward'), { recursive: true, encoding: 'utf8' });
    expect(files).toContain('dist/agent/main.js');
    expect(files.filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))).toEqual([]);
  });

  it('scans with threads, from where it was installed', () => {
    mkdirSync(join(dir, 'share'));
    writeFileSync(join(dir, 'share/a.csv'), 'name,email\nSynthetic Person,synthetic.person@acme-kunden.de\n');
    const report = join(dir, 'r.jsonl');
    const env = { ...process.env, XDG_CONFIG_HOME: join(dir, 'config') };
    const args = [
      installed,
      'scan',
      'share',
      '--state',
      join(dir, 'state'),
      '--workers',
      '2',
      '--quiet',
      '--report',
      `jsonl=${report}`,
    ];
    const ran = spawnSync(process.execPath, args, { cwd: dir, env, encoding: 'utf8' });
    expect(ran.stderr).toBe('');
    expect(ran.status).toBe(0);
    expect(existsSync(report)).toBe(true);
  });

  it('says in one line which Node it needs', (context) => {
    // Not a missing part: a machine may well have no older Node.
    if (oldNode === undefined) return context.skip('no Node older than 26 on this machine');
    const ran = spawnSync(oldNode, [installed, '--version'], { encoding: 'utf8' });
    expect(ran.status).toBe(2);
    expect(ran.stderr.trim().split('\n')).toHaveLength(1);
    expect(ran.stderr).toContain('needs Node.js 26');
  });
});
