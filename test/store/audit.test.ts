import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../agent/store/sqlite.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'wayward-audit-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const entry = (n: number) => ({
  time: `2026-06-30T08:00:0${n}Z`,
  actor: 'tester',
  action: 'judge',
  object: `r-${n}`,
  details: { policy: `p${n}` },
});

async function filled(records: number): Promise<void> {
  await using store = await openStore(dir);
  for (let n = 1; n <= records; n++) await store.audit(entry(n));
}

async function check() {
  await using store = await openStore(dir, { readOnly: true });
  return store.checkAudit();
}

/** As an administrator might, past the triggers. */
function tamper(sql: string): void {
  const db = new DatabaseSync(join(dir, 'wayward.db'));
  for (const name of ['audit_is_not_changed', 'audit_is_not_shortened', 'audit_is_not_replaced'])
    db.exec(`DROP TRIGGER ${name}`);
  db.exec(sql);
  db.close();
}

describe('the chain of the audit trail', () => {
  it('is whole as it was written', async () => {
    await filled(5);
    expect(await check()).toMatchObject({ state: 'whole', records: 5, unchained: 0, head: { seq: 5 } });
  });

  it.each([
    ['a changed record', `UPDATE audit SET object = 'r-other' WHERE seq = 3`, 3, 'changed'],
    ['changed details', `UPDATE audit SET details = '{"policy":"p9"}' WHERE seq = 2`, 2, 'changed'],
    ['a record taken out', 'DELETE FROM audit WHERE seq = 3', 4, 'missing'],
    ['the first record taken out', 'DELETE FROM audit WHERE seq = 1', 2, 'missing'],
    [
      'a record outside of the chain',
      'UPDATE audit SET uid = NULL, chain_uid = NULL, prev_uid = NULL, prev_fingerprint = NULL, fingerprint = NULL WHERE seq = 4',
      4,
      'not_chained',
    ],
  ])('shows %s', async (_, sql, at, why) => {
    await filled(5);
    tamper(sql);
    expect(await check()).toMatchObject({ state: 'broken', at, why });
  });

  it('holds records of before there was a chain, and shows when they were changed', async () => {
    await filled(3);
    tamper(
      'UPDATE audit SET uid = NULL, chain_uid = NULL, prev_uid = NULL, prev_fingerprint = NULL, fingerprint = NULL',
    );
    await filled(1);
    expect(await check()).toMatchObject({ state: 'whole', records: 4, unchained: 3 });
    const db = new DatabaseSync(join(dir, 'wayward.db'));
    db.exec(`UPDATE audit SET actor = 'nobody' WHERE seq = 2`);
    db.close();
    expect(await check()).toMatchObject({ state: 'broken', at: 4, why: 'not_linked' });
  });

  it('cannot show by itself that its end was cut off: a noted head can', async () => {
    await filled(5);
    const { head } = await check();
    tamper('DELETE FROM audit WHERE seq > 3');
    const cut = await check();
    expect(cut.state).toBe('whole');
    expect(cut.head).not.toEqual(head);
  });
});
