import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Detector } from '../../agent/contracts/detector.ts';
import { loadPlugins } from '../../agent/registry.ts';

const root = new URL('../../', import.meta.url);
const detectors = await loadPlugins<Detector>(new URL('detectors/', root), { recursive: true });

describe('every detector', () => {
  it.each([...detectors.keys()])('%s is called what its file is called, and has its fixture and its test', (id) => {
    expect(detectors.get(id)!.id).toBe(id);
    expect(existsSync(new URL(`fixtures/detectors/${id}.json`, root)), `fixtures/detectors/${id}.json`).toBe(true);
    const test = `test/detectors/${id.replaceAll('.', '/')}.test.ts`;
    expect(existsSync(new URL(test, root)), test).toBe(true);
  });

  it('is there for every fixture', () => {
    const fixtures = readdirSync(fileURLToPath(new URL('fixtures/detectors/', root)));
    expect(fixtures.filter((name) => !detectors.has(name.replace(/\.json$/, '')))).toEqual([]);
  });

  it('covers the first release', () => {
    const promised =
      'bank.bic bank.iban card.pan de.idnr email es.dni es.nie fr.nir gb.nhs gb.nino ip.v4 ip.v6 it.codice_fiscale nl.bsn ' +
      'person.address person.dob person.name phone pl.pesel se.personnummer us.itin us.ssn';
    expect([...detectors.keys()]).toEqual(expect.arrayContaining(promised.split(' ')));
  });
});
