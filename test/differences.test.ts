import { appendFileSync, chmodSync, copyFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { ofType, readJsonl, wayward } from './support/cli.ts';
import { tree } from './support/tree.ts';

const mail = 'Kontakt: synthetic.person@acme-kunden.de\n';
const place = tree();
afterAll(() => place[Symbol.dispose]());

interface Line {
  readonly kind: string;
  readonly because: string;
  readonly path: string;
  readonly part: string;
  readonly finding: string;
  readonly was: { readonly path: string } | null;
  readonly now: { readonly path: string } | null;
}

/** A share and a database with a configuration that can be changed between scans. */
function shareOf(name: string, files: Readonly<Record<string, string>>) {
  const dir = join(place.dir, name);
  const at = (path: string) => join(dir, 'share', path);
  const put = (path: string, content: string) => {
    mkdirSync(join(at(path), '..'), { recursive: true });
    writeFileSync(at(path), content);
  };
  for (const [path, content] of Object.entries(files)) put(path, content);
  const report = join(dir, 'report.jsonl');
  const own = ['--config', join(dir, 'wayward.yaml'), '--state', join(dir, 'state')];
  const options = { cwd: place.dir, env: { ...process.env, XDG_CONFIG_HOME: join(place.dir, 'config') } };
  return {
    dir,
    at,
    put,
    own,
    report,
    configure(policy: object | null, source: object = {}, more: object = {}) {
      const sources = [{ name: 'share', kind: 'folder', path: join(dir, 'share'), ...source }];
      const text = stringify({ version: 1, key: './key', sources, ...(policy === null ? {} : { policy }), ...more });
      writeFileSync(join(dir, 'wayward.yaml'), text);
    },
    async scan(now = '2026-06-30', ...args: string[]): Promise<string> {
      const ran = await wayward(['scan', ...own, '--now', now, '--report', `jsonl=${report}`, ...args], options);
      expect([0, 4], ran.err).toContain(ran.code);
      return ran.out;
    },
    run: (...args: string[]) => wayward([...args, ...own], options),
    lines: () => ofType(readJsonl(report), 'difference') as unknown as Line[],
    comparison: () => ofType(readJsonl(report), 'comparison'),
  };
}

const told = (lines: readonly Line[]) =>
  Object.fromEntries(lines.map(({ path, part, kind, because }) => [path + part, `${kind} ${because}`]));

const policyOf = (approved: readonly string[], more: object = {}) => ({
  version: 1,
  title: 'Acme',
  locations: approved.map((path, n) => ({
    id: `LOC-${n}`,
    title: path,
    match: { source: 'share', path },
    approved_for: [{ categories: ['user'] }],
    owner: 'sales@acme.example',
    approved_by: 'privacy@acme.example',
    approved_on: '2025-06-16',
    valid_until: '2026-12-31',
  })),
  ...more,
});

describe('the difference between two runs', () => {
  it('says of every finding why it is new, and why it is gone', { timeout: 240_000 }, async () => {
    const names = ['deleted', 'changed', 'policy', 'excepted', 'left out/deep', 'whole', 'still', 'allowed'];
    const share = shareOf('reasons', Object.fromEntries(names.map((name) => [`${name}/a.txt`, mail])));
    share.put('detector/a.txt', 'Kundennummer: K-123456\n');
    share.put('empties/a.txt', 'nothing here\n');
    const custom = (pattern: string) => ({
      detectors: {
        custom: [
          {
            ...{ id: 'custom.number', title: 'Customer number', category: 'user.unique_id', pattern },
            ...{ labels: ['Kundennummer'], subject: 'customer' },
          },
        ],
      },
    });
    share.configure(policyOf(['allowed/**']), {}, custom('K-\\d{6}'));
    const first = await share.scan();
    expect(first).not.toContain('still there');
    expect(share.comparison()).toMatchObject([{ source: 'share', since: null, open: 8 }]);
    expect(share.lines()).toEqual([]);

    rmSync(share.at('deleted'), { recursive: true });
    share.put('changed/a.txt', 'Nobody is in it any more.\n');
    share.put('empties/a.txt', mail);
    share.put('added/a.txt', mail);
    const exception = {
      id: 'EX-1',
      scope: { paths: ['share:excepted/**'] },
      reason: 'Is being moved',
      approved_by: 'privacy@acme.example',
      expires: '2026-12-31',
    };
    share.configure(
      policyOf(['allowed/**', 'policy/**'], { exceptions: [exception] }),
      { exclude: ['left out/**', 'whole/a.txt'] },
      custom('L-\\d{6}'),
    );
    const second = await share.scan();
    expect(told(share.lines())).toEqual({
      'added/a.txt': 'new added',
      'changed/a.txt': 'gone changed',
      'deleted/a.txt': 'gone deleted',
      'detector/a.txt': 'gone detector',
      'empties/a.txt': 'new changed',
      'excepted/a.txt': 'gone excepted',
      'left out/deep/a.txt': 'gone not_covered',
      'policy/a.txt': 'gone policy',
      'whole/a.txt': 'gone not_covered',
    });
    expect(share.comparison()).toMatchObject([{ open: 3, still: 1, new: { added: 1, changed: 1 } }]);
    expect(second).toMatch(/Since 2026-06-30 +2 new, 1 still there, 7 gone/);

    // Nothing has changed: nothing is told.
    await share.scan();
    expect(share.lines()).toEqual([]);
    expect(share.comparison()).toMatchObject([{ open: 3, still: 3, new: {}, gone: {} }]);

    // Back again: covered, excepted no more; and then two runs at once.
    share.configure(policyOf(['allowed/**', 'policy/**']), {}, custom('L-\\d{6}'));
    await share.scan();
    expect(told(share.lines())).toEqual({
      'excepted/a.txt': 'new policy',
      'left out/deep/a.txt': 'new covered',
      'whole/a.txt': 'new covered',
    });
    const { out } = await share.run('diff', '--json');
    expect(JSON.parse(out)).toMatchObject({ new: 3, gone: 0, still: 3, isFirst: false });
    const runs = [...(await share.run('audit')).out.matchAll(/r-[0-9a-f]{16}/g)].map(([id]) => id);
    const both = await share.run('diff', runs[0] ?? '', runs.at(-1) ?? '');
    expect(both.err).toBe('');
    expect(both.out).toContain('2 new, 4 still there, 4 gone');
    expect(both.out).toContain('share/deleted/a.txt: deleted');
    expect(both.out).not.toContain('left out');
    expect(both.out).not.toContain('synthetic.person');
    expect((await share.run('diff', 'r-none')).code).toBe(2);
  });

  it('tells what a new judgement, a day and a changed mode make of it', { timeout: 180_000 }, async () => {
    const share = shareOf('judged', { 'a/a.txt': mail, 'b/b.txt': mail });
    const exposure = [
      { id: 'EXP-1', title: 'Not for everyone', categories: ['user'], locations: ['share:**'], at_most: 'group' },
    ];
    for (const path of ['..', '.', 'a', 'b']) chmodSync(share.at(path), 0o755);
    chmodSync(place.dir, 0o755);
    share.configure(policyOf(['a/**', 'b/**'], { exposure }));
    await share.scan();
    expect(share.comparison()).toMatchObject([{ open: 2 }]);
    chmodSync(share.at('a/a.txt'), 0o600);
    await share.scan();
    expect(told(share.lines())).toEqual({ 'a/a.txt': 'gone exposure' });
    // The approvals have ended.
    await share.scan('2027-02-01');
    expect(told(share.lines())).toMatchObject({ 'a/a.txt': 'new date' });
    // Judged again, without a scan: of the same run then nothing is left.
    share.configure(policyOf([], { default_deny: { categories: ['user.government_id'], subjects: ['customer'] } }));
    expect((await share.run('judge', '--now', '2027-02-01')).code).toBe(0);
    const { out } = await share.run('diff', '--json');
    const lines = (JSON.parse(out) as { differences: Line[] }).differences;
    expect(told(lines)).toEqual({ 'b/b.txt': 'gone policy' });
  });

  it('tells an inventory, and what comes back', { timeout: 180_000 }, async () => {
    const share = shareOf('away', { 'a/a.txt': mail, 'b/b.txt': mail, 'c.txt': mail });
    share.configure(null);
    await share.scan();
    expect(share.comparison()).toMatchObject([{ open: 3, since: null }]);
    renameSync(share.at('a'), share.at('../a'));
    writeFileSync(share.at('a'), 'no folder any more');
    appendFileSync(share.at('c.txt'), mail.replace('person', 'other'));
    await share.scan();
    expect(told(share.lines())).toEqual({ 'a/a.txt': 'gone deleted' });
    rmSync(share.at('a'));
    renameSync(share.at('../a'), share.at('a'));
    await share.scan();
    expect(told(share.lines())).toEqual({ 'a/a.txt': 'new added' });
  });

  it('knows files that were moved or renamed, and reads none of them again', { timeout: 180_000 }, async () => {
    const text = (n: number) => `${mail}${'padding '.repeat(n)}\n`;
    const share = shareOf('moved', {
      'temp/approved.txt': text(1),
      'temp/renamed.txt': text(2),
      'temp/emails.txt': text(3),
      'z/copied.txt': text(4),
      'folder/deep/inside.txt': text(5),
      'twins/a.txt': text(6),
      'twins/b.txt': text(6),
    });
    share.configure(policyOf(['ok/**']));
    await share.scan();
    const before = ofType(readJsonl(share.report), 'finding') as unknown as Line[];
    const ids = new Map(before.map(({ path, finding: _, ...line }) => [path, (line as unknown as { id: string }).id]));

    mkdirSync(share.at('ok'));
    mkdirSync(share.at('b'));
    renameSync(share.at('temp/approved.txt'), share.at('ok/approved.txt'));
    renameSync(share.at('temp/renamed.txt'), share.at('temp/again.txt'));
    // The name is a label of what is in it: this one is read again, and is the same all the same.
    renameSync(share.at('temp/emails.txt'), share.at('temp/note.txt'));
    // To another inode: by its content.
    copyFileSync(share.at('z/copied.txt'), share.at('b/copied.txt'));
    rmSync(share.at('z/copied.txt'));
    renameSync(share.at('folder'), share.at('another'));
    // A copy is no move, and of two the same nobody knows which went.
    copyFileSync(share.at('another/deep/inside.txt'), share.at('b/inside.txt'));
    await share.scan();
    expect(told(share.lines())).toEqual({
      'another/deep/inside.txt': 'still moved',
      'b/copied.txt': 'still moved',
      'b/inside.txt': 'new added',
      'ok/approved.txt': 'gone moved',
      'temp/again.txt': 'still moved',
      'temp/note.txt': 'still moved',
    });
    const after = ofType(readJsonl(share.report), 'finding');
    const idOf = (path: string) => after.find((line) => line['path'] === path)?.['id'];
    expect(idOf('ok/approved.txt')).toBe(ids.get('temp/approved.txt'));
    expect(idOf('temp/note.txt')).toBe(ids.get('temp/emails.txt'));
    expect(idOf('b/copied.txt')).toBe(ids.get('z/copied.txt'));
    const carried = Object.fromEntries(
      ofType(readJsonl(share.report), 'item').map((line) => [line['path'], line['carried']]),
    );
    expect(carried).toEqual({
      'another/deep/inside.txt': true,
      'b/copied.txt': false,
      'b/inside.txt': false,
      'ok/approved.txt': true,
      'temp/again.txt': true,
      'temp/note.txt': false,
      'twins/a.txt': true,
      'twins/b.txt': true,
    });
    await share.scan();
    expect(share.lines()).toEqual([]);
  });

  it('reads again, for another detector, only what may hold something of its shape', { timeout: 180_000 }, async () => {
    const share = shareOf('shapes', {
      'no number.txt': 'Nobody is in it, and no number of 12.\n',
      'number.txt': 'Karte 4539 1488 0343 6467, bitte\n',
      'mail.txt': mail,
      'empty.txt': '',
    });
    const only = (...ids: string[]) => share.configure(null, {}, { detectors: { only: ids } });
    const carried = () =>
      Object.fromEntries(ofType(readJsonl(share.report), 'item').map((line) => [line['path'], line['carried']]));
    only('email');
    await share.scan();
    only('email', 'card.pan');
    await share.scan();
    const added = { 'empty.txt': true, 'mail.txt': false, 'no number.txt': true, 'number.txt': false };
    expect(carried()).toEqual(added);
    const findings = () =>
      ofType(readJsonl(share.report), 'finding').map(({ carried: _, ...finding }) => JSON.stringify(finding));
    const kept = findings();
    rmSync(join(share.dir, 'state'), { recursive: true });
    await share.scan();
    expect(kept).toEqual(findings());
    // Gone again: what it had found is read again, and nothing else.
    only('email');
    await share.scan();
    expect(carried()).toEqual(added);
    expect(told(share.lines())).toEqual({ 'number.txt': 'gone detector' });
    await share.scan();
    expect(Object.values(carried())).toEqual([true, true, true, true]);
  });

  it('tells columns of tables like files', { timeout: 180_000 }, async () => {
    const share = shareOf('tables', { 'a.txt': 'nothing' });
    const db = new DatabaseSync(join(share.dir, 'shop.db'));
    db.exec('CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT, note TEXT)');
    const add = db.prepare('INSERT INTO customers (email, note) VALUES (?, ?)');
    for (let n = 0; n < 50; n++) add.run(`synthetic.person${n}@acme-kunden.de`, 'paid');
    share.configure(null, { name: 'shop', kind: 'sqlite', path: join(share.dir, 'shop.db') });
    await share.scan();
    expect(share.comparison()).toMatchObject([{ source: 'shop', open: 1 }]);
    db.exec("UPDATE customers SET note = email, email = 'none'");
    db.close();
    await share.scan();
    expect(told(share.lines())).toEqual({ 'customers#email': 'gone changed', 'customers#note': 'new changed' });
  });
});
