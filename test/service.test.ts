import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type UnitFacts, unitText } from '../agent/commands/service-unit.ts';
import { wayward } from './support/cli.ts';
import { installed, skipUnless } from './support/require.ts';

const dir = mkdtempSync(join(tmpdir(), 'wayward-service-'));
afterAll(() => rmSync(dir, { recursive: true }));

const facts: UnitFacts = {
  node: process.execPath,
  program: '/usr/lib/wayward/agent/wayward.js',
  config: '/etc/wayward/wayward.yaml',
  state: '/var/lib/wayward',
  user: 'wayward',
  reads: ['/srv/share'],
  writes: ['/var/lib/wayward-reports'],
  hosts: ['siem.example'],
  nice: 10,
  io: 'idle',
  memory: 3 * 2 ** 30,
  capabilities: true,
};

const cases: readonly (readonly [string, Partial<UnitFacts>])[] = [
  ['with names of hosts', {}],
  ['without capabilities', { capabilities: false }],
  ['with addresses', { hosts: ['192.0.2.7', '2001:db8::7', 'localhost'] }],
  ['with nobody to speak with', { hosts: ['/run/postgresql'] }],
  ['with odd names', { reads: ['/srv/our share', '/srv/100%', '/srv/"a"'], config: '/etc/way ward/$x.yaml' }],
  ['in homes and temporary folders', { reads: ['/home/shared'], state: '/tmp/state' }],
];

describe('the unit for systemd', () => {
  for (const [name, more] of cases) {
    it(`is accepted by systemd, and rated below 2.5: ${name}`, (context) => {
      skipUnless(context, installed('systemd-analyze'), 'systemd-analyze is not installed');
      const folder = mkdtempSync(join(dir, 'unit-'));
      const file = join(folder, 'wayward.service');
      writeFileSync(file, unitText({ ...facts, ...more }));
      const verified = spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' });
      // It also speaks of units of this machine that it loads on the way.
      const own = verified.stderr.split('\n').filter((line) => line.includes('wayward'));
      expect(own).toEqual([]);
      expect(verified.status).toBe(0);
      const rated = spawnSync('systemd-analyze', ['security', '--offline=yes', '--no-pager', '--threshold=25', file], {
        encoding: 'utf8',
      });
      const level = /Overall exposure level for wayward\.service: ([\d.]+)/.exec(rated.stdout)?.[1];
      expect(Number(level)).toBeGreaterThan(0);
      expect(Number(level)).toBeLessThan(2.5);
      expect(rated.status).toBe(0);
    });
  }

  it('lets through only the addresses that are configured, where they are addresses', () => {
    const lines = (hosts: readonly string[]) => unitText({ ...facts, hosts }).split('\n');
    expect(lines(['192.0.2.7', 'localhost'])).toEqual(
      expect.arrayContaining(['IPAddressDeny=any', 'IPAddressAllow=192.0.2.7', 'IPAddressAllow=localhost']),
    );
    expect(lines(['192.0.2.7', 'siem.example']).filter((line) => line.startsWith('IPAddress'))).toEqual([]);
    expect(lines(['192.0.2.7', 'siem.example']).join('\n')).toContain('in a drop-in: siem.example.');
    expect(lines([])).toContain('PrivateNetwork=yes');
  });

  it('is made for a configuration: what is read, written and spoken with', async () => {
    mkdirSync(join(dir, 'share'));
    const config = join(dir, 'wayward.yaml');
    writeFileSync(
      config,
      [
        'version: 1',
        'sources:',
        '  - { name: share, kind: folder, path: ./share }',
        '  - { name: crm, kind: postgres, database: crm, host: 192.0.2.9 }',
        'destinations: [{ name: siem, kind: endpoint, url: "https://192.0.2.7:8443/events" }]',
        'reports: [{ kind: html, file: ./out/report.html }]',
        'gentle: { nice: 15, io: normal }',
        'schedule: [{ name: nightly, cron: "0 22 * * *" }]',
      ].join('\n'),
    );
    const printed = await wayward(['service', 'print', '--config', config, '--user', 'scanner']);
    expect(printed.err).toBe('');
    const lines = printed.out.split('\n');
    for (const line of [
      'User=scanner',
      `ReadOnlyPaths=-${join(dir, 'share')}`,
      `ReadWritePaths=${join(dir, 'out')}`,
      'StateDirectory=wayward',
      'IPAddressAllow=192.0.2.9',
      'IPAddressAllow=192.0.2.7',
      'Nice=15',
      'AmbientCapabilities=CAP_DAC_READ_SEARCH CAP_FOWNER',
    ]) {
      expect(lines).toContain(line);
    }
    expect(lines).not.toContain('IOSchedulingClass=idle');
    expect(printed.out).toMatch(
      /^ExecStart=\/.* \/.*wayward\.js run --config \/.*wayward\.yaml --state \/var\/lib\/wayward$/m,
    );

    const install = ['service', 'install', '--config', config, '--to', dir, '--without-capabilities'];
    const first = await wayward(install);
    expect(first.out).toContain('systemctl daemon-reload');
    // What it says makes a key that is taken.
    const [make = ''] = first.out.split('\n').filter((line) => line.includes('/dev/urandom'));
    expect(spawnSync('sh', ['-c', make]).status).toBe(0);
    mkdirSync(join(dir, 'out'));
    const scan = ['scan', '--config', config, '--state', join(dir, 'state'), '--quiet', '--no-deliver', 'share'];
    const scanned = await wayward(scan);
    expect(scanned.code).toBe(0);
    const unit = readFileSync(join(dir, 'wayward.service'), 'utf8');
    expect(unit).toContain('\nCapabilityBoundingSet=\n');
    expect(unit).not.toContain('AmbientCapabilities');
    expect((await wayward(install)).code).toBe(0);
    writeFileSync(join(dir, 'wayward.service'), `${unit}# ours\n`);
    const refused = await wayward(install);
    expect([refused.code, refused.err.includes('--force replaces it')]).toEqual([2, true]);
    expect((await wayward([...install, '--force'])).code).toBe(0);
    expect(readFileSync(join(dir, 'wayward.service'), 'utf8')).toBe(unit);
  });
});
