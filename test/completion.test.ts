import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wayward } from './support/cli.ts';
import { installed, skipUnless } from './support/require.ts';
import { tree } from './support/tree.ts';

async function script(shell: string): Promise<string> {
  const { code, out, err } = await wayward(['completion', shell]);
  expect([code, err]).toEqual([0, '']);
  return out;
}

describe('wayward completion', () => {
  it('completes in bash: commands, options, choices, kinds of reports', async (context) => {
    skipUnless(context, installed('bash'), 'bash is not installed');
    using made = tree({ 'wayward.bash': await script('bash') });
    const complete = (...words: readonly string[]) => {
      const line = words.map((word) => `'${word}'`).join(' ');
      const run = `source ${join(made.dir, 'wayward.bash')}; COMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _wayward; printf '%s\\n' "\${COMPREPLY[@]}"`;
      const { stdout, status, stderr } = spawnSync('bash', ['-c', run], { encoding: 'utf8', cwd: made.dir });
      expect([status, stderr]).toEqual([0, '']);
      return stdout.split('\n').filter((word) => word !== '');
    };
    expect(complete('wayward', 'fin')).toEqual(['findings']);
    expect(complete('wayward', 'findings', '--severity', '')).toEqual(['critical', 'high', 'medium', 'low', 'info']);
    expect(complete('wayward', 'findings', '--cat')).toEqual(['--category']);
    expect(complete('wayward', 'report', 'risk')).toEqual(['risk-csv']);
    expect(complete('wayward', 'report', 'html', '--ou')).toEqual(['--out']);
    expect(complete('wayward', 'outbox', 're')).toEqual(['replay']);
    writeFileSync(join(made.dir, 'my.yaml'), '');
    expect(complete('wayward', 'scan', '--config', 'm')).toEqual(['my.yaml']);
  });

  it.each(['zsh', 'fish'])('is a script that %s can read', async (shell) => {
    const text = await script(shell);
    expect(text).toContain('findings');
    // Neither is on every machine; where one is, it says whether the script is one.
    if (!installed(shell)) return;
    using made = tree({ script: text });
    const { status, stderr } = spawnSync(shell, ['-n', join(made.dir, 'script')], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  it('says which shells there are', async () => {
    const { code, err } = await wayward(['completion', 'tcsh']);
    expect([code, err]).toEqual([2, expect.stringContaining('bash, zsh, fish')]);
  });
});

describe('--help', () => {
  it('has an example for every command', async () => {
    const help = async (path: readonly string[]) => (await wayward([...path, '--help'])).out;
    const subcommands = (text: string) => {
      const [, listed = ''] = text.split('\nCommands:\n');
      return [...listed.split('\n\n')[0]!.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name = '']) => name);
    };
    const top = subcommands(await help([]));
    expect(top.length).toBeGreaterThan(15);
    for (const name of top.filter((one) => one !== 'help')) {
      const text = await help([name]);
      expect([name, text.includes('Example')]).toEqual([name, true]);
      for (const inner of subcommands(text).filter((one) => one !== 'help')) {
        expect([name, inner, (await help([name, inner])).includes('Example')]).toEqual([name, inner, true]);
      }
    }
  }, 120_000);
});
