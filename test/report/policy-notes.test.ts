import { describe, expect, it } from 'vitest';
import { placesNamed } from '../../agent/judge/policy-places.ts';
import { sample } from '../../fixtures/reporters/sample.ts';
import { finding, item, type StoredRun, verdict } from '../../fixtures/reporters/stored.ts';
import { reportOf } from './build.ts';

const policy = {
  locations: [
    { id: 'LOC-CRM', match: { source: 'share', path: 'CRM/**' } },
    { id: 'LOC-OLD', match: [{ source: 'share', path: 'CRM-olld/**' }] },
    { id: 'LOC-ELSEWHERE', match: { source: 'nas', path: '**' } },
  ],
  subjects: [{ match: { source: '*', path: 'Custmers/**' }, subject: 'customer' }],
  retention: [{ id: 'RET-1', scope: { locations: ['share:CRM/**', 'share:{HR,Personel}/**'] } }],
  holds: [{ id: 'HOLD-1', scope: { paths: ['share:Recht/**'] } }],
};
const notesOf = async (held: StoredRun) =>
  (await reportOf(held, { policyPlaces: placesNamed(policy) })).policyNotes.map(
    ({ kind, rule, what }) => `${kind} ${rule} ${what}`,
  );

describe('what the policy names and a run did not meet', () => {
  it('is told of places in sources that were listed', async () => {
    expect(await notesOf(sample)).toEqual([
      'empty_place LOC-OLD share:CRM-olld/**',
      'empty_place subjects *:Custmers/**',
      'empty_place HOLD-1 share:Recht/**',
    ]);
    // Of a run that was cut short, or not judged, nothing can be said.
    expect(await notesOf({ ...sample, run: { ...sample.run, state: 'stopped' } })).toEqual([]);
    expect(await notesOf({ ...sample, judged: false, verdicts: () => [] })).toEqual([]);
  });

  it('is told of a column that no table has, not of one that some lack', async () => {
    const one = item('share', 'CRM/a');
    const found = [finding(one, 'email'), finding(one, 'phone')];
    const held = (because: readonly string[][]): StoredRun => ({
      ...sample,
      coverage: [],
      gaps: [],
      items: () => [one],
      findings: () => found,
      verdicts: () =>
        found.map((of, at) =>
          verdict(of, 'retention', 'unknown_trigger', { because: ['rule=RET-1 version 1', ...(because[at] ?? [])] }),
        ),
    });
    const columns = async (because: readonly string[][]) =>
      (await notesOf(held(because))).filter((note) => note.startsWith('no_such_column'));
    expect(await columns([['no_column=closed_att'], ['no_column=closed_att']])).toEqual([
      'no_such_column RET-1 closed_att',
    ]);
    expect(await columns([['no_column=closed_at'], ['rows_dated_by=closed_at grade A']])).toEqual([]);
  });
});
